"""The time limits of the instruments, with their articles and how surely they are known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from registry.law.reading import FOLDER, BadFile, Row, read
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument
from registry.rules.working_days import DayKind

DEADLINES = FOLDER / "deadlines.json"

_GRADES = {"read", "secondary"}
_YEAR_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One time limit, or one number of the calendar, as its instrument has it."""

    code: str
    instrument: Instrument
    article: str | None
    title: str
    condition: str
    days: int | None
    day_kind: DayKind | None
    months: int | None
    minimum_per_year: int | None
    filing_before: str | None
    """Month and day: «04-30»."""

    finish_before: str | None
    earliest_days_before_expiry: int | None
    latest_days_before_expiry: int | None
    until: date | None
    grounds: tuple[str, ...]
    grade: str
    """«read»: read in the instrument itself; «secondary»: known from others' accounts of it."""


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """All time limits known, by code, with the source and the doubts that remain."""

    by_code: Mapping[str, Deadline]
    source: str
    checks: tuple[str, ...]


@cache
def deadlines() -> Deadlines:
    """Give the time limits known, read once.

    :raises BadFile: when the data file is damaged.
    """
    whole = read(DEADLINES, expected="ocop-deadlines/1")
    listed = [_deadline(row) for row in whole.rows("deadlines")]
    by_code = {one.code: one for one in listed}
    if len(by_code) < len(listed):
        raise BadFile(f"{DEADLINES.name}: mã của các thời hạn không được lặp lại.")
    return Deadlines(by_code=MappingProxyType(by_code), source=whole.text("source"), checks=whole.texts("checks"))


def _deadline(row: Row) -> Deadline:
    instrument, grade = row.text("instrument"), row.text("grade")
    if instrument not in BUILT_IN or grade not in _GRADES:
        raise BadFile(f"{row.where}: «instrument» hoặc «grade» không đúng.")
    return Deadline(
        code=row.text("code"),
        instrument=Instrument(instrument),
        article=row.optional_text("article"),
        title=row.text("title"),
        condition=row.text("condition"),
        days=_number(row, "days"),
        day_kind=_day_kind(row),
        months=_number(row, "months"),
        minimum_per_year=_number(row, "minimum_per_year"),
        filing_before=_year_day(row, "filing_before"),
        finish_before=_year_day(row, "finish_before"),
        earliest_days_before_expiry=_number(row, "earliest_days_before_expiry"),
        latest_days_before_expiry=_number(row, "latest_days_before_expiry"),
        until=row.day("until"),
        grounds=row.texts("grounds"),
        grade=grade,
    )


def _number(row: Row, name: str) -> int | None:
    return row.number(name) if name in row.names() else None


def _day_kind(row: Row) -> DayKind | None:
    written = row.optional_text("day_type")
    if written not in (None, *DayKind) or (written is None) == ("days" in row.names()):
        raise BadFile(f"{row.where}: số ngày cần kèm «day_type» là working hoặc calendar.")
    return DayKind(written) if written is not None else None


def _year_day(row: Row, name: str) -> str | None:
    written = row.optional_text(name)
    if written is not None and not _YEAR_DAY.fullmatch(written):
        raise BadFile(f"{row.where}: «{name}» phải dạng 04-30.")
    return written
