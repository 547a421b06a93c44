"""Paragraphs over many pages: justified, no line of a paragraph alone, no heading last, the end never alone."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from certificates.paper import MM
from certificates.refusal import DoesNotFit
from certificates.sheet import Sheet
from certificates.typography import SHRINKING_STEP, Style, check, width

LEADING = 1.28
ASCENT = 0.95
INDENT = 10 * MM
"""Decree 30/2020, appendix I, part II: the first line of a paragraph goes in by 1 cm or 1.27 cm."""

BETWEEN = 6.0
"""The same: at least 6 points between paragraphs."""

WIDEST_SPACE = 3.0
"""A line is not justified where its spaces would be more times wider than these."""

SMALLEST = 10.0
TABLE_ROOM = 34 * MM
"""Under a heading that stands over a table: for the table's head and a first row."""

TOGETHER = 2
"""Lines of a paragraph that stay together at the foot and at the head of a page."""

Word = tuple[str, Style]


class Line(NamedTuple):
    """One line ready to draw."""

    words: Sequence[Word]
    left: float
    room: float
    is_justified: bool
    before: float
    """White above it."""

    size: float

    @property
    def height(self) -> float:
        """The room it takes."""
        return self.before + self.size * LEADING


class Prose:
    """Running text in the making."""

    def __init__(self, sheet: Sheet, *, top: float, begin_page: Callable[[], float]) -> None:
        """Begin at the height top; begin_page starts another page and says where its text begins."""
        self._sheet = sheet
        self._floor = sheet.paper.height - sheet.paper.bottom
        self._begin_page = begin_page
        self._y = top
        self._is_fresh = False
        self._waiting: list[Line] = []
        self._heads = 0
        self._is_held = False

    def paragraph(
        self,
        text: str,
        *,
        field: str,
        style: Style,
        lead: str = "",
        lead_style: Style | None = None,
        indent: float = INDENT,
        left: float = 0.0,
        before: float = BETWEEN,
        with_next: bool = False,
        is_justified: bool = True,
    ) -> None:
        """Add a paragraph.

        :param lead: words before the text, in the style lead_style.
        :param left: how far all its lines go in; the first one goes in by the indent as well.
        :param with_next: whether it is a heading or leads on to what follows, and so never stands last on a page.
        :raises CannotBePrinted: if a word is wider than the page or has no glyph.
        """
        check(field=field, text=text, face=style.face)
        words = [(word, style) for word in text.split(" ")]
        if lead:
            check(field="wording", text=lead, face=(lead_style or style).face)
            words = [(word, lead_style or style) for word in lead.split(" ")] + words
        lines = self._broken(words, field=field, text=text, indent=indent, left=left, before=before)
        if not is_justified:
            lines = [line._replace(is_justified=False) for line in lines]
        if not self._is_held:
            self._flush()
        self._waiting += lines
        self._is_held = with_next
        if with_next:
            self._heads = len(self._waiting)

    def table_top(self) -> float:
        """Draw what waits and return where a table may begin; tell the table that it begins low."""
        self._flush(reserve=TABLE_ROOM if self._is_held else 0.0)
        return self._y + BETWEEN

    def after_table(self, y: float) -> None:
        """Go on under a table."""
        self._y = y + BETWEEN / 2
        self._is_fresh = False

    def end(self, *, closing: float) -> float:
        """Draw what waits, together with room for what closes the paper; return where that begins."""
        self._flush(reserve=closing)
        if self._y + closing > self._floor and not self._is_fresh:
            self._turn()
        return self._y

    def _flush(self, *, reserve: float = 0.0) -> None:
        self._put(self._waiting, reserve=reserve, heads=self._heads)
        self._waiting, self._heads, self._is_held = [], 0, False

    def _put(self, lines: Sequence[Line], *, reserve: float, heads: int) -> None:
        while lines:
            fitting = self._fitting(lines, reserve=reserve, heads=heads)
            for line in lines[:fitting]:
                self._draw(line)
            lines, heads = lines[fitting:], 0
            if lines:
                self._turn()

    def _fitting(self, lines: Sequence[Line], *, reserve: float, heads: int) -> int:
        """Return how many of the lines stay on this page."""
        count = len(lines)
        room, used, fitting = self._floor - self._y, 0.0, 0
        for line in lines:
            used += line.height
            if used > room:
                break
            fitting += 1
        if fitting == count and used + reserve <= room:
            return count
        kept = min(fitting, count - TOGETHER)
        if kept >= heads + TOGETHER:
            return kept
        return max(fitting, 1) if self._is_fresh else 0

    def _turn(self) -> None:
        self._y = self._begin_page()
        self._is_fresh = True

    def _draw(self, line: Line) -> None:
        before = 0.0 if self._is_fresh else line.before
        y = self._y + before + line.size * ASCENT
        natural = sum(width(word, style) for word, style in line.words)
        spaces = [width(" ", style) for _, style in line.words[:-1]]
        spare = line.room - natural - sum(spaces)
        is_wide = line.is_justified and spaces and spare > 0 and sum(spaces) + spare <= WIDEST_SPACE * sum(spaces)
        extra = spare / len(spaces) if is_wide else 0.0
        x = line.left
        for position, (word, style) in enumerate(line.words):
            is_last = position == len(spaces)
            # The space is written too, for whoever copies the text out of the file.
            self._sheet.write(word if is_last else f"{word} ", x=x, y=y, style=style)
            x += width(word, style) + (0.0 if is_last else spaces[position] + extra)
        self._y += before + line.size * LEADING
        self._is_fresh = False

    def _broken(
        self, words: Sequence[Word], *, field: str, text: str, indent: float, left: float, before: float
    ) -> list[Line]:
        while True:
            room = self._sheet.paper.text_width - left
            lines = _greedy(words, first=room - indent, room=room)
            if lines is not None:
                break
            if words[-1][1].size <= SMALLEST:
                raise DoesNotFit(field=field, text=text)
            words = [(word, style.at(max(style.size - SHRINKING_STEP, SMALLEST))) for word, style in words]
        edge = self._sheet.paper.left + left
        return [
            Line(
                words=line,
                left=edge + (indent if position == 0 else 0.0),
                room=room - (indent if position == 0 else 0.0),
                is_justified=position < len(lines) - 1,
                before=before if position == 0 else 0.0,
                size=max(style.size for _, style in line),
            )
            for position, line in enumerate(lines)
        ]


def _greedy(words: Sequence[Word], *, first: float, room: float) -> list[list[Word]] | None:
    """Break words into lines; None if one alone is too wide."""
    lines: list[list[Word]] = [[]]
    used, limit = 0.0, first
    for word, style in words:
        taken = width(word, style)
        if taken > min(first, room):
            return None
        space = width(" ", style) if lines[-1] else 0.0
        if lines[-1] and used + space + taken > limit:
            lines.append([])
            used, space, limit = 0.0, 0.0, room
        lines[-1].append((word, style))
        used += space + taken
    return lines
