"""The only call to the clock: days are days in Vietnam, instants are UTC."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in Vietnam, whatever the zone of the server."""
    return now().astimezone(VIETNAM).date()


def day_of(instant: datetime) -> date:
    """Return the Vietnamese day on which an instant falls."""
    return instant.astimezone(VIETNAM).date()
