"""The rows under a header: merged cells filled, results told from headings, totals and signatures."""

import re
from dataclasses import dataclass, field

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold
from registry.sheets.cells.numbers import read_score, read_sequence
from registry.sheets.cells.stars import read_stars
from registry.sheets.cells.text import written
from registry.sheets.columns import Column
from registry.sheets.header import Header
from registry.sheets.result_row import IgnoredRow, Problem
from registry.sheets.table import Cell

_TOTAL = re.compile(
    r"tổng (?:cộng|số)\b|tong (?:cong|so)\b"
    r"|(?:tổng|cộng|tong|cong)(?:$|\s*[:(\d]|\s+(?:toàn|toan|huyện|huyen|xã|xa|các|cac)\b)"
)
"""With its accents where they are typed: «Công ty», «Tổng công ty» and «Cộng đồng» are no totals."""

_SIGNATURE = re.compile(
    r"(?:nguoi lap|lap bieu|tm|kt|chu tich|pho chu tich|noi nhan|ghi chu|luu y|ky ten|lanh dao|giam doc|pho giam doc|"
    r"xac nhan|truong phong|thu truong|thu ky|ngay \d|giai thich)\b"
)
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?")
_LONGEST_SHOWN = 200
_EDGE = 10
"""Rows at either end of the results that are looked at closely though they look like results."""

_RESULTS = (Column.STARS, Column.SCORE, Column.CURRENT_STARS)


@dataclass(slots=True)
class DataRows:
    """The cells of the results alone, by column, and what was left out."""

    columns: list[list[Cell]]
    row_numbers: list[int]
    """As the sheet counts, from 1."""

    sequences: list[int | None]
    follows: list[bool]
    """Whether a result stands right under another, or under nothing but blank rows."""

    merged: dict[int, set[int]]
    """Column → rows (as the sheet counts, from 1) whose cell is the lower part of a merged one."""

    ignored: list[IgnoredRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def data_rows(header: Header) -> DataRows:
    """Take the results from under a header.

    :raises Refusal: when merged cells overlap, which no sound workbook has.
    """
    start = header.last_row + 1
    columns, merged = _filled(header, start)
    columns = [column[start:] for column in columns]
    columns = _with_star_marks(header, columns)
    products = columns[header.base[Column.PRODUCT_NAME]]
    sequences = _sequences(header, columns, len(products))
    taken = DataRows(columns, [], sequences, [], merged)
    kept = _sift(header, taken, products)
    taken.row_numbers = [place + start + 1 for place in kept]
    taken.follows = _follows(kept, {line.row - start - 1 for line in taken.ignored})
    if len(kept) < len(products):
        taken.columns = [[column[place] for place in kept] for column in columns]
        taken.sequences = [sequences[place] for place in kept]
    return taken


def _filled(header: Header, start: int) -> tuple[list[list[Cell]], dict[int, set[int]]]:
    """Let a cell merged over several rows stand in each of them."""
    sheet = header.sheet
    columns = list(sheet.columns)
    merged: dict[int, set[int]] = {}
    left = sheet.height * len(columns)
    for top, first, bottom, _ in sheet.merges:
        bottom = min(bottom, sheet.height - 1)
        if top < start or first >= len(columns) or bottom <= top:
            continue
        left -= bottom - top
        if left < 0:
            raise Refusal("Các ô gộp của trang tính chồng lên nhau; hãy bỏ gộp ô rồi gửi lại.", field="file")
        if first not in merged:
            columns[first] = list(columns[first])
        columns[first][top + 1 : bottom + 1] = [columns[first][top]] * (bottom - top)
        merged.setdefault(first, set()).update(range(top + 2, bottom + 2))
    return columns, merged


def _with_star_marks(header: Header, columns: list[list[Cell]]) -> list[list[Cell]]:
    """Where each number of stars has its own column, write one column of stars from the marks in them."""
    if not header.star_marks or Column.STARS in header.base:
        return columns
    height = len(columns[0])
    stars: list[Cell] = [""] * height
    for index, number in header.star_marks.items():
        stars = [
            before if cell in ("", 0.0, "0") else f"{number} sao" if before == "" else f"{before}, {number} sao"
            for before, cell in zip(stars, columns[index], strict=True)
        ]
    header.base[Column.STARS] = len(columns)
    header.titles[len(columns)] = ", ".join(header.titles[index] for index in header.star_marks)
    return [*columns, stars]


def _sequences(header: Header, columns: list[list[Cell]], height: int) -> list[int | None]:
    if Column.SEQUENCE not in header.base:
        return [None] * height
    cells = columns[header.base[Column.SEQUENCE]]
    try:
        numbers: list[int | None] = list(map(int, cells))  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        return list(map(read_sequence, cells))
    if cells and numbers == cells and min(cells) >= 0 and max(cells) < 1e6:  # type: ignore[operator]
        return numbers
    return list(map(read_sequence, cells))


def _sift(header: Header, taken: DataRows, products: list[Cell]) -> list[int]:
    """Give the places of the results; note everything else that is not blank."""
    plain = _plain_results(header, taken, products)
    last_numbered = plain[-1] if plain else -1
    certain = set(plain) if len(plain) < len(products) else None
    odd = [] if certain is None else [place for place in range(len(products)) if place not in certain]
    wrong: set[int] = set()
    found: list[int] = []
    for place in dict.fromkeys((*plain[:_EDGE], *plain[-_EDGE:], *odd)):
        verdict = _verdict(header, taken, place, last_numbered)
        if verdict:
            wrong.add(place)
            _leave_out(header, taken, place, verdict)
        elif certain is not None and place not in certain:
            found.append(place)
    taken.ignored.sort(key=lambda line: line.row)
    if not wrong and not found:
        return plain
    return sorted([*(place for place in plain if place not in wrong), *found])


def _leave_out(header: Header, taken: DataRows, place: int, verdict: str) -> None:
    """Note a row that is no result, unless it is blank."""
    text = " | ".join(clean(written(column[place])) for column in taken.columns if column[place] != "")
    if text:
        number = place + header.last_row + 2
        taken.ignored.append(IgnoredRow(number, text[:_LONGEST_SHOWN], verdict))
        if verdict is DOUBTFUL:
            taken.problems.append(Problem(number, "", text[:_LONGEST_SHOWN], verdict, "warning"))


def _plain_results(header: Header, taken: DataRows, products: list[Cell]) -> list[int]:
    """Give the places of rows that are results at first sight: numbered, or with stars or points to be read."""
    if Column.SEQUENCE in header.base and None not in taken.sequences and "" not in products:
        return list(range(len(products)))
    if Column.SEQUENCE in header.base:
        signs: list[bool] = [number is not None for number in taken.sequences]
    else:
        signs = [False] * len(products)
        for column, reader in ((Column.STARS, read_stars), (Column.SCORE, read_score)):
            if column in header.base:
                cells = taken.columns[header.base[column]]
                readable = {cell: cell != "" and not reader(cell).problem for cell in set(cells)}
                signs = [sign or readable[cell] for sign, cell in zip(signs, cells, strict=True)]
    return [place for place, (sign, product) in enumerate(zip(signs, products, strict=True)) if sign and product != ""]


TOTAL = "Dòng tổng cộng."
DOUBTFUL = "Dòng không được đọc: không có số thứ tự, hạng sao hay điểm."


def _verdict(header: Header, taken: DataRows, place: int, last_numbered: int) -> str:
    """Say why a row is no result; empty when it is one."""
    row = [column[place] for column in taken.columns]
    product = clean(written(row[header.base[Column.PRODUCT_NAME]]))
    number = taken.sequences[place]
    texts = [fold(written(cell)[:_LONGEST_SHOWN]) for cell in row if cell != ""]
    others = [index for column, index in header.base.items() if column is not Column.SEQUENCE and row[index] != ""]
    if not texts or (number is not None and not others):
        return "Dòng mới đánh số, chưa có nội dung."
    if place < 2 and len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return "Dòng đánh số cột."
    if product and fold(product) == fold(header.titles[header.base[Column.PRODUCT_NAME]]):
        return "Dòng tiêu đề lặp lại."
    if number is not None and product:
        return ""
    if any(_TOTAL.match(clean(written(cell)).lower()) for cell in [cell for cell in row if cell != ""][:3]):
        return TOTAL
    if number is not None:
        return ""
    return _verdict_without_number(header, row, texts, is_foot=place > last_numbered)


def _verdict_without_number(header: Header, row: list[Cell], texts: list[str], *, is_foot: bool) -> str:
    has_product = row[header.base[Column.PRODUCT_NAME]] != ""
    has_result = _has_result(header, row)
    if has_product and has_result:
        return ""
    if any(_SIGNATURE.match(text) for text in texts):
        return "Dòng ký tên hoặc ghi chú."
    if len(texts) == 1 or (len(texts) == 2 and _has_number_sign(header, row)):
        return "Dòng nhóm hoặc ghi chú."
    producer = header.base.get(Column.PRODUCER_NAME)
    is_named = has_product and producer is not None and row[producer] != ""
    if is_named and (not is_foot or Column.SEQUENCE not in header.base):
        return ""
    return DOUBTFUL


def _has_result(header: Header, row: list[Cell]) -> bool:
    """Say whether stars or points stand in a row and can be read."""
    groups = [header.base, *header.recognitions]
    for column in _RESULTS:
        reader = read_score if column is Column.SCORE else read_stars
        for group in groups:
            if column in group and row[group[column]] != "" and not reader(row[group[column]]).problem:
                return True
    return False


def _has_number_sign(header: Header, row: list[Cell]) -> bool:
    return Column.SEQUENCE in header.base and row[header.base[Column.SEQUENCE]] != ""


def _follows(kept: list[int], ignored: set[int]) -> list[bool]:
    """Say of each result whether no heading stands between it and the one before."""
    if not ignored:
        return [True] * len(kept)
    follows = []
    before = -1
    for place in kept:
        follows.append(not any(between in ignored for between in range(before + 1, place)))
        before = place
    return follows
