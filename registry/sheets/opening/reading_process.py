"""The process that opens a stranger's file: it limits itself, reads, answers on its output and ends.

Started by `registry.sheets.reading`; imports as little as it can.
"""

from __future__ import annotations

import gc
import os
import resource
import sys

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from registry.sheets.opening import limits
from registry.sheets.opening.sending import RawSheet, pack, pack_refusal
from registry.sheets.opening.unreadable import Unreadable
from registry.sheets.opening.zip_gate import inspect_package

PAPERS = "papers"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def main(path: str, named: str) -> None:
    """Read one file and write the answer.

    :param named: "workbook" for a file named as one; "papers" where Word documents and PDF are read too.
    """
    _limit_myself(limits.CPU_SECONDS_OF_PAPERS if named == PAPERS else limits.CPU_SECONDS)
    try:
        answer = pack(_paper(path) or _sheets(path, named) if named == PAPERS else _sheets(path, named))
    except Unreadable as verdict:
        answer = pack_refusal(f"{verdict.code}\t{verdict.detail}")
    except MemoryError:
        answer = pack_refusal("too_large_inflated\t")
    for block in answer:
        sys.stdout.buffer.write(block)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking half a million objects down one by one would be work for nothing


def _limit_myself(seconds: int = limits.CPU_SECONDS) -> None:
    gc.disable()  # nothing lives long enough to be worth collecting
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))


def _paper(path: str) -> list[RawSheet]:
    """Read a Word document or a PDF; nothing for a file that is neither."""
    with open(path, "rb") as file:  # noqa: PTH123
        start = file.read(1024)
    if b"%PDF-" in start:
        from registry.sheets.opening.pdf_text import pdf_sheet

        return [pdf_sheet(path)]
    if start[:4] != b"PK\x03\x04":
        return []
    from registry.sheets.opening.word_text import word_sheet

    try:
        return [word_sheet(path)]
    except Unreadable as verdict:
        if verdict.code == "no_workbook":
            return []
        raise


def _sheets(path: str, named: str) -> list[RawSheet]:
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than the reading of a short list
        start = file.read(8)
    if start[:4] == b"PK\x03\x04":
        return _workbook(path)
    if start == _OLE:
        raise Unreadable(_kind_of_ole(path))
    from registry.sheets.opening.csv_text import csv_cells

    with open(path, "rb") as file:  # noqa: PTH123
        height, columns = csv_cells(file.read(), is_named_workbook=named == "workbook")
    return [RawSheet(name="", height=height, columns=columns)]


def _kind_of_ole(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123
        content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "password"
    return "old_workbook" if "Workbook".encode("utf-16-le") in content else "no_workbook"


def _workbook(path: str) -> list[RawSheet]:
    with open(path, "rb") as file:  # noqa: PTH123
        inspection = inspect_package(file)
        damaged: dict[int, list[tuple[int, int, str]]] = {}
        if inspection.suspects:
            # Regular expressions are loaded only where they are needed.
            from registry.sheets.opening.damaged_cells import damaged_cells

            damaged = damaged_cells(file, inspection)
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = _worksheets(book)
    except PasswordError:
        raise Unreadable("password") from None
    except CalamineError:
        raise Unreadable("damaged") from None
    for place, sheet in sheets.items():
        sheet.counts_from_1904 = inspection.counts_from_1904
        sheet.damaged = damaged.get(place, [])
    return list(sheets.values())


def _worksheets(book: CalamineWorkbook) -> dict[int, RawSheet]:
    """Give the sheets of cells by their place in the workbook."""
    if len(book.sheets_metadata) > limits.MOST_SHEETS:
        raise Unreadable("too_many_sheets")
    left = limits.MOST_CELLS
    sheets = {}
    for place, kind in enumerate(book.sheets_metadata):
        if kind.typ is SheetTypeEnum.WorkSheet:
            sheet = _raw_sheet(book.get_sheet_by_index(place), left)
            sheet.is_visible = kind.visible is SheetVisibleEnum.Visible
            left -= sheet.height * len(sheet.columns)
            sheets[place] = sheet
    return sheets


def _raw_sheet(sheet: CalamineSheet, left: int) -> RawSheet:
    """Give a sheet by column, from its first row and column to the last used ones."""
    if sheet.end is None:
        return RawSheet(name=sheet.name, height=0, columns=[])
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > limits.MOST_ROWS:
        raise Unreadable("too_many_rows", sheet.name)
    if width > limits.MOST_COLUMNS:
        raise Unreadable("too_many_columns", sheet.name)
    if height * width > left:
        raise Unreadable("too_many_cells", sheet.name)
    ranges = sheet.merged_cell_ranges or []
    if len(ranges) > limits.MOST_MERGES:
        raise Unreadable("too_many_merges", sheet.name)
    rows = sheet.to_python(skip_empty_area=False, nrows=height)
    return RawSheet(
        name=sheet.name,
        height=len(rows),
        columns=[list(column) for column in zip(*rows, strict=True)][:width],
        merges=[(*first, *last) for first, last in ranges],
    )
