"""Finding the lines of an annex in running text: a PDF's, or what was pasted, where no columns are left.

A table that was turned into text keeps its words in order, row by row and cell by cell, but breaks names over lines
and loses the columns. So the names that the register has are looked for, blind to accents, capitals, spaces and line
breaks; what stands between two rows' running numbers and holds none of them is a line that the register has not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from registry.rules.annex_reconciliation import OurLine, Pair, TheirLine
from registry.rules.annex_text_cells import read_row
from registry.rules.producer_kinds import name_without_kind
from registry.rules.search_key import clean, fold, near_key

_LONGEST_SHOWN = 200
_LONGEST_ROW = 1_200
_FEWEST_LETTERS = 12
"""Of a row's words: what is shorter is a remark behind a figure."""
_STATED = re.compile(r"(?<![0-9])0?([1-5])\s*sao\b", re.IGNORECASE)
_HEADING = re.compile(r"(?im)^\W*(?:[IVX]+[.)]\s*)?(?:sản phẩm\s+)?(?:đạt\s+)?hạng\s+0?([1-5])\s*sao\W*$")
_ROW = re.compile(r"(?m)^[ \t]*0{0,2}([1-9][0-9]{0,3})[ \t]*[.)]?(?=[ \t]+\S|[ \t]*$)")
_FOLLOWED_BY_STARS = re.compile(r"\s*sao\b", re.IGNORECASE)
_SIGNS = re.compile(r"[★⭐🌟]+|\*{3,5}")
_BARE = re.compile(r"(?m)(?:^|\s)0?([3-5])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as its folded letters alone, each with where it came from."""

    letters: str
    places: tuple[int, ...]

    @staticmethod
    def of(text: str) -> "_Folded":
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for letter in fold(character).replace(" ", ""):
                letters.append(letter)
                places.append(place)
        return _Folded("".join(letters), tuple(places))

    def find(self, key: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where a key begins and ends in the text, at or after a letter, as letters of the folded text."""
        at = self.letters.find(key, start, end) if key else -1
        return None if at < 0 else (at, at + len(key))

    def original(self, text: str, found: tuple[int, int]) -> str:
        """Return the words of the text itself."""
        return clean(text[self.places[found[0]] : self.places[found[1] - 1] + 1])


@dataclass
class _Search:
    """The state of one search."""

    text: str
    folded: _Folded
    found: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Position of a register's line → where its product stands, as folded letters."""
    head: frozenset[str] = frozenset()
    """Folded words that stand above the first row."""


def lines_in(text: str, ours: Sequence[OurLine]) -> tuple[list[Pair], list[TheirLine]]:
    """Return which of the register's lines a text has, and the rows it has beyond them.

    :param text: NFC, its line breaks kept.
    """
    search = _Search(text, _Folded.of(text))
    _find_products(search, ours)
    known = sorted(search.folded.places[begin] for begin, _ in search.found.values())
    rows = _row_starts(search.text, known)
    ends = sorted({*known, *(place for _, place in rows)})
    search.head = frozenset(fold(search.text[: min(ends, default=0)]).split())
    pairs = [
        (one, _their_line(search, one, search.found[one.position], ends))
        for one in ours
        if one.position in search.found
    ]
    return _with_other_names(search, ours, pairs, _other_rows(search, rows, known))


def _find_products(search: _Search, ours: Sequence[OurLine]) -> None:
    """Find the product of each line: the occurrence followed by its producer, else the first that is free."""
    taken: list[tuple[int, int]] = []
    for with_producer in (True, False):
        # Long names first: the short one may be part of a longer.
        for one in sorted(ours, key=lambda line: -len(near_key(line.product))):
            if one.position in search.found:
                continue
            place = _free_place(search, one, taken, with_producer=with_producer)
            if place is not None:
                search.found[one.position] = place
                taken.append(place)


def _free_place(
    search: _Search, one: OurLine, taken: Sequence[tuple[int, int]], *, with_producer: bool
) -> tuple[int, int] | None:
    key, start = near_key(one.product), 0
    while (place := search.folded.find(key, start, len(search.folded.letters))) is not None:
        start = place[0] + 1
        if not _begins_word(search, place) or any(place[0] < end and begin < place[1] for begin, end in taken):
            continue
        if not with_producer or not one.producer or _producer_after(search, one, place) is not None:
            return place
    return None


def _begins_word(search: _Search, place: tuple[int, int]) -> bool:
    first = search.folded.places[place[0]]
    last = search.folded.places[place[1] - 1] + 1
    before = search.text[first - 1 : first]
    after = search.text[last : last + 1]
    return not before.isalpha() and not after.isalpha()


def _producer_after(search: _Search, one: OurLine, place: tuple[int, int]) -> tuple[int, int] | None:
    """Find the producer of a line behind its product, within the length of a row."""
    end = min(place[1] + _LONGEST_ROW, _end_of_row(search, place))
    whole = search.folded.find(near_key(one.producer), place[1], end)
    return whole or search.folded.find(near_key(name_without_kind(one.producer)), place[1], end)


def _end_of_row(search: _Search, place: tuple[int, int]) -> int:
    """Return the folded letter at which the next row whose product is known begins."""
    later = [begin for begin, _ in search.found.values() if begin > place[0]]
    return min(later, default=len(search.folded.letters))


def _their_line(search: _Search, one: OurLine, place: tuple[int, int], ends: Sequence[int]) -> TheirLine:
    folded, text = search.folded, search.text
    producer = _producer_after(search, one, place)
    begin = folded.places[place[0]]
    named_until = folded.places[(producer or place)[1] - 1]
    end = min((one for one in ends if one > named_until), default=min(len(text), begin + _LONGEST_ROW))
    row = text[begin:end]
    product = folded.original(text, place)
    named = folded.original(text, _with_kind(search, one, producer, place)) if producer else None
    said = read_row(row, product=product, producer=named or "", cells=one.cells, head=search.head)
    return TheirLine(
        place="",
        product=product,
        producer=named,
        stars=_stars(text, row, begin, one),
        words=clean(row)[:_LONGEST_SHOWN],
        cells=said.cells,
        # Without the producer's own words whatever stands for them is left over, and is named already.
        extra=said.extra[:_LONGEST_SHOWN] if one.cells and (named or not one.producer) else "",
    )


def _with_kind(search: _Search, one: OurLine, producer: tuple[int, int], product: tuple[int, int]) -> tuple[int, int]:
    """Stretch a producer's bare name over the kind written before it, as far as its cell begins."""
    if search.folded.letters[producer[0] : producer[1]] == near_key(one.producer):
        return producer
    first = search.folded.places[producer[0]]
    line_begins = search.text.rfind("\n", 0, first) + 1
    begins = max(line_begins, search.folded.places[product[1] - 1] + 1)
    at = next((index for index in range(product[1], producer[0]) if search.folded.places[index] >= begins), producer[0])
    return at, producer[1]


def _stars(text: str, row: str, begin: int, one: OurLine) -> int | None:
    """Read the stars of a row: stated in it, drawn in it, by the heading above it, or as a bare figure."""
    own = row[len(one.product) :]
    heading = _HEADING.search(own)
    own = own[: heading.start()] if heading else own
    stated = {int(one) for one in _STATED.findall(own)}
    stated |= {len(signs) for signs in _SIGNS.findall(own) if len(signs) <= 5}
    if len(stated) == 1:
        return stated.pop()
    if stated:
        return one.stars if one.stars in stated else max(stated)
    above = [int(found) for found in _HEADING.findall(text[:begin])]
    if above:
        return above[-1]
    bare = {int(found) for found in _BARE.findall(own)}
    return (one.stars if one.stars in bare else min(bare)) if bare else None


def _with_other_names(
    search: _Search, ours: Sequence[OurLine], pairs: list[Pair], others: list[TheirLine]
) -> tuple[list[Pair], list[TheirLine]]:
    """Take a row that names the producer of a line not found for that line under another name of the product."""
    left = list(others)
    for one in ours:
        if one.position in search.found or not one.producer:
            continue
        for row in left:
            renamed = _renamed(one, row)
            if renamed is not None:
                pairs.append((one, renamed))
                left.remove(row)
                break
    return pairs, left


def _renamed(one: OurLine, row: TheirLine) -> TheirLine | None:
    words = _Folded.of(row.words)
    producer = words.find(near_key(one.producer), 1, len(words.letters))
    if producer is None:
        return None
    product = clean(row.words[: words.places[producer[0]]].lstrip("0123456789.) "))
    return replace(
        row,
        product=product,
        producer=words.original(row.words, producer),
        stars=_stars(row.words, row.words[len(product) :], 0, replace(one, product="")),
    )


def _other_rows(search: _Search, starts: Sequence[tuple[int, int]], known: Sequence[int]) -> list[TheirLine]:
    """Return the numbered rows in which no product of the register stands."""
    rows = []
    for index, (number, begin) in enumerate(starts):
        end = starts[index + 1][1] if index + 1 < len(starts) else min(len(search.text), begin + _LONGEST_ROW)
        words = clean(search.text[begin:end])
        if any(begin <= place < end for place in known) or len(near_key(words)) < 6:
            continue
        rows.append(
            TheirLine(place=f"TT {number}", product="", producer=None, stars=None, words=words[:_LONGEST_SHOWN])
        )
    return rows


def _row_starts(text: str, known: Sequence[int]) -> list[tuple[int, int]]:
    """Return running number and place of every row: numbers at the beginning of a line that follow one another.

    A section may begin at 1 again. Stars or points may be figures at the beginning of a line too: of several that
    could be the next number, the one nearest before a known product counts, else the last that words follow.
    """
    candidates = [
        (int(found[1]), found.start(), found.end())
        for found in _ROW.finditer(text)
        if not _FOLLOWED_BY_STARS.match(text, found.end())
    ]
    starts: list[tuple[int, int]] = []
    last = -1
    for number, place, _ in candidates:
        if place <= last or number not in ((starts[-1][0] + 1 if starts else 1), 1):
            continue
        if number == 1 and starts and not _begins_again(candidates, place):
            continue
        settled = _settled(text, candidates, known, number, place)
        if settled is not None:
            starts.append((number, settled))
            last = settled
    return starts


def _settled(
    text: str, candidates: Sequence[tuple[int, int, int]], known: Sequence[int], number: int, place: int
) -> int | None:
    """Choose among the figures that could be the next running number; None where none of them is."""
    following = next((at for other, at, _ in candidates if other == number + 1 and at > place), len(text))
    same = [(at, end) for other, at, end in candidates if other == number and place <= at < following]
    product = min((one for one in known if place < one), default=None)
    if product is not None and product < following:
        return max((at for at, _ in same if at < product), default=place)
    worded = [at for at, end in same if len(near_key(text[end:following])) >= _FEWEST_LETTERS]
    return worded[-1] if worded else None


def _begins_again(candidates: Sequence[tuple[int, int, int]], place: int) -> bool:
    """Say whether a 1 begins a new section: the next figure of a row after it is a 2 or another 1."""
    return next((number for number, at, _ in candidates if at > place), 2) in (1, 2)
