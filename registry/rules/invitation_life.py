"""How long an invitation is good: until it is used, cancelled, too old, or tried wrongly too often."""

from datetime import datetime, timedelta
from enum import StrEnum

GOOD_FOR = timedelta(days=30)
MOST_TRIES = 10


class InvitationState(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    WORN_OUT = "worn_out"
    """Its code was tried too often; it may have been guessed at."""


def state_of(
    *, expires_at: datetime, tries: int, used_at: datetime | None, cancelled_at: datetime | None, now: datetime
) -> InvitationState:
    """Say what has become of an invitation; what a person did to it comes before what time did."""
    if used_at is not None:
        return InvitationState.USED
    if cancelled_at is not None:
        return InvitationState.CANCELLED
    if tries >= MOST_TRIES:
        return InvitationState.WORN_OUT
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.OPEN
