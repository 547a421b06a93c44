"""What a row of running text says beside product and producer: the register's own words looked for, and what is left.

A table turned into text has lost its columns, so a cell cannot be read alone. But the register knows what each cell
should say: its words are looked for letter by letter, blind to capitals, spaces, dashes and line breaks only. What is
found is taken out; whatever words then remain in the row say something that the register does not.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from registry.rules.annex_cells import AnnexColumn, Cells, letters_key, score_in
from registry.rules.search_key import clean, fold

_AFTER_THE_TABLE = re.compile(
    r"(?im)^\W*(?:danh sách này có|nơi nhận|tm\.|kt\.|tl\.|tuq\.|chủ tịch|phó chủ tịch|người lập|tổng cộng)"
)
_STARS = re.compile(r"(?<![0-9])0?[1-5]\s*sao\b|[★⭐🌟]+|\*{3,5}", re.IGNORECASE)
_HEADING = re.compile(r"(?im)^\W*(?:[IVX]+[.)]\s*)?(?:sản phẩm\s+)?(?:đạt\s+)?hạng\s+0?[1-5]\s*sao\W*$")
_FURNITURE = re.compile(r"(?i)dự thảo|bản minh họa\W+không có giá trị pháp lý|\(tiếp theo\)")
_NUMBER = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:[.,][0-9]{1,4})?(?![0-9]|[.,][0-9])")
_WORD = re.compile(r"[^\W\d_]+")
_TAKEN = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSaid:
    """What a row was found to say."""

    cells: Cells
    """The register's own words where they were found; a column whose words were not is left out."""
    extra: str
    """Words that belong to none of them."""


@dataclass(slots=True)
class _Row:
    """A row, from which is taken out what is found."""

    text: str
    letters: str = field(init=False)
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spread = [(letter, place) for place, mark in enumerate(self.text) for letter in _letters(mark)]
        self.letters = "".join(letter for letter, _ in spread)
        self.places = [place for _, place in spread]

    def take(self, words: str) -> bool:
        """Take some words out, and say whether they were there."""
        key = letters_key(words)
        at = self.letters.find(key) if key else -1
        if at < 0:
            return False
        first, last = self.places[at], self.places[at + len(key) - 1] + 1
        # As long as before, so that places stay what they are; a mark that no word holds, so that nothing is joined.
        self.text = self.text[:first] + _TAKEN * (last - first) + self.text[last:]
        self.letters = self.letters[:at] + "\0" * len(key) + self.letters[at + len(key) :]
        return True

    def take_all(self, pattern: re.Pattern[str]) -> None:
        """Take out whatever a pattern finds."""
        self.text = pattern.sub(lambda found: _TAKEN * len(found[0]), self.text)


@lru_cache(maxsize=4096)
def _letters(mark: str) -> str:
    return "" if mark == "." else letters_key(mark)


def read_row(text: str, *, product: str, producer: str, cells: Cells, head: Collection[str]) -> RowSaid:
    """Look for the words of the register in a row.

    :param text: the row from its product on, its line breaks kept.
    :param product: as the row writes it; so is the producer, empty where it was not found.
    :param head: the folded words that stand above the first row, and again on every page.
    """
    end = _AFTER_THE_TABLE.search(text)
    row = _Row(text[: end.start()] if end else text)
    row.take_all(_HEADING)
    row.take_all(_FURNITURE)
    for words in (product, producer):
        row.take(words)
    found = {column: words for column, words in _by_length(cells) if not words or row.take(words)}
    row.take_all(_STARS)
    if AnnexColumn.SCORE in cells:
        found |= _score(row, cells[AnnexColumn.SCORE], is_found=AnnexColumn.SCORE in found)
    return RowSaid(cells=found, extra=_extra(row, head))


def _by_length(cells: Cells) -> Iterator[tuple[AnnexColumn, str]]:
    """Long words first: short ones may be part of them. Scores are figures and wait."""
    for column in sorted(cells, key=lambda one: -len(cells[one])):
        if column is not AnnexColumn.SCORE or score_in(cells[column]) is None:
            yield column, cells[column]


def _score(row: _Row, ours: str, *, is_found: bool) -> Cells:
    wanted, stated = score_in(ours), _NUMBER.findall(row.text)
    if wanted is None:
        return {AnnexColumn.SCORE: ours} if is_found else {}
    if any(score_in(one) == wanted for one in stated):
        return {AnnexColumn.SCORE: ours}
    likely = [one for one in stated if len(one) > 1]
    return {AnnexColumn.SCORE: likely[0]} if likely else {}


def _extra(row: _Row, head: Collection[str]) -> str:
    """Return what is left of a row if it holds a word that is not of the table's head."""
    lines = (clean(line) for line in row.text.split("\n"))
    left = [line for line in lines if not set(map(fold, _WORD.findall(line))) <= set(head)]
    return " ".join(left)
