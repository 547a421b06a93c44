"""What was typed into the forms of a dossier: as it was handed in, or as it is now while the producer has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry import clock
from registry.documents import official
from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.rules.dossier_forms import FieldKind, FormField
from registry.rules.dossier_life import DossierState
from registry.rules.number_words import dotted

_WITH_THE_PRODUCER = frozenset({DossierState.DRAFTING, DossierState.RETURNED})


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What the forms say."""

    forms: Mapping[str, Any]
    self_ticks: Mapping[str, int]
    files: Mapping[str, int]
    """How many files there are of each item."""
    day: date | None
    """On which it was handed in; None for a draft."""
    foot: str

    @property
    def is_draft(self) -> bool:
        """Say whether it may still change."""
        return self.day is None


def filled(session: Session, dossier: Dossier) -> Filled:
    """Return what the forms of a dossier say."""
    submission = dossiers.latest_submission(session, dossier.id)
    if submission is None or dossier.state in _WITH_THE_PRODUCER:
        return Filled(
            forms=dossier.forms,
            self_ticks=dossier.self_ticks,
            files={item.code: len(item.files) for item in dossier.items if item.files},
            day=None,
            foot="",
        )
    said, came = submission.manifest, submission.at.astimezone(clock.VIETNAM)
    return Filled(
        forms=said["forms"],
        self_ticks=said["self_ticks"],
        files={item["code"]: len(item["files"]) for item in said["items"] if item["files"]},
        day=came.date(),
        foot=f"Nộp lần {submission.sequence}, lúc {came:%H:%M} ngày {came:%d/%m/%Y}; SHA-256: {submission.sha256}",
    )


def value_words(field: FormField, value: Any) -> list[str]:
    """Return the paragraphs of one blank as they are printed."""
    if field.kind is FieldKind.TICKS:
        return [box(choice in (value or ()), label) for choice, label in field.choices]
    if value is None:
        return [official.DOTS]
    if field.kind is FieldKind.DAY:
        return [f"{date.fromisoformat(value):%d/%m/%Y}"]
    if field.kind is FieldKind.NUMBER:
        return [dotted(value)]
    return official.paragraphs(value)


def box(is_ticked: bool, label: str) -> str:
    """Return a choice with its box, crossed or not."""
    return f"[{'×' if is_ticked else '   '}] {label}"
