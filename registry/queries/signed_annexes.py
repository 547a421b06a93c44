"""Questions about the annex as it was signed: the last comparison, whether it still holds, and what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.decision import Decision
from registry.models.signed_annex import SignedAnnex
from registry.rules.annex_reconciliation import Difference, DifferenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison, as it is shown."""

    row: SignedAnnex
    differences: tuple[Difference, ...]
    holds: bool
    """Whether the register's annex is still the one that was compared."""

    @property
    def stands_in_the_way(self) -> bool:
        """Whether differences are left that nobody has let pass."""
        return self.holds and bool(self.differences) and self.row.override_reason is None


def comparisons(session: Session, decision: Decision) -> list[Comparison]:
    """Return every comparison of a decision's annex, the latest first: that one counts."""
    rows: Sequence[SignedAnnex] = session.scalars(
        select(SignedAnnex)
        .where(SignedAnnex.decision_id == decision.id)
        .options(joinedload(SignedAnnex.by))
        .order_by(SignedAnnex.id.desc())
    ).all()
    return [_comparison(row, decision) for row in rows]


def latest(session: Session, decision: Decision) -> Comparison | None:
    """Return the comparison that counts; None where the register's annex as it is now was never compared."""
    found = comparisons(session, decision)
    return found[0] if found and found[0].holds else None


def closed_at(decision: Decision) -> datetime | None:
    """Return since when the annex of a decision is what it is; None while it is open."""
    return decision.checked_at or decision.approved_at


def _comparison(row: SignedAnnex, decision: Decision) -> Comparison:
    # Taken back to a draft and closed again, an annex may be another.
    closed = closed_at(decision)
    holds = closed is not None and row.compared_at >= closed
    return Comparison(row=row, differences=tuple(map(_difference, row.differences)), holds=holds)


def _difference(kept: dict[str, str | int | None]) -> Difference:
    position = kept["position"]
    return Difference(
        kind=DifferenceKind(str(kept["kind"])),
        position=position if isinstance(position, int) else None,
        place=str(kept["place"]),
        subject=str(kept["subject"]),
        ours=str(kept["ours"]),
        theirs=str(kept["theirs"]),
    )
