"""Files of dossiers on their way out: one by one, or a whole dossier in one zip; never whole in memory."""

import hashlib

from flask import Response, current_app, send_file

from registry.documents import dossier_pack
from registry.models.dossier import Dossier, DossierFile
from registry.vault import MissingFile, Vault
from registry.web.downloads import content_disposition, download
from registry.web.kept_files import intact
from registry.web.reading import reading_session

# A browser shows PDFs by a program of its own, which a sandbox would keep out; nothing else may run or be fetched.
_SHOWN = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'"


def send_evidence(file: DossierFile, *, shown: bool = False) -> Response:
    """Send a file of a dossier under its own name.

    :param shown: to be looked at in the browser, not kept.
    :raises Refusal: if the vault has lost it or holds other bytes.
    """
    vault: Vault = current_app.config["VAULT"]
    with intact():
        path = vault.path(file.sha256)
        with path.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != file.sha256:
                raise MissingFile(file.sha256)
    response = send_file(path, mimetype=file.media_type, conditional=False, etag=False)
    download(response, filename=file.filename, media_type=file.media_type)
    if shown:
        response.headers["Content-Disposition"] = content_disposition("inline", file.filename)
        response.headers["Content-Security-Policy"] = _SHOWN
    return response


def send_dossier(row: Dossier) -> Response:
    """Send a whole dossier as one zip, written while it is sent.

    :raises Refusal: if the vault has lost one of its files.
    """
    vault: Vault = current_app.config["VAULT"]
    with intact():
        pack = dossier_pack.pack_of(reading_session(), row, vault=vault)
    return download(Response(pack.pieces()), filename=pack.filename, media_type="application/zip")
