"""The papers that a decision gave: each one, the file for the printer, and one zip of everything."""

from flask import current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import decision_pack
from registry.queries import decision_papers
from registry.queries.fallen_papers import fallen_of_decision
from registry.rules.refusal import NotFound
from registry.web.downloads import download
from registry.web.kept_files import intact, send
from registry.web.reading import reading_session
from registry.web.staff.decisions.blueprint import found, pages


@pages.get("/<id:public_id>/giay")
def papers(public_id: str) -> ResponseReturnValue:
    """List every kept file of the decision."""
    detail = found(public_id)
    held = decision_papers.papers(reading_session(), detail.decision)
    return render_template(
        "staff/decisions/papers.html",
        detail=detail,
        own=[one for one in held if one.is_of_the_decision],
        given=[one for one in held if not one.is_of_the_decision],
        fallen=fallen_of_decision(reading_session(), detail.decision, today=clock.today()),
    )


@pages.get("/<id:public_id>/tep/<id:file_id>")
def file(public_id: str, file_id: str) -> ResponseReturnValue:
    """Send one kept file, byte for byte."""
    kept = decision_papers.file_of_decision(reading_session(), found(public_id).decision, file_id)
    if kept is None:
        raise NotFound("Quyết định này không có tệp đó.")
    return send(kept)


@pages.get("/<id:public_id>/giay.zip")
def pack(public_id: str) -> ResponseReturnValue:
    """Send every kept file of the decision in one zip."""
    detail = found(public_id)
    with intact():
        name, content = decision_pack.zip_of(reading_session(), detail, vault=current_app.config["VAULT"])
    return download(make_response(content), filename=name, media_type="application/zip")
