"""The papers of a decision before it is in effect: watermarked and without a number, to be looked at."""

from flask import Response, current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from registry.documents import decision_annex, draft_papers
from registry.documents.artwork import Artwork, artwork
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings, is_demonstration, settings
from registry.rules.decision_life import DecisionState
from registry.rules.refusal import NotFound, Refusal
from registry.web.downloads import download
from registry.web.reading import reading_session
from registry.web.staff.decisions.blueprint import found, pages


@pages.get("/<id:public_id>/du-thao")
def drafts(public_id: str) -> ResponseReturnValue:
    """List the papers that the decision will give, to be looked at."""
    detail = _unissued(public_id)
    return render_template("staff/decisions/drafts.html", detail=detail, giving=draft_papers.lines_with_papers(detail))


@pages.get("/<id:public_id>/du-thao/phu-luc.pdf")
def draft_annex(public_id: str) -> ResponseReturnValue:
    """Show the annex as it will be printed."""
    said = decision_annex.content(_unissued(public_id), is_demonstration=is_demonstration(reading_session()))
    return _pdf(decision_annex.draw(said), "Phụ lục (dự thảo).pdf")


@pages.get("/<id:public_id>/du-thao/in.pdf")
def draft_print(public_id: str) -> ResponseReturnValue:
    """Show every paper that the decision will give in one file."""
    detail = _unissued(public_id)
    wishes, demonstration, art = _desk()
    pdf = draft_papers.merged(detail, wishes, is_demonstration=demonstration, artwork=art)
    return _pdf(pdf, "Giấy (dự thảo).pdf")


@pages.get("/<id:public_id>/du-thao/<id:line_id>.pdf")
def draft_paper(public_id: str, line_id: str) -> ResponseReturnValue:
    """Show the paper that one line or recipient will be given."""
    detail = _unissued(public_id)
    wishes, demonstration, art = _desk()
    for line in draft_papers.lines_with_papers(detail):
        if line.public_id == line_id:
            pdf = draft_papers.certificate(line, detail, wishes, is_demonstration=demonstration, artwork=art)
            return _pdf(pdf, f"{line.product_name} (dự thảo).pdf")
    for one in detail.recipients:
        if one.public_id == line_id:
            pdf = draft_papers.merit(one, detail, wishes, is_demonstration=demonstration, artwork=art)
            return _pdf(pdf, f"{one.name} (dự thảo).pdf")
    raise NotFound("Dòng này không có giấy.")


def _unissued(public_id: str) -> DecisionDetail:
    detail = found(public_id)
    if detail.decision.state in {DecisionState.IN_EFFECT, DecisionState.CANCELLED}:
        raise Refusal("Quyết định này không còn giấy dự thảo để xem.")
    return detail


def _desk() -> tuple[Settings, bool, Artwork]:
    session = reading_session()
    wishes = settings(session)
    return wishes, is_demonstration(session), artwork(wishes, vault=current_app.config["VAULT"])


def _pdf(content: bytes, filename: str) -> Response:
    """Show a PDF in the browser: it was drawn here a moment ago, so nothing in it is a stranger's."""
    response = download(make_response(content), filename=filename, media_type="application/pdf")
    response.headers["Content-Disposition"] = response.headers["Content-Disposition"].replace("attachment", "inline", 1)
    del response.headers["Content-Security-Policy"]  # the sandbox stops viewers of PDF; the usual policy remains
    return response
