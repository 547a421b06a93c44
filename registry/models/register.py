"""The register itself: whose it is, whether it is real, its settings and its version."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model, Words, new_public_id


class Register(Model):
    """The one row that says what this register is; demonstration or real for its whole life."""

    __tablename__ = "register"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    is_demonstration: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Instant)


class RegisterVersion(Model):
    """Two counters: one rises with every act, one with those that change what the public sees."""

    __tablename__ = "register_version"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)
    public_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """With the day it is the key of everything kept ready for the public."""


class Setting(Model):
    """One choice of the department: names, number formats, prize amounts, grounds."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(Words, primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)

    @property
    def public_id(self) -> str:
        return self.name
