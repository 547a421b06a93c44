"""What is announced to the public: decisions in effect, and events whose decisions all are; the newest first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.award import AwardEvent, EventDecision
from registry.models.decision import Decision
from registry.rules.decision_life import DecisionState

MOST = 4


def decisions(session: Session) -> Sequence[Decision]:
    """Return the latest decisions in effect."""
    return session.scalars(_newest_decisions(select(Decision)).limit(MOST)).all()


def every_decision(session: Session) -> Sequence[str]:
    """Return the public ids of all decisions in effect."""
    return session.scalars(_newest_decisions(select(Decision.public_id))).all()


def _newest_decisions(chosen: Any) -> Any:
    signed = func.coalesce(Decision.signed_on, date.min)
    in_effect = chosen.where(Decision.state == DecisionState.IN_EFFECT)
    return in_effect.order_by(Decision.year.desc(), signed.desc(), Decision.id.desc())


def events(session: Session) -> Sequence[AwardEvent]:
    """Return the latest events that announced something, all of it in effect."""
    return session.scalars(_newest_events(select(AwardEvent)).limit(MOST)).all()


def every_event(session: Session) -> Sequence[str]:
    """Return the public ids of all events that announced something, all of it in effect."""
    return session.scalars(_newest_events(select(AwardEvent.public_id))).all()


def _newest_events(chosen: Any) -> Any:
    of_event = select(EventDecision.event_id).join(EventDecision.decision)
    announced = of_event.where(Decision.state == DecisionState.IN_EFFECT)
    unsettled = of_event.where(Decision.state != DecisionState.IN_EFFECT)
    settled = chosen.where(AwardEvent.id.in_(announced), AwardEvent.id.not_in(unsettled))
    return settled.order_by(AwardEvent.held_on.desc(), AwardEvent.id.desc())
