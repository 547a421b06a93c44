from datetime import date

import pytest

from registry.law.holidays import holidays, known_calendar
from registry.rules.working_days import add_working_days, is_foreseeable, working_days_between

OFF_2026 = [
    date(2026, 1, 1), date(2026, 1, 2),
    date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 19), date(2026, 2, 20),
    date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1),
    date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2),
]  # fmt: skip


def test_offices_rest_on_the_announced_days_of_2026_and_work_the_swapped_saturdays() -> None:
    calendar = known_calendar()
    year = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]

    assert [day for day in year if day.weekday() < 5 and not calendar.is_working(day)] == OFF_2026
    assert [day for day in year if day.weekday() >= 5 and calendar.is_working(day)] == [
        date(2026, 1, 10),
        date(2026, 8, 22),
    ]


def test_tet_of_2026_makes_fifteen_working_days_four_weeks() -> None:
    assert add_working_days(date(2026, 2, 6), 15, known_calendar()) == date(2026, 3, 6)


@pytest.mark.parametrize("day", [date(2027, 2, 5), date(2027, 2, 8), date(2027, 2, 9), date(2027, 2, 10)])
def test_of_tet_2027_the_days_common_to_every_possible_announcement_are_off(day: date) -> None:
    assert not known_calendar().is_working(day)


def test_2027_is_not_announced_and_says_so() -> None:
    calendar = known_calendar()

    assert is_foreseeable(date(2026, 1, 1), date(2026, 12, 31), calendar)
    assert not is_foreseeable(date(2027, 1, 1), date(2027, 1, 2), calendar)
    assert [(one.year, one.grade) for one in holidays().years] == [(2026, "secondary"), (2027, "computed")]


def test_what_the_province_announces_completes_a_year() -> None:
    told = known_calendar().with_days(
        off={date(2027, 2, 4): "Tết Âm lịch", date(2027, 9, 3): "Quốc khánh"}, worked={}, announced=[2027]
    )

    assert working_days_between(date(2027, 1, 31), date(2027, 2, 14), told) == 5
    assert is_foreseeable(date(2026, 12, 1), date(2027, 12, 31), told)
