"""How a product stood on any day, as known now or at an earlier time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from registry.rules.certificate_life import Life, Move, MoveKind, Standing, standing, unlifted
from registry.rules.refusal import Refusal

_GOOD = (Standing.IN_FORCE, Standing.SUSPENDED, Standing.UNDETERMINED)
"""Standings of a certificate that has neither ended nor is still to begin, the better ones first."""

CAUSES = {
    Standing.SUPERSEDED: MoveKind.SUPERSEDED,
    Standing.SUSPENDED: MoveKind.SUSPENDED,
    Standing.REVOKED: MoveKind.REVOKED,
    Standing.WITHDRAWN: MoveKind.WITHDRAWN,
    Standing.ANNULLED: MoveKind.ANNULLED,
}
"""Standing → the kind of move that brings it; the others come by the term alone."""


class CannotBeKnown(Refusal):
    """The day asked about is still to come."""


@dataclass(frozen=True, kw_only=True)
class Lived:
    """One certificate of a product, as the rules see it."""

    life: Life
    moves: Sequence[Move]


@dataclass(frozen=True)
class Judged:
    """By which certificate a product is judged on a day, and how that one stands."""

    place: int
    """Its place among the certificates that were given, the newest first."""
    standing: Standing


def check_day(day: date, *, today: date) -> None:
    """Let a day pass that has come.

    :raises CannotBeKnown: when it is still to come.
    """
    if day > today:
        raise CannotBeKnown(
            f"Ngày {day:%d/%m/%Y} chưa đến nên chưa thể biết; hãy hỏi một ngày từ hôm nay trở về trước.", field="ngay"
        )


def judged(lives: Sequence[Lived], *, on: date, known_at: datetime | None = None) -> Judged | None:
    """Say by which certificate a product is judged on a day: one that is good, else the newest that had begun.

    :param lives: of all its certificates, the newest first.
    :return: None where none had begun, or none was known.
    """
    stands = [standing(one.life, one.moves, on=on, known_at=known_at) for one in lives]
    for wanted in (*((good,) for good in _GOOD), tuple(set(Standing) - {Standing.NOT_YET, *_GOOD})):
        for place, found in enumerate(stands):
            if found in wanted:
                return Judged(place, found)
    return None


def learnt_at(lives: Sequence[Lived], *, on: date, after: datetime) -> datetime | None:
    """Give the instant after another at which the register came to say of a day what it says now.

    None where it said so all along.
    """
    told = ((move.recorded_at, *(at for at, _ in move.results)) for one in lives for move in one.moves)
    instants = sorted({at for instants in told for at in instants if at > after})
    said, learnt = judged(lives, on=on, known_at=after), None
    for instant in instants:
        now = judged(lives, on=on, known_at=instant)
        if now != said:
            said, learnt = now, instant
    return learnt


def is_certified(standing: Standing | None) -> bool | None:
    """Say whether a standing means that a product is certified; None where it cannot be said."""
    return None if standing is Standing.UNDETERMINED else standing is Standing.IN_FORCE


def cause(moves: Sequence[Move], standing: Standing, *, on: date, known_at: datetime | None = None) -> int | None:
    """Give the place of the move that brought a standing: the first that ends a life, the last that suspends it."""
    places = {id(move): place for place, move in enumerate(moves)}
    known = (move for move in moves if move.effective_on <= on and (known_at is None or move.recorded_at <= known_at))
    counting = [places[id(move)] for move in unlifted(known) if move.kind is CAUSES.get(standing)]
    if not counting:
        return None
    return counting[-1] if standing is Standing.SUSPENDED else counting[0]
