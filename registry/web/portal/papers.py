"""A producer's certificates and merit certificates as they were issued: one by one, or all in one zip."""

from flask import Blueprint, current_app, make_response
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import producer_pack
from registry.web.downloads import download
from registry.web.kept_files import intact, send
from registry.web.portal.own import own_paper, own_producer
from registry.web.reading import reading_session

pages = Blueprint("portal_papers", __name__, url_prefix="/cua-toi")


@pages.get("/giay/<id:file_id>")
def file(file_id: str) -> ResponseReturnValue:
    """Send one kept certificate, byte for byte."""
    return send(own_paper(file_id))


@pages.get("/chu-the/<id:public_id>/giay.zip")
def pack(public_id: str) -> ResponseReturnValue:
    """Send every kept paper of a producer in one zip."""
    row = own_producer(public_id)
    with intact():
        name, content = producer_pack.zip_of(
            reading_session(), row, vault=current_app.config["VAULT"], today=clock.today()
        )
    return download(make_response(content), filename=name, media_type="application/zip")
