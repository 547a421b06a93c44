"""Award events: what is announced at them, and the order in which producers are called."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry.models.award import AwardEvent, EventCall, EventDecision, Handover
from registry.models.decision import Decision
from registry.models.producer import Producer
from registry.queries import announcements
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases import drafting
from registry.usecases.journal import Act, acting

# Revocations hand nothing over, and an approved result is on its way to the ministry.
ANNOUNCED = frozenset({DecisionKind.RECOGNITION, DecisionKind.CORRECTION, DecisionKind.AWARD})


class CallingOrder(StrEnum):
    """How producers are put in order at a stroke."""

    COMMUNE = "commune"
    """Commune by commune, communes and producers in the order in which the decisions first name them."""

    APPEARANCE = "appearance"
    """In the order in which the decisions first name them."""

    NAME = "name"
    """By name, in the order of the Vietnamese alphabet."""


def create(*, actor: Actor, name: str, place: str, held_on: date, decisions: Sequence[str] = ()) -> str:
    """Plan an event and return its public id; producers are called commune by commune until ordered otherwise.

    :param decisions: public ids of the decisions announced, in the order in which they are announced.
    :raises NotFound: if there is no such decision.
    :raises Refusal: if name or place is missing, or a decision cannot be announced.
    """
    with acting(actor, "event.create", Permission.MANAGE_EVENTS) as act:
        event = AwardEvent()
        _put(event, name=name, place=place, held_on=held_on)
        act.add(event)
        act.session.flush()
        for public_id in decisions:
            _attach(act, event, public_id)
        _call_newcomers(act, event)
        return event.public_id


def amend(*, actor: Actor, event: str, version: int, name: str, place: str, held_on: date) -> None:
    """Change an event's name, place or day.

    :param version: the version the person saw; another one in the register means somebody was faster.
    :raises NotFound: if there is no such event.
    :raises ChangedMeanwhile: if the event has moved on.
    :raises Refusal: if name or place is missing.
    """
    with acting(actor, "event.amend", Permission.MANAGE_EVENTS) as act:
        row = find(act, event)
        if row.version != version:
            raise drafting.ChangedMeanwhile(
                "Hội nghị đã được người khác sửa trong lúc này. Hãy xem bản mới rồi nhập lại."
            )
        _put(row, name=name, place=place, held_on=held_on)


def attach_decision(*, actor: Actor, event: str, decision: str) -> None:
    """Announce one more decision at an event; producers new to it are called last.

    :raises NotFound: if there is no such event or decision.
    :raises Refusal: if the decision cannot be announced, or is announced already.
    """
    with acting(actor, "event.attach_decision", Permission.MANAGE_EVENTS) as act:
        row = find(act, event)
        _attach(act, row, decision)
        _call_newcomers(act, row)


def detach_decision(*, actor: Actor, event: str, decision: str) -> None:
    """Announce a decision at an event no longer; producers it alone named are not called.

    :raises NotFound: if the event does not announce this decision.
    :raises Refusal: if a paper of the decision was handed over at the event.
    """
    with acting(actor, "event.detach_decision", Permission.MANAGE_EVENTS) as act:
        row = find(act, event)
        announced = next((one for one in row.decisions if one.decision.public_id == decision), None)
        if announced is None:
            raise NotFound("Hội nghị không công bố quyết định này.")
        if _was_handed_over(act, row, announced.decision_id):
            raise Refusal("Đã trao giấy của quyết định này tại hội nghị, không thể bỏ quyết định ra.")
        row.decisions.remove(announced)
        act.session.flush()
        named = {producer_id for producer_id, _ in _appearance(act, row)}
        for call in [call for call in row.calls if call.producer_id not in named]:
            row.calls.remove(call)
        act.session.flush()
        _renumber(row.calls)


def arrange_calls(*, actor: Actor, event: str, by: CallingOrder) -> None:
    """Put the producers of an event in order at a stroke.

    :raises NotFound: if there is no such event.
    """
    with acting(actor, "event.arrange_calls", Permission.MANAGE_EVENTS) as act:
        row = find(act, event)
        order = _by_name(act, row) if by is CallingOrder.NAME else _by_appearance(act, row, by)
        rank = {producer_id: place for place, producer_id in enumerate(order)}
        _renumber(sorted(row.calls, key=lambda call: rank[call.producer_id]))


def reorder_calls(*, actor: Actor, event: str, order: Sequence[str]) -> None:
    """Put the producers of an event in an order of one's own.

    :param order: public ids of all its producers.
    :raises NotFound: if there is no such event.
    :raises ChangedMeanwhile: if the order does not name exactly the producers that are called.
    """
    with acting(actor, "event.reorder_calls", Permission.MANAGE_EVENTS) as act:
        calls = {call.producer.public_id: call for call in find(act, event).calls}
        if sorted(order) != sorted(calls):
            raise drafting.ChangedMeanwhile("Thứ tự gọi tên đã thay đổi trong lúc này. Hãy tải lại trang.")
        _renumber([calls[public_id] for public_id in order])


def find(act: Act, public_id: str) -> AwardEvent:
    """Return the event with its decisions and calls.

    :raises NotFound: if there is none.
    """
    row = act.session.scalar(
        select(AwardEvent)
        .where(AwardEvent.public_id == public_id)
        .options(
            selectinload(AwardEvent.decisions).joinedload(EventDecision.decision),
            selectinload(AwardEvent.calls).joinedload(EventCall.producer),
        )
    )
    if row is None:
        raise NotFound("Không tìm thấy hội nghị này.")
    return row


def _put(event: AwardEvent, *, name: str, place: str, held_on: date) -> None:
    event.name, event.place, event.held_on = clean(name), clean(place), held_on
    if not event.name:
        raise Refusal("Hãy nhập tên hội nghị.", field="name")
    if not event.place:
        raise Refusal("Hãy nhập nơi tổ chức.", field="place")


def _attach(act: Act, event: AwardEvent, public_id: str) -> None:
    decision = act.session.scalar(select(Decision).where(Decision.public_id == public_id))
    if decision is None:
        raise NotFound("Không tìm thấy quyết định này.", field="decisions")
    if decision.state is not DecisionState.IN_EFFECT:
        raise Refusal("Chỉ công bố được quyết định đã có hiệu lực.", field="decisions")
    if decision.kind not in ANNOUNCED:
        raise Refusal("Quyết định này không có giấy để trao tại hội nghị.", field="decisions")
    if any(one.decision_id == decision.id for one in event.decisions):
        raise Refusal("Hội nghị đã có quyết định này.", field="decisions")
    last = max((one.position for one in event.decisions), default=0)
    event.decisions.append(EventDecision(decision_id=decision.id, position=last + 1))
    act.session.flush()


def _appearance(act: Act, event: AwardEvent) -> list[tuple[int, int | None]]:
    announced = sorted(event.decisions, key=lambda one: one.position)
    return announcements.order_of_appearance(act.session, [one.decision_id for one in announced])


def _by_appearance(act: Act, event: AwardEvent, by: CallingOrder) -> list[int]:
    appearing = _appearance(act, event)
    if by is CallingOrder.APPEARANCE:
        return [producer_id for producer_id, _ in appearing]
    communes: dict[int | None, list[int]] = {}
    for producer_id, commune_id in appearing:
        communes.setdefault(commune_id, []).append(producer_id)
    return [producer_id for producers in communes.values() for producer_id in producers]


def _by_name(act: Act, event: AwardEvent) -> Sequence[int]:
    return act.session.scalars(
        select(Producer.id)
        .join(EventCall, EventCall.producer_id == Producer.id)
        .where(EventCall.event_id == event.id)
        .order_by(Producer.sort_key, Producer.id)
    ).all()


def _call_newcomers(act: Act, event: AwardEvent) -> None:
    """Call whom nobody has put in order yet after all the others, so that an order made by hand stays."""
    called = {call.producer_id for call in event.calls}
    last = max((call.position for call in event.calls), default=0)
    newcomers = [key for key in _by_appearance(act, event, CallingOrder.COMMUNE) if key not in called]
    for position, producer_id in enumerate(newcomers, start=last + 1):
        event.calls.append(EventCall(producer_id=producer_id, position=position))


def _renumber(calls: Sequence[EventCall]) -> None:
    for position, call in enumerate(calls, start=1):
        call.position = position


def _was_handed_over(act: Act, event: AwardEvent, decision_id: int) -> bool:
    papers: list[announcements.EventProduct | announcements.EventMerit] = [
        *announcements.products(act.session, [decision_id]),
        *announcements.merits(act.session, [decision_id]),
    ]
    entries = act.session.execute(
        select(Handover.certificate_id, Handover.merit_certificate_id).where(Handover.event_id == event.id)
    ).all()
    stars = {certificate_id for certificate_id, _ in entries}
    merits = {merit_id for _, merit_id in entries}
    return any(
        paper.certificate_id in (stars if isinstance(paper, announcements.EventProduct) else merits)
        for paper in papers
        if paper.certificate_id is not None
    )
