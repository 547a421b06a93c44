"""The print ledger: which paper was printed on which numbered blank, and what was spoiled; appended, never changed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.award import MeritCertificate
from registry.models.certificate import Certificate


class PrintKind(StrEnum):
    PRINTED = "printed"
    SPOILED = "spoiled"
    """The blank is worthless: misprinted, torn, or lost before anything was printed."""


class PrintEntry(Model):
    """One line of the ledger."""

    __tablename__ = "print_entry"
    __table_args__ = (
        CheckConstraint("certificate_id IS NULL OR merit_certificate_id IS NULL", name="one_paper"),
        CheckConstraint(
            "kind <> 'printed' OR certificate_id IS NOT NULL OR merit_certificate_id IS NOT NULL",
            name="printed_has_paper",
        ),
        CheckConstraint("kind <> 'spoiled' OR (blank_number IS NOT NULL AND reason IS NOT NULL)", name="spoiled_says"),
        Index(
            "uq_print_entry_blank",
            "kind",
            "blank_number",
            "taken_back_before",
            unique=True,
            sqlite_where=text("blank_number IS NOT NULL"),
            postgresql_where=text("blank_number IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    kind: Mapped[PrintKind] = mapped_column(code(PrintKind, "kind"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    merit_certificate_id: Mapped[int | None] = mapped_column(ForeignKey("merit_certificate.id"), index=True)
    blank_number: Mapped[str | None] = mapped_column(Words)
    """Số phôi; none where the province prints on plain paper."""
    done_on: Mapped[date]
    taken_back_before: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many entries of this kind about this blank had been taken back before: one alone stands at a time."""
    reason: Mapped[str | None] = mapped_column(Words)
    """Why it was printed again, or how the blank was spoiled."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    certificate: Mapped[Certificate | None] = relationship()
    merit_certificate: Mapped[MeritCertificate | None] = relationship()
    by: Mapped[Account | None] = relationship()
    taken_back: Mapped["PrintTakenBack | None"] = relationship(back_populates="entry")


class PrintTakenBack(Model):
    """An entry that should not have been written: it stays, says so, and its blank is free again; never changed."""

    __tablename__ = "print_taken_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("print_entry.id"), unique=True)
    reason: Mapped[str] = mapped_column(Words)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    entry: Mapped[PrintEntry] = relationship(back_populates="taken_back")
    by: Mapped[Account | None] = relationship()
