"""Days as lists write them: real dates, serial numbers, and every spelling in words and figures."""

import datetime as dt
import re

from registry.rules.search_key import clean, fold
from registry.sheets.cells.readings import Reading
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)

_SERIALS = range(20_000, 80_000)
"""Serial numbers of days from 1954 to 2119: smaller numbers in a column of days are years."""

_FIRST_DAY, _FIRST_DAY_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_SLASHES = dict.fromkeys(map(ord, "\u2044\u2215\uff0f\u29f8"), "/") | dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"), "-"
)
_IN_WORDS = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?![\d/.-]*\d)")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?![\d/.-]*\d)")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_WORDS_AROUND = frozenset(
    {
        "",
        "ngay",
        "den",
        "den ngay",
        "het ngay",
        "den het ngay",
        "tu ngay",
        "ky ngay",
        "co gia tri den ngay",
        "co gia tri den",
        "co gia tri den het ngay",
        "hieu luc den",
        "hieu luc den ngay",
        "het han",
        "het han ngay",
    }
)
_TERM = re.compile(r"(?:thoi han |co gia tri )?\d{1,3} (?:thang|nam)(?: (?:ke )?tu .*)?")
_YEAR_ONLY = re.compile(r"(?:năm\s*)?(19\d\d|20\d\d)", re.IGNORECASE)


class FoundDay:
    """A day found inside a text, and the text around it."""

    __slots__ = ("around", "day", "is_short")

    def __init__(self, day: dt.date | None, around: str, is_short: bool) -> None:
        self.day = day
        """None where figures stand like a day that no calendar has."""
        self.around = around
        self.is_short = is_short
        """Whether the year has only two figures."""


def find_day(text: str) -> FoundDay | None:
    """Find the one day that a text names; None where it names none."""
    text = text.translate(_SLASHES)
    for pattern, order in ((_IN_WORDS, (3, 2, 1)), (_YEAR_FIRST, (1, 3, 4)), (_IN_FIGURES, (4, 3, 1))):
        found = pattern.search(text)
        if found:
            year, month, day = (found[place] for place in order)
            around = f"{text[: found.start()]} {text[found.end() :]}"
            return FoundDay(
                _day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)), around, len(year) == 2
            )
    return None


def read_day(cell: Cell) -> Reading:
    """Read a day, in a workbook that counts from 1900."""
    return _read_day(cell, _FIRST_DAY)


def read_day_from_1904(cell: Cell) -> Reading:
    """Read a day, in a workbook that counts from 1904."""
    return _read_day(cell, _FIRST_DAY_1904)


def read_expiry(cell: Cell) -> Reading:
    """Read the last day of a certificate; a term like «36 tháng» is no day and leaves it to the rule."""
    if isinstance(cell, str) and _TERM.fullmatch(fold(cell)):
        return Reading(None, problem=f"«{clean(cell)}» là thời hạn, không phải ngày hết hạn.", severity="warning")
    return read_day(cell)


def _read_day(cell: Cell, first_day: dt.date) -> Reading:
    if isinstance(cell, dt.datetime):
        return _within(cell.date())
    if isinstance(cell, dt.date):
        return _within(cell)
    if isinstance(cell, float | int):
        return _from_number(float(cell), first_day)
    if isinstance(cell, str):
        text = clean(cell)
        return _from_text(text, first_day) if text else Reading(None)
    return Reading(None, problem="Ô chứa giờ, không phải ngày.")


def _from_number(number: float, first_day: dt.date) -> Reading:
    if number in range(1990, 2101):
        return _year_only(int(number))
    if not _SERIALS.start <= number < _SERIALS.stop:
        return Reading(None, problem="Số này không phải ngày; hãy ghi ngày dạng 29/12/2021.")
    day = first_day + dt.timedelta(days=int(number))
    if not EARLIEST <= day <= LATEST:
        return _within(day)
    return Reading(day, guess="Ô là số; hiểu là số thứ tự ngày của Excel.", shown=written(day))


def _from_text(text: str, first_day: dt.date) -> Reading:
    year = _YEAR_ONLY.fullmatch(text)
    if year:
        return _year_only(int(year[1]))
    if re.fullmatch(r"\d{5}([.,]0+)?", text):
        return _from_number(float(text[:5]), first_day)
    found = find_day(_TIME.sub("", text))
    if found is None or fold(found.around) not in _WORDS_AROUND:
        return Reading(None, problem=f"Không đọc được ngày trong «{text[:60]}»; hãy ghi dạng 29/12/2021.")
    if found.day is None:
        return Reading(None, problem=f"«{text[:60]}» không phải ngày có thật (thứ tự là ngày/tháng/năm).")
    if found.is_short:
        return Reading(found.day, guess="Năm chỉ ghi hai chữ số.", shown=written(found.day))
    return _within(found.day)


def _year_only(year: int) -> Reading:
    return Reading(None, problem=f"Chỉ ghi năm {year}, thiếu ngày và tháng.", severity="warning")


def _within(day: dt.date) -> Reading:
    if EARLIEST <= day <= LATEST:
        return Reading(day)
    return Reading(None, problem=f"Ngày {written(day)} nằm ngoài khoảng từ năm {EARLIEST.year} đến {LATEST.year}.")


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None
