"""Lines of an annex that stand on a council's result: they say what the council said, or go back to it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry.models.assessment import Assessment
from registry.models.decision import DecisionLine
from registry.rules.dossier_life import DossierMove, Party
from registry.rules.refusal import Refusal
from registry.usecases.dossiers import step
from registry.usecases.journal import Act

_OF_THE_RESULT = ("product_id", "kind", "score", "stars", "instrument", "product_set", "assessed_on")


class ResultIsNotOverridden(Refusal):
    """A line that stands on a result was to say something else."""


def as_assessed(row: DecisionLine) -> tuple[object, ...] | None:
    """Return what a line says of its result, before it is written anew; None where it stands on none."""
    if row.assessed is None:
        return None
    return tuple(getattr(row, name) for name in _OF_THE_RESULT)


def refuse_override(row: DecisionLine, before: tuple[object, ...] | None) -> None:
    """Let a line pass that still says what the council said.

    :param before: what as_assessed() returned.
    :raises ResultIsNotOverridden: if it says something else.
    """
    if before is not None and before != tuple(getattr(row, name) for name in _OF_THE_RESULT):
        raise ResultIsNotOverridden(
            "Dòng này là kết quả của Hội đồng, không sửa được điểm và hạng sao. "
            "Muốn sửa, hãy bỏ dòng khỏi phụ lục rồi mở lại kết quả ở đợt đánh giá.",
            field="score",
        )


def take_out(act: Act, row: DecisionLine) -> None:
    """Let the result of a line that leaves its annex wait for another decision."""
    if row.assessed is None:
        return
    result = act.session.scalars(
        select(Assessment).where(Assessment.id == row.assessed.assessment_id).options(joinedload(Assessment.dossier))
    ).one()
    step(act, result.dossier, DossierMove.TAKE_OUT, by=Party.OFFICER, reason="Bỏ dòng khỏi phụ lục của dự thảo")
