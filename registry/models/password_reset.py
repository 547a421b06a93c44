"""Codes by which people of producers choose a new password, having forgotten theirs."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, new_public_id
from registry.models.account import Account
from registry.models.one_time_code import OneTimeCode


class PasswordReset(Model, OneTimeCode):
    """One code for one account: asked for by its owner, or printed by staff."""

    __tablename__ = "password_reset"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Whoever of the staff made it; none where somebody asked who was not signed in."""

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
