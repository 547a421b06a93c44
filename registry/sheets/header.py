"""Finds the sheet with the list and its header, and understands the titles."""

import re
from dataclasses import dataclass, field

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.sheets.cells.text import written
from registry.sheets.column_titles import is_ambiguous, marks_stars, names_product, recognise
from registry.sheets.columns import RECOGNITION_COLUMNS, Column
from registry.sheets.header_grid import HeaderGrid
from registry.sheets.result_row import UnusedColumn
from registry.sheets.table import Cell, Sheet, Table

_SEARCHED_ROWS = 40
_TALLEST_HEADER = 3
_TALLEST_MERGED_HEADER = 6
_SAMPLE = 50
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


@dataclass(slots=True)
class Header:
    """Where the list is and what its columns say; rows and columns count from 0."""

    sheet: Sheet
    first_row: int
    last_row: int
    base: dict[Column, int] = field(default_factory=dict)
    """Columns said once of a product."""

    recognitions: list[dict[Column, int]] = field(default_factory=list)
    """Columns said of the first, second, … recognition; empty when the list knows only one."""

    star_marks: dict[int, int] = field(default_factory=dict)
    """Columns in which a mark means a number of stars."""

    titles: dict[int, str] = field(default_factory=dict)
    unused: list[UnusedColumn] = field(default_factory=list)
    title_lines: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)

    def weight(self) -> int:
        """Count what was understood."""
        return len(self.base) + sum(map(len, self.recognitions)) + len(self.star_marks)


def find_header(table: Table, *, sheet: str | None = None) -> Header:
    """Choose the sheet whose header is best understood, or take the one named.

    :raises Refusal: when no sheet has a header that names products.
    """
    sheets = [one for one in table.sheets if sheet is None or one.name == sheet]
    if not sheets:
        raise Refusal(f"Tệp không có trang tính «{sheet}».", field="sheet")
    headers = [header for header in map(_header_of, sheets) if header is not None]
    if not headers:
        raise Refusal(_without_header(sheets), field="file")
    best = max(headers, key=_promise)
    best.other_sheets = [header.sheet.name for header in headers if header is not best]
    return best


def _promise(header: Header) -> tuple[bool, int, bool, int]:
    """Rank sheets: one with rows before one without, then the better understood, the visible, the longer."""
    height = header.sheet.height
    return height > header.last_row + 1, header.weight(), header.sheet.is_visible, height


def _without_header(sheets: list[Sheet]) -> str:
    names = ", ".join(f"«{sheet.name}»" for sheet in sheets if sheet.name)
    where = f" ở trang tính {names}" if names else ""
    text = (
        f"Không tìm thấy dòng tiêu đề{where} trong {_SEARCHED_ROWS} dòng đầu. Danh sách phải có một dòng tiêu đề "
        "với cột «Tên sản phẩm» và ít nhất một cột nữa như «Tên chủ thể» hoặc «Hạng sao»."
    )
    if any(_looks_like_old_font(sheet) for sheet in sheets):
        text += " Chữ trong tệp có vẻ gõ bằng phông cũ (.VnTime, TCVN3); hãy chuyển sang Unicode rồi gửi lại."
    return text


def _looks_like_old_font(sheet: Sheet) -> bool:
    """Say whether titles are spelled in the letters that TCVN3 fonts borrow from Latin-1."""
    top = "".join(str(cell) for column in sheet.columns for cell in column[:_SEARCHED_ROWS])[:20_000]
    return sum(letter in "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËªÒÕÓÔÖ«¬®§" for letter in top) >= 5


def _header_of(sheet: Sheet) -> Header | None:
    grid = HeaderGrid(sheet, rows=min(sheet.height, _SEARCHED_ROWS))
    best: Header | None = None
    promising = [row for row, titles in enumerate(grid.texts) if any(map(names_product, titles))]
    for first in range(len(grid.texts)):
        for last in range(first, min(first + _TALLEST_HEADER, len(grid.texts))):
            if not any(first <= row <= last for row in promising):
                continue
            header = _understood(sheet, grid.titles(first, last), first, last)
            if _names_products(header) and (best is None or _clarity(header) > _clarity(best)):
                best = header
    if best is None:
        return None
    best.title_lines = _title_lines(sheet, best.first_row)
    best.last_row = _end_of_merges(sheet, best)
    return best


def _clarity(header: Header) -> tuple[int, int]:
    """Rank headers of one sheet: the better understood, then the one of fewer rows, for a title is no header."""
    return header.weight(), header.first_row - header.last_row


def _names_products(header: Header) -> bool:
    return Column.PRODUCT_NAME in header.base and header.weight() - (Column.SEQUENCE in header.base) >= 2


def _understood(sheet: Sheet, titles: list[tuple[str, ...]], first: int, last: int) -> Header:
    header = Header(sheet, first, last)
    groups: dict[int, dict[Column, int]] = {}
    for index, parts in enumerate(titles):
        title = " – ".join(parts)
        if title:
            header.titles[index] = title
        column, occasion = recognise(parts)
        if column is None and is_ambiguous(parts):
            column = _by_its_cells(sheet.columns[index][last + 1 : last + 1 + _SAMPLE])
        if column is None and marks_stars(parts):
            header.star_marks[index] = marks_stars(parts)
        elif (column is None or not _placed(header, groups, column, occasion, index)) and title:
            header.unused.append(UnusedColumn(index, title))
    _settle(header, groups)
    return header


def _placed(header: Header, groups: dict[int, dict[Column, int]], column: Column, occasion: int, index: int) -> bool:
    """Give a column its place; a repeated one belongs to the next recognition, or has none."""
    if occasion == 0 and column not in header.base:
        header.base[column] = index
        return True
    if occasion == 0:
        later = (number for number in (2, 3) if column not in groups.get(number, {}))
        occasion = next(later, 0) if column in RECOGNITION_COLUMNS else 0
    return occasion > 0 and groups.setdefault(occasion, {}).setdefault(column, index) == index


def _settle(header: Header, groups: dict[int, dict[Column, int]]) -> None:
    """Settle what columns without a number mean beside numbered or repeated ones."""
    later = [index for group in groups.values() for index in group.values()]
    if len(later) == 1 and not recognise((header.titles[later[0]],))[1]:
        header.unused.append(UnusedColumn(later[0], header.titles[later[0]]))
        return  # one title twice is no second recognition
    repeated = [column for column in header.base if any(column in group for group in groups.values())]
    if groups and 1 not in groups and repeated:
        groups[1] = {column: header.base.pop(column) for column in repeated}
    elif groups and Column.STARS in header.base:
        header.base.setdefault(Column.CURRENT_STARS, header.base.pop(Column.STARS))
    header.recognitions = [groups[occasion] for occasion in sorted(groups)]


def _by_its_cells(cells: list[Cell]) -> Column:
    """Tell a column of points from one of stars: points are numbers above five and never say «sao»."""
    texts = [written(cell).replace(",", ".").strip() for cell in cells if cell != ""]
    numbers = [text for text in texts if _NUMBER.fullmatch(text)]
    is_score = len(numbers) * 2 > len(texts) and max(map(float, numbers)) > 5
    return Column.SCORE if is_score else Column.STARS


def _title_lines(sheet: Sheet, first_row: int) -> list[str]:
    lines = (" ".join(clean(written(cell)) for cell in sheet.row(row) if cell != "") for row in range(first_row))
    return [line[:500] for line in lines if line]


def _end_of_merges(sheet: Sheet, header: Header) -> int:
    """Give the last row that the header's merged cells reach: below it the results begin."""
    reach = header.first_row + _TALLEST_MERGED_HEADER
    ends = [
        bottom
        for top, left, bottom, _ in sheet.merges
        if header.first_row <= top <= header.last_row and bottom < reach and left in header.titles
    ]
    return max([header.last_row, *ends])
