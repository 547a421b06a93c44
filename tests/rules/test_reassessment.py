"""QĐ 26/2026, Điều 7 khoản 6: filed no earlier than 180 and no later than 120 days before expiry."""

from datetime import date

import pytest

from registry.rules.reassessment import FilingDays, FilingStage, filing_days

LAST = date(2027, 6, 29)


def test_the_days_of_filing_are_counted_back_from_the_last_day() -> None:
    assert filing_days(LAST) == FilingDays(first=date(2026, 12, 31), last=date(2027, 3, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 12, 30), FilingStage.AHEAD),
        (date(2026, 12, 31), FilingStage.OPEN),
        (date(2027, 3, 1), FilingStage.OPEN),
        (date(2027, 3, 2), FilingStage.PAST),
    ],
)
def test_both_ends_belong_to_the_days_of_filing(on: date, expected: FilingStage) -> None:
    assert filing_days(LAST).stage(on) is expected
