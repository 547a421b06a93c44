"""Rounds of assessment, the council that sits in each, and who of it may not judge whom."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.producer import Producer
from registry.rules.council import MemberRole


class RoundState(StrEnum):
    PREPARING = "preparing"
    """Dossiers and members are put together; nobody scores."""
    SCORING = "scoring"
    """The council is constituted and scores."""
    CONCLUDED = "concluded"
    """Every dossier has its result."""


class RoundMethod(StrEnum):
    MEETING = "meeting"
    WRITTEN = "written"
    """Opinions in writing, for re-assessment (QĐ 26/2026, Điều 7 khoản 6)."""


class AssessmentRound(Model):
    """One sitting of the provincial council: its days, its rules, its dossiers."""

    __tablename__ = "assessment_round"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("state = 'preparing' OR held_on IS NOT NULL", name="scoring_has_its_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    year: Mapped[int]
    number: Mapped[int]
    method: Mapped[RoundMethod] = mapped_column(code(RoundMethod, "method"), default=RoundMethod.MEETING)
    state: Mapped[RoundState] = mapped_column(code(RoundState, "state"), default=RoundState.PREPARING)
    filed_before: Mapped[date]
    """Communes forward before this day to be in the round."""
    finish_before: Mapped[date]
    held_on: Mapped[date | None]
    """The day of assessment."""
    rules: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    """The province's rules of procedure as they were when scoring began, see rules/council.py."""
    note: Mapped[str | None] = mapped_column(Words)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    seats: Mapped[list["Seat"]] = relationship(back_populates="round", order_by="Seat.position")

    @property
    def sitting(self) -> list["Seat"]:
        """Who sits in the council now: not those whose seats substitutes have taken."""
        taken = {one.replaces_id for one in self.seats}
        return [one for one in self.seats if one.id not in taken]


class Seat(Model):
    """One member of the council in one round."""

    __tablename__ = "council_seat"
    __table_args__ = (UniqueConstraint("round_id", "account_id"), UniqueConstraint("round_id", "position"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("assessment_round.id"))
    position: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(code(MemberRole, "role"))
    agency: Mapped[str] = mapped_column(Words)
    office: Mapped[str | None] = mapped_column(Words)
    substitute_for: Mapped[str | None] = mapped_column(Words)
    """Whom the member stands in for, as the minutes name that person."""
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("council_seat.id"), index=True, unique=True)
    """The seat that the member took over: whoever had it scores no more."""
    since: Mapped[date | None]
    """Since when."""
    reason: Mapped[str | None] = mapped_column(Words)
    """Why."""
    is_present: Mapped[bool] = mapped_column(default=True)

    round: Mapped[AssessmentRound] = relationship(back_populates="seats")
    account: Mapped[Account] = relationship()
    ties: Mapped[list["Tie"]] = relationship(back_populates="seat", cascade="all, delete-orphan")


class Tie(Model):
    """A tie between a member and a producer: the member does not score the producer's products."""

    __tablename__ = "council_tie"

    seat_id: Mapped[int] = mapped_column(ForeignKey("council_seat.id"), primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(Words)

    seat: Mapped[Seat] = relationship(back_populates="ties")
    producer: Mapped[Producer] = relationship()
