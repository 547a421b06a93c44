"""Decision numbers as print and spreadsheets damage them, with the date that may stand beside them."""

import re

from registry.rules.numbering import clean_decision_number
from registry.rules.search_key import clean, fold
from registry.sheets.cells.days import find_day
from registry.sheets.cells.readings import Reading
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

_NOTHING = frozenset({"", "khong", "khong co", "chua co", "chua ro", "khong ro"})
_TRAILING = re.compile(r"[\s,;(]*(?:ngày|ký ngày|ban hành ngày)?[\s,;:)(]*(?:của\s.*)?$", re.IGNORECASE)
_SEVERAL = re.compile(r"\d+\s*/\s*QĐ.*\d+\s*/\s*QĐ", re.IGNORECASE | re.DOTALL)


def read_decision(cell: Cell) -> Reading:
    """Read a decision number as (number, day or None)."""
    if not isinstance(cell, str | float | int):
        return Reading(
            ("", None), problem="Excel đã đổi số quyết định thành ngày; hãy ghi lại dạng chữ, ví dụ 1045/QĐ-UBND."
        )
    text = clean(written(cell))
    if fold(text) in _NOTHING:
        return Reading(("", None))
    if _SEVERAL.search(text):
        return Reading(("", None), problem="Ô ghi nhiều quyết định; mỗi dòng chỉ được ghi một quyết định.")
    found = find_day(text)
    day = found.day if found else None
    number = clean_decision_number(_TRAILING.sub("", found.around if found and day else text).strip(" ,;()"))
    value = number.normalised, day
    if number.is_complete:
        guess = "Số quyết định viết chưa chuẩn." if number.is_guess else ""
        return Reading(value, guess, number.normalised)
    if number.normalised[:1].isdigit():
        return Reading(
            value, problem="Số quyết định thiếu ký hiệu cơ quan ban hành (ví dụ /QĐ-UBND).", severity="warning"
        )
    return Reading(("", day), problem=f"Không đọc được số quyết định trong «{text[:60]}».")
