"""Awards: recipients of award decisions, merit certificates, and the events at which papers are handed over."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.producer import Producer


class RecipientKind(StrEnum):
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    PERSON = "person"


class AwardRecipient(Model):
    """One recipient in an award decision; a producer or not."""

    __tablename__ = "award_recipient"
    __table_args__ = (UniqueConstraint("decision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    position: Mapped[int]
    kind: Mapped[RecipientKind] = mapped_column(code(RecipientKind, "kind"))
    name: Mapped[str] = mapped_column(Words)
    address: Mapped[str | None] = mapped_column(Words)
    achievement: Mapped[str] = mapped_column(Words)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("producer.id"))

    decision: Mapped[Decision] = relationship()
    producer: Mapped[Producer | None] = relationship()
    certificate: Mapped["MeritCertificate | None"] = relationship(back_populates="recipient")


class MeritCertificate(Model):
    """A merit certificate (Bằng khen) as it was given; never changed."""

    __tablename__ = "merit_certificate"
    __table_args__ = (UniqueConstraint("series_id", "serial"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("award_recipient.id"), unique=True)
    number: Mapped[str] = mapped_column(Words, unique=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
    serial: Mapped[int]
    golden_book_number: Mapped[str | None] = mapped_column(Words)
    issued_on: Mapped[date]

    recipient: Mapped[AwardRecipient] = relationship(back_populates="certificate")


class AwardEvent(Model):
    """A conference at which decisions are announced and papers handed over."""

    __tablename__ = "award_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    name: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)
    held_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    decisions: Mapped[list["EventDecision"]] = relationship(
        order_by="EventDecision.position", cascade="all, delete-orphan"
    )
    calls: Mapped[list["EventCall"]] = relationship(order_by="EventCall.position", cascade="all, delete-orphan")


class EventDecision(Model):
    """A decision announced at an event."""

    __tablename__ = "event_decision"
    __table_args__ = (UniqueConstraint("event_id", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("award_event.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    position: Mapped[int]

    decision: Mapped[Decision] = relationship()


class EventCall(Model):
    """A producer's place in the calling order."""

    __tablename__ = "event_call"
    __table_args__ = (UniqueConstraint("event_id", "producer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("award_event.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"))
    position: Mapped[int]

    producer: Mapped[Producer] = relationship()


class Handover(Model):
    """Who was handed which paper, when; a wrong entry is answered by a later one."""

    __tablename__ = "handover"
    __table_args__ = (CheckConstraint("(certificate_id IS NULL) <> (merit_certificate_id IS NULL)", name="one_paper"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("award_event.id"), index=True)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    merit_certificate_id: Mapped[int | None] = mapped_column(ForeignKey("merit_certificate.id"), index=True)
    handed_to: Mapped[str] = mapped_column(Words)
    handed_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str | None] = mapped_column(Words)

    certificate: Mapped[Certificate | None] = relationship()
    merit_certificate: Mapped[MeritCertificate | None] = relationship()
    by: Mapped[Account | None] = relationship()
