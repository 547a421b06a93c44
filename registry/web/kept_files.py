"""Sending kept files: the stored bytes, never drawn again."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, abort, current_app, make_response

from registry import clock
from registry.models.certificate import PaperFile
from registry.models.proposal import Proposal
from registry.rules.proposal_life import keeps_picture
from registry.rules.refusal import Refusal
from registry.vault import MissingFile, Vault
from registry.web.downloads import download
from registry.web.translation import gettext

log = logging.getLogger(__name__)


@contextmanager
def intact() -> Iterator[None]:
    """Say a file that the vault has lost as a refusal.

    :raises Refusal: if the vault has lost a file or holds other bytes.
    """
    try:
        yield
    except MissingFile:
        log.exception("a kept file is missing from the vault")
        raise Refusal(
            gettext("Tệp không còn nguyên vẹn trong kho lưu. Hãy báo quản trị để khôi phục từ bản sao lưu.")
        ) from None


def send(file: PaperFile) -> Response:
    """Send a kept file under its own name.

    :raises Refusal: if the vault has lost it or holds other bytes.
    """
    vault: Vault = current_app.config["VAULT"]
    with intact():
        content = vault.read(file.sha256)
    return download(make_response(content), filename=file.filename, media_type=file.media_type)


def send_proposed(proposal: Proposal) -> Response:
    """Send the picture that is proposed; one that is no longer kept is not there.

    :raises Refusal: if the vault has lost it or holds other bytes.
    """
    if proposal.sha256 is None or not keeps_picture(decided_at=proposal.decided_at, now=clock.now()):
        abort(404)
    vault: Vault = current_app.config["VAULT"]
    with intact():
        response = make_response(vault.read(proposal.sha256))
    response.headers["Content-Type"] = "image/jpeg"
    return response
