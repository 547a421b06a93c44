"""Which accounts see which producers through the portal, and the invitations by which they come to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.models.producer import Producer
from registry.rules.invitation_life import InvitationState, state_of


class Membership(Model):
    """An account that speaks for a producer; taken away when it no longer does."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Instant)

    account: Mapped[Account] = relationship()
    producer: Mapped[Producer] = relationship()


class Invitation(Model):
    """An invitation of one person to the portal, for one producer; its code is kept only as a hash."""

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "sign_in"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    name: Mapped[str] = mapped_column(Words)
    """Who is invited."""
    sign_in: Mapped[str] = mapped_column(Words)
    """E-mail address or telephone number, as rules/sign_in_name.py writes it."""
    code_hash: Mapped[str]
    invited_at: Mapped[datetime] = mapped_column(Instant)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    """How often a code was tried on it."""
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    """The letter by which the code goes out; none where it is printed."""

    producer: Mapped[Producer] = relationship()

    def state_at(self, now: datetime) -> InvitationState:
        """Say what has become of the invitation."""
        return state_of(
            expires_at=self.expires_at,
            tries=self.tries,
            used_at=self.used_at,
            cancelled_at=self.cancelled_at,
            now=now,
        )
