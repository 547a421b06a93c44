"""The demonstration under way: its people, its cast, and the few turns every scene is made of."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from registry.documents import decision_annex
from registry.law.law_book import own_book
from registry.models.certificate import Certificate
from registry.models.place import Place, PlaceLevel
from registry.models.producer import ContactKind
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import decisions
from registry.queries.settings import Prize
from registry.rules.decision_life import DecisionKind
from registry.rules.finding import Severity
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import (
    certification,
    deciding,
    drafting,
    registration,
    settings,
    signed_annexes,
)
from registry.usecases.demonstration.cast import CAST, ProducerPart, ProductPart
from registry.usecases.drafting import Line
from registry.usecases.producer_facts import ContactFacts, ProducerFacts
from registry.usecases.product_facts import PackingFacts, ProductFacts

JULY = date(2020, 7, 20)
DECEMBER = date(2020, 12, 11)
CONFERENCE = date(2020, 12, 13)
SIGNATORY = "Nguyễn Văn Minh Họa"


class Stage:
    """The demonstration under way: who acts, and what there is by now."""

    def __init__(self, *, officer: Actor, approver: Actor, administrator: Actor) -> None:
        self.officer = officer
        self.approver = approver
        self.administrator = administrator
        self.producers: dict[int, str] = {}
        self.products: dict[str, str] = {}
        self.serials: dict[str, int] = {}

    def set_up(self) -> None:
        """Make the department's choices, every one of them invented."""
        resolution = "Nghị quyết số 01/NQ-MH (minh họa)"
        prizes = [
            Prize(year=year, stars=stars, amount=amount, resolution=resolution)
            for year in (2020, 2021, 2023, 2026)
            for stars, amount in ((3, 10_000_000), (4, 20_000_000), (5, 50_000_000))
        ]
        settings.change(
            actor=self.administrator,
            values={
                "prizes": prizes,
                "suspend_ground": "Quy chế minh họa, Điều 1",
                "reinstate_ground": "Quy chế minh họa, Điều 2",
                "withdraw_ground": "Quy chế minh họa, Điều 3",
            },
        )

    def register_cast(self) -> None:
        for part in CAST:
            self.producers[part.number] = self._register_producer(part)
            for product in part.products:
                self._register_product(part.number, product)

    def _register_producer(self, part: ProducerPart) -> str:
        with reading() as session:
            commune = session.scalars(
                select(Place.public_id).where(
                    Place.level == PlaceLevel.COMMUNE, Place.code == part.commune, Place.valid_until.is_not(None)
                )
            ).one()
        return registration.register_producer(
            actor=self.officer,
            facts=ProducerFacts(
                name=part.name,
                kind=part.kind,
                representative=f"Người đại diện Minh Họa {part.number:02d}",
                representative_gender="Nữ" if part.number % 3 else "Nam",
                representative_ethnicity=("Thái", "Kinh", "Mông", "Dao", "Hà Nhì")[part.number % 5],
                address=f"Bản Minh Họa {part.number:02d}",
                commune=commune,
                contacts=(
                    ContactFacts(
                        kind=ContactKind.PHONE, value=f"0900 000 {part.number:03d}", is_public=part.number % 2 == 0
                    ),
                ),
            ),
            confirmed_distinct=True,
        )

    def _register_product(self, producer: int, part: ProductPart) -> None:
        found = own_book().industry_of(instrument=Instrument.QD_1048_781, number=part.product_set)
        self.products[part.name] = registration.register_product(
            actor=self.officer,
            producer=self.producers[producer],
            facts=ProductFacts(
                name=part.name,
                industry=found.code if found else None,
                description="Sản phẩm không có thật, đặt ra để minh họa sổ đăng ký.",
                packings=tuple(PackingFacts(label=label) for label in part.packings),
            ),
            confirmed_distinct=True,
        )

    def line(self, part: ProducerPart, product: ProductPart, *, assessed_on: date, order: int) -> Line:
        base = Decimal("70.5") if product.stars == 4 else Decimal("52.8")
        return Line(
            product=self.products[product.name],
            score=base + Decimal(order % 12) + Decimal(order % 4) / 4,
            stars=product.stars,
            instrument=Instrument.QD_1048_781,
            product_set=product.product_set,
            product_code=self._code(part.commune, assessed_on.year),
            filed_on=date(assessed_on.year, assessed_on.month, 1),
            assessed_on=assessed_on,
        )

    def _code(self, commune: str, year: int) -> str:
        with reading() as session:
            place = session.scalars(
                select(Place).where(
                    Place.level == PlaceLevel.COMMUNE, Place.code == commune, Place.valid_until.is_not(None)
                )
            ).one()
            district = place.parent.code if place.parent else "000"
        serial = self.serials[commune] = self.serials.get(commune, 0) + 1
        return f"12-{district}-{commune}-{serial}-{year}"

    def decide(
        self,
        lines: Sequence[Line],
        number: str,
        signed_on: date,
        title: str,
        *,
        round_no: int | None = None,
        kind: DecisionKind = DecisionKind.RECOGNITION,
        **heading: Any,
    ) -> str:
        decision = drafting.draft(
            actor=self.officer,
            kind=kind,
            title=title,
            round_no=round_no,
            round_year=signed_on.year if round_no else None,
            **heading,
        )
        drafting.add_lines(actor=self.officer, decision=decision, lines=lines)
        self.carry_out(decision, number, signed_on)
        return decision

    def carry_out(self, decision: str, number: str, signed_on: date) -> None:
        self.check(decision)
        deciding.approve(actor=self.approver, decision=decision)
        deciding.sign(actor=self.officer, decision=decision, number=number, signed_on=signed_on, signatory=SIGNATORY)
        self.reconcile(decision)
        certification.put_in_effect(actor=self.approver, decision=decision)

    def reconcile(self, decision: str) -> None:
        """Hold the annex as it came back signed, which here is our own, against the register's."""
        with reading() as session:
            detail = decisions.decision(session, decision)
        if detail is not None:
            drawn = decision_annex.draw(decision_annex.content(detail, is_demonstration=True))
            signed_annexes.compare_file(
                actor=self.officer, decision=decision, content=drawn, filename="phu-luc-da-ky.pdf"
            )

    def check(self, decision: str) -> None:
        for finding in deciding.open_findings(decision):
            if finding.severity is Severity.ACKNOWLEDGE:
                deciding.acknowledge(actor=self.officer, decision=decision, finding_key=finding.key)
        deciding.check(actor=self.officer, decision=decision)

    def again(
        self, name: str, kind: RecognitionKind, stars: int, score: Decimal, instrument: Instrument, assessed_on: date
    ) -> Line:
        return Line(
            product=self.products[name],
            kind=kind,
            score=score,
            stars=stars,
            instrument=instrument,
            filed_on=date(assessed_on.year, assessed_on.month, 1),
            assessed_on=assessed_on,
        )

    def latest(self, *names: str) -> list[tuple[str, str]]:
        """Return product and latest certificate of each name, as public ids."""
        found = []
        with reading() as session:
            for name in names:
                certificate = session.scalars(
                    select(Certificate.public_id)
                    .join(Recognition)
                    .join(Product)
                    .where(Product.public_id == self.products[name])
                    .order_by(Certificate.id.desc())
                ).first()
                if certificate is not None:
                    found.append((self.products[name], certificate))
        return found


def parts() -> Iterable[tuple[ProducerPart, ProductPart]]:
    return ((part, product) for part in CAST for product in part.products)


def about(held: tuple[str, str]) -> Line:
    product, certificate = held
    return Line(product=product, certificate=certificate, kind=RecognitionKind.REISSUED)
