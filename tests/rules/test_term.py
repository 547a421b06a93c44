from datetime import date, timedelta

import pytest
from builders.mutants import days_for_months

from registry.rules.term import Life, expires_on, months_earlier, term

YEARS = range(2018, 2033)
MONTH_ENDS = [
    date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for year in YEARS for month in range(1, 13)
]


@pytest.mark.parametrize(
    ("given_on", "last_day"),
    [
        (date(2020, 12, 13), date(2023, 12, 13)),
        (date(2021, 8, 10), date(2024, 8, 10)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 2, 28), date(2026, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2026, 5, 31), date(2029, 5, 31)),
        (date(2026, 1, 1), date(2029, 1, 1)),
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_a_certificate_is_good_for_36_calendar_months(given_on, last_day):
    assert expires_on(given_on) == last_day


@pytest.mark.parametrize("given_on", MONTH_ENDS, ids=str)
def test_every_month_end_agrees_with_a_calendar_turned_by_hand(given_on):
    assert expires_on(given_on) == turned_by_hand(given_on, 36)


def test_every_day_and_every_length_agree_with_a_calendar_turned_by_hand():
    days = [date(2019, 12, 1) + timedelta(days=number) for number in range(1600)]

    assert all(expires_on(day, months) == turned_by_hand(day, months) for day in days for months in (1, 6, 12, 35))


@pytest.mark.parametrize(
    ("given_on", "months", "last_day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_the_31st_becomes_the_last_day_of_a_shorter_month(given_on, months, last_day):
    assert expires_on(given_on, months) == last_day


def test_a_term_known_by_its_last_day_began_36_months_before():
    assert months_earlier(date(2023, 12, 13)) == date(2020, 12, 13)


def test_a_stated_last_day_counts_before_the_36_months():
    life = Life(valid_from=date(2018, 12, 12), valid_until=date(2023, 1, 10))

    assert term(life).latest_end == date(2023, 1, 10)


def test_a_year_alone_leaves_a_year_of_doubt_at_both_ends():
    known = term(Life(year=2020))

    assert (known.earliest_start, known.latest_start) == (date(2020, 1, 1), date(2020, 12, 31))
    assert (known.earliest_end, known.latest_end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert not known.is_exact


def test_an_extension_lengthens_and_never_shortens():
    life = Life(valid_from=date(2023, 6, 1))

    assert term(life, extended_until=date(2026, 9, 1)).latest_end == date(2026, 9, 1)
    assert term(life, extended_until=date(2025, 9, 1)).latest_end == date(2026, 6, 1)


def test_days_counted_for_months_are_noticed_at_most_month_ends():
    wrong = [day for day in MONTH_ENDS if days_for_months(day) != turned_by_hand(day, 36)]

    assert len(wrong) > len(MONTH_ENDS) / 2


def turned_by_hand(day, months):
    """Turn the leaves of a wall calendar: month after month, then to the same day or the last there is."""
    leaf = day.replace(day=1)
    for _ in range(months):
        leaf = (leaf + timedelta(days=31)).replace(day=1)
    wanted = leaf
    while wanted.day < day.day and (wanted + timedelta(days=1)).month == leaf.month:
        wanted += timedelta(days=1)
    return wanted
