"""One file of a dossier as it came, and the whole dossier in one zip."""

from flask.typing import ResponseReturnValue

from registry.rules.permissions import Permission, authorise
from registry.web.doors import current_actor
from registry.web.dossier_files import send_dossier, send_evidence
from registry.web.dossier_papers import send_paper
from registry.web.staff.dossiers.blueprint import found, found_file, pages

OF_A_PERSON = frozenset({"mau-01", "mau-02"})
"""Forms that tell of the representative, for those alone who keep dossiers."""


@pages.get("/<id:public_id>/tep/<id:file_id>")
def file(public_id: str, file_id: str) -> ResponseReturnValue:
    """Send a file of a dossier, byte for byte."""
    return send_evidence(found_file(found(public_id), file_id))


@pages.get("/<id:public_id>/tep/<id:file_id>/xem")
def look(public_id: str, file_id: str) -> ResponseReturnValue:
    """Show a file of a dossier in the browser."""
    return send_evidence(found_file(found(public_id), file_id), shown=True)


@pages.get("/<id:public_id>/ho-so.zip")
def pack(public_id: str) -> ResponseReturnValue:
    """Send a whole dossier in one zip, with a table of contents."""
    return send_dossier(found(public_id))


@pages.get("/<id:public_id>/giay/<name>.pdf")
def paper(public_id: str, name: str) -> ResponseReturnValue:
    """Draw a paper of a dossier and send it."""
    row = found(public_id)
    if name in OF_A_PERSON:
        authorise(current_actor(), Permission.KEEP_DOSSIERS)
    return send_paper(row, name)
