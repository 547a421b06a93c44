"""The end of a certificate seen from afar: the days that matter before it, and the rounds that can still renew it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from registry.rules.reassessment import FilingDays, FilingStage, filing_days
from registry.rules.refusal import Refusal
from registry.rules.rounds import RoundDays, RoundRules, rounds_of
from registry.rules.term import months_earlier

# The issue of notices: QĐ 148/2023 had the department write to the holder at least 30 days ahead; QĐ 26/2026, which
# took its place, names no number, so the number is a setting and this is only what holds until one is chosen.
NOTICE_DAYS = 30

REMINDER_MONTHS = (12, 6, 3, 1)
"""How many months ahead a holder is reminded, until the department chooses otherwise; no instrument asks for it."""

MOST_MONTHS = 36
"""A certificate lives no longer (QĐ 26/2026, Điều 4 khoản 3)."""

MOST_NOTICE_DAYS = 365
MOST_IN_A_ROUND = 10_000


@dataclass(frozen=True, kw_only=True)
class PlanRules:
    """What the department chose about reminders, notices and rounds."""

    months: tuple[int, ...] = REMINDER_MONTHS
    """Of the reminders, the longest first; none sends none."""
    notice_days: int = NOTICE_DAYS
    capacity: int | None = None
    """How many dossiers a round can assess; None: not said, so nothing is compared with it."""


class PlanStage(StrEnum):
    """How far a product is on the way to its next certificate."""

    AHEAD = "ahead"
    """The days of filing are still to come."""

    OPEN = "open"
    """Its re-assessment is to be filed now."""

    LATE = "late"
    """The days of filing are over, the certificate is still good."""

    FILED = "filed"
    """A dossier is on its way."""

    SUCCEEDED = "succeeded"
    """It has its next certificate, which begins only after days without any."""

    LAPSED = "lapsed"
    """The last day is over, and nobody has said what becomes of the product."""


class LapsedFor(StrEnum):
    """What a list of lapsed products is drawn up for."""

    DECISION = "decision"
    """The annex of a decision; QĐ 26/2026, Điều 8 does not name expiry among its grounds, provinces have done it."""

    INFORMATION = "information"
    """Communes, market surveillance, the press."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One reminder, and the day from which it is due."""

    months: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ExpiryDays:
    """The days that matter before the last day of a certificate."""

    last: date
    filing: FilingDays
    """QĐ 26/2026, Điều 7 khoản 6."""
    notify_by: date
    """The last day on which the department's letter is in time."""
    reminders: tuple[Reminder, ...]
    """In the order in which they fall due."""


@dataclass(frozen=True, kw_only=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.next().first - timedelta(days=1)

    def next(self) -> "Quarter":
        """Return the quarter after this one."""
        return quarter_of(self.first + timedelta(days=95))


@dataclass(frozen=True, kw_only=True)
class RoundLoad:
    """How many re-assessments come to a round, beside how many it can take."""

    round: RoundDays
    expected: int
    capacity: int | None

    @property
    def over(self) -> int:
        """How many are too many."""
        return 0 if self.capacity is None else max(0, self.expected - self.capacity)


def expiry_days(last: date, rules: PlanRules, *, term_end: date | None = None) -> ExpiryDays:
    """Work out the days that matter before the last day of a certificate.

    :param term_end: where the certificate was kept in force past its own term (QĐ 26/2026, Điều 12), the last day of
        that term: the days of filing are counted from it, and an extension opens none anew.
    """
    return ExpiryDays(
        last=last,
        filing=filing_days(term_end or last),
        notify_by=last - timedelta(days=rules.notice_days),
        reminders=tuple(
            Reminder(months=months, due_on=months_earlier(last, months))
            for months in sorted(set(rules.months), reverse=True)
        ),
    )


def leaves_a_gap(last: date, *, next_from: date) -> bool:
    """Say whether days without any certificate lie between a last day and the first day of the next one."""
    return next_from > last + timedelta(days=1)


def stage_of(
    last: date, *, on: date, filed: bool, next_from: date | None = None, term_end: date | None = None
) -> PlanStage:
    """Say how far a product is whose certificate ends on a day.

    :param filed: whether a dossier of it is on its way.
    :param next_from: the first day of its next certificate, where that comes too late.
    :param term_end: the last day of its own term, where that was extended.
    """
    if next_from is not None:
        return PlanStage.SUCCEEDED
    if filed:
        return PlanStage.FILED
    if on > last:
        return PlanStage.LAPSED
    return _STAGES[filing_days(term_end or last).stage(on)]


def reminder_due(last: date, *, on: date, sent: Collection[int], rules: PlanRules) -> int | None:
    """Say which reminder is to be sent on a day, by its months; None where none is.

    Of several whose moment has passed only the nearest to the end counts: nobody is told twice in a day, and days on
    which the register stood still are caught up with one letter. Once the last day is over there is nothing to say.

    :param sent: months of the reminders that went out for this last day.
    """
    if on > last:
        return None
    passed = [one.months for one in expiry_days(last, rules).reminders if one.due_on <= on]
    nearest = min(passed, default=None)
    return None if nearest is None or any(months <= nearest for months in sent) else nearest


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(year=day.year, number=(day.month + 2) // 3)


def quarters(first: Quarter, count: int) -> list[Quarter]:
    """Return so many quarters one after another."""
    found = [first]
    while len(found) < count:
        found.append(found[-1].next())
    return found


def renewing_round(last: date, rules: RoundRules) -> RoundDays | None:
    """Give the round in which a product is renewed before its last day; None where it falls between the rounds.

    That is the last round whose cut-off comes when the days of filing have begun and whose work is done while the
    certificate is good. A re-assessment that finds none needs no round: it has 45 days of its own (QĐ 26/2026, Điều 7
    khoản 6).
    """
    opens = filing_days(last).first
    known = [one for year in range(opens.year, last.year + 1) for one in rounds_of(year, rules)]
    # What is finished before a day is finished on the day before at the latest.
    fitting = [one for one in known if one.filed_before > opens and one.finish_before - timedelta(days=1) <= last]
    return max(fitting, key=lambda one: (one.filed_before, one.number), default=None)


def loads(lasts: Iterable[date], *, rules: RoundRules, capacity: int | None, years: Sequence[int]) -> list[RoundLoad]:
    """Set what falls due against every round of some years."""
    expected: dict[tuple[int, int], int] = {}
    for last in lasts:
        found = renewing_round(last, rules)
        if found is not None:
            key = (found.year, found.number)
            expected[key] = expected.get(key, 0) + 1
    return [
        RoundLoad(round=one, expected=expected.get((one.year, one.number), 0), capacity=capacity)
        for year in years
        for one in rounds_of(year, rules)
    ]


def months_of(written: str) -> tuple[int, ...]:
    """Read the months of reminders as they are typed: "12, 6, 3, 1"; an empty text is none.

    :raises Refusal: if one of them is no number of months a certificate lives, or stands there twice.
    """
    parts = [part.strip() for part in written.replace(";", ",").split(",") if part.strip()]
    months = [int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 0 for part in parts]
    if any(not 1 <= one <= MOST_MONTHS for one in months) or len(set(months)) < len(months):
        raise Refusal(
            f"Viết các số tháng khác nhau từ 1 đến {MOST_MONTHS}, cách nhau bằng dấu phẩy, ví dụ: 12, 6, 3, 1.",
            field="reminder_months",
        )
    return tuple(sorted(months, reverse=True))


def written_months(months: Iterable[int]) -> str:
    """Write the months of reminders as they are kept."""
    return ", ".join(str(one) for one in months)


_STAGES = {FilingStage.AHEAD: PlanStage.AHEAD, FilingStage.OPEN: PlanStage.OPEN, FilingStage.PAST: PlanStage.LATE}
