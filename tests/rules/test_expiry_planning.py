"""The days before a certificate runs out, at every edge; which reminder is due; which round renews in time."""

from datetime import date, timedelta

import pytest

from registry.rules.expiry_planning import (
    PlanRules,
    PlanStage,
    Quarter,
    expiry_days,
    loads,
    months_of,
    quarter_of,
    quarters,
    reminder_due,
    renewing_round,
    stage_of,
)
from registry.rules.refusal import Refusal
from registry.rules.rounds import DEFAULT_ROUNDS, RoundRules, YearDay, YearlyRound

USUAL = PlanRules()
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "reminders"),
    [
        (date(2026, 12, 11), (date(2025, 12, 11), date(2026, 6, 11), date(2026, 9, 11), date(2026, 11, 11))),
        # Where the month is shorter its last day counts, as it does in the term itself.
        (date(2027, 5, 31), (date(2026, 5, 31), date(2026, 11, 30), date(2027, 2, 28), date(2027, 4, 30))),
        (date(2028, 5, 31), (date(2027, 5, 31), date(2027, 11, 30), date(2028, 2, 29), date(2028, 4, 30))),
        (date(2028, 2, 29), (date(2027, 2, 28), date(2027, 8, 29), date(2027, 11, 29), date(2028, 1, 29))),
        (date(2027, 1, 1), (date(2026, 1, 1), date(2026, 7, 1), date(2026, 10, 1), date(2026, 12, 1))),
    ],
)
def test_reminders_are_counted_in_months_as_the_term_is(last: date, reminders: tuple[date, ...]) -> None:
    days = expiry_days(last, USUAL)

    assert tuple(one.due_on for one in days.reminders) == reminders
    assert tuple(one.months for one in days.reminders) == (12, 6, 3, 1)


@pytest.mark.parametrize(
    ("last", "opens", "closes", "notice"),
    [
        (date(2026, 12, 11), date(2026, 6, 14), date(2026, 8, 13), date(2026, 11, 11)),
        (date(2028, 3, 1), date(2027, 9, 3), date(2027, 11, 2), date(2028, 1, 31)),  # over 29/2
        (date(2027, 3, 1), date(2026, 9, 2), date(2026, 11, 1), date(2027, 1, 30)),
    ],
)
def test_filing_and_notice_are_counted_in_days(last: date, opens: date, closes: date, notice: date) -> None:
    days = expiry_days(last, USUAL)

    assert (days.filing.first, days.filing.last, days.notify_by) == (opens, closes, notice)


def test_every_reminder_falls_due_on_its_own_day_and_the_nearest_takes_the_place_of_the_others() -> None:
    last = date(2028, 2, 29)
    due = {one.months: one.due_on for one in expiry_days(last, USUAL).reminders}

    for months, day in due.items():
        earlier = next((longer for longer in sorted(due) if longer > months), None)
        assert reminder_due(last, on=day - DAY, sent=(), rules=USUAL) == earlier
        assert reminder_due(last, on=day, sent=(), rules=USUAL) == months


def test_a_reminder_is_due_once_whatever_the_days_the_register_stood_still() -> None:
    last, rules = date(2027, 5, 31), USUAL
    sent: list[int] = []

    for day in (date(2026, 5, 30), date(2026, 5, 31), date(2026, 6, 1), date(2027, 3, 20), date(2027, 3, 21)):
        months = reminder_due(last, on=day, sent=sent, rules=rules)
        sent += [months] if months else []

    assert sent == [12, 3]  # the one of six months passed while nothing ran: it is not sent late
    assert reminder_due(last, on=date(2027, 4, 30), sent=sent, rules=rules) == 1


def test_on_the_last_day_a_holder_is_still_reminded_and_on_the_next_no_more() -> None:
    last = date(2026, 12, 11)

    assert reminder_due(last, on=last, sent=(), rules=USUAL) == 1
    assert reminder_due(last, on=last + DAY, sent=(), rules=USUAL) is None


def test_months_added_later_do_not_remind_of_what_a_nearer_reminder_said() -> None:
    rules = PlanRules(months=(12, 9, 6))

    assert reminder_due(date(2026, 12, 11), on=date(2026, 7, 1), sent=(6,), rules=rules) is None


def test_months_given_up_still_count_as_said() -> None:
    rules = PlanRules(months=(12, 6))

    assert reminder_due(date(2026, 12, 11), on=date(2026, 10, 1), sent=(3,), rules=rules) is None


def test_who_wants_no_reminders_gets_none() -> None:
    assert reminder_due(date(2026, 12, 11), on=date(2026, 12, 1), sent=(), rules=PlanRules(months=())) is None


@pytest.mark.parametrize(
    ("on", "filed", "stage"),
    [
        (date(2026, 6, 13), False, PlanStage.AHEAD),
        (date(2026, 6, 14), False, PlanStage.OPEN),
        (date(2026, 8, 13), False, PlanStage.OPEN),
        (date(2026, 8, 14), False, PlanStage.LATE),
        (date(2026, 12, 11), False, PlanStage.LATE),
        (date(2026, 12, 12), False, PlanStage.LAPSED),
        (date(2026, 12, 12), True, PlanStage.FILED),
        (date(2026, 6, 1), True, PlanStage.FILED),
    ],
)
def test_the_stage_turns_on_its_days(on: date, filed: bool, stage: PlanStage) -> None:
    assert stage_of(date(2026, 12, 11), on=on, filed=filed) is stage


@pytest.mark.parametrize(
    ("last", "found"),
    [
        # The round of 30/4 is finished on 29/6 at the latest; the one before is taken by who runs out earlier.
        (date(2027, 4, 27), (2026, 2)),
        (date(2027, 6, 29), (2027, 1)),
        (date(2027, 8, 15), (2027, 1)),
        # Filing opens on the day before the cut-off, on the day itself, and after it.
        (date(2027, 10, 26), (2027, 1)),
        (date(2027, 10, 27), None),
        (date(2027, 12, 11), None),
        (date(2027, 12, 28), None),
        (date(2027, 12, 29), (2027, 2)),
        (date(2028, 2, 29), (2027, 2)),
    ],
)
def test_a_product_is_renewed_by_the_last_round_that_ends_while_it_is_good(
    last: date, found: tuple[int, int] | None
) -> None:
    one = renewing_round(last, DEFAULT_ROUNDS)

    assert (one and (one.year, one.number)) == found


def test_what_falls_due_is_set_against_what_a_round_can_take() -> None:
    lasts = [date(2027, 8, 15)] * 3 + [date(2027, 12, 30), date(2027, 12, 11)]

    first, second = loads(lasts, rules=DEFAULT_ROUNDS, capacity=2, years=[2027])

    assert (first.expected, first.over) == (3, 1)
    assert (second.expected, second.over) == (1, 0)  # the last one falls between the rounds


def test_without_a_capacity_nothing_is_too_much() -> None:
    three = tuple(YearlyRound(filed_before=YearDay(m, 1), finish_before=YearDay(m + 1, 1)) for m in (2, 6, 10))

    found = loads([date(2027, 8, 15)] * 500, rules=RoundRules(rounds=three), capacity=None, years=[2027])

    assert [(one.expected, one.over) for one in found] == [(0, 0), (500, 0), (0, 0)]


def test_quarters_follow_one_another_over_the_year() -> None:
    assert [quarter_of(day) for day in (date(2027, 3, 31), date(2027, 4, 1))] == [
        Quarter(year=2027, number=1),
        Quarter(year=2027, number=2),
    ]
    some = quarters(Quarter(year=2027, number=3), 4)
    assert [(one.year, one.number) for one in some] == [(2027, 3), (2027, 4), (2028, 1), (2028, 2)]
    assert [one.last for one in some] == [
        date(2027, 9, 30), date(2027, 12, 31), date(2028, 3, 31), date(2028, 6, 30)
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["12, 6, 3, 1", "1;3;6;12", " 6,12,3 , 1 "])
def test_months_are_read_however_they_are_written(written: str) -> None:
    assert months_of(written) == (12, 6, 3, 1)


@pytest.mark.parametrize("written", ["0", "37", "6, 6", "sáu", "-1", "1.5", "²"])
def test_months_that_cannot_be_are_refused(written: str) -> None:
    with pytest.raises(Refusal, match="từ 1 đến 36"):
        months_of(written)


def test_no_months_are_no_reminders() -> None:
    assert months_of("  ") == ()
