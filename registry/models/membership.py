"""Which accounts see which producers through the portal, and the invitations by which they come to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.models.one_time_code import OneTimeCode
from registry.models.producer import Producer


class Membership(Model):
    """An account that speaks for a producer; taken away when it no longer does."""

    __tablename__ = "membership"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Instant)

    account: Mapped[Account] = relationship()
    producer: Mapped[Producer] = relationship()


class Invitation(Model, OneTimeCode):
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
    invited_at: Mapped[datetime] = mapped_column(Instant)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    producer: Mapped[Producer] = relationship()
