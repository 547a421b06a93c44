"""Workbooks and CSV files as offices send them, written with openpyxl."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from registry.sheets.reading import read_table
from registry.sheets.result_row import ResultRow, ResultSheet
from registry.sheets.results import result_rows

Rows = Sequence[Sequence[Any]]

HEADER = ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao")


def a_workbook(
    path: Path,
    rows: Rows,
    *,
    sheet: str = "Danh sách",
    before: Mapping[str, Rows] | None = None,
    after: Mapping[str, Rows] | None = None,
    merges: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write one sheet of cells, other sheets before and after it, and merge the ranges named."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, other in (before or {}).items():
        _fill(book.create_sheet(name), other)
    page = book.create_sheet(sheet)
    _fill(page, rows)
    for name, other in (after or {}).items():
        _fill(book.create_sheet(name), other)
    for merge in merges:
        page.merge_cells(merge)
    for cell, number_format in (formats or {}).items():
        page[cell].number_format = number_format
    book.save(path)
    return path


def _fill(page: Any, rows: Rows) -> None:
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None and value != "":
                page.cell(number, place, value)


def a_csv(path: Path, rows: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    """Write rows as CSV."""
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows(rows)
    path.write_bytes(target.getvalue().encode(encoding))
    return path


def results_of(path: Path, *, sheet: str | None = None) -> ResultSheet:
    """Read a file all the way to its results."""
    return result_rows(read_table(path, filename=path.name), sheet=sheet)


def results(tmp_path: Path, header: Sequence[str], *rows: Sequence[Any]) -> ResultSheet:
    """Write a workbook of one header and some rows, and read its results."""
    return results_of(a_workbook(tmp_path / "list.xlsx", [header, *rows]))


def only_row(sheet: ResultSheet) -> ResultRow:
    """Give the one result of a sheet."""
    (row,) = sheet.rows
    return row


def reasons(sheet: ResultSheet, severity: str) -> list[tuple[int, str, str]]:
    """Give row, column and value of the problems of one severity."""
    return [(one.row, one.column, one.value) for one in sheet.problems if one.severity == severity]
