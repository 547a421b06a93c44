"""Days on which offices work, and when a time limit given in days is over."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

ONE_DAY = timedelta(days=1)
_SATURDAY = 5

# Bộ luật Lao động 2019, Điều 112: those with a fixed date of the sun's calendar. The day beside National Day, the five
# days of Tết and the Hung Kings' day are dates that somebody names for each year: Calendar.off has them.
FIXED_HOLIDAYS: Mapping[tuple[int, int], str] = MappingProxyType(
    {
        (1, 1): "Tết Dương lịch",
        (4, 30): "Ngày Chiến thắng",
        (5, 1): "Ngày Quốc tế lao động",
        (9, 2): "Quốc khánh",
    }
)


class DayKind(StrEnum):
    """Which days of a time limit count."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days off beside weekends and fixed holidays, and the days worked although they are one of these."""

    off: Mapping[date, str] = field(default_factory=dict)
    """As announced: a holiday of these that falls on a weekend is made up for by a day named here, too."""

    worked: Mapping[date, str] = field(default_factory=dict)
    """Swapped for another day; wins over every day off."""

    announced: frozenset[int] = frozenset()
    """The years of which every day off is known; in others a limit may turn out longer."""

    def is_working(self, day: date) -> bool:
        """Say whether offices work on a day."""
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.off and self.holiday(day) is None

    def holiday(self, day: date) -> str | None:
        """Name the holiday a day is, or makes up for (Bộ luật Lao động 2019, Điều 111 khoản 3); None on other days."""
        return self.off.get(day) or FIXED_HOLIDAYS.get((day.month, day.day)) or _made_up_for(day, self.off)

    def with_days(
        self, *, off: Mapping[date, str], worked: Mapping[date, str], announced: Collection[int] = ()
    ) -> "Calendar":
        """Give this calendar with more days; what is added wins over what it says already."""
        return Calendar(
            off={**{day: name for day, name in self.off.items() if day not in worked}, **off},
            worked={**{day: name for day, name in self.worked.items() if day not in off}, **worked},
            announced=self.announced | frozenset(announced),
        )


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long something may take."""

    days: int
    kind: DayKind

    ground: str
    """The article it stands in, or the paper that set it."""


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """Give the working day that is so many after a day; the day itself is not counted (Bộ luật Dân sự, Điều 147)."""
    day = start
    while days > 0:
        day += ONE_DAY
        days -= calendar.is_working(day)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Count the working days after a day, up to and including another."""
    return sum(calendar.is_working(day) for day in _days_after(start, end))


def next_working_day(day: date, calendar: Calendar) -> date:
    """Give the day itself if offices work on it, else the next on which they do."""
    while not calendar.is_working(day):
        day += ONE_DAY
    return day


def last_day(start: date, limit: Limit, calendar: Calendar) -> date:
    """Give the last day of a time limit that begins with an event on ``start``.

    A limit in calendar days that would end on a day off ends on the next working day (Bộ luật Dân sự, Điều 148).
    """
    if limit.kind is DayKind.WORKING:
        return add_working_days(start, limit.days, calendar)
    return next_working_day(start + timedelta(days=limit.days), calendar)


def days_used(start: date, end: date, kind: DayKind, calendar: Calendar) -> int:
    """Count the days of a kind after a day, up to and including another."""
    if kind is DayKind.WORKING:
        return working_days_between(start, end, calendar)
    return max(0, (end - start).days)


def days_left(due: date, on: date, kind: DayKind, calendar: Calendar) -> int:
    """Count the days of a kind still to come up to the last; below zero: how many it is over."""
    if on <= due:
        return days_used(on, due, kind, calendar)
    # Over is over, even by a Saturday alone.
    return min(-1, -days_used(due, on, kind, calendar))


def is_foreseeable(start: date, end: date, calendar: Calendar) -> bool:
    """Say whether every day off between two days is known."""
    return calendar.announced.issuperset(range(start.year, end.year + 1))


def to_settings(calendar: Calendar) -> dict[str, Any]:
    """Write a calendar down as JSON can keep it."""
    return {
        "off": {day.isoformat(): name for day, name in sorted(calendar.off.items())},
        "worked": {day.isoformat(): name for day, name in sorted(calendar.worked.items())},
        "announced": sorted(calendar.announced),
    }


def from_settings(written: Mapping[str, Any]) -> Calendar:
    """Read a calendar back.

    :raises Refusal: with everything that cannot be, each at its own field.
    """
    hearing = Hearing()
    hearing.ask(_check_names, written)
    off = hearing.ask(_named_days, "off", written.get("off", {}))
    worked = hearing.ask(_named_days, "worked", written.get("worked", {}))
    announced = hearing.ask(_years, written.get("announced", []))
    hearing.settle(None)
    read = Calendar(off=off or {}, worked=worked or {}, announced=announced or frozenset())
    _check_apart(read)
    return read


def _made_up_for(day: date, off: Mapping[date, str]) -> str | None:
    """Name the fixed holiday of the weekend before that this day makes up for.

    Holidays on one weekend, or on a Sunday with a holiday after it, are made up for one after the other.
    """
    owed: list[str] = []
    for earlier in _days_after(day - timedelta(days=9), day):
        if earlier.weekday() >= _SATURDAY:
            name = FIXED_HOLIDAYS.get((earlier.month, earlier.day))
            owed += [name] if name else []
        elif owed and not _is_day_off(earlier, off):
            name = owed.pop(0)
            if earlier == day:
                return f"Nghỉ bù {name}"
    return None


def _is_day_off(day: date, off: Mapping[date, str]) -> bool:
    return day in off or (day.month, day.day) in FIXED_HOLIDAYS


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(2018, 2100)


def _check_names(written: Mapping[str, Any]) -> None:
    if unknown := sorted(set(written) - {"off", "worked", "announced"}):
        raise Refusal(f"Lịch làm việc không có thiết lập {', '.join(unknown)}.")


def _named_days(field_name: str, value: Any) -> dict[date, str]:
    if not isinstance(value, dict):
        raise Refusal("Hãy ghi từng ngày kèm tên ngày.", field=field_name)
    return {_day(field_name, day): _name(field_name, name) for day, name in value.items()}


def _day(field_name: str, written: Any) -> date:
    try:
        day = date.fromisoformat(written) if isinstance(written, str) and _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise Refusal(f"“{written}” không phải là ngày dạng 2027-02-05.", field=field_name)
    return day


def _name(field_name: str, written: Any) -> str:
    if not isinstance(written, str) or not clean(written):
        raise Refusal("Mỗi ngày cần có tên hoặc lý do.", field=field_name)
    return clean(written)


def _years(value: Any) -> frozenset[int]:
    if not isinstance(value, list) or not all(type(year) is int and year in _YEARS for year in value):
        raise Refusal("Năm đã công bố đủ ngày nghỉ phải là số, như 2027.", field="announced")
    return frozenset(value)


def _check_apart(calendar: Calendar) -> None:
    if both := sorted(set(calendar.off) & set(calendar.worked)):
        raise Refusal(f"Ngày {both[0]:%d/%m/%Y} không thể vừa nghỉ vừa làm việc.", field="worked")
