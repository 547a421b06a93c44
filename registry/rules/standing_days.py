"""The days on which a certificate's standing changes: enough to say how it stands on any day, without asking again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from registry.rules.certificate_life import Life, Move, Standing, as_known, standing
from registry.rules.term import Term, term

_DAY = timedelta(days=1)

Change = tuple[date | None, Standing]
"""The first day of a standing; None: from the beginning of time."""


def standing_changes(life: Life, moves: Iterable[Move]) -> list[Change]:
    """Return every change of a standing in order, the first from the beginning of time."""
    known = list(moves)
    changes: list[Change] = [(None, standing(life, known, on=date.min))]
    for day in sorted(set(_days(life, known))):
        stands = standing(life, known, on=day)
        if stands is not changes[-1][1]:
            changes.append((day, stands))
    return changes


def changes_by_term(valid_from: date, valid_until: date) -> list[Change]:
    """Return the changes of a certificate of which nothing but its two days is to be said."""
    return [
        (None, Standing.NOT_YET),
        (valid_from, Standing.IN_FORCE),
        (valid_until + _DAY, Standing.EXPIRED),
    ]


def standing_by_changes(changes: Sequence[Change], *, on: date) -> Standing:
    """Say how a certificate with these changes stands on a day."""
    return [stands for day, stands in changes if day is None or day <= on][-1]


def _days(life: Life, moves: Sequence[Move]) -> Iterator[date]:
    """Yield every day on which the standing can change: those of each term it can have, and those of its moves."""
    extensions = [until for move in moves if (until := as_known(move).extended_until)]
    for until in (None, *extensions):
        yield from _bounds(term(life, extended_until=until))
    yield from (move.effective_on for move in moves)


def _bounds(run: Term) -> Iterator[date]:
    yield from (start for start in (run.earliest_start, run.latest_start) if start)
    yield from (end + _DAY for end in (run.earliest_end, run.latest_end) if end and end < date.max)
