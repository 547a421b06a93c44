"""Questions about award events: what is announced, in which order producers are called, who has collected what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, joinedload

from registry.models.award import AwardEvent, AwardRecipient, EventCall, EventDecision, Handover, MeritCertificate
from registry.models.body import Body
from registry.models.decision import Decision
from registry.queries import announcements
from registry.queries.announcements import CalledProducer, EventMerit, EventProduct
from registry.queries.listing import ListRequest, Page, Sorts, page_of
from registry.rules.search_key import clean, fold


@dataclass(frozen=True, kw_only=True)
class EventItem:
    """One event in a list."""

    public_id: str
    name: str
    place: str
    held_on: date
    decisions: int
    producers: int


@dataclass(frozen=True, kw_only=True)
class EventDetail:
    """One event with all that is announced at it."""

    event: AwardEvent
    decisions: tuple[Decision, ...]
    """In the order in which they are announced; their bodies are loaded."""
    calls: tuple[CalledProducer, ...]
    other_merits: tuple[EventMerit, ...]
    """Merit certificates of recipients that are no producers, called after the producers."""

    @property
    def products(self) -> tuple[EventProduct, ...]:
        """Every product, in calling order."""
        return tuple(product for call in self.calls for product in call.products)

    @property
    def merits(self) -> tuple[EventMerit, ...]:
        """Every merit certificate, in calling order."""
        return (*(merit for call in self.calls for merit in call.merits), *self.other_merits)

    @property
    def producer_total(self) -> int:
        """How many producers have a product announced."""
        return sum(1 for call in self.calls if call.products)

    @property
    def by_stars(self) -> dict[int, int]:
        """Stars → products, most stars first."""
        return dict(sorted(Counter(product.stars for product in self.products).items(), reverse=True))

    @property
    def uncollected(self) -> tuple[CalledProducer, ...]:
        """Who still has papers to collect, in calling order."""
        return tuple(call for call in self.calls if not call.has_collected)

    @property
    def uncollected_merits(self) -> tuple[EventMerit, ...]:
        """Merit certificates of other recipients that nobody has collected."""
        return tuple(merit for merit in self.other_merits if not merit.is_collected)


_DECISIONS = select(func.count()).where(EventDecision.event_id == AwardEvent.id).correlate(AwardEvent).scalar_subquery()
_PRODUCERS = select(func.count()).where(EventCall.event_id == AwardEvent.id).correlate(AwardEvent).scalar_subquery()
SORTS: Sorts = {
    "name": (AwardEvent.name,),
    "place": (AwardEvent.place,),
    "held_on": (AwardEvent.held_on,),
    "decisions": (_DECISIONS,),
    "producers": (_PRODUCERS,),
}


def page(session: Session, request: ListRequest) -> Page[EventItem]:
    """Return one page of the events, the latest first."""
    statement = select(AwardEvent, _DECISIONS.label("decisions"), _PRODUCERS.label("producers"))
    if request.text:
        statement = statement.where(AwardEvent.id.in_(_named(session, request.text)))
    return page_of(
        session,
        statement,
        request=request,
        sorts=SORTS,
        key=AwardEvent.id,
        default=(AwardEvent.held_on.desc(),),
        make=_item,
    )


def event(session: Session, public_id: str) -> EventDetail | None:
    """Return one event with all that is announced at it, in a fixed number of questions."""
    row = session.scalar(select(AwardEvent).where(AwardEvent.public_id == public_id))
    return None if row is None else detail(session, row)


def detail(session: Session, row: AwardEvent) -> EventDetail:
    """Join to an event already at hand all that is announced at it."""
    decisions = _decisions(session, row)
    keys = [decision.id for decision in decisions]
    merits = announcements.merits(session, keys)
    return EventDetail(
        event=row,
        decisions=decisions,
        calls=announcements.calls(session, row, products=announcements.products(session, keys), merits=merits),
        other_merits=tuple(merit for merit in merits if merit.producer_id is None),
    )


def handovers(
    session: Session, *, certificate_id: int | None = None, merit_certificate_id: int | None = None
) -> Sequence[Handover]:
    """Return every entry about one star or merit certificate, oldest first: the last one counts."""
    return session.scalars(
        select(Handover)
        .where(
            Handover.certificate_id == certificate_id
            if certificate_id is not None
            else Handover.merit_certificate_id == merit_certificate_id
        )
        .options(joinedload(Handover.by))
        .order_by(Handover.id)
    ).all()


def _named(session: Session, text: str) -> list[int]:
    wanted = fold(text)
    found = session.execute(select(AwardEvent.id, AwardEvent.name, AwardEvent.place))
    return [key for key, name, place in found if wanted in fold(f"{name} {place}")]


def _item(row: Row[Any]) -> EventItem:
    found: AwardEvent = row[0]
    return EventItem(
        public_id=found.public_id,
        name=found.name,
        place=found.place,
        held_on=found.held_on,
        decisions=row.decisions,
        producers=row.producers,
    )


def _decisions(session: Session, row: AwardEvent) -> tuple[Decision, ...]:
    found = session.scalars(
        select(Decision)
        .join(EventDecision, EventDecision.decision_id == Decision.id)
        .where(EventDecision.event_id == row.id)
        .options(joinedload(Decision.body).selectinload(Body.names))
        .order_by(EventDecision.position, EventDecision.id)
    )
    return tuple(found)


def merit_by_number(session: Session, number: str) -> MeritCertificate | None:
    """Return the merit certificate that bears a number as printed, with whom it honours and by which decision."""
    return session.scalar(
        select(MeritCertificate)
        .where(func.upper(MeritCertificate.number) == clean(number).upper())
        .options(
            joinedload(MeritCertificate.recipient).joinedload(AwardRecipient.producer),
            joinedload(MeritCertificate.recipient).joinedload(AwardRecipient.decision).joinedload(Decision.body),
        )
    )
