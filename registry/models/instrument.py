"""Instruments that came into the register from files, beside those the program brings; and how a code is kept."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.rules.instruments import LONGEST_CODE, Instrument


class InstrumentCode(TypeDecorator[Instrument]):
    """The code of an instrument, the program's own or a loaded one; what has not the form of a code is refused."""

    impl = String(LONGEST_CODE)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(Instrument(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Instrument | None:
        return None if value is None else Instrument(value)


class LoadedInstrument(Model):
    """One instrument as its file says it; a corrected file takes its place until something stands under it."""

    __tablename__ = "instrument"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    code: Mapped[Instrument] = mapped_column(InstrumentCode, unique=True)
    title: Mapped[str] = mapped_column(Words)
    applies_from: Mapped[date]
    content: Mapped[Any] = mapped_column(JSON)
    """The instrument as registry/law/instrument_file.py reads it."""
    sha256: Mapped[str]
    source: Mapped[str] = mapped_column(Words)
    loaded_at: Mapped[datetime] = mapped_column(Instant)
    loaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    loaded_by: Mapped[Account | None] = relationship()
