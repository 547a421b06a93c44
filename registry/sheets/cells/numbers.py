"""Points, years, rounds and sequence numbers."""

import datetime as dt
import re

from registry.rules.search_key import clean, fold
from registry.sheets.cells.readings import Reading
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

_FULL_SCORE = 10_000
PLAIN_SCORES: dict[Cell, int] = {hundredths / 100: hundredths for hundredths in range(_FULL_SCORE + 1)}
"""Every score that a number cell can state, so that whole columns of them need no reading."""

_SCORE = re.compile(r"(\d{1,3})(?:([.,])(\d+))?")
_AROUND_SCORE = re.compile(
    r"^(?:đạt|điểm|tổng điểm)?[:\s]*|\s*(?:điểm|đ|/\s*100(?:\s*(?:điểm|đ))?)?[.\s]*$", re.IGNORECASE
)
_NOTHING = frozenset({"", "khong", "khong co", "chua co", "chua", "x"})

_SEQUENCE = re.compile(r"\(?0*(\d{1,6})(?:[.,]0+)?[.)]?\)?")

_YEAR = re.compile(r"(?:năm\s*)?(\d{4})", re.IGNORECASE)
_YEARS = range(2018, 2101)
"""The programme began in 2018 (QĐ 490/QĐ-TTg)."""

_ROUND = re.compile(
    r"(?:dot|lan|ky)?\s*(?:thu\s*)?(\d{1,2}|i{1,3}|iv|v|nhat|hai|ba|tu|nam|mot)(?:\s*(?:nam)?\s*(\d{4}))?"
)
_ROUND_WORDS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "mot": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5}


def read_sequence(cell: Cell) -> int | None:
    """Read the number of a row; None where there is none, as beside titles, totals and signatures."""
    if isinstance(cell, float | int):
        return int(cell) if 0 <= cell < 1_000_000 and cell == int(cell) else None
    found = _SEQUENCE.fullmatch(clean(cell)) if isinstance(cell, str) else None
    return int(found[1]) if found else None


def read_score(cell: Cell) -> Reading:
    """Read points as hundredths; a comma or a point before one or two digits is decimal."""
    if isinstance(cell, float | int):
        return _score_from_number(float(cell))
    if not isinstance(cell, str):
        return Reading(None, problem="Excel đã đổi điểm thành ngày hoặc giờ; hãy ghi lại điểm dạng chữ, ví dụ 52,8.")
    text = clean(cell)
    if fold(text) in _NOTHING:
        return Reading(None)
    found = _SCORE.fullmatch(_AROUND_SCORE.sub("", text))
    if found is None:
        return Reading(None, problem=f"Không đọc được điểm trong «{text[:60]}»; hãy ghi một số như 52,8.")
    whole, mark, decimals = found[1], found[2], found[3] or ""
    if mark == "." and len(decimals) == 3:
        return Reading(
            None, problem=f"«{text}» có thể là {whole}{decimals} hoặc {whole},{decimals}; hãy ghi lại rõ ràng."
        )
    if len(decimals.rstrip("0")) > 2:
        return Reading(None, problem="Điểm có hơn hai chữ số sau dấu phẩy.")
    return _within(int(whole) * 100 + int(decimals.rstrip("0").ljust(2, "0")))


def _score_from_number(number: float) -> Reading:
    if not -1e6 < number < 1e6:
        return Reading(None, problem="Điểm phải từ 0 đến 100.")
    hundredths = round(number * 100)
    if abs(number * 100 - hundredths) > 1e-6:
        return Reading(None, problem="Điểm có hơn hai chữ số sau dấu phẩy; hãy làm tròn theo biên bản của hội đồng.")
    return _within(hundredths)


def _within(hundredths: int) -> Reading:
    if 0 <= hundredths <= _FULL_SCORE:
        return Reading(hundredths)
    return Reading(None, problem="Điểm phải từ 0 đến 100.")


def read_year(cell: Cell) -> Reading:
    """Read a year; a day in a column of years gives its year as a guess."""
    if isinstance(cell, dt.date):
        return Reading(cell.year, guess="Ô là ngày; lấy năm của ngày ấy.", shown=str(cell.year))
    text = clean(written(cell))
    if fold(text) in _NOTHING:
        return Reading(None)
    found = _YEAR.fullmatch(text)
    if found and int(found[1]) in _YEARS:
        return Reading(int(found[1]))
    return Reading(None, problem=f"Không đọc được năm trong «{text[:60]}».")


def read_round(cell: Cell) -> Reading:
    """Read a round as (number, year or None)."""
    text = clean(written(cell))
    folded = fold(text)
    if folded in _NOTHING:
        return Reading((None, None))
    found = _ROUND.fullmatch(folded)
    if found is None:
        return Reading(
            (None, None), problem=f"Không đọc được đợt trong «{text[:60]}»; hãy ghi một số như 2.", severity="warning"
        )
    number = _ROUND_WORDS.get(found[1]) or int(found[1])
    year = int(found[2]) if found[2] and int(found[2]) in _YEARS else None
    return Reading((number, year))
