"""Days and instants as Vietnamese offices write them, and as they type them."""

import re
from datetime import date, datetime

from registry.clock import VIETNAM
from registry.web.translation import gettext

_TYPED = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200


def read_day(written: str) -> date | None:
    """Return the day written as 13/12/2020, 13-12-2020, 13.12.2020 or 2020-12-13; None if it is no day."""
    if match := _TYPED.fullmatch(written.strip()):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(written.strip()):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def short_day(day: date | None) -> str:
    """Write a day as 13/12/2020."""
    return "" if day is None else f"{day:%d/%m/%Y}"


def long_day(day: date | None) -> str:
    """Write a day as «ngày 13 tháng 12 năm 2020», single-digit days and the first two months with a zero.

    NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.b.
    """
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return gettext("ngày %(day)s tháng %(month)s năm %(year)s", day=f"{day.day:02d}", month=month, year=day.year)


def local_instant(instant: datetime | None) -> str:
    """Write an instant as it was in Vietnam: 08:05 13/12/2020."""
    return "" if instant is None else f"{instant.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
