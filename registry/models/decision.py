"""Decisions and the lines of their annexes."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.body import Body
from registry.models.instrument import InstrumentCode
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.decision_life import DecisionKind, DecisionState, LineAct
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.stars import FewerStarsGround


class Origin(StrEnum):
    ISSUED = "issued"
    """We give the number, draw and keep the paper."""
    RECORDED = "recorded"
    """Issued elsewhere or by hand before this register: no number of ours, no paper of ours."""


class Decision(Model):
    """A decision; its number, date, signatory and scan exist only once it is signed."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('signed', 'in_effect') OR "
            "(year IS NOT NULL AND (number IS NOT NULL OR origin = 'recorded'))",
            name="signed_has_number",
        ),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> drafted_by_id", name="second_person"),
        Index(
            "uq_decision_number",
            "body_id",
            "number",
            "year",
            unique=True,
            sqlite_where=text("number IS NOT NULL"),
            postgresql_where=text("number IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    origin: Mapped[Origin] = mapped_column(code(Origin, "origin"), default=Origin.ISSUED)
    kind: Mapped[DecisionKind] = mapped_column(code(DecisionKind, "kind"))
    state: Mapped[DecisionState] = mapped_column(code(DecisionState, "state"), default=DecisionState.DRAFT)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    title: Mapped[str] = mapped_column(Words)
    """Trích yếu."""
    round_no: Mapped[int | None]
    round_year: Mapped[int | None]
    instrument: Mapped[Instrument | None] = mapped_column(InstrumentCode)
    """Instrument proposed for new lines."""
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    validity_ground: Mapped[str | None] = mapped_column(Words)
    """Why the days differ from 36 months after the decision's date."""
    number: Mapped[str | None] = mapped_column(Words)
    signed_on: Mapped[date | None]
    year: Mapped[int | None]
    """Year of the decision; alone for a recorded one of which nothing else is known."""
    signatory: Mapped[str | None] = mapped_column(Words)
    signatory_office: Mapped[str | None] = mapped_column(Words)
    authority_lines: Mapped[str | None] = mapped_column(Words)
    source: Mapped[str | None] = mapped_column(Words)
    """Where a recorded decision is known from."""
    drafted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drafter_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Accounts of everybody who had a hand in the draft; none of them may be the second person."""
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    """When its annex was closed; None while it is open, and of decisions closed before this was kept."""
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    in_effect_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    body: Mapped[Body] = relationship()
    corrects: Mapped["Decision | None"] = relationship(remote_side="Decision.id")
    drafted_by: Mapped[Account | None] = relationship(foreign_keys=[drafted_by_id])
    approved_by: Mapped[Account | None] = relationship(foreign_keys=[approved_by_id])
    lines: Mapped[list["DecisionLine"]] = relationship(
        back_populates="decision", order_by="DecisionLine.position", cascade="all, delete-orphan"
    )


class DecisionLine(Model):
    """One line of a decision's annex, open while the decision is a draft."""

    __tablename__ = "decision_line"
    __table_args__ = (
        UniqueConstraint("decision_id", "position"),
        CheckConstraint("score BETWEEN 0 AND 10000", name="score_in_range"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    position: Mapped[int]
    act: Mapped[LineAct] = mapped_column(code(LineAct, "act"), default=LineAct.RECOGNISE)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    kind: Mapped[RecognitionKind | None] = mapped_column(code(RecognitionKind, "kind"))
    score: Mapped[int | None]
    """Hundredths of a point."""
    stars: Mapped[int | None]
    stars_ground: Mapped[FewerStarsGround | None] = mapped_column(code(FewerStarsGround, "stars_ground"))
    """Why the stars are fewer than the score's band: a minimum not reached, the central result."""
    instrument: Mapped[Instrument | None] = mapped_column(InstrumentCode)
    product_set: Mapped[int | None]
    product_code: Mapped[str | None] = mapped_column(Words)
    filed_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    validity_ground: Mapped[str | None] = mapped_column(Words)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    """The certificate that a correction or revocation is about."""
    ground: Mapped[str | None] = mapped_column(Words)
    """Legal ground of a revocation, reason of a correction."""
    effective_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Words)

    decision: Mapped[Decision] = relationship(back_populates="lines")
    product: Mapped[Product] = relationship()
    producer: Mapped[Producer] = relationship()
    assessed: Mapped["LineAssessment | None"] = relationship(back_populates="line", cascade="all, delete-orphan")

    def first_day(self, decision: Decision, *, signed_on: date) -> date:
        """Return the first day of what the line gives: its own, else the decision's, else the day of signing."""
        stated = self if self.validity_ground else decision
        return stated.valid_from or signed_on


class LineAssessment(Model):
    """The council's result that a line stands on; a result stands in one line only."""

    __tablename__ = "line_assessment"

    line_id: Mapped[int] = mapped_column(ForeignKey("decision_line.id"), primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)

    line: Mapped[DecisionLine] = relationship(back_populates="assessed")


class FindingAcknowledged(Model):
    """Somebody has seen a finding of the check sheet and lets it stand."""

    __tablename__ = "finding_acknowledged"
    __table_args__ = (UniqueConstraint("decision_id", "finding_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    finding_key: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Account | None] = relationship()
