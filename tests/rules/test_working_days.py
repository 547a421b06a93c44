"""Fifteen working days are counted without weekends and public holidays, from the day after receipt."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.hearing import Refusals
from registry.rules.refusal import Refusal
from registry.rules.working_days import (
    Calendar,
    DayKind,
    Limit,
    add_working_days,
    days_left,
    days_used,
    from_settings,
    is_foreseeable,
    last_day,
    next_working_day,
    to_settings,
    working_days_between,
)

PLAIN = Calendar()
FIFTEEN = Limit(days=15, kind=DayKind.WORKING, ground="Điều 7")
FORTY_FIVE = Limit(days=45, kind=DayKind.CALENDAR, ground="Điều 7 khoản 6")
WORKING, CALENDAR = DayKind.WORKING, DayKind.CALENDAR
DAYS = st.dates(date(2018, 1, 1), date(2040, 12, 31))


def test_fifteen_working_days_without_a_holiday_are_three_weeks() -> None:
    assert last_day(date(2026, 11, 2), FIFTEEN, PLAIN) == date(2026, 11, 23)


def test_the_day_of_receipt_is_not_counted() -> None:
    assert add_working_days(date(2026, 11, 2), 1, PLAIN) == date(2026, 11, 3)
    assert days_used(date(2026, 11, 2), date(2026, 11, 2), WORKING, PLAIN) == 0


@pytest.mark.parametrize("received", [date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 8)])
def test_what_comes_on_friday_or_a_weekend_has_monday_for_its_first_day(received: date) -> None:
    assert add_working_days(received, 1, PLAIN) == date(2026, 11, 9)


@pytest.mark.parametrize("holiday", [date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)])
def test_holidays_with_a_fixed_date_are_off_in_every_year(holiday: date) -> None:
    assert not PLAIN.is_working(holiday)
    assert PLAIN.holiday(holiday)


@pytest.mark.parametrize(
    ("fell_on", "made_up_on"),
    [
        (date(2022, 1, 1), date(2022, 1, 3)),
        (date(2027, 5, 1), date(2027, 5, 3)),
        (date(2028, 1, 1), date(2028, 1, 3)),
        # 30/4 on a Sunday: the Monday is a holiday itself, so the Tuesday makes up for it.
        (date(2028, 4, 30), date(2028, 5, 2)),
    ],
)
def test_a_holiday_on_a_weekend_is_made_up_for_on_the_next_working_day(fell_on: date, made_up_on: date) -> None:
    assert fell_on.weekday() >= 5
    assert not PLAIN.is_working(made_up_on)
    assert (PLAIN.holiday(made_up_on) or "").startswith("Nghỉ bù")
    assert PLAIN.is_working(next_working_day(made_up_on, PLAIN))
    assert PLAIN.holiday(made_up_on + timedelta(days=1)) is None


def test_two_holidays_on_one_weekend_are_made_up_for_by_two_days() -> None:
    # 2022: 30/4 was a Saturday, 1/5 a Sunday.
    off = [day for day in (date(2022, 5, 2), date(2022, 5, 3), date(2022, 5, 4)) if not PLAIN.is_working(day)]

    assert off == [date(2022, 5, 2), date(2022, 5, 3)]


def test_an_announced_day_pushes_the_day_that_makes_up_for_a_holiday() -> None:
    # 2/9/2029 is a Sunday and 3/9 the day beside it.
    calendar = Calendar(off={date(2029, 9, 3): "Ngày liền kề Quốc khánh"})

    assert not calendar.is_working(date(2029, 9, 4))
    assert calendar.is_working(date(2029, 9, 5))


def test_a_day_named_off_is_off_and_a_weekend_day_named_worked_is_worked() -> None:
    calendar = Calendar(off={date(2026, 8, 31): "Hoán đổi"}, worked={date(2026, 8, 22): "Làm bù"})

    assert not calendar.is_working(date(2026, 8, 31))
    assert calendar.is_working(date(2026, 8, 22))
    assert working_days_between(date(2026, 8, 21), date(2026, 9, 3), calendar) == 1 + 5 + 2


def test_a_day_named_worked_wins_over_the_holiday_of_its_date() -> None:
    made_up = Calendar(worked={date(2027, 5, 3): "Nghỉ bù vào ngày khác"})

    assert made_up.is_working(date(2027, 5, 3))


def test_what_is_added_to_a_calendar_wins_over_what_it_says() -> None:
    calendar = Calendar(off={date(2026, 8, 31): "Hoán đổi"}, worked={date(2026, 8, 22): "Làm bù"})
    changed = calendar.with_days(
        off={date(2026, 8, 22): "Không làm bù"}, worked={date(2026, 8, 31): "Không hoán đổi"}, announced=[2026]
    )

    assert changed.is_working(date(2026, 8, 31))
    assert not changed.is_working(date(2026, 8, 22))
    assert changed.announced == {2026}


def test_a_limit_in_calendar_days_ends_on_a_working_day() -> None:
    assert last_day(date(2026, 11, 9), FORTY_FIVE, PLAIN) == date(2026, 12, 24)
    # 45 days after 11/11 is a Saturday, 45 days after 17/11 is New Year's Day.
    assert last_day(date(2026, 11, 11), FORTY_FIVE, PLAIN) == date(2026, 12, 28)
    assert last_day(date(2026, 11, 17), FORTY_FIVE, PLAIN) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2026, 11, 20), 1),
        (date(2026, 11, 23), 0),
        (date(2026, 11, 24), -1),
        (date(2026, 11, 30), -5),
    ],
)
def test_days_left_are_none_on_the_last_day_and_below_none_after_it(on: date, left: int) -> None:
    assert days_left(date(2026, 11, 23), on, WORKING, PLAIN) == left


def test_over_by_a_saturday_alone_is_over() -> None:
    assert days_left(date(2026, 11, 20), date(2026, 11, 21), WORKING, PLAIN) == -1


def test_days_of_the_calendar_count_weekends() -> None:
    assert days_used(date(2026, 11, 20), date(2026, 11, 23), CALENDAR, PLAIN) == 3
    assert days_left(date(2026, 11, 23), date(2026, 11, 20), CALENDAR, PLAIN) == 3
    assert days_left(date(2026, 11, 20), date(2026, 11, 23), CALENDAR, PLAIN) == -3
    assert days_used(date(2026, 11, 23), date(2026, 11, 20), CALENDAR, PLAIN) == 0


def test_a_stretch_is_foreseeable_when_every_year_it_touches_is_announced() -> None:
    calendar = Calendar(announced=frozenset({2026}))

    assert is_foreseeable(date(2026, 1, 1), date(2026, 12, 31), calendar)
    assert not is_foreseeable(date(2026, 12, 31), date(2027, 1, 1), calendar)


@given(DAYS, st.integers(1, 60))
def test_counting_back_gives_the_days_that_were_added(start: date, days: int) -> None:
    end = add_working_days(start, days, PLAIN)

    assert PLAIN.is_working(end)
    assert working_days_between(start, end, PLAIN) == days


@given(DAYS, st.sets(DAYS, max_size=5))
def test_more_days_off_never_bring_the_last_day_nearer(start: date, off: set[date]) -> None:
    fuller = Calendar(off=dict.fromkeys(off, "Nghỉ"))

    assert last_day(start, FIFTEEN, fuller) >= last_day(start, FIFTEEN, PLAIN)


def test_a_calendar_that_is_written_down_comes_back() -> None:
    calendar = Calendar(
        off={date(2027, 2, 4): "Tết"}, worked={date(2027, 2, 13): "Làm bù"}, announced=frozenset({2026, 2027})
    )

    assert from_settings(json.loads(json.dumps(to_settings(calendar)))) == calendar
    assert from_settings({}) == PLAIN


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"off": ["2027-02-04"]}, "off"),
        ({"off": {"04/02/2027": "Tết"}}, "off"),
        ({"off": {"2027-02-30": "Tết"}}, "off"),
        ({"off": {"20270204": "Tết"}}, "off"),
        ({"off": {"1027-02-03": "Tết"}}, "off"),
        ({"off": {"2027-02-04": " "}}, "off"),
        ({"worked": {"2027-02-13": None}}, "worked"),
        ({"announced": 2027}, "announced"),
        ({"announced": ["2027"]}, "announced"),
        ({"announced": [True]}, "announced"),
        ({"announced": [1999]}, "announced"),
        ({"off": {"2027-02-13": "Tết"}, "worked": {"2027-02-13": "Làm bù"}}, "worked"),
        ({"holidays": {}}, None),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_at_its_field(written: dict, field: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        from_settings(written)

    assert refused.value.field == field


def test_all_that_is_wrong_with_a_calendar_is_said_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        from_settings({"off": 1, "worked": 2, "announced": 3})

    assert [one.field for one in refused.value.each] == ["off", "worked", "announced"]
