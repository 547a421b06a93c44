"""A small award event, made by the acts that make a real one: two recognition decisions and an award decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builders.register import SIGNED, a_line, acknowledge_all, issue
from sqlalchemy import select

from registry.models.award import RecipientKind
from registry.models.certificate import Certificate
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer
from registry.models.product import Product, ProductHolder
from registry.models.recognition import Recognition
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.rules.sort_key import sort_key
from registry.transaction import transaction
from registry.usecases import award_events, awarding, certification, deciding, drafting
from registry.usecases.awarding import Recipient
from registry.usecases.drafting import Line

HELD = date(2020, 12, 13)
FIRST_DAY = date(1900, 1, 1)


@dataclass
class Conference:
    """What a test needs to know of the event: public ids by name."""

    officer: Actor
    approver: Actor
    producers: dict[str, str] = field(default_factory=dict)
    products: dict[str, str] = field(default_factory=dict)
    recognised: list[str] = field(default_factory=list)
    awarded: str = ""
    event: str = ""


def a_place(name: str, *, level: PlaceLevel = PlaceLevel.COMMUNE, kind: str = "xã", parent: int | None = None) -> int:
    """Return the key of a place of that name, made if it is new."""
    with transaction() as session:
        found = session.scalar(select(Place.id).where(Place.name == name, Place.level == level))
        if found is not None:
            return found
        place = Place(
            level=level,
            code=f"{level.value[0]}{session.query(Place).count():04d}",
            name=name,
            kind=kind,
            valid_from=FIRST_DAY,
            parent_id=parent,
            sort_key=sort_key(name),
            search_key=name.lower(),
        )
        session.add(place)
        session.flush()
        return place.id


def a_commune_of(commune: str, district: str) -> int:
    """Return the key of a commune that lies in a district of the province."""
    province = a_place("Lai Châu", level=PlaceLevel.PROVINCE, kind="tỉnh")
    around = a_place(district, level=PlaceLevel.DISTRICT, kind="huyện", parent=province)
    return a_place(commune, parent=around)


def a_producer_in(commune: str, district: str, *, name: str) -> str:
    """Put a producer of a commune into the register and return its public id."""
    place = a_commune_of(commune, district)
    with transaction() as session:
        producer = Producer(name=name, kind=ProducerKind.COOPERATIVE, commune_id=place, address="Bản Thử")
        session.add(producer)
        session.flush()
        return producer.public_id


def a_product_of(producer: str, name: str) -> str:
    """Put a product of a producer into the register and return its public id."""
    with transaction() as session:
        holder = session.scalars(select(Producer.id).where(Producer.public_id == producer)).one()
        product = Product(name=name, producer_id=holder)
        product.holders.append(ProductHolder(producer_id=holder, valid_from=date(2018, 1, 1)))
        session.add(product)
        session.flush()
        return product.public_id


def a_rated_line(product: str, stars: int = 3) -> Line:
    """Return a line with a score that gives these stars."""
    return a_line(product, stars=stars, score=Decimal({3: "60.5", 4: "75"}[stars]))


def an_award(
    officer: Actor,
    approver: Actor,
    recipients: Sequence[Recipient],
    *,
    number: str = "1801/QĐ-UBND",
    signed_on: date = SIGNED,
) -> str:
    """Draft, approve, sign and put in effect an award decision; return its public id."""
    decision = drafting.draft(actor=officer, kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")
    awarding.add_recipients(actor=officer, decision=decision, recipients=recipients)
    acknowledge_all(officer, decision)
    deciding.check(actor=officer, decision=decision)
    deciding.approve(actor=approver, decision=decision)
    deciding.sign(
        actor=officer,
        decision=decision,
        number=number,
        signed_on=signed_on,
        signatory="Nguyễn Văn Thử",
        authority_lines="CHỦ TỊCH",
    )
    certification.put_in_effect(actor=approver, decision=decision)
    return decision


def revoked(held: "Conference", product: str, *, number: str = "9/QĐ-UBND", on: date = HELD) -> None:
    """Revoke the certificate of one of the products of the event, by a decision of that day."""
    with transaction() as session:
        certificate = session.scalars(
            select(Certificate.public_id)
            .join(Recognition)
            .join(Product)
            .where(Product.public_id == held.products[product])
        ).one()
    line = Line(product=held.products[product], certificate=certificate, kind=None, act=LineAct.REVOKE, ground="c")
    issue(held.officer, held.approver, [line], number=number, signed_on=on, kind=DecisionKind.REVOCATION)


def a_conference(officer: Actor, approver: Actor) -> Conference:
    """Hold an event: five products of three producers in two communes, merit certificates for two of them and a person.

    In the order of the decisions: Ánh Dương (Bản Bo) 4 sao; Bình Minh (Sin Suối Hồ) 3 and 4 sao; then by the second
    decision Chân Mây (Bản Bo) 3 sao and Ánh Dương again 3 sao.
    """
    held = Conference(officer=officer, approver=approver)
    for name, commune, district in (
        ("Hợp tác xã Ánh Dương", "Bản Bo", "Tam Đường"),
        ("Hợp tác xã Bình Minh", "Sin Suối Hồ", "Phong Thổ"),
        ("Hợp tác xã Chân Mây", "Bản Bo", "Tam Đường"),
    ):
        held.producers[name] = a_producer_in(commune, district, name=name)
    for name, producer in (
        ("Chè Ánh Dương", "Hợp tác xã Ánh Dương"),
        ("Gạo Bình Minh", "Hợp tác xã Bình Minh"),
        ("Mật ong Bình Minh", "Hợp tác xã Bình Minh"),
        ("Miến dong Chân Mây", "Hợp tác xã Chân Mây"),
        ("Thịt sấy Ánh Dương", "Hợp tác xã Ánh Dương"),
    ):
        held.products[name] = a_product_of(held.producers[producer], name)
    first = [("Chè Ánh Dương", 4), ("Gạo Bình Minh", 3), ("Mật ong Bình Minh", 4)]
    second = [("Miến dong Chân Mây", 3), ("Thịt sấy Ánh Dương", 3)]
    for number, lines in (("1757/QĐ-UBND", first), ("1758/QĐ-UBND", second)):
        rated = [a_rated_line(held.products[name], stars) for name, stars in lines]
        held.recognised.append(issue(officer, approver, rated, number=number))
    achievement = "xuất sắc trong Chương trình mỗi xã một sản phẩm năm 2020"
    held.awarded = an_award(
        officer,
        approver,
        [
            Recipient(
                kind=RecipientKind.COLLECTIVE,
                producer=held.producers["Hợp tác xã Ánh Dương"],
                achievement=achievement,
            ),
            Recipient(
                kind=RecipientKind.COLLECTIVE,
                producer=held.producers["Hợp tác xã Bình Minh"],
                achievement=achievement,
            ),
            Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement=achievement),
        ],
    )
    held.event = award_events.create(
        actor=officer,
        name="Hội nghị tổng kết Chương trình OCOP năm 2020",
        place="Trung tâm Hội nghị tỉnh Lai Châu",
        held_on=HELD,
        decisions=[*held.recognised, held.awarded],
    )
    return held
