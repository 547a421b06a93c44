"""A register in which every public page has something to show, in every state that it shows differently."""

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from builders.assessments import FINDINGS, a_dossier, a_paper
from builders.conference import Conference, a_conference, revoked
from builders.crowd import a_crowd
from builders.people import a_person
from builders.register import a_line, issue
from builders.units import a_unit, goods_of
from PIL import Image
from sqlalchemy import or_, select

from registry import clock
from registry.models.account import Account
from registry.models.award import AwardEvent, AwardRecipient, RecipientKind
from registry.models.body import BodyKind
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.dossier import CommuneReport, Dossier, DossierFile, DossierItem
from registry.models.place import Place
from registry.models.producer import ContactKind, Producer, ProducerContact
from registry.models.product import Photo, Product
from registry.queries.standings import standing_on
from registry.rules.permissions import Role
from registry.transaction import Session, reading
from registry.usecases import dossiers, evidence_files, photos, producer_fates, recording, renaming, submission
from registry.usecases.producer_facts import ContactFacts
from registry.usecases.product_facts import PackingFacts
from registry.usecases.sources import Source

PRODUCERS, PRODUCTS, CERTIFICATES, DECISIONS = 7, 40, 50, 76
"""How large the crowd is."""
EVERY = 6
"""Of the crowd, each sixth is opened by itself."""


def fill() -> None:
    """Fill an empty register."""
    a_crowd(producers=PRODUCERS, products=PRODUCTS, certificates=CERTIFICATES, seed=4)
    held = a_conference(a_person(Role.OFFICER), a_person(Role.APPROVER))
    revoked(held, "Gạo Bình Minh")
    _told_at_length(held)
    producer_fates.dissolve_producer(
        actor=held.officer, producer=held.producers["Hợp tác xã Chân Mây"], on=date(2025, 1, 1)
    )
    _known_by_its_year(held)
    _filed_for(held)


def _told_at_length(held: Conference) -> None:
    officer = held.officer
    with reading() as session:
        commune = session.scalars(select(Place.public_id).where(Place.name == "Sin Suối Hồ")).first()
    unit = a_unit(
        officer,
        "Hợp tác xã Đầy Đủ",
        commune=commune,
        website="https://htx.example.vn",
        tax_number="0100109106",
        address="Số 7, bản Kín Đáo",
        representative="Lò Thị Kín Đáo",
        note="Ghi chú kín đáo",
        contacts=(
            ContactFacts(kind=ContactKind.PHONE, value="0912345678", is_public=True),
            ContactFacts(kind=ContactKind.EMAIL, value="kin@vi-du.vn", is_public=False),
        ),
    )
    product = goods_of(
        officer,
        unit,
        "Chè cổ thụ",
        industry="food",
        description="Búp chè hái tay.",
        story="Chuyện ngày xưa.",
        packings=(PackingFacts(label="Hộp 100 g", gtin="8934567890120"),),
    )
    file = io.BytesIO()
    Image.new("RGB", (900, 700), "green").save(file, "PNG")
    photos.add(actor=officer, product=product, content=file.getvalue(), caption="Hộp chè")
    renaming.rename_product(actor=officer, product=product, name="Chè cổ thụ Đầy Đủ", on=date(2022, 5, 1))
    goods_of(officer, unit, "Mật chưa chấm")
    yesterday = clock.today() - timedelta(days=1)
    line = a_line(product, stars=4, score=Decimal(75), instrument=None, product_set=11)
    line = replace(line, assessed_on=yesterday - timedelta(days=1), filed_on=yesterday - timedelta(days=2))
    issue(officer, held.approver, [line], number="9/QĐ-UBND", signed_on=yesterday)
    renaming.transfer_product(
        actor=officer,
        product=held.products["Thịt sấy Ánh Dương"],
        to=held.producers["Hợp tác xã Bình Minh"],
        on=date(2024, 1, 1),
    )


def _known_by_its_year(held: Conference) -> None:
    """Record what an old list says of a product: three stars, the year, and no decision."""
    product = goods_of(held.officer, held.producers["Hợp tác xã Ánh Dương"], "Gừng năm nào")
    with reading() as session:
        key = session.scalars(select(Product.id).where(Product.public_id == product)).one()
        unit = session.scalars(select(Producer).where(Producer.name == "Hợp tác xã Ánh Dương")).one()
        result = recording.Result(
            product_id=key, producer_id=unit.id, product_name="Gừng năm nào", producer_name=unit.name, stars=3
        )
    source = Source(
        body_name="Ủy ban nhân dân huyện Tam Đường",
        body_kind=BodyKind.DISTRICT,
        number=None,
        signed_on=None,
        year=clock.today().year - 3,
        source="Danh sách cũ",
    )
    recording.record(actor=held.officer, source=source, results=[result])


def _filed_for(held: Conference) -> None:
    """File a dossier for what the public sees, with forms, papers and a commune's words that it does not."""
    product = goods_of(held.officer, held.producers["Hợp tác xã Ánh Dương"], "Trà có hồ sơ")
    dossier = a_dossier(held.officer, product)
    told = {code: f"Lời kín trong hồ sơ: {code}" for code in ("office", "history", "plan")}
    dossiers.save_forms(actor=held.officer, dossier=dossier, version=_version_of(dossier), forms=told)
    evidence_files.add(
        actor=held.officer, dossier=dossier, item="E01", source=io.BytesIO(a_paper()), filename="Giấy kín đáo.pdf"
    )
    dossiers.describe_item(
        actor=held.officer, dossier=dossier, code="E01", facts=dossiers.ItemFacts(note="Ghi chú kín của giấy tờ")
    )
    submission.submit(actor=held.officer, dossier=dossier)
    findings = replace(FINDINGS, topics=dict.fromkeys(submission.TOPICS, "Lời kín của xã"), letter_number="77/KIN-KT")
    submission.forward(actor=held.officer, dossier=dossier, findings=findings)


def _version_of(dossier: str) -> int:
    with reading() as session:
        return session.scalars(select(Dossier.version).where(Dossier.public_id == dossier)).one()


def addresses() -> list[str]:
    """Return the address of everything the public may open; of the crowd only some of each kind."""
    with reading() as session:
        states = session.execute(select(standing_on(clock.today()), Certificate.lookup_code).order_by(Certificate.id))
        one_of_each = dict(states.all())
        return [
            "/",
            *(address for kind in _OPENED for address in _of_kind(session, *kind)),
            *(f"/c/{code}" for code in one_of_each.values()),
        ]


_OPENED: tuple[tuple[str, Any, Any, int], ...] = (
    ("/san-pham/", Product.public_id, Product.id, PRODUCTS),
    ("/chu-the/", Producer.public_id, Producer.id, PRODUCERS),
    ("/quyet-dinh/", Decision.public_id, Decision.id, DECISIONS),
    ("/su-kien/", AwardEvent.public_id, AwardEvent.id, 0),
    ("/c/", Certificate.lookup_code, Certificate.id, CERTIFICATES),
    ("/anh/", Photo.public_id, Photo.id, 0),
)


def _of_kind(session: Session, path: str, named: Any, key: Any, crowd: int) -> list[str]:
    chosen = session.scalars(select(named).where(or_(key % EVERY == 1, key > crowd)).order_by(key))
    return [f"{path}{one}" for one in chosen]


def secrets() -> list[str]:
    """Return what the register knows and nobody published."""
    hidden = (
        select(Producer.address),
        select(Producer.representative),
        select(Producer.note),
        select(ProducerContact.value).where(ProducerContact.is_public.is_(False)),
        select(AwardRecipient.name).where(AwardRecipient.kind == RecipientKind.PERSON),
        select(Account.name),
        select(Account.email),
        select(Account.phone),
        select(Dossier.number),
        select(Dossier.public_id),
        select(DossierFile.filename),
        select(DossierItem.note),
        select(CommuneReport.letter_number),
    )
    with reading() as session:
        said = {text for statement in hidden for text in session.scalars(statement) if text}
        said |= {text for forms in session.scalars(select(Dossier.forms)) for text in forms.values() if _is_long(text)}
        said |= {text for topics in session.scalars(select(CommuneReport.topics)) for text in topics.values()}
        return sorted(said)


def _is_long(text: object) -> bool:
    return isinstance(text, str) and text.startswith("Lời kín")


def producer_named(name: str) -> str:
    """Return the public id of a producer."""
    with reading() as session:
        return session.scalars(select(Producer.public_id).where(Producer.name == name)).one()


def products_of(producer: str) -> list[str]:
    """Return the public ids of a producer's products."""
    with reading() as session:
        named = select(Product.public_id).join(Product.producer).where(Producer.public_id == producer)
        return list(session.scalars(named.order_by(Product.id)))
