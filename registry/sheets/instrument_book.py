"""An instrument as a workbook that a person can fill in, and back: one sheet for its head and one for each table."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from registry.law.criteria_places import OfSheet
from registry.law.instrument_file import Reading, instrument_from, rows_of, words
from registry.law.instrument_form import FORMAT, FORMS, HEAD, HEAD_TITLE, Field, Form, Kind
from registry.law.law_book import Chapter
from registry.rules.criteria_checks import Flaw
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold
from registry.sheets.cells.text import written
from registry.sheets.reading import read_table
from registry.sheets.table import Cell, Sheet, Table
from registry.sheets.writing import Page, SheetColumn, write_book

LARGEST_JSON = 400 * 1024
_MARK_OF_UTF_8 = b"\xef\xbb\xbf"
_WANTED = "Văn bản phải là tệp .json, hoặc tệp Excel (.xlsx) theo mẫu tải từ trang này."
_HEAD_COLUMNS = (SheetColumn("Nội dung", width=40), SheetColumn("Giá trị", width=90))
_HINT = "Sửa ở cột «Giá trị» và ở các trang tính sau; để trống ô không có."
_TABLE_HINT = "Mỗi dòng một mục; giá trị có nhiều phần cách nhau bằng dấu chấm phẩy."
_WIDTHS = {Kind.TEXT: 36, Kind.TEXTS: 40, Kind.WORDS: 34}
_HEADER_WITHIN = 20
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def write_instrument(chapter: Chapter) -> bytes:
    """Write an instrument as a workbook: to be read by people, or changed into a newer one and brought back."""
    head, tables = rows_of(chapter)
    title = f"Mẫu văn bản: {chapter.facts.title}"
    pages = [
        Page(
            title=title,
            subtitle=_HINT,
            named=HEAD_TITLE,
            columns=_HEAD_COLUMNS,
            rows=[(one.title, words(head[one.name], one)) for one in HEAD],
        )
    ]
    for form in FORMS:
        rows = [tuple(_cell(row.get(one.name), one) for one in form.fields) for row in tables[form.name]]
        columns = [_column(one) for one in form.fields]
        pages.append(Page(title=form.title, subtitle=_TABLE_HINT, columns=columns, rows=rows))
    return write_book(pages)


def read_instrument_file(path: Path, filename: str) -> Reading:
    """Read a file into the instrument it holds, or into all that is wrong with it.

    :raises Refusal: when it is neither JSON nor a workbook, too large, damaged, hostile or protected.
    """
    with path.open("rb") as file:
        start = file.read(64).removeprefix(_MARK_OF_UTF_8).lstrip()
    if filename.lower().endswith(".json") or start.startswith((b"{", b"[")):
        if path.stat().st_size > LARGEST_JSON:
            raise Refusal(f"Tệp lớn hơn 400 KB, không phải một văn bản. {_WANTED}", field="file")
        return instrument_from(path.read_bytes().removeprefix(_MARK_OF_UTF_8))
    try:
        return read_instrument(read_table(path, filename=filename))
    except Refusal as refusal:
        raise Refusal(f"{refusal.text} {_WANTED}", field="file") from refusal


def read_instrument(table: Table) -> Reading:
    """Read an instrument from a workbook of this form, or all that is wrong with it."""
    sheets = {fold(sheet.name): sheet for sheet in table.sheets}
    missing = [title for title in (HEAD_TITLE, *(form.title for form in FORMS)) if fold(title) not in sheets]
    if missing:
        named = ", ".join(f"«{title}»" for title in missing)
        return Reading(chapter=None, flaws=(Flaw(where="", text=f"Tệp không có trang tính {named} của mẫu."),))
    flaws: list[Flaw] = []
    document = OfSheet({"format": FORMAT}, at="")
    _head(sheets[fold(HEAD_TITLE)], document, flaws)
    for form in FORMS:
        document[form.name] = list(_rows(sheets[fold(form.title)], form, flaws))
    if flaws:
        return Reading(chapter=None, flaws=tuple(flaws))
    return instrument_from(document)


def _head(sheet: Sheet, document: OfSheet, flaws: list[Flaw]) -> None:
    fields = {fold(one.title): one for one in HEAD}
    header = _header(sheet, [column.title for column in _HEAD_COLUMNS], flaws)
    for index in range(header + 1, sheet.height) if header is not None else ():
        label, value = [*sheet.row(index), "", ""][:2]
        if clean(written(label)) == "" and value == "":
            continue
        at = _place(sheet, index)
        one = fields.get(fold(written(label)))
        if one is None:
            flaws.append(Flaw(where=at, text=f"mẫu không có mục «{clean(written(label))[:60]}»."))
            continue
        document.fields_at[one.name] = at
        document[one.name] = _plain(value, one)


def _rows(sheet: Sheet, form: Form, flaws: list[Flaw]) -> Iterator[OfSheet]:
    header = _header(sheet, [one.title for one in form.fields], flaws)
    for index in range(header + 1, sheet.height) if header is not None else ():
        cells = [*sheet.row(index), *[""] * len(form.fields)][: len(form.fields)]
        if any(cell != "" for cell in cells):
            said = {one.name: _plain(cell, one) for one, cell in zip(form.fields, cells, strict=True)}
            yield OfSheet(said, at=_place(sheet, index))


def _header(sheet: Sheet, titles: Sequence[str], flaws: list[Flaw]) -> int | None:
    wanted = [fold(title) for title in titles]
    for index in range(min(sheet.height, _HEADER_WITHIN)):
        if [fold(written(cell)) for cell in sheet.row(index)][: len(wanted)] == wanted:
            return index
    named = ", ".join(f"«{title}»" for title in titles[:3])
    flaws.append(Flaw(where=f"Trang tính «{sheet.name}»", text=f"không có dòng tiêu đề {named}… của mẫu."))
    return None


def _place(sheet: Sheet, index: int) -> str:
    return f"Trang tính «{sheet.name}», dòng {index + 1}"


def _plain(cell: Cell, one: Field) -> Any:
    """Give a cell as a data file would hold it; what does not suit its field is refused there."""
    if one.kind is Kind.DAY:
        return _day(cell)
    if one.kind in {Kind.WHOLE, Kind.SCORE} and not isinstance(cell, str):
        return cell
    return clean(written(cell)) or None


def _day(cell: Cell) -> str | None:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = clean(written(cell))
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text or None


def _column(one: Field) -> SheetColumn:
    if one.kind is Kind.SCORE:
        return SheetColumn(one.title, kind="score", width=12)
    if one.kind is Kind.WHOLE:
        return SheetColumn(one.title, kind="whole", width=10)
    if one.kind is Kind.DAY:
        return SheetColumn(one.title, kind="date", width=16)
    return SheetColumn(one.title, width=_WIDTHS.get(one.kind, 16))


def _cell(value: Any, one: Field) -> object:
    if one.kind is Kind.SCORE and isinstance(value, Decimal):
        return int(value * 100)
    if one.kind in {Kind.WHOLE, Kind.DAY}:
        return value
    return words(value, one)
