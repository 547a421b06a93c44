"""What holders were told before their certificates ran out, extensions for late re-assessments, and calendar feeds."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from registry import clock
from registry.database import Instant, Model, code, new_public_id
from registry.models.account import Account
from registry.models.certificate import Certificate, CertificateMove
from registry.models.dossier import Dossier, DossierStep
from registry.models.outbox import Letter
from registry.rules.certificate_life import Result
from registry.rules.dossier_life import DossierState
from registry.rules.extension import NOTHING_GRANTED


class ExpiryWord(StrEnum):
    """What a holder is told."""

    REMINDER = "reminder"
    """By mail and in the portal, some months ahead."""

    NOTICE = "notice"
    """The department's letter, at least 30 days ahead (QĐ 148/2023)."""

    INVITATION = "invitation"
    """To file the re-assessment."""


class ExpiryNotice(Model):
    """A holder was told that a certificate runs out; written once, never changed."""

    __tablename__ = "expiry_notice"
    __table_args__ = (UniqueConstraint("certificate_id", "kind", "months", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    kind: Mapped[ExpiryWord] = mapped_column(code(ExpiryWord, "kind"))
    months: Mapped[int]
    """How many months ahead a reminder goes out; 0 for what is no reminder."""
    ends_on: Mapped[date]
    """The last day that the holder was told."""
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    """None where the letter went out on paper and was written down here."""
    told_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    certificate: Mapped[Certificate] = relationship()
    letter: Mapped[Letter | None] = relationship()
    by: Mapped[Account | None] = relationship()


def result_of(at: datetime, state: DossierState) -> Result:
    """Return what a step of a re-assessment says to the extension that it was given."""
    return (at, clock.day_of(at) if state in NOTHING_GRANTED else None)


class Extension(Model):
    """The re-assessment for whose sake a move lengthened a certificate (QĐ 26/2026, Điều 12); never changed."""

    __tablename__ = "extension"

    move_id: Mapped[int] = mapped_column(ForeignKey("certificate_move.id"), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)

    move: Mapped[CertificateMove] = relationship(back_populates="extension")
    dossier: Mapped[Dossier] = relationship(lazy="selectin")
    steps: Mapped[list[DossierStep]] = relationship(
        primaryjoin=lambda: Extension.dossier_id == foreign(DossierStep.dossier_id),
        order_by=DossierStep.id,
        viewonly=True,
        lazy="selectin",
    )

    @property
    def results(self) -> tuple[Result, ...]:
        """How the re-assessment went, as the rules are told: nothing of it is written down with the certificate."""
        return tuple(result_of(step.at, step.state) for step in self.steps)


class CalendarFeed(Model):
    """A secret address under which a calendar program fetches a person's days; ended, never taken up again."""

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    secret_digest: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the secret in the address, which is shown once."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    account: Mapped[Account] = relationship()
