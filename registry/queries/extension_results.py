"""What the re-assessments came to for whose sake certificates were lengthened, and since when that is known."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.dossier import DossierStep
from registry.models.expiry import Extension, result_of
from registry.rules.certificate_life import Result


def results(session: Session) -> Mapping[int, tuple[Result, ...]]:
    """Return what the rules are told of every extension, by the row id of its move."""
    steps = session.execute(
        select(Extension.move_id, DossierStep.at, DossierStep.state)
        .join(DossierStep, DossierStep.dossier_id == Extension.dossier_id)
        .order_by(DossierStep.at, DossierStep.id)
    )
    found: dict[int, list[Result]] = defaultdict(list)
    for move, at, state in steps:
        found[move].append(result_of(at, state))
    return {move: tuple(results) for move, results in found.items()}
