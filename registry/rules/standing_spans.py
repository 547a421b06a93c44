"""From which day until which a product stands how, by all its certificates: worked out once, true on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from registry.rules.certificate_life import Life, Move, MoveKind, Standing
from registry.rules.extension import extended_until
from registry.rules.standing_days import Change, changes_by_term, standing_by_changes, standing_changes

GOOD = (Standing.IN_FORCE, Standing.SUSPENDED, Standing.UNDETERMINED)
"""Standings of a certificate that has neither ended nor is still to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate of a product."""

    key: int
    life: Life
    moves: Sequence[Move]


class Span(NamedTuple):
    """A product is judged by one certificate, which stands in one way."""

    from_day: date
    until_day: date
    certificate: int
    standing: Standing
    valid_until: date | None
    """The last day of its term as of these days, extensions included."""


def spans(held: Sequence[Held]) -> list[Span]:
    """Return how a product stands, from the first day to the last, without a gap.

    Judged by the certificate that is good, else by the newest.

    :param held: its certificates, the newest first.
    """
    changes = [(one, _changes(one)) for one in held]
    days = {date.min, *(day or date.min for _, of_one in changes for day, _ in of_one)}
    days.update(move.effective_on for one in held for move in one.moves if move.kind is MoveKind.EXTENDED)
    found: list[Span] = []
    for day in sorted(days):
        judged = _judged(changes, day)
        if not found:
            found.append(Span(day, date.max, *judged))
        elif found[-1][2:] != judged:
            found[-1] = found[-1]._replace(until_day=day - timedelta(days=1))
            found.append(Span(day, date.max, *judged))
    return found


def _changes(held: Held) -> list[Change]:
    life = held.life
    if len(held.moves) == 1 and life.valid_from and life.valid_until and life.valid_from <= life.valid_until:
        return changes_by_term(life.valid_from, life.valid_until)
    return standing_changes(life, held.moves)


def _judged(held: Sequence[tuple[Held, list[Change]]], day: date) -> tuple[int, Standing, date | None]:
    stand = [(standing_by_changes(changes, on=day), one) for one, changes in held]
    standing, best = min(stand, key=lambda each: GOOD.index(each[0]) if each[0] in GOOD else len(GOOD))
    return best.key, standing, _valid_until(best, day)


def _valid_until(held: Held, day: date) -> date | None:
    own = held.life.valid_until
    longer = extended_until(move for move in held.moves if move.effective_on <= day)
    return max(own, longer) if own and longer else own
