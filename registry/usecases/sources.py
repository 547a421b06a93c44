"""Decisions of others, as far as they are known: what recorded recognitions stand on."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import clock
from registry.models.body import Body, BodyKind
from registry.models.decision import Decision, Origin
from registry.queries import settings as choices
from registry.queries.list_outcome import BODY_WITHOUT_NAME
from registry.rules import numbering
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.founding import body_named
from registry.usecases.journal import Act


@dataclass(frozen=True, kw_only=True)
class Source:
    """The decision a recorded recognition stands on, as far as it is known."""

    body_name: str
    body_kind: BodyKind
    number: str | None
    """None: said to be unknown."""
    signed_on: date | None = None
    year: int
    """The year of the decision; all that some sources say of its date."""
    title: str = ""
    round_no: int | None = None
    round_year: int | None = None
    source: str | None = None
    """Where this is known from: an address, a paper, a letter."""


def decision_of(act: Act, source: Source) -> Decision:
    """Return the decision of the source, writing it down if it is new.

    :raises Refusal: if its date lies in the future, or its number is one of our own decisions.
    """
    check_source(act.session, source)
    body = _body(act, source)
    found = _same_decision(act.session, body, source)
    if found is not None:
        if found.origin is Origin.ISSUED:
            raise Refusal(f"Quyết định {source.number} là quyết định do sổ này ban hành.", field="number")
        return found
    decision = act.add(
        Decision(
            origin=Origin.RECORDED,
            kind=DecisionKind.RECOGNITION,
            state=DecisionState.IN_EFFECT,
            body_id=body.id,
            title=clean(source.title) or "Công nhận sản phẩm OCOP",
            number=source.number,
            signed_on=source.signed_on,
            year=source.year,
            round_no=source.round_no,
            round_year=source.round_year,
            source=source.source,
            in_effect_at=act.at,
        )
    )
    act.session.flush()
    return decision


def check_source(session: Session, source: Source) -> None:
    """Let a source pass that can be as it is said to be.

    :raises Refusal: at every field that cannot.
    """
    hearing = Hearing()
    hearing.ask(_check_day, source)
    if source.number is not None:
        is_demonstration = choices.is_demonstration(session)
        hearing.ask(numbering.check_number_belongs, source.number, demonstration=is_demonstration)
    hearing.ask(_check_body, source)
    hearing.settle(True)


def _check_day(source: Source) -> None:
    if source.signed_on is not None and source.signed_on > clock.today():
        raise Refusal("Ngày ký không được sau ngày hôm nay.", field="signed_on")
    if source.signed_on is not None and source.signed_on.year != source.year:
        raise Refusal("Năm và ngày ký của quyết định không khớp nhau.", field="year")


def _check_body(source: Source) -> None:
    if source.body_kind.needs_a_name and not clean(source.body_name):
        raise Refusal(BODY_WITHOUT_NAME, field="body_name")


def _body(act: Act, source: Source) -> Body:
    if source.body_kind is BodyKind.PROVINCE:
        return act.session.scalars(select(Body).where(Body.is_ours)).one()
    if source.body_kind is BodyKind.MINISTRY:
        return act.session.scalars(select(Body).where(Body.kind == BodyKind.MINISTRY)).one()
    return body_named(act, name=clean(source.body_name), kind=source.body_kind)


def _same_decision(session: Session, body: Body, source: Source) -> Decision | None:
    statement = select(Decision).where(Decision.body_id == body.id, Decision.year == source.year)
    if source.number is not None:
        return session.scalar(statement.where(Decision.number == source.number))
    # Without a number, date and round are all there is to know it by.
    return session.scalar(
        statement.where(
            Decision.number.is_(None),
            Decision.signed_on == source.signed_on,
            Decision.round_no == source.round_no,
            Decision.origin == Origin.RECORDED,
        )
    )
