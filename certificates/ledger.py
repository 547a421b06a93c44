"""Tables over many pages: repeated head, bands for sections, no row split, the end never alone on a page.

Rows are drawn as they come, each once, so that the fifty-thousandth costs what the first did.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from certificates.grid import PADDING, Align, Cell, Column, Grid, Row
from certificates.paper import MM, Ink
from certificates.sheet import Sheet
from certificates.typography import Style

RULE = 0.5
CONTINUED = " (tiếp theo)"
HEAD_ROOM = 60 * MM
"""Kept free of any one row: page heads, the table's head and a band fit above it."""


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
        tint: Ink | None,
        lowest_row: float = 0.0,
        begins_low: bool = False,
        air: float = PADDING,
        aside: float = PADDING,
    ) -> None:
        """Begin a table at the height top; begin_page starts another page and says where its text begins.

        :param begins_low: whether it follows on other text, so that the whole table may have to begin overleaf.
        :param air: white above and below the text of a row.
        :param aside: white left and right of the text of a cell.
        """
        paper = sheet.paper
        self._sheet = sheet
        self._columns = columns
        self._text = text
        self._tint = tint
        self._begin_page = begin_page
        self._lowest_row = lowest_row
        self._floor = paper.height - paper.bottom
        self._highest = self._floor - paper.top - HEAD_ROOM
        self._air = air
        self._grid = Grid(columns, left=paper.left, air=air, aside=aside)
        self._y = top
        self._walls: dict[float, float] = {}
        self._band: tuple[str, str, Style] | None = None
        self._waiting: list[Row] = []
        self._has_rows = False
        self._is_headed = False
        self._begins_low = begins_low
        self._is_held = False
        centred = Grid([replace(column, align=Align.CENTRE) for column in columns], left=paper.left, aside=aside)
        titles = [column.title for column in columns]
        self._head = centred.row(titles, style=head, highest=self._highest, tint=tint)

    def row(
        self,
        cells: Sequence[Cell],
        *,
        style: Style | None = None,
        tint: Ink | None = None,
        with_next: bool = False,
    ) -> None:
        """Add a row.

        :param with_next: whether it stays on one page with the row after it, as far as a page is high enough.
        :raises CannotBePrinted: if a word is wider than its column, has no glyph, or the row is higher than a page.
        """
        row = self._grid.row(cells, style=style or self._text, highest=self._highest, tint=tint)
        if row.height < self._lowest_row:
            row = row._replace(height=self._lowest_row)
        is_together = self._is_held and self._height_of_waiting() + row.height <= self._highest
        if self._waiting and self._waiting[-1].grid is self._grid and not is_together:
            self._put_waiting()
        self._waiting.append(row)
        self._is_held = with_next

    def band(self, text: str, *, field: str, style: Style) -> None:
        """Add a heading over the whole width; it never stands last on a page and is repeated on the next."""
        self._put_waiting()
        self._band = (text, field, style)
        self._waiting.append(self._across(text, field=field, style=style, tint=self._tint))

    def note(self, text: str, *, field: str, style: Style) -> None:
        """Add a centred remark over the whole width, such as that there is nothing to list."""
        self._put_waiting()
        self._waiting.append(self._across(text, field=field, style=style, align=Align.CENTRE))

    def total(self, label: str, cells: Mapping[int, str], *, style: Style) -> None:
        """Add a last row; the columns before the first of the cells, which are given by column, join under a label."""
        first = min(cells)
        joined_width = sum(column.width for column in self._columns[:first])
        joined = Column(field="total", title="", width=joined_width, align=Align.CENTRE)
        grid = Grid([joined, *self._columns[first:]], left=self._grid.left, air=self._air)
        texts = [label, *(cells.get(index, "") for index in range(first, len(self._columns)))]
        # It waits with the row above it, so that it never begins a page alone.
        self._waiting.append(grid.row(texts, style=style, highest=self._highest))

    def end(self, *, closing: float) -> float:
        """Draw what waits, together with room for what closes the paper; return where that begins."""
        if self._y + self._height_of_waiting() + closing > self._floor and self._may_break:
            self._break_page()
        self._put_waiting()
        if not self._is_headed:
            self._put_head()
        self._draw_walls()
        if self._y + closing > self._floor:
            self._y = self._begin_page()
        return self._y

    def _across(
        self, text: str, *, field: str, style: Style, align: Align = Align.LEFT, tint: Ink | None = None
    ) -> Row:
        column = Column(field=field, title="", width=self._grid.right - self._grid.left, align=align)
        grid = Grid([column], left=self._grid.left)
        return grid.row([text], style=style, highest=self._highest, tint=tint)

    @property
    def _may_break(self) -> bool:
        return self._has_rows or (self._begins_low and not self._is_headed)

    def _height_of_waiting(self) -> float:
        head = 0.0 if self._is_headed else self._head.height
        return head + sum(row.height for row in self._waiting)

    def _put_waiting(self) -> None:
        if not self._waiting:
            return
        if self._y + self._height_of_waiting() > self._floor and self._may_break:
            self._break_page()
        elif not self._is_headed:
            self._put_head()
        for row in self._waiting:
            self._put(row)
            self._has_rows = True
        self._waiting = []

    def _break_page(self) -> None:
        if self._is_headed:
            self._draw_walls()
        self._y = self._begin_page()
        self._put_head()
        if self._band is not None and self._waiting and self._waiting[0].grid is self._grid:
            text, field, style = self._band
            self._put(self._across(text + CONTINUED, field=field, style=style, tint=self._tint))

    def _put_head(self) -> None:
        self._is_headed = True
        self._put(self._head)
        self._has_rows = False

    def _put(self, row: Row) -> None:
        grid, top = row.grid, self._y
        grid.draw(self._sheet, row, top=top)
        self._rule(top)
        # Vertical rules run through all rows that share them: one line instead of one per row.
        if grid.walls != self._walls.keys():
            for x in self._walls.keys() - grid.walls:
                self._wall(x, bottom=top)
            self._walls = {x: self._walls.get(x, top) for x in sorted(grid.walls)}
        self._y = top + row.height

    def _draw_walls(self) -> None:
        for x in self._walls:
            self._wall(x, bottom=self._y)
        self._rule(self._y)
        self._walls = {}

    def _wall(self, x: float, *, bottom: float) -> None:
        top = self._walls[x]
        self._sheet.line(x=x, y=top, across=0, down=bottom - top, weight=RULE, ink=self._text.ink)

    def _rule(self, y: float) -> None:
        across = self._grid.right - self._grid.left
        self._sheet.line(x=self._grid.left, y=y, across=across, down=0, weight=RULE, ink=self._text.ink)
