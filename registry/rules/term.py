"""The term of a certificate: 36 calendar months, and what can be said of it when its days are not all known."""

import calendar
from dataclasses import dataclass
from datetime import date

from registry.rules.instruments import InstrumentFacts

MONTHS_OF_VALIDITY = 36
"""QĐ 26/2026, Điều 4 khoản 3; the decisions seen under the earlier instruments give the same."""


@dataclass(frozen=True, kw_only=True)
class Life:
    """The term a certificate was given, as far as it is known."""

    valid_from: date | None = None

    valid_until: date | None = None
    """Its last day, good to the end of that day in Vietnam; None: the usual 36 months."""

    year: int | None = None
    """The year of recognition, for certificates of which no more is known."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """The days between which a certificate certainly, and those between which it possibly, is good."""

    earliest_start: date | None
    latest_start: date | None
    earliest_end: date | None
    latest_end: date | None

    @property
    def is_exact(self) -> bool:
        """Say whether the last day is known."""
        return self.earliest_end is not None and self.earliest_end == self.latest_end


def months_under(under: InstrumentFacts | None) -> int:
    """Give the months of a term; without an instrument those that all known ones give."""
    return MONTHS_OF_VALIDITY if under is None else under.months_of_validity


def expires_on(from_date: date, months: int = MONTHS_OF_VALIDITY) -> date:
    """Give the last day of a term: the same day of the month that many months later.

    A certificate of 13/12/2020 is good to the end of 13/12/2023. Where that month has no such day, its last day
    counts: 29/02/2024 gives 28/02/2027.
    """
    return _months_later(from_date, months)


def months_earlier(day: date, months: int = MONTHS_OF_VALIDITY) -> date:
    """Give the day on which a term that ends on ``day`` began."""
    return _months_later(day, -months)


def term(life: Life, *, extended_until: date | None = None) -> Term:
    """Work out the term of a life, lengthened by an extension where there is one."""
    earliest_start, latest_start = _starts(life)
    return Term(
        earliest_start=earliest_start,
        latest_start=latest_start,
        earliest_end=_end(life, earliest_start, extended_until),
        latest_end=_end(life, latest_start, extended_until),
    )


def _months_later(day: date, months: int) -> date:
    year, month_before = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_before + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _starts(life: Life) -> tuple[date | None, date | None]:
    if life.valid_from is not None:
        return life.valid_from, life.valid_from
    if life.year is not None:
        return date(life.year, 1, 1), date(life.year, 12, 31)
    if life.valid_until is not None:
        start = months_earlier(life.valid_until)
        return start, start
    return None, None


def _end(life: Life, start: date | None, extended_until: date | None) -> date | None:
    end = life.valid_until or (start and expires_on(start))
    if end is None or extended_until is None:
        return end or extended_until
    return max(end, extended_until)
