"""What a sheet leaves out, and what it says that does not agree with itself."""

import re
from collections.abc import Iterable, Sequence

from registry.rules.search_key import fold
from registry.sheets.cells.text import as_texts, written
from registry.sheets.column_values import ColumnValues
from registry.sheets.columns import Column
from registry.sheets.data_rows import TOTAL, DataRows
from registry.sheets.header import Header
from registry.sheets.recognition_values import RecognitionValues
from registry.sheets.result_row import Problem

_ASIDE = re.compile(r"\([^()]*\)")
_SEVERAL = re.compile(r"[;,\n]|\bvà\b", re.IGNORECASE)
_SEVERAL_SIGNS = (";", ",", "+", "\n", "và", "Và", "VÀ")
_ZERO_FOR_O = ("0COP", "0cop", "0Cop")
_LONGEST_NAME = 500
_SEAM = "\u241f"
_SETS = ("bo ", "set ", "combo ", "hop qua ", "gio qua ")


def check_names(values: ColumnValues, products: Sequence[str], producers: Sequence[str]) -> None:
    """Note names that are missing or too long, cells that seem to name several products, zeros for the letter O."""
    _check_lengths(values, Column.PRODUCT_NAME, products, "Thiếu tên sản phẩm.")
    if Column.PRODUCER_NAME in values.header.base:
        _check_lengths(values, Column.PRODUCER_NAME, producers, "Thiếu tên chủ thể.")
    for place in _several(values):
        reason = "Ô có vẻ ghi nhiều sản phẩm; nếu đúng, hãy tách mỗi sản phẩm một dòng."
        values.problem(place, Column.PRODUCT_NAME, products[place], reason, blocks=False)
    joined = _SEAM.join(products)
    if any(sign in joined for sign in _ZERO_FOR_O):
        for place, product in enumerate(products):
            if any(sign in product for sign in _ZERO_FOR_O):
                reason = "Có vẻ gõ số 0 thay cho chữ O."
                values.problem(place, Column.PRODUCT_NAME, product, reason, blocks=False)


def _check_lengths(values: ColumnValues, column: Column, names: Sequence[str], missing: str) -> None:
    lengths = list(map(len, names))
    if 0 in lengths:
        for place in (place for place, length in enumerate(lengths) if not length):
            values.problem(place, column, "", missing, blocks=True)
    if max(lengths, default=0) > _LONGEST_NAME:
        for place in (place for place, length in enumerate(lengths) if length > _LONGEST_NAME):
            values.problem(place, column, names[place], f"Tên dài hơn {_LONGEST_NAME} ký tự.", blocks=True)


def _several(values: ColumnValues) -> list[int]:
    """Give the places of product cells that seem to name more than one."""
    cells = values.rows.columns[values.header.base[Column.PRODUCT_NAME]]
    texts = as_texts(cells)
    joined = _SEAM.join(texts)
    if not any(sign in joined for sign in _SEVERAL_SIGNS):
        return []
    return [place for place, text in enumerate(texts) if _names_several(text)]


def _names_several(name: str) -> bool:
    if not any(sign in name for sign in _SEVERAL_SIGNS):
        return False
    outside = _ASIDE.sub(" ", name).strip()
    return _SEVERAL.search(outside) is not None and not fold(outside[:20]).startswith(_SETS)


def check_recognition(values: ColumnValues, said: RecognitionValues) -> None:
    """Note years that differ from the decision's day, and expiries before it."""
    years = said.years if any(said.years) else ()
    for place, (year, day) in enumerate(zip(years, said.decided_on, strict=False)):
        if year and day and year != day.year:
            reason = f"Năm {year} khác với năm của ngày quyết định {written(day)}; giữ cả hai."
            values.problem(place, Column.YEAR, str(year), reason, blocks=False)
    expiries = said.expires_on if any(said.expires_on) else ()
    for place, (expiry, day) in enumerate(zip(expiries, said.decided_on, strict=False)):
        if expiry and day and expiry <= day:
            reason = f"Ngày hết hạn không sau ngày quyết định {written(day)}."
            values.problem(place, Column.EXPIRES_ON, written(expiry), reason, blocks=False)


def check_current_stars(values: ColumnValues, current: Sequence[int | None], latest: Sequence[int | None]) -> None:
    """Note where the present stars are not those of the latest recognition; neither is repaired."""
    for place, (now, last) in enumerate(zip(current, latest, strict=True)):
        if now and last and now != last:
            reason = f"Hạng sao hiện tại ({now} sao) khác với lần công nhận gần nhất ({last} sao)."
            values.problem(place, Column.CURRENT_STARS, f"{now} sao", reason, blocks=False)


def damaged_problems(header: Header, rows: DataRows) -> Iterable[Problem]:
    """Name the cells that hold an error, or a formula saved without its value, wherever a result may stand."""
    columns = {index: column for group in (header.base, *header.recognitions) for column, index in group.items()}
    totals = {line.row for line in rows.ignored if line.reason == TOTAL}
    for row, index, error in header.sheet.damaged:
        if index not in columns or row <= header.last_row or row + 1 in totals:
            continue
        reason = (
            f"Ô báo lỗi {error}; hãy sửa công thức hoặc ghi giá trị."
            if error
            else "Ô là công thức chưa có giá trị; hãy mở bằng Excel, để tính xong rồi lưu lại."
        )
        yield Problem(row + 1, header.titles.get(index, ""), error, reason, "blocking", columns[index])


def check_columns(header: Header) -> Iterable[Problem]:
    """Note what the header lacks and which columns are not used."""
    row = header.last_row + 1
    if Column.PRODUCER_NAME not in header.base:
        yield Problem(row, "", "", "Danh sách không có cột tên chủ thể.", "blocking", Column.PRODUCER_NAME)
    for unused in header.unused:
        yield Problem(row, unused.title, unused.title, "Cột không dùng; chữ trong cột vẫn được giữ.", "warning")
    if header.other_sheets:
        names = ", ".join(f"«{name}»" for name in header.other_sheets)
        reason = f"Chỉ đọc trang tính «{header.sheet.name}»; các trang tính {names} cũng có danh sách."
        yield Problem(0, "", "", reason, "warning")
