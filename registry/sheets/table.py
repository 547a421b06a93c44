"""What a file holds before anybody has understood it: sheets of plain cells."""

import datetime as dt
from dataclasses import dataclass, field

Cell = str | int | float | dt.date | dt.datetime | dt.time
"""One cell: text (empty when blank), a number, or a date; a truth value arrives as the text TRUE or FALSE."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, counted from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, kept by column because every column is read the same way from top to bottom."""

    name: str
    height: int
    columns: list[list[Cell]]
    """columns[c][r] is the cell in row r + 1; all columns are `height` long."""
    is_visible: bool = True
    merges: tuple[Merge, ...] = ()
    damaged: tuple[tuple[int, int, str], ...] = ()
    """Row, column, from 0, and the error written there; an empty text is a formula saved without its value."""
    counts_from_1904: bool = False
    """Whether bare serial numbers of dates count from 1904, as old Excel for Mac did."""

    def row(self, index: int) -> list[Cell]:
        """Give the cells of one row, counted from 0."""
        return [column[index] for column in self.columns]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read safely: its name as the person sent it, and its sheets in their order."""

    filename: str
    sheets: tuple[Sheet, ...] = field(default=())
