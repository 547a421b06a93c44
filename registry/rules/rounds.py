"""Rounds of assessment: by when a dossier must be there, by when it is finished, and what goes without a round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from registry.rules.instruments import RecognitionKind
from registry.rules.reassessment import FilingStage, filing_days
from registry.rules.refusal import Refusal
from registry.rules.working_days import Calendar, DayKind, Limit, last_day

LEAST_ROUNDS = 2
"""QĐ 26/2026, Điều 7: the province holds at least two rounds a year."""

MOST_ROUNDS = 12

DAYS_OF_ROUND = 62
"""QĐ 26/2026, Điều 7: from 30 April to 30 June, from 30 October to 30 December; no two months are longer."""

MOST_DAYS_OF_ROUND = 183
"""A round that would take half a year is a slip of the pen: its two days are likely in each other's place."""

DAYS_OF_EXTENSION = 180
"""QĐ 26/2026, Điều 12: how long past its last day a certificate is kept at most."""

REASSESSMENT = Limit(days=45, kind=DayKind.CALENDAR, ground="Quyết định số 26/2026/QĐ-TTg, Điều 7 khoản 6")
"""From the complete request to the end of the whole procedure."""


@dataclass(frozen=True, order=True)
class YearDay:
    """A day of every year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Give the day in a year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, kw_only=True)
class YearlyRound:
    """One round as it comes every year: for what was forwarded before one day, finished before another."""

    filed_before: YearDay
    finish_before: YearDay
    """In the year after, where it is no later in the year than the other."""


@dataclass(frozen=True, kw_only=True)
class RoundRules:
    """The rounds of the province, and what the instrument leaves open about them."""

    rounds: tuple[YearlyRound, ...] = (
        YearlyRound(filed_before=YearDay(4, 30), finish_before=YearDay(6, 30)),
        YearlyRound(filed_before=YearDay(10, 30), finish_before=YearDay(12, 30)),
    )
    """QĐ 26/2026, Điều 7; more of them where the Quy chế says so and there is a plan."""

    cutoff_counts: bool = False
    """Whether what comes on the day of the cut-off is in time; «trước ngày» read by its words: it is not."""

    in_time_keeps_effect: bool = False
    """Whether a certificate also stays in effect whose re-assessment was filed in time; Điều 12 does not name it."""

    ground: str = ""
    """The paper these come from; empty: the instrument, and this register's reading of it."""


DEFAULT_ROUNDS = RoundRules()


@dataclass(frozen=True, kw_only=True)
class RoundDays:
    """The days of one round of one year."""

    year: int
    number: int
    filed_before: date
    finish_before: date


class TooLateForRound(Refusal):
    """The commune forwarded the dossier when the round was closed."""


class Keeping(StrEnum):
    """Why a certificate stays in effect past its last day, or does not."""

    OUTSIDE_WINDOW = "outside_window"
    """QĐ 26/2026, Điều 12."""

    IN_TIME = "in_time"
    """By the province's reading of Điều 12."""

    NOT_BY_SETTING = "not_by_setting"
    AFTER_EXPIRY = "after_expiry"
    """Filed when there was nothing left to keep."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Until when a certificate stays in effect for the sake of a running re-assessment."""

    until: date
    """Its own last day where nothing is kept."""

    keeping: Keeping


def long_after(filed_before: date, finish_before: date) -> str | None:
    """Say that a round takes longer from its cut-off to its end than the instrument gives; None where it does not."""
    days = (finish_before - filed_before).days
    if days <= DAYS_OF_ROUND:
        return None
    return (
        f"Từ ngày chốt hồ sơ đến hạn hoàn thành là {days} ngày; Quyết định số 26/2026/QĐ-TTg, Điều 7 định hai tháng "
        "(30/4 đến 30/6, 30/10 đến 30/12)."
    )


def rounds_of(year: int, rules: RoundRules) -> list[RoundDays]:
    """List the rounds of a year, in order; a round belongs to the year of its cut-off."""
    return [_days(one, year=year, number=number) for number, one in enumerate(in_order(rules.rounds), start=1)]


def round_for(forwarded_on: date, rules: RoundRules) -> RoundDays:
    """Give the round a dossier falls in that its commune forwards on a day."""
    coming = rounds_of(forwarded_on.year, rules) + rounds_of(forwarded_on.year + 1, rules)
    return next(one for one in coming if is_in_time(forwarded_on, filed_before=one.filed_before, rules=rules))


def is_in_time(forwarded_on: date, *, filed_before: date, rules: RoundRules) -> bool:
    """Say whether what is forwarded on a day is in time for a round."""
    return forwarded_on < filed_before or (rules.cutoff_counts and forwarded_on == filed_before)


def check_admitted(*, kind: RecognitionKind, forwarded_on: date, filed_before: date, rules: RoundRules) -> None:
    """Let a dossier into a round, or refuse it; re-assessment has its own 45 days and waits for no cut-off.

    :raises TooLateForRound: when a first assessment or an upgrade was forwarded too late.
    """
    if kind is RecognitionKind.REASSESSED or is_in_time(forwarded_on, filed_before=filed_before, rules=rules):
        return
    raise TooLateForRound(
        f"Hồ sơ được xã chuyển ngày {forwarded_on:%d/%m/%Y}, đợt này nhận hồ sơ trước ngày {filed_before:%d/%m/%Y}; "
        "hãy đưa vào đợt sau.",
        field="round",
    )


def is_by_written_opinions(*, kind: RecognitionKind, divergent: bool, complex_case: bool) -> bool:
    """Say whether the council need not meet: re-assessment without divergent opinions (QĐ 26/2026, Điều 7 khoản 6)."""
    return kind is RecognitionKind.REASSESSED and not divergent and not complex_case


def needs_field_visit(*, kind: RecognitionKind, large_changes: bool, unclear_evidence: bool) -> bool:
    """Say whether the advisory team goes and sees; of a re-assessment only by need (QĐ 26/2026, Điều 7 khoản 6)."""
    return kind is not RecognitionKind.REASSESSED or large_changes or unclear_evidence


def reassessment_due(complete_on: date, calendar: Calendar) -> date:
    """Give the last day of the procedure of a re-assessment whose request was complete on a day."""
    return last_day(complete_on, REASSESSMENT, calendar)


def kept_until(*, last_day_of_certificate: date, filed_on: date, result_on: date | None, rules: RoundRules) -> Kept:
    """Work out until when a certificate stays in effect while its re-assessment runs (QĐ 26/2026, Điều 12).

    Up to the result, but no longer than 180 days past its last day, and never shorter than its own term.
    """
    keeping = _keeping(last_day_of_certificate, filed_on=filed_on, rules=rules)
    if keeping not in (Keeping.OUTSIDE_WINDOW, Keeping.IN_TIME):
        return Kept(until=last_day_of_certificate, keeping=keeping)
    longest = last_day_of_certificate + timedelta(days=DAYS_OF_EXTENSION)
    until = min(longest, result_on) if result_on is not None else longest
    return Kept(until=max(last_day_of_certificate, until), keeping=keeping)


def in_order(rounds: Iterable[YearlyRound]) -> tuple[YearlyRound, ...]:
    """Sort rounds as they come in a year."""
    return tuple(sorted(rounds, key=lambda one: one.filed_before))


def _keeping(last: date, *, filed_on: date, rules: RoundRules) -> Keeping:
    if filed_on > last:
        return Keeping.AFTER_EXPIRY
    if filing_days(last).stage(filed_on) is not FilingStage.OPEN:
        return Keeping.OUTSIDE_WINDOW
    return Keeping.IN_TIME if rules.in_time_keeps_effect else Keeping.NOT_BY_SETTING


def _days(one: YearlyRound, *, year: int, number: int) -> RoundDays:
    later = one.finish_before > one.filed_before
    return RoundDays(
        year=year,
        number=number,
        filed_before=one.filed_before.of(year),
        finish_before=one.finish_before.of(year if later else year + 1),
    )
