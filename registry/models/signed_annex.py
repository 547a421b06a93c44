"""The annex as it was really signed, held against the register's own."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.models.decision import Decision


class SignedAnnex(Model):
    """One comparison of a signed annex with the register's; written once, never changed."""

    __tablename__ = "signed_annex"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    decision_version: Mapped[int]
    """What the decision was when it was compared: a later change asks for a new comparison."""
    sha256: Mapped[str]
    """Of the file as it came, kept in the vault; of the text, where it was pasted."""
    filename: Mapped[str] = mapped_column(Words)
    differences: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Each with its kind, the product it is about, the register's words and the annex's."""
    override_reason: Mapped[str | None] = mapped_column(Words)
    """Why the decision may be signed off although the two differ."""
    compared_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    decision: Mapped[Decision] = relationship()
    by: Mapped[Account | None] = relationship()
