"""After recognition: inspections, complaints and demands as cases, stamps handed out (QĐ 26/2026, Điều 9, 10)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.supervision import CaseKind, CaseState, Conclusion, InspectionKind, InspectionState, StampMove


class Inspection(Model):
    """A visit to a producer: planned, made, concluded, and what followed."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    kind: Mapped[InspectionKind] = mapped_column(code(InspectionKind, "kind"))
    state: Mapped[InspectionState] = mapped_column(code(InspectionState, "state"), default=InspectionState.PLANNED)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("supervision_case.id"))
    """The complaint or demand that led to it."""
    planned_on: Mapped[date]
    team: Mapped[str] = mapped_column(Words)
    visited_on: Mapped[date | None]
    present: Mapped[str | None] = mapped_column(Words)
    """Who received the team."""
    conclusion: Mapped[Conclusion | None] = mapped_column(code(Conclusion, "conclusion"))
    concluded_on: Mapped[date | None]
    concluded_words: Mapped[str | None] = mapped_column(Words)
    follow_up_by: Mapped[date | None]
    """By when what the conclusion asks for is due."""
    followed_on: Mapped[date | None]
    followed_words: Mapped[str | None] = mapped_column(Words)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The decision that revoked, where it came to that."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    producer: Mapped[Producer] = relationship()
    case: Mapped["SupervisionCase | None"] = relationship()
    decision: Mapped[Decision | None] = relationship()
    findings: Mapped[list["InspectionFinding"]] = relationship(order_by="InspectionFinding.id")
    photos: Mapped[list["InspectionPhoto"]] = relationship(order_by="InspectionPhoto.id")


class InspectionFinding(Model):
    """What the team found of one product; appended, a wrong one is answered by a later."""

    __tablename__ = "inspection_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    """None where it is about the producer."""
    topic: Mapped[str]
    """Code of rules/supervision.FindingTopic."""
    is_breach: Mapped[bool]
    said: Mapped[str] = mapped_column(Words)
    written_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    product: Mapped[Product | None] = relationship()


class InspectionPhoto(Model):
    """A photo of a visit, never public."""

    __tablename__ = "inspection_photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    sha256: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    caption: Mapped[str | None] = mapped_column(Words)
    taken_in_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class SupervisionCase(Model):
    """A complaint, or the Ministry's demand to assess again: with its answer and the day it is due."""

    __tablename__ = "supervision_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    kind: Mapped[CaseKind] = mapped_column(code(CaseKind, "kind"))
    state: Mapped[CaseState] = mapped_column(code(CaseState, "state"), default=CaseState.OPEN)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    received_on: Mapped[date]
    from_whom: Mapped[str | None] = mapped_column(Words)
    """Name and ways to reach whoever wrote: never public."""
    about: Mapped[str] = mapped_column(Words)
    document: Mapped[str | None] = mapped_column(Words)
    """Number and day of the letter it came by."""
    due_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(Words)
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    producer: Mapped[Producer | None] = relationship()
    product: Mapped[Product | None] = relationship()


class StampEntry(Model):
    """OCOP stamps handed to a producer, given back or destroyed; appended, never changed."""

    __tablename__ = "stamp_entry"
    __table_args__ = (
        CheckConstraint("first_number > 0 AND last_number >= first_number", name="numbers_in_order"),
        Index(None, "series", "first_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    move: Mapped[StampMove] = mapped_column(code(StampMove, "move"))
    series: Mapped[str] = mapped_column(Words)
    first_number: Mapped[int]
    last_number: Mapped[int]
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    person: Mapped[str] = mapped_column(Words)
    """To whom, or by whom."""
    done_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Words)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    certificate: Mapped[Certificate] = relationship()
    by: Mapped[Account | None] = relationship()
