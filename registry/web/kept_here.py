"""Under which name a browser keeps what one person types about one dossier."""

from registry.models.dossier import Dossier
from registry.rules.saving_together import mark
from registry.web.doors import current_actor


def kept_under(row: Dossier, paper: str) -> str:
    """Name what the viewer writes about a dossier: computers of an office are shared."""
    return f"{row.public_id}-{paper}-{mark([current_actor().account_id, row.public_id])}"
