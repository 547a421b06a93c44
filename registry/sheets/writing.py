"""Writing rows as a workbook or as CSV, so that no text can act as a formula."""

import csv
import datetime as dt
import io
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from registry.sheets.opening.formula_guard import guarded
from registry.sheets.workbook_styles import Styles

Kind = Literal["text", "whole", "score", "date"]

_LONGEST_TEXT = 32_767
_LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_NAMES = dict.fromkeys(map(ord, "[]:*?/\\"), " ")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column to write; a score is given in hundredths."""

    title: str
    kind: Kind = "text"
    width: float = 18


@dataclass(frozen=True, kw_only=True)
class Page:
    """One sheet to write: a title, a frozen header and the rows."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[object]]
    subtitle: str = ""
    named: str | None = None
    """What the sheet is called; None: by its title."""


def write_xlsx(
    *, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]], subtitle: str = ""
) -> bytes:
    """Write a workbook of one sheet."""
    return write_book([Page(title=title, columns=columns, rows=rows, subtitle=subtitle)])


def write_book(pages: Sequence[Page]) -> bytes:
    """Write a workbook of several sheets; the first gives it its title."""
    with tempfile.TemporaryDirectory(prefix="ocop-") as folder:
        target = Path(folder) / "list.xlsx"
        with xlsxwriter.Workbook(str(target), {**_OPTIONS, "tmpdir": folder}) as book:
            book.set_properties({"title": pages[0].title, "comments": pages[0].subtitle})
            styles = Styles(book)
            for page in pages:
                sheet = book.add_worksheet(_sheet_name(page.named or page.title))
                header = _head(sheet, styles, page.title, page.subtitle, page.columns)
                last = _write_rows(sheet, styles, page.columns, page.rows, header + 1)
                sheet.autofilter(header, 0, max(last, header), max(len(page.columns) - 1, 0))
        return target.read_bytes()


def write_csv(*, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]]) -> bytes:
    """Write UTF-8 CSV with its mark, texts that look like formulas neutralised by an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([guarded(column.title) for column in columns])
    kinds = [column.kind for column in columns]
    for row in rows:
        writer.writerow([_csv_cell(kind, value) for kind, value in zip(kinds, row, strict=True)])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _csv_cell(kind: Kind, value: object) -> str:
    if value is None or value == "":
        return ""
    if kind == "score" and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}".removesuffix("0").removesuffix(".0")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return guarded(_text(value))


def _head(sheet: Any, styles: Styles, title: str, subtitle: str, columns: Sequence[SheetColumn]) -> int:
    """Write what stands above the rows, and how the sheet is shown and printed; give the header's row."""
    header = 2 if subtitle else 1
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.set_row(header, 32)
    sheet.freeze_panes(header + 1, 0)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&RTrang &P/&N")
    sheet.write_string(0, 0, _text(title), styles.title)
    if subtitle:
        sheet.write_string(1, 0, _text(subtitle), styles.subtitle)
    for place, column in enumerate(columns):
        sheet.write_string(header, place, _text(column.title), styles.header)
    return header


def _write_rows(
    sheet: Any, styles: Styles, columns: Sequence[SheetColumn], rows: Iterable[Sequence[object]], first: int
) -> int:
    writers = [_writer(sheet, column.kind, styles) for column in columns]
    number = first - 1
    for number, row in enumerate(rows, start=first):
        for place, (write, value) in enumerate(zip(writers, row, strict=True)):
            write(number, place, value)
    return number


def _writer(sheet: Any, kind: Kind, styles: Styles) -> Callable[[int, int, object], None]:
    """Give what writes a cell of one kind; a value of another type is written as the text that it is."""
    style = styles.of_kind[kind]

    def write(row: int, place: int, value: object) -> None:
        if value is None or value == "":
            sheet.write_blank(row, place, None, style)
        elif kind == "date" and isinstance(value, dt.date):
            sheet.write_datetime(row, place, value, style)
        elif kind == "score" and isinstance(value, int):
            sheet.write_number(row, place, value / 100, style)
        elif kind == "whole" and isinstance(value, int | float):
            sheet.write_number(row, place, value, style)
        else:
            sheet.write_string(row, place, _text(value), styles.of_kind["text"])

    return write


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return unicodedata.normalize("NFC", str(value))[:_LONGEST_TEXT]


def _sheet_name(title: str) -> str:
    name = " ".join(_text(title).translate(_FORBIDDEN_IN_NAMES).split()).strip("'")
    return name[:_LONGEST_SHEET_NAME].strip(" '") or "Danh sách"
