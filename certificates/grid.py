"""Columns and cells of a table: breaking texts into their columns and drawing them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from certificates.paper import MM, Ink
from certificates.refusal import DoesNotFit
from certificates.sheet import Ornament, Sheet
from certificates.typography import SHRINKING_STEP, Fitted, Style, column_lines, width

PADDING = 1.6 * MM
"""White between a cell's rule and its text."""

LEADING = 1.2
ASCENT = 0.92
STAR_GAP = 1.2 * MM
SMALLEST = 8.0
"""A text with a word wider than its column is set smaller, down to this."""


class Align(Enum):
    """Where the lines of a cell stand."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: the field it shows, its title, its width in points."""

    field: str
    title: str
    width: float
    align: Align = Align.LEFT


def with_room_for(number: int, columns: Sequence[Column], *, style: Style) -> Sequence[Column]:
    """Widen the first column to its largest number; the second one gives the room."""
    first, second, *others = columns
    wanted = width(str(number), style) + 2 * PADDING + 1
    lacking = max(wanted - first.width, 0.0)
    return [
        replace(first, width=first.width + lacking),
        replace(second, width=second.width - lacking),
        *others,
    ]


@dataclass(frozen=True)
class Rated:
    """A cell that says its stars in words and draws them after these; its column is aligned left."""

    words: str
    drawing: Ornament


@dataclass(frozen=True)
class Boxed:
    """A cell with a drawing in its middle and words in the middle of that, such as a box and the cross in it."""

    words: str
    drawing: Ornament


Cell = str | Rated | Boxed


class Row(NamedTuple):
    """A row ready to draw."""

    cells: Sequence[tuple[Fitted, Rated | Boxed | None]]
    height: float
    grid: "Grid"
    tint: Ink | None


class Grid:
    """Where the columns of a row stand."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        left: float,
        has_walls: bool = True,
        air: float = PADDING,
        aside: float = PADDING,
    ) -> None:
        """Set columns side by side from the left; a band or a note has no walls between its neighbours' columns.

        :param air: white above and below the text of a row.
        :param aside: white left and right of the text of a cell.
        """
        self._air = air
        edges = [left]
        self._slots = []
        for column in columns:
            room = column.width - 2 * aside
            share = column.align.value
            self._slots.append((column.field, edges[-1] + aside + room * share, room, share))
            edges.append(edges[-1] + column.width)
        self.left, self.right = left, edges[-1]
        self.walls = frozenset(edges) if has_walls else frozenset((self.left, self.right))

    def row(self, cells: Sequence[Cell], *, style: Style, highest: float, tint: Ink | None = None) -> Row:
        """Break the cells' texts into their columns.

        :raises CannotBePrinted: if a word is wider than its column, has no glyph, or the row is too high.
        """
        ready: list[tuple[Fitted, Rated | Boxed | None]] = []
        height = 0.0
        for cell, (field, _, room, _) in zip(cells, self._slots, strict=True):
            text, drawn = (cell, None) if isinstance(cell, str) else (cell.words, cell)
            fitted = _in_column(text, field=field, style=style, room=room)
            ready.append((fitted, drawn))
            height = max(height, len(fitted.lines) * fitted.style.size)
        height = height * LEADING + 2 * self._air
        if height > highest:
            tallest = max(range(len(ready)), key=lambda index: len(ready[index][0].lines))
            raise DoesNotFit(field=self._slots[tallest][0], text=" ".join(ready[tallest][0].lines))
        return Row(ready, height, self, tint)

    def draw(self, sheet: Sheet, row: Row, *, top: float) -> None:
        """Draw the row's ground and its cells, each in the middle of the row's height."""
        if row.tint is not None:
            sheet.tint(x=self.left, y=top, across=self.right - self.left, down=row.height, ink=row.tint)
        middle = top + row.height / 2
        for (fitted, drawn), (_, anchor, room, share) in zip(row.cells, self._slots, strict=True):
            size = fitted.style.size
            y = middle + size * (ASCENT - LEADING * len(fitted.lines) / 2)
            for line in fitted.lines:
                aside = width(line, fitted.style) * share if share else 0.0
                sheet.write(line, x=anchor - aside, y=y, style=fitted.style)
                y += size * LEADING
            if isinstance(drawn, Rated):
                x = anchor + width(fitted.lines[0], fitted.style) + STAR_GAP
                sheet.ornament(drawn.drawing, x=x, y=middle - drawn.drawing.height / 2 - size * 0.03)
            elif drawn is not None:
                x = anchor + room * (0.5 - share) - drawn.drawing.width / 2
                sheet.ornament(drawn.drawing, x=x, y=middle - drawn.drawing.height / 2)


def _in_column(text: str, *, field: str, style: Style, room: float) -> Fitted:
    while True:
        lines = column_lines(text, field=field, style=style, room=room)
        if lines is not None:
            return Fitted(lines, style)
        if style.size <= SMALLEST:
            raise DoesNotFit(field=field, text=text)
        style = style.at(max(style.size - SHRINKING_STEP, SMALLEST))
