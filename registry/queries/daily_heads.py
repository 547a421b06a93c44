"""The last entry of the journal on each day that is over: what is published, so that others can hold us to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.clock import VIETNAM
from registry.models.journal import JournalEntry
from registry.queries.chain_inspection import Head
from registry.rules.journal_chain import GENESIS

MOST_DAYS = 400
"""A little more than a year: whoever wants more keeps what was published then."""


@dataclass(frozen=True, kw_only=True)
class DailyHead:
    """The last entry of one day."""

    day: date
    head: Head


def head_before(session: Session, day: date) -> DailyHead:
    """Return the last entry before a day begins in Vietnam; the day before it names, if there is no entry yet."""
    return next(
        _backwards(session, day),
        DailyHead(day=day - timedelta(days=1), head=Head(sequence=0, hash=GENESIS)),
    )


def daily_heads(session: Session, *, before: date, most: int = MOST_DAYS) -> list[DailyHead]:
    """Return the last entry of each day on which anything was done, the newest first."""
    return [one for one, _ in zip(_backwards(session, before), range(most), strict=False)]


def _backwards(session: Session, before: date) -> Iterator[DailyHead]:
    """Yield day by day, each found by going back from the one after it."""
    begins: datetime = _begin(before)
    last: int | None = None
    while True:
        statement = select(JournalEntry.sequence, JournalEntry.hash, JournalEntry.at).where(JournalEntry.at < begins)
        if last is not None:
            statement = statement.where(JournalEntry.sequence < last)
        row = session.execute(statement.order_by(JournalEntry.sequence.desc()).limit(1)).first()
        if row is None:
            return
        day = row.at.astimezone(VIETNAM).date()
        yield DailyHead(day=day, head=Head(sequence=row.sequence, hash=row.hash))
        begins, last = _begin(day), row.sequence


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)
