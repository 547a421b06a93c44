"""The days off of single years that somebody announced or that follow from the moon's calendar, as far as known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from registry.law.reading import FOLDER, BadFile, Row, read
from registry.rules.working_days import Calendar

HOLIDAYS = FOLDER / "holidays.json"

_GRADES = {"read", "secondary", "computed"}


@dataclass(frozen=True, kw_only=True)
class Year:
    """The days off of one year beside weekends and fixed holidays."""

    year: int
    complete: bool
    """Whether every day off of the year is among them."""

    off: Mapping[date, str]
    worked: Mapping[date, str]
    """Weekend days worked in exchange."""

    source: str
    grade: str
    """«secondary»: from the press; «computed»: what every possible announcement has in common."""


@dataclass(frozen=True, kw_only=True)
class Holidays:
    """What is known, with its source and its doubts."""

    years: tuple[Year, ...]
    source: str
    checks: tuple[str, ...]


@cache
def holidays() -> Holidays:
    """Give the days off known, read once.

    :raises BadFile: when the data file is damaged.
    """
    whole = read(HOLIDAYS, expected="ocop-holidays/1")
    years = tuple(_year(row) for row in whole.rows("years"))
    if len({one.year for one in years}) != len(years):
        raise BadFile(f"{HOLIDAYS.name}: mỗi năm chỉ có một lần.")
    return Holidays(years=years, source=whole.text("source"), checks=whole.texts("checks"))


def known_calendar() -> Calendar:
    """Give the calendar that these days make; the province adds what is announced later.

    :raises BadFile: when the data file is damaged.
    """
    calendar = Calendar()
    for one in holidays().years:
        calendar = calendar.with_days(off=one.off, worked=one.worked, announced=[one.year] if one.complete else [])
    return calendar


def _year(row: Row) -> Year:
    grade = row.text("grade")
    if grade not in _GRADES:
        raise BadFile(f"{row.where}: «grade» phải là read, secondary hoặc computed.")
    one = Year(
        year=row.number("year"),
        complete=row.flag("complete"),
        off=_named_days(row, "off"),
        worked=_named_days(row, "worked"),
        source=row.text("source"),
        grade=grade,
    )
    if any(day.year != one.year for day in (*one.off, *one.worked)) or set(one.off) & set(one.worked):
        raise BadFile(f"{row.where}: ngày phải thuộc năm đó, và không vừa nghỉ vừa làm việc.")
    return one


def _named_days(row: Row, name: str) -> Mapping[date, str]:
    listed: dict[date, str] = {}
    for one in row.rows(name):
        day = one.day("day")
        if day is None or day in listed:
            raise BadFile(f"{one.where}: thiếu ngày hoặc ngày lặp lại.")
        listed[day] = one.text("name")
    return MappingProxyType(listed)
