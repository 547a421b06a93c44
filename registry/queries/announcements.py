"""What decisions announce at an event: products and merit certificates, and who was handed which paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import InstrumentedAttribute

from registry.models.account import Account
from registry.models.award import (
    AwardEvent,
    AwardRecipient,
    EventCall,
    Handover,
    MeritCertificate,
    RecipientKind,
)
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer
from registry.models.recognition import Recognition


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """The last word on who was handed a paper."""

    to: str
    """Empty: a later entry says that it was not handed over after all."""
    on: date
    recorded_at: datetime
    by: str | None
    note: str | None

    @property
    def is_collected(self) -> bool:
        return bool(self.to)


@dataclass(frozen=True, kw_only=True)
class EventProduct:
    """One product announced at an event, in the words of its recognition."""

    product: str
    """Public id."""
    product_name: str
    producer_id: int
    producer: str
    """Public id."""
    producer_name: str
    commune: str
    stars: int
    decision: Decision
    certificate_id: int | None
    certificate: str | None
    """Public id; none where the recognition has no paper."""
    number: str | None
    handed_over: HandedOver | None

    @property
    def is_collected(self) -> bool:
        """Whether there is nothing left to hand over."""
        return self.certificate is None or (self.handed_over is not None and self.handed_over.is_collected)

    @property
    def decision_label(self) -> str:
        """Number and date as an announcer reads them out."""
        return labelled(self.decision)


@dataclass(frozen=True, kw_only=True)
class EventMerit:
    """One merit certificate conferred at an event."""

    kind: RecipientKind
    name: str
    address: str | None
    achievement: str
    decision: Decision
    producer_id: int | None
    certificate_id: int | None
    certificate: str | None
    """Public id."""
    number: str | None
    handed_over: HandedOver | None

    @property
    def is_collected(self) -> bool:
        """Whether there is nothing left to hand over."""
        return self.certificate is None or (self.handed_over is not None and self.handed_over.is_collected)


@dataclass(frozen=True, kw_only=True)
class CalledProducer:
    """A producer in the calling order, with everything it is called up for."""

    place: int
    """Running number in the calling order, from 1."""
    producer_id: int
    producer: str
    """Public id."""
    name: str
    commune: str
    products: tuple[EventProduct, ...]
    merits: tuple[EventMerit, ...]

    @property
    def has_collected(self) -> bool:
        """Whether every paper that exists was handed over."""
        papers: list[EventProduct | EventMerit] = [*self.products, *self.merits]
        return all(paper.is_collected for paper in papers)


def labelled(decision: Decision) -> str:
    """Name a decision by number and date: «1757/QĐ-UBND ngày 11/12/2020»."""
    number = decision.number or "không rõ số"
    if decision.signed_on is None:
        return number if decision.year is None else f"{number} năm {decision.year}"
    return f"{number} ngày {decision.signed_on:%d/%m/%Y}"


def commune_name(place: Place | None) -> str:
    """Name a commune as one tells it from its namesakes: with the district it lay in, while there were districts."""
    if place is None:
        return ""
    district = place.parent
    if district is None or district.level is not PlaceLevel.DISTRICT:
        return place.full_name
    return f"{place.full_name}, {district.full_name}"


def order_of_appearance(session: Session, decision_ids: Sequence[int]) -> list[tuple[int, int | None]]:
    """Return each producer and its commune in the order in which the decisions first name them.

    Recipients of awards who are producers follow those who have a product.
    """
    rank = {key: place for place, key in enumerate(decision_ids)}
    recognised = session.execute(
        select(Recognition.decision_id, Recognition.producer_id, Recognition.commune_id)
        .where(Recognition.decision_id.in_(decision_ids))
        .order_by(Recognition.position, Recognition.id)
    ).all()
    awarded = session.execute(
        select(AwardRecipient.decision_id, Producer.id, Producer.commune_id)
        .join(Producer, Producer.id == AwardRecipient.producer_id)
        .where(AwardRecipient.decision_id.in_(decision_ids))
        .order_by(AwardRecipient.position)
    ).all()
    seen: dict[int, int | None] = {}
    for found in (recognised, awarded):
        for _, producer_id, commune_id in sorted(found, key=lambda row: rank[row[0]]):
            seen.setdefault(producer_id, commune_id)
    return list(seen.items())


def products(session: Session, decision_ids: Sequence[int]) -> tuple[EventProduct, ...]:
    """Return the products that decisions recognise, in the order of the decisions and of their annexes."""
    found = session.execute(
        select(Recognition, Certificate, Producer, Decision)
        .join(Producer, Producer.id == Recognition.producer_id)
        .join(Decision, Decision.id == Recognition.decision_id)
        .outerjoin(Certificate, Certificate.recognition_id == Recognition.id)
        .where(Recognition.decision_id.in_(decision_ids))
        .options(joinedload(Recognition.commune).joinedload(Place.parent), joinedload(Recognition.product))
        .order_by(Recognition.position, Recognition.id)
    ).all()
    handed = _last_entries(
        session,
        Handover.certificate_id,
        [certificate.id for _, certificate, _, _ in found if certificate is not None],
    )
    rank = {key: place for place, key in enumerate(decision_ids)}
    return tuple(
        EventProduct(
            product=recognition.product.public_id,
            product_name=recognition.product_name,
            producer_id=producer.id,
            producer=producer.public_id,
            producer_name=recognition.producer_name,
            commune=commune_name(recognition.commune),
            stars=recognition.stars,
            decision=decision,
            certificate_id=certificate.id if certificate else None,
            certificate=certificate.public_id if certificate else None,
            number=certificate.number if certificate else None,
            handed_over=handed.get(certificate.id) if certificate else None,
        )
        for recognition, certificate, producer, decision in sorted(found, key=lambda row: rank[row[0].decision_id])
    )


def merits(session: Session, decision_ids: Sequence[int]) -> tuple[EventMerit, ...]:
    """Return the merit certificates that decisions confer, in the order of the decisions and of their annexes."""
    found = session.execute(
        select(AwardRecipient, MeritCertificate, Decision)
        .join(Decision, Decision.id == AwardRecipient.decision_id)
        .outerjoin(MeritCertificate, MeritCertificate.recipient_id == AwardRecipient.id)
        .where(AwardRecipient.decision_id.in_(decision_ids))
        .order_by(AwardRecipient.position)
    ).all()
    handed = _last_entries(
        session, Handover.merit_certificate_id, [merit.id for _, merit, _ in found if merit is not None]
    )
    rank = {key: place for place, key in enumerate(decision_ids)}
    return tuple(
        EventMerit(
            kind=recipient.kind,
            name=recipient.name,
            address=recipient.address,
            achievement=recipient.achievement,
            decision=decision,
            producer_id=recipient.producer_id,
            certificate_id=merit.id if merit else None,
            certificate=merit.public_id if merit else None,
            number=merit.number if merit else None,
            handed_over=handed.get(merit.id) if merit else None,
        )
        for recipient, merit, decision in sorted(found, key=lambda row: rank[row[0].decision_id])
    )


def calls(
    session: Session, event: AwardEvent, *, products: Iterable[EventProduct], merits: Iterable[EventMerit]
) -> tuple[CalledProducer, ...]:
    """Return the producers of an event in calling order, each with what it is called up for."""
    products_of: dict[int, list[EventProduct]] = {}
    for product in products:
        products_of.setdefault(product.producer_id, []).append(product)
    merits_of: dict[int, list[EventMerit]] = {}
    for merit in merits:
        if merit.producer_id is not None:
            merits_of.setdefault(merit.producer_id, []).append(merit)
    called = session.scalars(
        select(Producer)
        .join(EventCall, EventCall.producer_id == Producer.id)
        .where(EventCall.event_id == event.id)
        .options(joinedload(Producer.commune).joinedload(Place.parent))
        .order_by(EventCall.position, EventCall.id)
    ).all()
    return tuple(
        _called(producer, place, tuple(products_of.get(producer.id, ())), tuple(merits_of.get(producer.id, ())))
        for place, producer in enumerate(called, start=1)
    )


def _called(
    producer: Producer, place: int, products: tuple[EventProduct, ...], merits: tuple[EventMerit, ...]
) -> CalledProducer:
    # A producer is called by the name that its papers bear.
    return CalledProducer(
        place=place,
        producer_id=producer.id,
        producer=producer.public_id,
        name=products[0].producer_name if products else producer.name,
        commune=(products[0].commune if products else "") or commune_name(producer.commune),
        products=products,
        merits=merits,
    )


def _last_entries(
    session: Session, paper: InstrumentedAttribute[int | None], keys: Sequence[int]
) -> dict[int, HandedOver]:
    """Return the last entry about each paper: it answers all before it."""
    found = session.execute(
        select(paper, Handover, Account.name)
        .outerjoin(Account, Account.id == Handover.by_id)
        .where(paper.in_(keys))
        .order_by(Handover.id)
    )
    return {
        key: HandedOver(to=entry.handed_to, on=entry.handed_on, recorded_at=entry.recorded_at, by=name, note=entry.note)
        for key, entry, name in found
        if key is not None
    }
