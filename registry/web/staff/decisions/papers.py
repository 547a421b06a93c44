"""The papers that a decision gave: each one, the file for the printer, and one zip of everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import decision_pack
from registry.models.certificate import FileRole
from registry.queries import decision_papers
from registry.queries.decision_papers import Paper
from registry.queries.fallen_papers import ended_of_decision
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound
from registry.web.downloads import download
from registry.web.kept_files import intact, send
from registry.web.reading import reading_session
from registry.web.staff.decisions.blueprint import found, pages


@dataclass(frozen=True, kw_only=True)
class EndedPage:
    """A page of the file for the printer that bears a paper not good any more."""

    page: int
    number: str | None
    standing: Standing


@pages.get("/<id:public_id>/giay")
def papers(public_id: str) -> ResponseReturnValue:
    """List every kept file of the decision."""
    detail = found(public_id)
    session, today = reading_session(), clock.today()
    held = decision_papers.papers(session, detail.decision)
    ended = ended_of_decision(session, detail.decision, today=today)
    return render_template(
        "staff/decisions/papers.html",
        detail=detail,
        own=[one for one in held if one.is_of_the_decision],
        given=[one for one in held if not one.is_of_the_decision],
        fallen={name: stands for name, stands in ended.items() if stands is not Standing.EXPIRED},
        in_print_file=_ended_pages(held, ended),
    )


def _ended_pages(held: Sequence[Paper], ended: Mapping[str, Standing]) -> list[EndedPage]:
    """Name the pages of the file for the printer that are not to be printed again: it was kept as it was issued."""
    drawn = [one for one in held if one.certificate and one.file.role is FileRole.RENDER]
    return [
        EndedPage(page=page, number=one.number, standing=ended[one.certificate])
        for page, one in enumerate(drawn, start=1)
        if one.certificate and one.certificate in ended
    ]


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
