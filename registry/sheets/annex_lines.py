"""The lines of an annex as it was signed: from a workbook, a Word document, a PDF, or pasted text."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from registry.rules.annex_cells import AnnexColumn, Cells, is_titled
from registry.rules.annex_reconciliation import OurLine, Pair, TheirLine, matched
from registry.rules.annex_text import lines_in
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.sheets.cells.stars import read_stars
from registry.sheets.cells.text import written
from registry.sheets.columns import Column
from registry.sheets.data_rows import DOUBTFUL
from registry.sheets.pasted import pasted_rows
from registry.sheets.reading import read_table
from registry.sheets.result_row import ResultRow, ResultSheet
from registry.sheets.results import result_rows
from registry.sheets.table import Cell, Sheet, Table

LONGEST_TEXT = 2_000_000
_PASTED = "phụ lục dán vào"
_KNOWN = {
    AnnexColumn.ADDRESS: Column.ADDRESS,
    AnnexColumn.SCORE: Column.SCORE,
    AnnexColumn.RESULT: Column.STARS,
    AnnexColumn.CERTIFICATE_NUMBER: Column.CERTIFICATE_NUMBER,
    AnnexColumn.NOTE: Column.NOTE,
}
"""Columns that lists of results have too, under many titles."""

Reading = tuple[list[Pair], list[TheirLine]]
"""Which lines mean one another, and every line of the signed annex that means none."""


def read_annex(path: Path, *, filename: str, ours: Sequence[OurLine]) -> Reading:
    """Read a file and say which of its lines means which of the register's.

    :raises Refusal: when the file cannot be read, is protected, or is a scan without text.
    """
    return _read(read_table(path, filename=filename, papers=True), ours)


def read_pasted(text: str, *, ours: Sequence[OurLine]) -> Reading:
    """Do the same with text that was pasted: a table copied from Word or Excel, or running text.

    :raises Refusal: when there is no text, or more than any annex has.
    """
    if not clean(text[:LONGEST_TEXT]):
        raise Refusal("Hãy dán chữ của phụ lục, hoặc chọn tệp.", field="text")
    if len(text) > LONGEST_TEXT:
        raise Refusal("Chữ dán vào quá dài, không phải một phụ lục.", field="text")
    rows = pasted_rows(text)
    width = max(len(row) for row in rows)
    columns: list[list[Cell]] = [
        [row[place].strip() if place < len(row) else "" for row in rows] for place in range(width)
    ]
    return _read(Table(filename=_PASTED, sheets=(Sheet(name="", height=len(rows), columns=columns),)), ours)


def _read(table: Table, ours: Sequence[OurLine]) -> Reading:
    theirs = _rows(table, ours)
    if theirs is not None:
        pairs = matched(ours, theirs)
        used = {id(other) for _, other in pairs}
        return pairs, [other for other in theirs if id(other) not in used]
    text = "\n".join(_text(sheet) for sheet in table.sheets if sheet.is_visible)
    return lines_in(unicodedata.normalize("NFC", text), ours)


def _rows(table: Table, ours: Sequence[OurLine]) -> list[TheirLine] | None:
    """Read the table by its columns; None where it has no header that names products and, if asked, producers."""
    try:
        best = result_rows(table)
    except Refusal:
        return None
    if any(one.producer for one in ours) and not best.titles.get(Column.PRODUCER_NAME.value):
        return None
    sheets = [best, *(result_rows(table, sheet=name) for name in best.other_sheets)]
    asked = {column for one in ours for column in one.cells}
    rows = [line for sheet in sheets for line in _lines(sheet, asked)]
    return rows or None


def _lines(sheet: ResultSheet, asked: Collection[AnnexColumn]) -> list[TheirLine]:
    page = f", trang {sheet.sheet_name}" if sheet.sheet_name else ""
    named = {column: name for column in asked if (name := _name_of(sheet, column))}
    read = [
        TheirLine(
            place=f"dòng {row.row_number}{page}",
            product=row.product_name,
            producer=row.producer_name or None,
            stars=row.stars or _stars_above(sheet, row),
            cells=_cells(row, named),
        )
        for row in sheet.rows
    ]
    # What may be a line is shown to a person rather than passed over.
    doubtful = [
        TheirLine(place=f"dòng {one.row}{page}", product="", producer=None, stars=None, words=clean(one.text))
        for one in sheet.ignored
        if one.reason == DOUBTFUL
    ]
    return [*read, *doubtful]


def _name_of(sheet: ResultSheet, column: AnnexColumn) -> str | None:
    """Return under which name the words of a column are kept: a known column's, else the title it bears."""
    known = _KNOWN.get(column)
    if known is not None and known.value in sheet.titles:
        return known.value
    titles = [
        *((title, name) for name, title in sheet.titles.items()),
        *((one.title,) * 2 for one in sheet.unused_columns),
    ]
    return next((name for title, name in titles if is_titled(column, title)), None)


def _cells(row: ResultRow, named: Mapping[AnnexColumn, str]) -> Cells:
    said = row.as_written
    cells = {column: said.get(name, "") for column, name in named.items()}
    if AnnexColumn.ADDRESS in cells:
        # Said once for a producer's first product, and left blank beside the others.
        cells[AnnexColumn.ADDRESS] = cells[AnnexColumn.ADDRESS] or row.address
    return cells


def _stars_above(sheet: ResultSheet, row: ResultRow) -> int | None:
    """Read the stars of a row from the heading of its group."""
    headings = [read_stars(one.text) for one in sheet.ignored if one.row < row.row_number]
    stated = [reading.value.stars for reading in headings if not reading.problem and reading.value.stars]
    return stated[-1] if stated else None


def _text(sheet: Sheet) -> str:
    """Write a sheet as running text, a cell to a line."""
    rows = (sheet.row(place) for place in range(sheet.height))
    return "\n".join(text for row in rows for cell in row if (text := written(cell)))
