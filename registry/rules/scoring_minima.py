"""The minima a rank asks for beside its points, and whether sheets reach them (QĐ 26/2026, Phụ lục II, footnote)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from registry.rules.council import CouncilRules, MinimaReading
from registry.rules.criteria import NOTHING_REACHED, CriteriaSet, Criterion
from registry.rules.stars import StarRating

Ticks = Mapping[str, int]
"""Criterion → the place of the ticked option, from 0, or NOTHING_REACHED."""


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """What a rank asks for at one criterion."""

    stars: int
    leaf: Criterion
    positions: tuple[int, ...]
    """The places of the options printed as the minimum; several only where cases exclude one another."""

    @property
    def code(self) -> str:
        """Give the code of the criterion."""
        return self.leaf.code

    @property
    def points(self) -> int:
        """Give the points that are enough; of several cases the fewest."""
        return min(self.leaf.options[place].points for place in self.positions)

    def reached_by(self, tick: int | None) -> bool:
        """Say whether a tick reaches it; of two options with the same points the later one is the higher."""
        if tick is None or tick == NOTHING_REACHED:
            return False
        ticked = self.leaf.options[tick]
        same_case = [place for place in self.positions if self.leaf.options[place].case == ticked.case]
        return tick >= same_case[0] if same_case else ticked.points >= self.points


@dataclass(frozen=True, kw_only=True)
class MissedMinimum:
    """A minimum that was not reached, with what speaks for it."""

    minimum: Minimum
    reached_by: int
    """How many of the counted sheets reach it."""

    sheets: int

    @property
    def stars(self) -> int:
        """Give the rank that asks for it."""
        return self.minimum.stars

    @property
    def code(self) -> str:
        """Give the code of the criterion."""
        return self.minimum.code


def minima_of(criteria: CriteriaSet) -> tuple[Minimum, ...]:
    """List every minimum printed in a set, in the order of the table."""
    found: dict[tuple[str, int], list[int]] = {}
    for leaf in criteria.leaves():
        for place, option in enumerate(leaf.options):
            if option.required_for is not None:
                found.setdefault((leaf.code, option.required_for), []).append(place)
    return tuple(
        Minimum(stars=stars, leaf=criteria.nodes[code], positions=tuple(places))
        for (code, stars), places in found.items()
    )


def asked_for(minimum: Minimum, *, stars: int, rules: CouncilRules) -> bool:
    """Say whether a rank asks for a minimum: its own, and those of the lower ranks where they are read cumulatively."""
    return minimum.stars == stars or (rules.minima_cumulative and minimum.stars < stars)


def missed_minima(
    *, criteria: CriteriaSet, sheets: Sequence[Ticks], points: Sequence[Mapping[str, int]], rules: CouncilRules
) -> tuple[MissedMinimum, ...]:
    """List the minima these sheets together do not reach, in the order of the table.

    A criterion that does not apply got nothing, so its minimum is missed: otherwise telling less about the product
    could give it more stars.
    """
    missed = []
    for minimum in minima_of(criteria):
        reaching = sum(
            minimum.reached_by(ticks.get(minimum.code) if minimum.code in given else None)
            for ticks, given in zip(sheets, points, strict=True)
        )
        total = sum(given.get(minimum.code, 0) for given in points)
        if not _holds(minimum, reaching=reaching, mean=Fraction(total, len(sheets)), of=len(sheets), rules=rules):
            missed.append(MissedMinimum(minimum=minimum, reached_by=reaching, sheets=len(sheets)))
    return tuple(missed)


def stars_within(*, band: int, missed: Sequence[MissedMinimum], rules: CouncilRules) -> int:
    """Give the highest rank the points allow and whose minima are all reached; below three stars nothing is asked."""
    for stars in range(band, StarRating.TWO, -1):
        if not any(asked_for(one.minimum, stars=stars, rules=rules) for one in missed):
            return stars
    return min(band, StarRating.TWO)


def _holds(minimum: Minimum, *, reaching: int, mean: Fraction, of: int, rules: CouncilRules) -> bool:
    if rules.minima_reading is MinimaReading.MEAN:
        return mean >= minimum.points
    return reaching * 2 > of
