"""Who brought a decision from one state to the next, and who let which finding stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.account import Account
from registry.models.decision import Decision, FindingAcknowledged
from registry.queries import journal

MOVES = frozenset(
    {
        "decision.draft",
        "decision.check",
        "decision.reopen",
        "decision.approve",
        "decision.sign",
        "decision.put_in_effect",
        "decision.cancel",
    }
)
_MOST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStep:
    """One act that moved a decision."""

    act: str
    who: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """Somebody let a finding stand."""

    finding_key: str
    text: str
    who: str
    at: datetime


def life(session: Session, decision: Decision) -> tuple[LifeStep, ...]:
    """Return the acts that moved a decision, oldest first."""
    lines = journal.history(session, subject="decision", subject_id=decision.public_id, limit=_MOST)
    return tuple(
        LifeStep(act=line.act, who=line.who or "Hệ thống", at=line.at, reason=line.reason)
        for line in reversed(lines)
        if line.act in MOVES
    )


def acknowledgements(session: Session, decision: Decision) -> dict[str, Acknowledgement]:
    """Return who let which finding stand, by the finding's key."""
    rows = session.scalars(
        select(FindingAcknowledged)
        .where(FindingAcknowledged.decision_id == decision.id)
        .options(joinedload(FindingAcknowledged.by))
        .order_by(FindingAcknowledged.id)
    )
    return {
        row.finding_key: Acknowledgement(finding_key=row.finding_key, text=row.text, who=_name(row.by), at=row.at)
        for row in rows
    }


def _name(account: Account | None) -> str:
    return "Hệ thống" if account is None else account.name
