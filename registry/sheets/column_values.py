"""Reads whole columns into values, and notes problems and guesses by row."""

from collections.abc import Callable, Sequence
from typing import Any

from registry.sheets.cells.days import read_day, read_day_from_1904, read_expiry
from registry.sheets.cells.decisions import read_decision
from registry.sheets.cells.identifiers import read_gtin, read_phone, read_product_code, read_tax_number
from registry.sheets.cells.kinds import read_producer_kind, read_recognition_kind
from registry.sheets.cells.numbers import PLAIN_SCORES, read_round, read_score, read_year
from registry.sheets.cells.readings import Reading, Readings
from registry.sheets.cells.stars import read_stars
from registry.sheets.cells.text import clean_column, written
from registry.sheets.columns import Column
from registry.sheets.data_rows import DataRows
from registry.sheets.header import Header
from registry.sheets.result_row import Guess, Problem
from registry.sheets.table import Cell

_READERS: dict[Column, Callable[[Cell], Reading]] = {
    Column.PRODUCER_KIND: read_producer_kind,
    Column.PHONE: read_phone,
    Column.SCORE: read_score,
    Column.STARS: read_stars,
    Column.CURRENT_STARS: read_stars,
    Column.DECISION_NUMBER: read_decision,
    Column.DECIDED_ON: read_day,
    Column.YEAR: read_year,
    Column.ROUND_NUMBER: read_round,
    Column.EXPIRES_ON: read_expiry,
    Column.PRODUCT_CODE: read_product_code,
    Column.RECOGNITION_KIND: read_recognition_kind,
    Column.TAX_NUMBER: read_tax_number,
    Column.GTIN: read_gtin,
    Column.FILED_ON: read_day,
    Column.ASSESSED_ON: read_day,
}
_DAYS = frozenset({Column.DECIDED_ON, Column.FILED_ON, Column.ASSESSED_ON})
_LONGEST_SHOWN = 200


class ColumnValues:
    """The typed values of one sheet's columns, read once each."""

    def __init__(self, header: Header, rows: DataRows) -> None:
        self.header = header
        self.rows = rows
        self.problems: list[Problem] = []
        self.guesses: dict[tuple[int, int], list[Guess]] = {}
        """(recognition or 0 for all, place of the row) → guesses."""

        self._blanks: dict[Any, list[Any]] = {}
        self._read: dict[tuple[Column, int], list[Any]] = {}

    def __len__(self) -> int:
        return len(self.rows.row_numbers)

    def values(self, column: Column, index: int | None, *, recognition: int = 0, blank: Any = "") -> Sequence[Any]:
        """Give the values of a column, or blanks where the sheet has no such column."""
        if index is None:
            if blank not in self._blanks:
                self._blanks[blank] = [blank] * len(self)
            return self._blanks[blank]
        if (column, index) not in self._read:
            self._read[column, index] = self._values(column, index, recognition)
        return self._read[column, index]

    def guess(self, place: int, guess: Guess, *, recognition: int = 0) -> None:
        """Note a guess at a row."""
        self.guesses.setdefault((recognition, place), []).append(guess)

    def guesses_of(self, recognition: int) -> Sequence[tuple[Guess, ...]]:
        """Give the guesses at each row: those that hold for all of it and those at one recognition."""
        guesses: list[tuple[Guess, ...]] = [()] * len(self)
        for (number, place), noted in self.guesses.items():
            if number in (0, recognition):
                guesses[place] = (*guesses[place], *noted)
        return guesses

    def problem(self, place: int, column: Column | None, value: str, reason: str, *, blocks: bool) -> None:
        """Note a problem at a row."""
        index = None if column is None else self.header.base.get(column)
        self.problems.append(
            Problem(
                row=self.rows.row_numbers[place],
                column="" if index is None else self.header.titles.get(index, ""),
                value=value[:_LONGEST_SHOWN],
                reason=reason,
                severity="blocking" if blocks else "warning",
                field=column or "",
            )
        )

    def _values(self, column: Column, index: int, recognition: int) -> list[Any]:
        cells = self.rows.columns[index]
        reader = _READERS.get(column)
        if reader is None:
            return clean_column(cells)
        if column in _DAYS and self.header.sheet.counts_from_1904:
            reader = read_day_from_1904
        readings = Readings(reader, PLAIN_SCORES if column is Column.SCORE else None)
        values = readings.of(cells)
        title = self.header.titles.get(index, "")
        for place, reading in readings.remarked(cells):
            said = written(cells[place])[:_LONGEST_SHOWN]
            if reading.guess:
                shown = reading.shown or str(reading.value)
                self.guess(place, Guess(title, said, shown, reading.guess, column), recognition=recognition)
            if reading.problem:
                row = self.rows.row_numbers[place]
                self.problems.append(Problem(row, title, said, reading.problem, reading.severity, column))
        return values
