"""The journal: a chain of acts with digests, and the versions that hold the values."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from registry.database import Instant, Model, Words


class JournalEntry(Model):
    """One act: who, when, what, on what, which fields; chained to the entry before it."""

    __tablename__ = "journal_entry"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    means: Mapped[str]
    """web, cli or system."""
    act: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Words)
    changes: Mapped[list[Any]] = mapped_column(JSON)
    """[{"on": "producer", "id": public id, "how": "new|changed|removed", "fields": {name: keyed digest}}]."""
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)

    @property
    def hashed_content(self) -> dict[str, Any]:
        """What the hash is taken over."""
        return {
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "account": self.account_id,
            "means": self.means,
            "act": self.act,
            "reason": self.reason,
            "changes": self.changes,
            "previous": self.previous_hash,
        }


class Version(Model):
    """The values one act gave to one row; may be blanked by a recorded erasure without breaking the chain."""

    __tablename__ = "version"
    __table_args__ = (Index(None, "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(ForeignKey("journal_entry.sequence"), index=True)
    subject: Mapped[str]
    subject_id: Mapped[str]
    values: Mapped[dict[str, Any] | None] = mapped_column(JSON)
