"""Score sheets of members, and what the council's sheets come to."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.assessment_round import Seat
from registry.models.dossier import Dossier


class SheetDraft(Model):
    """A sheet under a member's pen, seen by that member alone; it is no act yet, so the journal has nothing of it."""

    __tablename__ = "sheet_draft"

    seat_id: Mapped[int] = mapped_column(ForeignKey("council_seat.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    ticks: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Criterion code to position of the option."""
    comments: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    eliminated_by: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Grounds of elimination, printed above the table, that the member finds met."""
    opinion: Mapped[str] = mapped_column(Words, default="")
    serial: Mapped[int] = mapped_column(default=0)
    """Rises with every saving, so that a late one from another window does not undo a newer one."""
    saved_at: Mapped[datetime] = mapped_column(Instant)


class ScoreSheet(Model):
    """A sheet as its member signed it off; another one follows it only where the chair reopened."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        UniqueConstraint("dossier_id", "seat_id", "turn"),
        CheckConstraint("total BETWEEN 0 AND 10000", name="total_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("council_seat.id"), index=True)
    turn: Mapped[int]
    ticks: Mapped[dict[str, int]] = mapped_column(JSON)
    comments: Mapped[dict[str, str]] = mapped_column(JSON)
    eliminated_by: Mapped[list[str]] = mapped_column(JSON)
    opinion: Mapped[str] = mapped_column(Words)
    total: Mapped[int]
    """Hundredths of a point."""
    sealed_at: Mapped[datetime] = mapped_column(Instant)
    sha256: Mapped[str]
    """Of all that the sheet says, see registry/queries/seals.py."""

    dossier: Mapped[Dossier] = relationship()
    seat: Mapped[Seat] = relationship()


class Reopening(Model):
    """A sealed sheet is opened again: by whom, why, and which turn follows."""

    __tablename__ = "sheet_reopening"
    __table_args__ = (UniqueConstraint("dossier_id", "seat_id", "turn"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("council_seat.id"), index=True)
    turn: Mapped[int]
    """The turn that may now be sealed."""
    reason: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    by: Mapped[Account | None] = relationship()


class Discussion(Model):
    """The council spoke about a dossier on which its members differ too much, and scores it again."""

    __tablename__ = "council_discussion"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    facts: Mapped[Any] = mapped_column(JSON)
    """Totals, spread and the criteria that caused it, before the discussion."""
    said: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    by: Mapped[Account | None] = relationship()


class Outcome(StrEnum):
    RECOGNISE = "recognise"
    """Three or four stars: goes into the annex of a decision."""
    POTENTIAL_FIVE = "potential_five"
    """Ninety points and more: the result is approved, the Ministry decides."""
    NOT_RECOGNISED = "not_recognised"
    """One or two stars."""
    ELIMINATED = "eliminated"


class Assessment(Model):
    """The council's result for a dossier; a later one replaces it, and both stay."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("dossier_id", "turn"),
        Index(None, "round_id"),
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_in_range"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_in_range"),
        CheckConstraint("(outcome = 'eliminated') = (stars IS NULL)", name="eliminated_has_no_stars"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("assessment_round.id"))
    turn: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(code(Outcome, "outcome"))
    score: Mapped[int | None]
    """Hundredths of a point; None where the criteria are not known and none was recorded."""
    stars: Mapped[int | None]
    facts: Mapped[Any] = mapped_column(JSON)
    """Totals by member, minima not reached, spread, and the rules that were used."""
    sheets: Mapped[list[str]] = mapped_column(JSON)
    """Public ids of the sheets it was worked out from; none where it was recorded without sheets."""
    source: Mapped[str | None] = mapped_column(Words)
    """Where a result recorded without sheets is known from."""
    concluded_at: Mapped[datetime] = mapped_column(Instant)
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    dossier: Mapped[Dossier] = relationship()
