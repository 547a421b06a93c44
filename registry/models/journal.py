"""The journal: a chain of acts with digests, and the versions that hold the values."""

from collections.abc import Iterable, Mapping
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


_BEHIND_THE_COUNTER = frozenset(
    {
        "account",
        "assessment",
        "assessment_round",
        "calendar_feed",
        "commune_desk",
        "commune_report",
        "council_discussion",
        "council_seat",
        "council_tie",
        "decision_line",
        "dossier",
        "dossier_file",
        "dossier_item",
        "dossier_review",
        "dossier_submission",
        "expiry_notice",
        "finding_acknowledged",
        "handover",
        "inspection",
        "inspection_finding",
        "inspection_photo",
        "invitation",
        "letter",
        "line_assessment",
        "list_import",
        "membership",
        "number_series",
        "password_reset",
        "print_entry",
        "print_taken_back",
        "proposal",
        "role",
        "score_sheet",
        "sheet_reopening",
        "signed_annex",
        "stamp_entry",
        "supervision_case",
        "supplement_request",
        "web_authn",
    }
)
"""What no public page shows: acts on these alone leave the answers kept for the public as they are."""


def is_seen(changes: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether what an act changed may change what the public sees."""
    return any(change["on"] not in _BEHIND_THE_COUNTER for change in changes)
