"""Dossiers: what a producer files for one product, its evidence, what was submitted, and the way it went."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, code, new_public_id
from registry.models.account import Account
from registry.models.assessment_round import AssessmentRound
from registry.models.criteria import CriteriaVersion
from registry.models.instrument import InstrumentCode
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.dossier_life import DossierMove, DossierState
from registry.rules.instruments import Instrument, RecognitionKind


class ReviewKind(StrEnum):
    DESK = "desk"
    VISIT = "visit"


class Dossier(Model):
    """What is filed for one product, for the first time, for more stars, or to be assessed again."""

    __tablename__ = "dossier"
    __table_args__ = (
        Index(None, "state", "opened_at"),
        CheckConstraint("kind IN ('first', 'upgraded', 'reassessed')", name="kind_is_assessed"),
        CheckConstraint("state NOT IN ('in_round', 'scored', 'decided') OR round_id IS NOT NULL", name="has_its_round"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    """The commune that looks at it first: the producer's, when the dossier was opened."""
    kind: Mapped[RecognitionKind] = mapped_column(code(RecognitionKind, "kind"))
    state: Mapped[DossierState] = mapped_column(code(DossierState, "state"), default=DossierState.DRAFTING)
    instrument: Mapped[Instrument] = mapped_column(InstrumentCode)
    criteria_id: Mapped[int | None] = mapped_column(ForeignKey("criteria_version.id"))
    """None where the instrument's criteria are not known: a result is then recorded without sheets."""
    product_set: Mapped[int]
    """Number of the set of criteria within the instrument."""
    number: Mapped[str | None] = mapped_column(Words, unique=True)
    """Of the registration slip, given when the dossier is first received."""
    filed_on: Mapped[date | None]
    """The day it was first submitted."""
    forwarded_on: Mapped[date | None]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("assessment_round.id"), index=True)
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"))
    """The earlier dossier whose papers were carried forward."""
    forms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What is typed into Mẫu số 01 and 02, by the codes of rules/dossier_forms.py."""
    self_ticks: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """The producer's own score: criterion code to position of the option."""
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    product: Mapped[Product] = relationship()
    producer: Mapped[Producer] = relationship()
    commune: Mapped[Place | None] = relationship()
    criteria: Mapped[CriteriaVersion | None] = relationship()
    round: Mapped[AssessmentRound | None] = relationship()
    opened_by: Mapped[Account | None] = relationship()
    items: Mapped[list["DossierItem"]] = relationship(
        back_populates="dossier", order_by="DossierItem.code", cascade="all, delete-orphan"
    )
    submissions: Mapped[list["Submission"]] = relationship(back_populates="dossier", order_by="Submission.sequence")
    steps: Mapped[list["DossierStep"]] = relationship(back_populates="dossier", order_by="DossierStep.id")


class DossierItem(Model):
    """One kind of evidence in a dossier, with its files, its days and the criteria it supports."""

    __tablename__ = "dossier_item"
    __table_args__ = (UniqueConstraint("dossier_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    code: Mapped[str]
    """Of the instrument's list, registry/law/dossier_items.json."""
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    supports: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of criteria."""
    note: Mapped[str | None] = mapped_column(Words)

    dossier: Mapped[Dossier] = relationship(back_populates="items")
    files: Mapped[list["DossierFile"]] = relationship(
        back_populates="item", order_by="DossierFile.id", cascade="all, delete-orphan"
    )


class DossierFile(Model):
    """One file of an item; its bytes are in the vault."""

    __tablename__ = "dossier_file"
    __table_args__ = (UniqueConstraint("item_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("dossier_item.id"))
    sha256: Mapped[str]
    filename: Mapped[str] = mapped_column(Words)
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    pages: Mapped[int | None]
    """Of a PDF."""
    added_at: Mapped[datetime] = mapped_column(Instant)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    item: Mapped[DossierItem] = relationship(back_populates="files")


class Submission(Model):
    """Everything a dossier said when it was handed in; written once."""

    __tablename__ = "dossier_submission"
    __table_args__ = (UniqueConstraint("dossier_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    sequence: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    manifest: Mapped[Any] = mapped_column(JSON)
    """Forms, self score, items, and the SHA-256 of every file."""
    sha256: Mapped[str]
    """Of the manifest, see registry/queries/seals.py."""

    dossier: Mapped[Dossier] = relationship(back_populates="submissions")
    by: Mapped[Account | None] = relationship()


class DossierStep(Model):
    """One move of a dossier; its whole way can be read from these."""

    __tablename__ = "dossier_step"
    __table_args__ = (Index(None, "dossier_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    move: Mapped[DossierMove] = mapped_column(code(DossierMove, "move"))
    state: Mapped[DossierState] = mapped_column(code(DossierState, "state"))
    """The state it led to."""
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str | None] = mapped_column(Words)
    item_reasons: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What is wrong with which item, by its code."""

    dossier: Mapped[Dossier] = relationship(back_populates="steps")
    by: Mapped[Account | None] = relationship()


class CommuneReport(Model):
    """What a commune found of a dossier (Mẫu số 03), written once with each forwarding."""

    __tablename__ = "commune_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    topics: Mapped[dict[str, str]] = mapped_column(JSON)
    """What is said of each of the four topics."""
    letter_number: Mapped[str | None] = mapped_column(Words)
    letter_on: Mapped[date | None]
    """Of the commune's letter of request."""
    samples: Mapped[int | None]
    written_at: Mapped[datetime] = mapped_column(Instant)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    written_by: Mapped[Account | None] = relationship()


class CommuneDesk(Model):
    """An account that looks at the dossiers of a commune."""

    __tablename__ = "commune_desk"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    commune_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Instant)

    account: Mapped[Account] = relationship()
    commune: Mapped[Place] = relationship()


class SupplementRequest(Model):
    """More was asked for of a dossier that is handed in: of which items, why, and what came."""

    __tablename__ = "supplement_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    item_reasons: Mapped[dict[str, str]] = mapped_column(JSON)
    """What is asked of which item, by its code."""
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("dossier_submission.id"))
    """What the dossier said when the answer was handed in."""

    asked_by: Mapped[Account | None] = relationship()


class Review(Model):
    """What the advisory team found at the desk or at the producer's place; written once."""

    __tablename__ = "dossier_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[ReviewKind] = mapped_column(code(ReviewKind, "kind"))
    done_on: Mapped[date]
    said: Mapped[str] = mapped_column(Words)
    written_at: Mapped[datetime] = mapped_column(Instant)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    written_by: Mapped[Account | None] = relationship()
