"""Questions about settings: who changed which of them last."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.account import Account
from registry.models.journal import JournalEntry, Version
from registry.models.register import Setting


@dataclass(frozen=True, kw_only=True)
class LastChange:
    """The last act that gave a setting its value."""

    sequence: int
    at: datetime
    who: str | None
    """Name of the account; None for the register itself."""


def latest(session: Session) -> dict[str, LastChange]:
    """Return the last change of every setting that was ever changed, by its name."""
    last = (
        select(Version.subject_id, func.max(Version.sequence).label("sequence"))
        .where(Version.subject == Setting.__tablename__)
        .group_by(Version.subject_id)
        .subquery()
    )
    rows = session.execute(
        select(last.c.subject_id, JournalEntry.sequence, JournalEntry.at, Account.name)
        .join(JournalEntry, JournalEntry.sequence == last.c.sequence)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
    )
    return {name: LastChange(sequence=sequence, at=at, who=who) for name, sequence, at, who in rows}
