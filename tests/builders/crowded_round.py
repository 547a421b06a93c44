"""A round as large as Lai Châu's of November 2021, its ticks made up, and what they come to by another's arithmetic."""

import random
from dataclasses import dataclass
from fractions import Fraction

from builders.score_sheets import SCORED, leaves_of, raw

from registry.rules.instruments import Instrument

MEMBERS, PRODUCERS, DOSSIERS = 11, 31, 61
SETS = (1, 3, 7, 11, 14, 22)
LIMIT = 10


@dataclass(frozen=True)
class Expected:
    """What a dossier comes to."""

    score: int
    """Hundredths."""
    stars: int


def table(number: int) -> list[dict]:
    """Return the leaves of a set of QĐ 26, read from its file by the tests' own eyes."""
    listed = next(one for one in SCORED if one.instrument == Instrument.QD_26_2026 and one.number == number)
    return leaves_of(raw(listed))


def points(leaf: dict, tick: int) -> int:
    """Return what a tick is worth."""
    return 0 if tick < 0 else leaf["options"][tick]["points"]


def base_ticks(number: int, rng: random.Random) -> dict[str, int]:
    """Tick a set as one who thinks well of a product, or not so well."""
    wish = rng.choice((0.45, 0.6, 0.75, 0.9, 1.0))
    ticks = {}
    for leaf in table(number):
        best = max(range(len(leaf["options"])), key=lambda place: leaf["options"][place]["points"])
        ticks[leaf["code"]] = best if rng.random() < wish else rng.randrange(len(leaf["options"]))
    return closed(number, ticks)


def closed(number: int, ticks: dict[str, int]) -> dict[str, int]:
    """Leave out what does not apply."""
    by_code = {leaf["code"]: leaf for leaf in table(number)}
    return {
        code: tick
        for code, tick in ticks.items()
        if "applies_if" not in by_code[code] or _applies(by_code, ticks, by_code[code]["applies_if"])
    }


def _applies(by_code: dict, ticks: dict[str, int], condition: dict) -> bool:
    first = condition["criterion"]
    return points(by_code[first], ticks.get(first, -1)) >= condition["min_points"]


def near(number: int, ticks: dict[str, int], rng: random.Random) -> dict[str, int]:
    """Tick as somebody who differs in a few criteria, never by so much that the council must talk."""
    mine = dict(ticks)
    room = LIMIT // 2
    for leaf in rng.sample(table(number), 5):
        if leaf["code"] not in mine:
            continue
        other = rng.randrange(len(leaf["options"]))
        by = abs(points(leaf, other) - points(leaf, mine[leaf["code"]]))
        if by <= room and not any(one.get("applies_if", {}).get("criterion") == leaf["code"] for one in table(number)):
            mine[leaf["code"]] = other
            room -= by
    return mine


def expected(number: int, sheets: list[dict[str, int]]) -> Expected:
    """Work out what sheets come to: mean, band, and every minimum that most of them reach."""
    leaves = table(number)
    totals = [sum(points(leaf, ticks[leaf["code"]]) for leaf in leaves if leaf["code"] in ticks) for ticks in sheets]
    mean = Fraction(sum(totals), len(totals))
    score = int(mean * 100 + Fraction(1, 2))
    band = next(stars for stars, least in ((5, 9000), (4, 7000), (3, 5000), (2, 3000), (1, 0)) if score >= least)
    while band > 2 and any(not _reached(leaf, place, sheets) for leaf, place in _minima(leaves, band)):
        band -= 1
    return Expected(score=score, stars=band)


def _minima(leaves: list[dict], stars: int) -> list[tuple[dict, int]]:
    return [
        (leaf, place)
        for leaf in leaves
        for place, option in enumerate(leaf["options"])
        if option.get("required_for", 9) <= stars
    ]


def _reached(leaf: dict, place: int, sheets: list[dict[str, int]]) -> bool:
    return sum(ticks.get(leaf["code"], -1) >= place for ticks in sheets) * 2 > len(sheets)
