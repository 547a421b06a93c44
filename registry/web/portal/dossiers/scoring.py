"""What a producer's own score comes to, measured against the next star."""

from collections.abc import Mapping

from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.queries.settings import settings
from registry.rules.council_settings import from_settings
from registry.rules.refusal import Refusal
from registry.rules.scoring import Gap, gap_to_next
from registry.rules.scoring_sheet import Sheet
from registry.web.reading import reading_session


def own_gap(row: Dossier) -> Gap | None:
    """Return how far a dossier's own score is from the next star; None where it cannot be or was not scored."""
    return gap_of(row, row.self_ticks)


def gap_of(row: Dossier, ticks: Mapping[str, int]) -> Gap | None:
    """Return how far a score by these ticks is from the next star."""
    criteria = dossiers.criteria_of(row)
    if criteria is None or not ticks:
        return None
    try:
        rules = from_settings(settings(reading_session()).council_rules)
        return gap_to_next(criteria=criteria, sheet=Sheet(ticks=ticks), rules=rules)
    except Refusal:
        return None
