"""What holders were told before their certificates ran out: by mail, or on paper and written down here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.account import Account
from registry.models.expiry import ExpiryNotice, ExpiryWord
from registry.models.outbox import Letter

_SLICE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One word to a holder."""

    public_id: str
    kind: ExpiryWord
    months: int
    last: date
    """The last day that the holder was told."""
    on: date
    by: str | None
    """Who wrote it down; None for the register itself."""
    letter: str | None
    """Public id; None where it went out on paper and was only written down here."""


def by_certificate(session: Session, certificates: Collection[int]) -> Mapping[int, list[Told]]:
    """Return what was told about certificates, by their keys, the oldest first."""
    found: dict[int, list[Told]] = defaultdict(list)
    for some in _slices(list(certificates)):
        statement = (
            select(ExpiryNotice, Account.name, Letter.public_id)
            .outerjoin(Account, Account.id == ExpiryNotice.by_id)
            .outerjoin(Letter, Letter.id == ExpiryNotice.letter_id)
            .where(ExpiryNotice.certificate_id.in_(some))
            .order_by(ExpiryNotice.told_on, ExpiryNotice.id)
        )
        for row, name, letter in session.execute(statement):
            found[row.certificate_id].append(
                Told(
                    public_id=row.public_id,
                    kind=row.kind,
                    months=row.months,
                    last=row.ends_on,
                    on=row.told_on,
                    by=name,
                    letter=letter,
                )
            )
    return found


def reminders_sent(told: Iterable[Told]) -> set[int]:
    """Return the months of the reminders among what was told."""
    return {one.months for one in told if one.kind is ExpiryWord.REMINDER}


def _slices(keys: list[int]) -> Iterable[list[int]]:
    return (keys[first : first + _SLICE] for first in range(0, len(keys), _SLICE))
