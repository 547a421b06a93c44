"""Tables over many pages: repeated head, bands for sections, no row split, the end never alone on a page.

Rows are drawn as they come, each once, so that the fifty-thousandth costs what the first did.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from certificates.paper import MM, Ink
from certificates.refusal import DoesNotFit
from certificates.sheet import Ornament, Sheet
from certificates.typography import SHRINKING_STEP, Fitted, Style, column_lines, fit, width

PADDING = 1.6 * MM
"""White between a cell's rule and its text."""

LEADING = 1.2
ASCENT = 0.92
RULE = 0.5
STAR_GAP = 1.2 * MM
SMALLEST = 8.0
"""A word wider than its column is set smaller, down to this."""


class Align(Enum):
    """Where the lines of a cell stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: the field it shows, its title, its width in points."""

    field: str
    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Rated:
    """A cell that says its stars in words and draws them."""

    words: str
    drawing: Ornament


Cell = str | Rated
CONTINUED = " (tiếp theo)"


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """A cell ready to draw: its place across and its lines or drawing."""

    x: float
    align: Align
    item: Fitted
    drawing: Ornament | None = None

    @property
    def height(self) -> float:
        return len(self.item.lines) * self.item.style.size * LEADING


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row ready to draw; a band has no vertical rules and keeps to the row under it."""

    cells: Sequence[_Cell]
    height: float
    walls: Sequence[float]
    tint: Ink | None


class Ledger:
    """A table in the making."""

    def __init__(
        self,
        sheet: Sheet,
        *,
        columns: Sequence[Column],
        top: float,
        head: Style,
        text: Style,
        begin_page: Callable[[], float],
        tint: Ink | None = None,
        lowest_row: float = 0.0,
    ) -> None:
        """Begin a table at the height top; begin_page starts another page and says where its text begins."""
        self._lowest_row = lowest_row
        self._sheet = sheet
        self._columns = columns
        self._text = text
        self._tint = tint
        self._begin_page = begin_page
        self._left = sheet.paper.left
        self._floor = sheet.paper.height - sheet.paper.bottom
        self._edges = [self._left]
        for column in columns:
            self._edges.append(self._edges[-1] + column.width)
        self._y = top
        self._wall_top: dict[float, float] = {}
        self._wall_bottom = top
        centred = [replace(column, align=Align.CENTRE) for column in columns]
        self._head = self._prepare([column.title for column in columns], style=head, columns=centred, tint=tint)
        self._waiting: list[_Row] = []
        self._continued: _Row | None = None
        self._rows_on_page = 0
        self._put_head()

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row.

        :raises CannotBePrinted: if a word is wider than its column, has no glyph, or the row is higher than a page.
        """
        row = self._prepare(cells, style=self._text, columns=self._columns)
        if row.height < self._lowest_row:
            row = replace(row, height=self._lowest_row)
        if self._waiting and self._waiting[-1].walls:
            self._put_waiting()
        self._waiting.append(row)

    def band(self, text: str, *, field: str, style: Style) -> None:
        """Add a heading over the whole width; it never stands last on a page."""
        if self._waiting:
            self._put_waiting()
        self._waiting = [self._across(text, field=field, style=style, align=Align.LEFT, tint=self._tint)]
        self._continued = self._across(text + CONTINUED, field=field, style=style, align=Align.LEFT, tint=self._tint)

    def note(self, text: str, *, field: str, style: Style) -> None:
        """Add a centred remark over the whole width, such as that there is nothing to list."""
        if self._waiting:
            self._put_waiting()
        self._waiting = [self._across(text, field=field, style=style, align=Align.CENTRE, tint=None)]

    def total(self, label: str, cells: Sequence[tuple[int, str]], *, style: Style) -> None:
        """Add a row whose first cells are joined under a label; the others are given with their column."""
        first = min(index for index, _ in cells)
        joined = Column(
            field="total_in_words",
            title="",
            width=self._edges[first] - self._left,
            align=Align.CENTRE,
        )
        texts = dict(cells)
        columns = [joined, *self._columns[first:]]
        # The total keeps to the row above it, so that it never begins a page alone.
        self._waiting.append(
            self._prepare(
                [label, *(texts.get(index, "") for index in range(first, len(self._columns)))],
                style=style,
                columns=columns,
            )
        )

    def end(self, *, closing: float) -> float:
        """Draw what waits, together with room for what closes the paper; return where that begins."""
        needed = sum(row.height for row in self._waiting) + closing
        if self._y + needed > self._floor and self._rows_on_page:
            self._break_page()
        self._put_waiting()
        self._draw_walls()
        if self._y + closing > self._floor:
            self._y = self._begin_page()
        return self._y

    def _across(self, text: str, *, field: str, style: Style, align: Align, tint: Ink | None) -> _Row:
        column = Column(field=field, title="", width=self._edges[-1] - self._left, align=align)
        return replace(self._prepare([text], style=style, columns=[column], tint=tint), walls=())

    def _prepare(
        self, cells: Sequence[Cell], *, style: Style, columns: Sequence[Column], tint: Ink | None = None
    ) -> _Row:
        ready = []
        x = self._left
        walls = [x]
        for cell, column in zip(cells, columns, strict=True):
            ready.append(_ready(cell, column=column, x=x, style=style))
            x += column.width
            walls.append(x)
        height = max(cell.height for cell in ready) + 2 * PADDING
        row = _Row(cells=ready, height=height, walls=walls, tint=tint)
        if height > self._floor - self._sheet.paper.top - 60 * MM:
            tallest = max(range(len(ready)), key=lambda index: ready[index].height)
            raise DoesNotFit(field=columns[tallest].field, text=str(cells[tallest]))
        return row

    def _put_head(self) -> None:
        self._put(self._head)
        self._rows_on_page = 0

    def _put_waiting(self) -> None:
        if self._y + sum(row.height for row in self._waiting) > self._floor and self._rows_on_page:
            self._break_page()
        for row in self._waiting:
            self._put(row)
        self._waiting = []

    def _break_page(self) -> None:
        self._draw_walls()
        self._y = self._begin_page()
        self._put_head()
        if self._continued is not None and self._waiting and self._waiting[0].walls:
            self._put(self._continued)
            self._rows_on_page = 0

    def _put(self, row: _Row) -> None:
        sheet, top = self._sheet, self._y
        bottom = top + row.height
        if row.tint is not None:
            sheet.tint(x=self._left, y=top, across=self._edges[-1] - self._left, down=row.height, ink=row.tint)
        sheet.line(x=self._left, y=top, across=self._edges[-1] - self._left, down=0, weight=RULE, ink=self._text.ink)
        for cell in row.cells:
            _draw_cell(sheet, cell, middle=top + row.height / 2)
        self._raise_walls(row, top=top, bottom=bottom)
        self._y = bottom
        self._rows_on_page += 1

    def _raise_walls(self, row: _Row, *, top: float, bottom: float) -> None:
        # Vertical rules run through all rows that share them: one line instead of one per row.
        walls = set(row.walls) | {self._left, self._edges[-1]}
        if walls != self._wall_top.keys():
            for x in self._wall_top.keys() - walls:
                self._wall(x, bottom=top)
            self._wall_top = {x: self._wall_top.get(x, top) for x in sorted(walls)}
        self._wall_bottom = bottom

    def _wall(self, x: float, *, bottom: float) -> None:
        top = self._wall_top[x]
        self._sheet.line(x=x, y=top, across=0, down=bottom - top, weight=RULE, ink=self._text.ink)

    def _draw_walls(self) -> None:
        for x in self._wall_top:
            self._wall(x, bottom=self._wall_bottom)
        self._sheet.line(
            x=self._left,
            y=self._wall_bottom,
            across=self._edges[-1] - self._left,
            down=0,
            weight=RULE,
            ink=self._text.ink,
        )
        self._wall_top = {}


def _ready(cell: Cell, *, column: Column, x: float, style: Style) -> _Cell:
    room = column.width - 2 * PADDING
    if isinstance(cell, Rated):
        words = fit(cell.words, field=column.field, style=style, room=room, smallest=SMALLEST)
        return _Cell(x=x + PADDING, align=Align.LEFT, item=words, drawing=cell.drawing)
    item = _in_column(cell, column=column, style=style, room=room)
    if column.align is Align.LEFT:
        return _Cell(x=x + PADDING, align=column.align, item=item)
    if column.align is Align.RIGHT:
        return _Cell(x=x + column.width - PADDING, align=column.align, item=item)
    return _Cell(x=x + column.width / 2, align=column.align, item=item)


def _in_column(text: str, *, column: Column, style: Style, room: float) -> Fitted:
    while True:
        lines = column_lines(text, field=column.field, style=style, room=room)
        if lines is not None:
            return Fitted(lines, style)
        if style.size <= SMALLEST:
            raise DoesNotFit(field=column.field, text=text)
        style = style.at(max(style.size - SHRINKING_STEP, SMALLEST))


def _draw_cell(sheet: Sheet, cell: _Cell, *, middle: float) -> None:
    item = cell.item
    if cell.drawing is not None:
        x = cell.x + width(item.lines[0], item.style) + STAR_GAP
        sheet.ornament(cell.drawing, x=x, y=middle - cell.drawing.height / 2 - item.style.size * 0.03)
    size = item.style.size
    y = middle - cell.height / 2 + size * ASCENT
    for line in item.lines:
        if cell.align is Align.LEFT:
            x = cell.x
        elif cell.align is Align.RIGHT:
            x = cell.x - width(line, item.style)
        else:
            x = cell.x - width(line, item.style) / 2
        sheet.write(line, x=x, y=y, style=item.style)
        y += size * LEADING
