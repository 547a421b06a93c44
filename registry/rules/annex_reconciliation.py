"""The annex as it was signed held against the register's own: what is missing, what is more, what says otherwise."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from registry.rules.annex_cells import TITLES, AnnexColumn, Cells, same, typographic_key
from registry.rules.producer_kinds import producer_near_key
from registry.rules.search_key import clean, exact_key, near_key

_ALIKE = 0.6
"""How much of a name has to agree to take it for another spelling of one of the same producer."""
_VERY_ALIKE = 0.85


class DifferenceKind(StrEnum):
    """In what the signed annex differs."""

    MISSING = "missing"
    """A line of the register is not in the signed annex."""
    ADDITIONAL = "additional"
    """A line of the signed annex is not in the register."""
    STARS = "stars"
    PRODUCT = "product"
    PRODUCER = "producer"
    SPELLING = "spelling"
    """Only accents, spaces, punctuation or the way of saying the kind of producer."""
    ADDRESS = "address"
    SCORE = "score"
    RESULT = "result"
    CERTIFICATE_NUMBER = "certificate_number"
    BEFORE = "before"
    AFTER = "after"
    GROUND = "ground"
    ACHIEVEMENT = "achievement"
    NOTE = "note"
    COLUMN = "column"
    """The signed annex has not a column that the register's has."""
    WORDS = "words"
    """Words within a line of running text that belong to none of its columns."""
    NOT_COMPARED = "not_compared"
    """Nothing was compared: the whole annex is let pass as the register has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurLine:
    """A line of the register's annex."""

    position: int
    product: str
    """Product, or whom an award names."""
    producer: str
    """Empty where the line names no producer."""
    stars: int | None
    cells: Cells = field(default_factory=dict)
    """What the line says in the other columns that its annex prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirLine:
    """A line of the signed annex, as far as it could be read."""

    place: str
    """Where it stands, as a person finds it: "dòng 7", "TT 3"."""
    product: str
    producer: str | None
    """None where no producer could be read."""
    stars: int | None
    """None where none could be read."""
    words: str = ""
    """The line as it is written, where it could not be taken apart."""
    cells: Cells = field(default_factory=dict)
    """What the other columns say; a column is left out that the annex has not, or that could not be found."""
    extra: str = ""
    """What stands in the line beside the register's own words, in running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference."""

    kind: DifferenceKind
    position: int | None
    """Number of the register's line; None for a line it has not."""
    place: str
    """Where it stands in the signed annex; empty for a line it has not."""
    subject: str
    """The product or recipient it is about."""
    ours: str
    theirs: str


NOTHING_COMPARED = Difference(
    kind=DifferenceKind.NOT_COMPARED, position=None, place="", subject="Cả phụ lục", ours="", theirs="không đối chiếu"
)
"""What stands for a comparison that was not made."""

Pair = tuple[OurLine, TheirLine]
Test = Callable[[OurLine, TheirLine], float]
"""Says how surely a line of the signed annex means one of the register; 0 where it does not."""


def matched(ours: Sequence[OurLine], theirs: Sequence[TheirLine]) -> list[Pair]:
    """Say which line of the signed annex means which of the register: the surest first, each line once."""
    pairs: list[Pair] = []
    left_ours, left_theirs = list(ours), list(theirs)
    for test in (_same, _near, _same_product, _alike):
        for one in list(left_ours):
            other = _best(one, left_theirs, test)
            if other is not None:
                pairs.append((one, other))
                left_ours.remove(one)
                left_theirs.remove(other)
    return pairs


def _best(one: OurLine, others: Iterable[TheirLine], test: Test) -> TheirLine | None:
    scored = [(test(one, other), -place, other) for place, other in enumerate(others)]
    best = max(scored, key=lambda score: score[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _same(one: OurLine, other: TheirLine) -> float:
    return float(exact_key(one.product) == exact_key(other.product) and _is_near_producer(one, other))


def _near(one: OurLine, other: TheirLine) -> float:
    return float(near_key(one.product) == near_key(other.product) and _is_near_producer(one, other))


def _same_product(one: OurLine, other: TheirLine) -> float:
    return float(near_key(one.product) == near_key(other.product))


def _alike(one: OurLine, other: TheirLine) -> float:
    likeness = SequenceMatcher(None, near_key(one.product), near_key(other.product), autojunk=False).ratio()
    least = _ALIKE if one.producer and _is_near_producer(one, other) else _VERY_ALIKE
    return likeness if likeness >= least else 0.0


def _is_near_producer(one: OurLine, other: TheirLine) -> bool:
    return producer_near_key(one.producer) == producer_near_key(other.producer or "")


def differences(ours: Sequence[OurLine], theirs: Sequence[TheirLine], pairs: Sequence[Pair]) -> list[Difference]:
    """List every difference: in the order of the register's lines, then what the signed annex has beyond them."""
    other_of = {one.position: other for one, other in pairs}
    found: list[Difference] = []
    lacking = missing_columns(pairs)
    for one in ours:
        other = other_of.get(one.position)
        found += [_missing(one)] if other is None else [*_between(one, other), *_between_cells(one, other, lacking)]
    used = {id(other) for _, other in pairs}
    return [*map(_without_column, lacking), *found, *(_additional(other) for other in theirs if id(other) not in used)]


def missing_columns(pairs: Sequence[Pair]) -> list[AnnexColumn]:
    """Return the columns with words in the register's annex that no line of the signed one has, if it has columns."""
    if any(other.words for _, other in pairs):
        return []
    stated = dict.fromkeys(column for one, _ in pairs for column, words in one.cells.items() if words)
    return [column for column in stated if all(column not in other.cells for _, other in pairs)]


def _without_column(column: AnnexColumn) -> Difference:
    title = TITLES[column][0]
    return Difference(
        kind=DifferenceKind.COLUMN,
        position=None,
        place="",
        subject=f"Cột “{title}”",
        ours=f"có cột “{title}”",
        theirs="không có cột này",
    )


def _missing(one: OurLine) -> Difference:
    return Difference(
        kind=DifferenceKind.MISSING,
        position=one.position,
        place="",
        subject=one.product,
        ours=_in_words(one.product, one.producer, one.stars),
        theirs="",
    )


def _additional(other: TheirLine) -> Difference:
    return Difference(
        kind=DifferenceKind.ADDITIONAL,
        position=None,
        place=other.place,
        subject=other.product or other.words,
        ours="",
        theirs=_in_words(other.product, other.producer or "", other.stars) if other.product else other.words,
    )


def _between(one: OurLine, other: TheirLine) -> list[Difference]:
    found = []
    if one.stars is not None and one.stars != other.stars:
        theirs = f"{other.stars} sao" if other.stars else "không ghi hạng sao"
        found.append(_differing(DifferenceKind.STARS, one, other, f"{one.stars} sao", theirs))
    if not _alike_written(one.product, other.product):
        is_near = near_key(one.product) == near_key(other.product)
        kind = DifferenceKind.SPELLING if is_near else DifferenceKind.PRODUCT
        found.append(_differing(kind, one, other, one.product, other.product))
    if one.producer and not _alike_written(one.producer, other.producer or ""):
        is_near = _is_near_producer(one, other)
        kind = DifferenceKind.SPELLING if is_near else DifferenceKind.PRODUCER
        theirs = other.producer or (f"không thấy tên chủ thể: {other.words}" if other.words else "không ghi chủ thể")
        found.append(_differing(kind, one, other, one.producer, theirs))
    return found


def _between_cells(one: OurLine, other: TheirLine, lacking: Collection[AnnexColumn]) -> list[Difference]:
    """Compare the other columns, save those that the whole table lacks: they are named once."""
    found = []
    for column, ours in one.cells.items():
        theirs = other.cells.get(column)
        if theirs is None and column not in lacking:
            theirs = f"không thấy trong: {other.words}" if other.words and ours else ""
        if theirs is not None and not same(column, ours, theirs):
            found.append(_differing(DifferenceKind(column.value), one, other, ours or "để trống", theirs or "để trống"))
    if other.extra:
        found.append(_differing(DifferenceKind.WORDS, one, other, "không có", other.extra))
    return found


def _alike_written(ours: str, theirs: str) -> bool:
    """Capitals, spaces and dashes aside: an annex printed in capitals has not written another name."""
    return typographic_key(ours) == typographic_key(theirs)


def _differing(kind: DifferenceKind, one: OurLine, other: TheirLine, ours: str, theirs: str) -> Difference:
    return Difference(
        kind=kind, position=one.position, place=other.place, subject=one.product, ours=ours, theirs=clean(theirs)
    )


def _in_words(product: str, producer: str, stars: int | None) -> str:
    parts = (product, producer, f"{stars} sao" if stars else "")
    return " – ".join(part for part in parts if part)
