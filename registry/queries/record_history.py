"""What happened to one record: who did what to it, when, and which of its fields changed; never the values."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.account import Account
from registry.models.journal import JournalEntry, Version


@dataclass(frozen=True, kw_only=True)
class HistoryLine:
    """One act on one record."""

    sequence: int
    at: datetime
    who: str | None
    """Name of the account; None for the register itself."""
    act: str
    reason: str | None
    fields: tuple[str, ...]
    """Names of the fields it gave values to; empty where they were erased, or the record was new."""
    is_erased: bool


def history(session: Session, *, subject: str, subject_id: str, most: int = 50) -> list[HistoryLine]:
    """Return the latest acts on a record, the newest first.

    :param subject: the table.
    :param subject_id: the record's public id.
    """
    rows = session.execute(
        select(Version.values, JournalEntry, Account.name)
        .join(JournalEntry, JournalEntry.sequence == Version.sequence)
        .outerjoin(Account, Account.id == JournalEntry.account_id)
        .where(Version.subject == subject, Version.subject_id == subject_id)
        .order_by(Version.id.desc())
        .limit(most)
    )
    return [
        HistoryLine(
            sequence=entry.sequence,
            at=entry.at,
            who=who,
            act=entry.act,
            reason=entry.reason,
            fields=() if not values or "public_id" in values else tuple(values),
            is_erased=values is None,
        )
        for values, entry, who in rows
    ]
