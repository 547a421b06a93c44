"""The items of a dossier as its pages list them: what there is of each, and what is to be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.models.dossier import Dossier, DossierItem, DossierStep
from registry.queries import dossier_checks
from registry.rules.completeness import Answer
from registry.rules.dossier_life import DossierMove, DossierState
from registry.rules.evidence import Means


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """One item of a dossier, with what there is of it and what is to be said."""

    answer: Answer
    kept: DossierItem | None
    reason: str | None
    """Why it was sent back, where it was."""
    is_mended: bool = False
    """Whether a file was added since it was sent back."""

    @property
    def count(self) -> int:
        """How many files it has."""
        return len(self.kept.files) if self.kept else 0

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        if (self.reason and not self.is_mended) or not self.answer.verdict.is_good:
            return "wrong"
        return "good" if self.count else "ended"


def item_lines(row: Dossier, *, on: date) -> list[ItemLine]:
    """Return every item that is answered by files, in the order of the instrument's list."""
    kept, reasons, back = {item.code: item for item in row.items}, reasons_of(row), last_return(row)
    newer = {
        item.code for item in row.items if back is not None and any(file.added_at > back.at for file in item.files)
    }
    return [
        ItemLine(
            answer=answer,
            kept=kept.get(answer.item.code),
            reason=reasons.get(answer.item.code),
            is_mended=answer.item.code in newer,
        )
        for answer in dossier_checks.answers(row, on=on)
        if answer.item.means is Means.FILES
    ]


def other_answers(row: Dossier, *, on: date) -> list[Answer]:
    """Return what else stands against handing a dossier in: what follows from its other items."""
    return [
        answer
        for answer in dossier_checks.answers(row, on=on)
        if answer.item.means is Means.WORKED_OUT and not answer.verdict.is_good
    ]


def reasons_of(row: Dossier) -> Mapping[str, str]:
    """Return why each item was sent back, while the dossier is with its producer for that."""
    last = last_return(row)
    return last.item_reasons if last is not None else {}


def last_return(row: Dossier) -> DossierStep | None:
    """Return the step by which a dossier came back to its producer, while it is there for that."""
    if row.state is not DossierState.RETURNED:
        return None
    return next((step for step in reversed(row.steps) if step.move is DossierMove.RETURN), None)
