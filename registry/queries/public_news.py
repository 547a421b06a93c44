"""What is newest for the public: decisions in effect, and events whose decisions all are."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.award import AwardEvent, EventDecision
from registry.models.decision import Decision
from registry.rules.decision_life import DecisionState

MOST = 4


def decisions(session: Session) -> Sequence[Decision]:
    """Return the latest decisions in effect."""
    signed = func.coalesce(Decision.signed_on, date.min)
    return session.scalars(
        select(Decision)
        .where(Decision.state == DecisionState.IN_EFFECT)
        .order_by(Decision.year.desc(), signed.desc(), Decision.id.desc())
        .limit(MOST)
    ).all()


def events(session: Session) -> Sequence[AwardEvent]:
    """Return the latest events that announced something, all of it in effect."""
    of_event = select(EventDecision.event_id).join(EventDecision.decision)
    announced = of_event.where(Decision.state == DecisionState.IN_EFFECT)
    unsettled = of_event.where(Decision.state != DecisionState.IN_EFFECT)
    return session.scalars(
        select(AwardEvent)
        .where(AwardEvent.id.in_(announced), AwardEvent.id.not_in(unsettled))
        .order_by(AwardEvent.held_on.desc(), AwardEvent.id.desc())
        .limit(MOST)
    ).all()
