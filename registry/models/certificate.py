"""Certificates, the moves of their lives, and the files kept of every paper."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.decision import Decision, Origin
from registry.models.recognition import Recognition
from registry.rules.certificate_life import Life, Move, MoveKind, unlifted

if TYPE_CHECKING:
    from registry.models.expiry import Extension


class Certificate(Model):
    """A certificate as it was given; the row never changes, its life is in its moves."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("series_id", "serial"),
        CheckConstraint("origin = 'recorded' OR number IS NOT NULL", name="issued_has_number"),
        CheckConstraint("(origin = 'recorded') = (series_id IS NULL)", name="recorded_takes_no_number"),
        Index(
            "uq_certificate_number",
            "number",
            unique=True,
            sqlite_where=text("origin = 'issued'"),
            postgresql_where=text("origin = 'issued'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    recognition_id: Mapped[int] = mapped_column(ForeignKey("recognition.id"), unique=True)
    origin: Mapped[Origin] = mapped_column(code(Origin, "origin"))
    number: Mapped[str | None] = mapped_column(Words)
    """As printed; none where a recorded certificate's number is said to be unknown."""
    series_id: Mapped[int | None] = mapped_column(ForeignKey("number_series.id"))
    serial: Mapped[int | None]
    lookup_code: Mapped[str] = mapped_column(Words, unique=True)
    issued_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    """The last day in force; unknown where only the year of a recorded decision is known."""
    validity_ground: Mapped[str | None] = mapped_column(Words)
    year: Mapped[int]

    recognition: Mapped[Recognition] = relationship()
    moves: Mapped[list["CertificateMove"]] = relationship(
        back_populates="certificate",
        order_by="CertificateMove.id",
        foreign_keys="CertificateMove.certificate_id",
    )
    files: Mapped[list["PaperFile"]] = relationship(order_by="PaperFile.id", viewonly=True)

    @property
    def life(self) -> Life:
        return Life(valid_from=self.valid_from, valid_until=self.valid_until, year=self.year)

    @property
    def superseding(self) -> list["CertificateMove"]:
        """The moves by which others take its place, the earliest first; not those that a correction lifts."""
        rules = [(row.as_rule(), row) for row in self.moves if row.kind in {MoveKind.SUPERSEDED, MoveKind.RESTORED}]
        kept = {id(rule) for rule in unlifted(rule for rule, _ in rules)}
        return [row for rule, row in rules if id(rule) in kept and row.kind is MoveKind.SUPERSEDED]

    @property
    def begins_on(self) -> date:
        """The first day, or the first of its year where only that is known."""
        return self.valid_from or date(self.year, 1, 1)


class CertificateMove(Model):
    """One event in a certificate's life: appended, never changed."""

    __tablename__ = "certificate_move"
    __table_args__ = (
        Index(None, "certificate_id", "effective_on"),
        # Holds all that tells a standing, so that thousands are told without reading the table.
        Index(
            "ix_certificate_move_standing", "kind", "certificate_id", "effective_on", "recorded_at", "extended_until"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    kind: Mapped[MoveKind] = mapped_column(code(MoveKind, "kind"))
    effective_on: Mapped[date | None]
    """First day of the new standing; unknown only for a recorded certificate of unknown date."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    related_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    """The certificate that replaces this one, or that this one replaces."""
    extended_until: Mapped[date | None]
    ground: Mapped[str | None] = mapped_column(Words)
    document: Mapped[str | None] = mapped_column(Words)
    """The decision, letter or application that it follows, where no decision of this register does."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    certificate: Mapped[Certificate] = relationship(back_populates="moves", foreign_keys=[certificate_id])
    related: Mapped[Certificate | None] = relationship(foreign_keys=[related_id])
    decision: Mapped[Decision | None] = relationship()
    by: Mapped[Account | None] = relationship()
    extension: Mapped["Extension | None"] = relationship(back_populates="move", lazy="selectin")
    """For whose sake it lengthens: loaded along, for how a certificate stands depends on it."""

    def as_rule(self) -> Move:
        """Return the move as the rules see it; an opening of unknown day counts from the beginning of time."""
        return Move(
            kind=self.kind,
            effective_on=self.effective_on or date.min,
            recorded_at=self.recorded_at,
            extended_until=self.extended_until,
            results=self.extension.results if self.kind is MoveKind.EXTENDED and self.extension else (),
        )


class FileRole(StrEnum):
    RENDER = "render"
    SIGNED = "signed"
    SCAN = "scan"
    ANNEX = "annex"
    PRINT = "print"
    """All papers of a decision in one file, for the printer."""
    ZIP = "zip"


class PaperFile(Model):
    """A kept file: which paper or decision it belongs to, its role, and the hash it is named by."""

    __tablename__ = "paper_file"
    __table_args__ = (
        CheckConstraint(
            " + ".join(
                f"(CASE WHEN {owner} IS NULL THEN 0 ELSE 1 END)"
                for owner in ("certificate_id", "merit_certificate_id", "decision_id")
            )
            + " = 1",
            name="one_owner",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"), index=True)
    merit_certificate_id: Mapped[int | None] = mapped_column(ForeignKey("merit_certificate.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    role: Mapped[FileRole] = mapped_column(code(FileRole, "role"))
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    media_type: Mapped[str]
    filename: Mapped[str] = mapped_column(Words)
    layout_version: Mapped[int | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Every word the paper was drawn from."""
    kept_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
