"""What every one-time code that goes out in a letter has in common."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant
from registry.rules.invitation_life import InvitationState, state_of


class OneTimeCode:
    """A code that is kept only as a hash, good once and for some time."""

    code_hash: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    """How often a code was tried on it, by whomever; it ends nothing."""
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    """The letter by which the code goes out; none where it is printed."""

    def state_at(self, now: datetime) -> InvitationState:
        """Say what has become of the code."""
        return state_of(
            expires_at=self.expires_at,
            used_at=self.used_at,
            cancelled_at=self.cancelled_at,
            now=now,
        )
