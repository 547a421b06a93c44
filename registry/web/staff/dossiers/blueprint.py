"""The address of everything about dossiers, and the one dossier a page is about."""

from flask import Blueprint

from registry.models.dossier import Dossier, DossierFile
from registry.queries import dossiers
from registry.rules.evidence import ListedItem
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("staff_dossiers", __name__, url_prefix="/can-bo/ho-so")


def found(public_id: str) -> Dossier:
    """Return the dossier a page is about.

    :raises NotFound: if there is none.
    """
    row = dossiers.dossier(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có hồ sơ này.")
    return row


def found_item(row: Dossier, code: str) -> ListedItem:
    """Return an item that a dossier answers with files.

    :raises NotFound: if the instrument lists none of that code.
    """
    for item in dossiers.items_of(row):
        if item.code == code and code in dossiers.item_codes(row):
            return item
    raise NotFound("Hồ sơ không có mục này.")


def found_file(row: Dossier, public_id: str) -> DossierFile:
    """Return a file of a dossier.

    :raises NotFound: if it has none of that name.
    """
    for item in row.items:
        for file in item.files:
            if file.public_id == public_id:
                return file
    raise NotFound("Hồ sơ không có tệp này.")


def may_keep() -> bool:
    """Say whether the viewer may fill in and move dossiers."""
    return current_actor().may(Permission.KEEP_DOSSIERS)
