"""Sets of criteria as they were when they came into the register: a set that was scored with never changes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.models.instrument import InstrumentCode
from registry.rules.instruments import Instrument


class CriteriaVersion(Model):
    """One wording of one set of criteria; another wording is another row."""

    __tablename__ = "criteria_version"
    __table_args__ = (
        UniqueConstraint("instrument", "number", "version"),
        UniqueConstraint("instrument", "number", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    instrument: Mapped[Instrument] = mapped_column(InstrumentCode)
    number: Mapped[int]
    """Of the set, within its instrument."""
    version: Mapped[int]
    """1 for the first wording of this set that came into the register."""
    name: Mapped[str] = mapped_column(Words)
    content: Mapped[Any] = mapped_column(JSON)
    """The set as registry/law/criteria.py reads it from its file."""
    sha256: Mapped[str]
    source: Mapped[str] = mapped_column(Words)
    applies_from: Mapped[date]
    """The first day on which dossiers are opened with this wording."""
    loaded_at: Mapped[datetime] = mapped_column(Instant)
    loaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    loaded_by: Mapped[Account | None] = relationship()
