"""What came to the communes of whoever looks: anything of another commune is answered as if it did not exist."""

from flask import abort

from registry.models.dossier import Dossier, DossierFile
from registry.queries import dossiers
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.web.doors import current_actor
from registry.web.reading import reading_session


def own_dossier(public_id: str) -> Dossier:
    """Return a dossier that was handed in to a commune of the viewer's."""
    row = dossiers.dossier(reading_session(), public_id)
    if row is None or not _is_mine(row):
        abort(404)
    return row


def own_evidence(public_id: str) -> DossierFile:
    """Return a file of a dossier of the viewer's communes; while the producer works on it there is nothing to see."""
    row = dossiers.file(reading_session(), public_id)
    if row is None or not _is_mine(row.item.dossier) or row.item.dossier.state in OPEN_TO_CHANGE:
        abort(404)
    return row


def _is_mine(row: Dossier) -> bool:
    if row.filed_on is None:
        return False
    return dossiers.works_for_commune(reading_session(), current_actor().account_id, row.commune_id)
