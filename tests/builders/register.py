"""Producers, products and decisions in a fresh register, made by the acts that make real ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from registry.models.decision import Decision
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer
from registry.models.product import Product, ProductHolder
from registry.rules.decision_life import DecisionKind
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading, transaction
from registry.usecases import certification, deciding, drafting, registration
from registry.usecases.drafting import Line
from registry.usecases.product_facts import ProductFacts

SIGNED = date(2020, 12, 11)


def a_commune(name: str = "Sin Suối Hồ") -> int:
    """Return the key of a commune of that name, made if it is new."""
    with transaction() as session:
        found = session.scalar(select(Place.id).where(Place.name == name))
        if found is not None:
            return found
        place = Place(
            level=PlaceLevel.COMMUNE,
            code=f"9{session.query(Place).count():04d}",
            name=name,
            kind="xã",
            valid_from=date(1900, 1, 1),
            sort_key=name,
            search_key=name.lower(),
        )
        session.add(place)
        session.flush()
        return place.id


def a_producer(name: str = "Hợp tác xã Thử Nghiệm", *, kind: ProducerKind = ProducerKind.COOPERATIVE) -> str:
    """Put a producer into the register and return its public id."""
    commune = a_commune()
    with transaction() as session:
        producer = Producer(name=name, kind=kind, commune_id=commune, address="Bản Thử")
        session.add(producer)
        session.flush()
        return producer.public_id


def a_product(name: str = "Chè thử nghiệm", *, producer: str | None = None) -> str:
    """Put a product into the register and return its public id."""
    holder = producer or a_producer()
    with transaction() as session:
        row = session.scalars(select(Producer).where(Producer.public_id == holder)).one()
        product = Product(name=name, producer_id=row.id, industry=None)
        product.holders.append(ProductHolder(producer_id=row.id, valid_from=date(2018, 1, 1)))
        session.add(product)
        session.flush()
        return product.public_id


def a_registered_product(officer: Actor, name: str) -> str:
    """Register a product by an act, for check calls what no act wrote a defect, and return its public id."""
    return registration.register_product(
        actor=officer, producer=a_producer(), facts=ProductFacts(name=name), confirmed_distinct=True
    )


def a_line(product: str, **changes: object) -> Line:
    """Return a line that gives a product three stars for 60 points."""
    line = Line(
        product=product,
        score=Decimal(60),
        stars=3,
        instrument=Instrument.QD_1048_781,
        assessed_on=date(2020, 12, 9),
        product_set=12,
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def a_draft(officer: Actor, lines: Sequence[Line], *, kind: DecisionKind = DecisionKind.RECOGNITION) -> str:
    """Draft a decision with these lines."""
    decision = drafting.draft(actor=officer, kind=kind, title="Công nhận sản phẩm OCOP năm 2020 (đợt 2)")
    if lines:
        drafting.add_lines(actor=officer, decision=decision, lines=lines)
    return decision


def acknowledge_all(officer: Actor, decision: str) -> None:
    """Let every finding stand that may stand."""
    from registry.models.decision import Decision
    from registry.queries import check_sheet
    from registry.rules.finding import Severity
    from registry.transaction import reading

    with reading() as session:
        row = session.scalars(select(Decision).where(Decision.public_id == decision)).one()
        found = check_sheet.findings(session, row)
    for finding in found:
        if finding.severity is Severity.ACKNOWLEDGE:
            deciding.acknowledge(actor=officer, decision=decision, finding_key=finding.key)


def sign_off(
    officer: Actor, approver: Actor, decision: str, *, number: str = "1757/QĐ-UBND", signed_on: date = SIGNED
) -> None:
    """Bring a draft to its signature."""
    acknowledge_all(officer, decision)
    deciding.check(actor=officer, decision=decision)
    deciding.approve(actor=approver, decision=decision)
    deciding.sign(actor=officer, decision=decision, number=number, signed_on=signed_on, signatory="Nguyễn Văn Thử")


def version_of(decision: str) -> int:
    """Return the version of a decision that a person sees now."""
    with reading() as session:
        return session.scalars(select(Decision.version).where(Decision.public_id == decision)).one()


def issue(
    officer: Actor,
    approver: Actor,
    lines: Sequence[Line],
    *,
    number: str = "1757/QĐ-UBND",
    signed_on: date = SIGNED,
    kind: DecisionKind = DecisionKind.RECOGNITION,
) -> str:
    """Draft, approve, sign and put in effect; return the decision's public id."""
    decision = a_draft(officer, lines, kind=kind)
    sign_off(officer, approver, decision, number=number, signed_on=signed_on)
    certification.put_in_effect(actor=approver, decision=decision)
    return decision
