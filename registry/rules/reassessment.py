"""When a certified product is to be filed for re-assessment, so that its stars do not lapse."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# QĐ 26/2026, Điều 7 khoản 6: a re-assessment is filed no earlier than 180 and no later than 120 days before expiry.
OPENS_DAYS = 180
CLOSES_DAYS = 120


class FilingStage(StrEnum):
    """Where a day stands to the days in which a re-assessment is filed."""

    AHEAD = "ahead"
    OPEN = "open"
    PAST = "past"


@dataclass(frozen=True, kw_only=True)
class FilingDays:
    """The days in which a re-assessment is filed."""

    first: date
    last: date

    def stage(self, on: date) -> FilingStage:
        """Say whether these days are still to come, have begun, or are over."""
        if on < self.first:
            return FilingStage.AHEAD
        return FilingStage.OPEN if on <= self.last else FilingStage.PAST


def filing_days(last_day: date) -> FilingDays:
    """Work out the days of filing from the last day of a certificate."""
    return FilingDays(first=last_day - timedelta(days=OPENS_DAYS), last=last_day - timedelta(days=CLOSES_DAYS))
