"""How often a forgotten password may be asked for, and how long the code for a new one is good."""

from collections.abc import Collection
from datetime import datetime, timedelta

MAILED_FOR = timedelta(days=1)
PRINTED_FOR = timedelta(days=14)
"""A printed letter is carried to a village."""
PAUSE = timedelta(minutes=10)
MOST_A_DAY = 5


def may_send(earlier: Collection[datetime], *, now: datetime) -> bool:
    """Say whether another letter may go to somebody, so that nobody fills the mailbox of another by asking.

    :param earlier: when codes were made for that person before.
    """
    last_day = [one for one in earlier if now - one < timedelta(days=1)]
    return len(last_day) < MOST_A_DAY and all(now - one >= PAUSE for one in last_day)
