"""Lists brought in from a file: the stored bytes, the preview made from them, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.database import Instant, Model, Words, new_public_id
from registry.models.account import Account
from registry.models.decision import Decision


class ListImport(Model):
    """One uploaded list; it is applied once, from the same bytes that were previewed."""

    __tablename__ = "list_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    filename: Mapped[str] = mapped_column(Words)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The draft decision whose annex it fills; none for recorded recognitions."""
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the person chose on the preview: body, date, year, round, instrument, sheet."""
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Counts of what was created, matched, changed."""

    decision: Mapped[Decision | None] = relationship()
    uploaded_by: Mapped[Account | None] = relationship()
