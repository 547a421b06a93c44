"""How long an invitation is good: until it is used, cancelled or too old; wrong tries by whomever do not end it."""

from datetime import datetime, timedelta
from enum import StrEnum

GOOD_FOR = timedelta(days=30)


class InvitationState(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


def state_of(
    *, expires_at: datetime, used_at: datetime | None, cancelled_at: datetime | None, now: datetime
) -> InvitationState:
    """Say what has become of an invitation; what a person did to it comes before what time did."""
    if used_at is not None:
        return InvitationState.USED
    if cancelled_at is not None:
        return InvitationState.CANCELLED
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.OPEN
