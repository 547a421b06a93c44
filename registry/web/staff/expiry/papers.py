"""Letters and lists about the rows that the list's filters choose."""

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from registry.documents import expiry_lists, expiry_notice
from registry.queries.expiry_plan import Expiring
from registry.rules.expiry_planning import LapsedFor, PlanStage
from registry.rules.refusal import NotFound
from registry.web.downloads import download
from registry.web.reading import reading_session
from registry.web.staff.expiry.blueprint import pages, planned
from registry.web.staff.expiry.lists import narrowed

PURPOSE = "de"
PDF, ZIP = "application/pdf", "application/zip"
_PURPOSES = {"quyet-dinh": LapsedFor.DECISION, "thong-tin": LapsedFor.INFORMATION}


@pages.get("/thong-bao.pdf")
def letters() -> ResponseReturnValue:
    """Send the department's letters in one file, for printing."""
    return _send(*expiry_notice.merged(reading_session(), _good()), media_type=PDF)


@pages.get("/thong-bao.zip")
def letters_apart() -> ResponseReturnValue:
    """Send the department's letters one by one, in a zip."""
    return _send(*expiry_notice.zipped(reading_session(), _good()), media_type=ZIP)


@pages.get("/thong-bao/<id:public_id>.pdf")
def letter(public_id: str) -> ResponseReturnValue:
    """Send the letter to one holder, about everything of it that runs out among the rows chosen."""
    rows = [row for row in _good() if row.producer == public_id]
    if not rows:
        raise NotFound("Chủ thể này không có giấy nào sắp hết hạn trong danh sách.")
    return _send(*expiry_notice.merged(reading_session(), rows), media_type=PDF)


@pages.get("/moi-nop-ho-so.pdf")
def invitations() -> ResponseReturnValue:
    """Send the list of whom to invite to file; who has filed, or has the next certificate, is not invited."""
    rows = [row for row in _good() if row.is_to_file]
    return _send(*expiry_lists.invitations(reading_session(), rows), media_type=PDF)


@pages.get("/da-het-han.pdf")
def lapsed() -> ResponseReturnValue:
    """Send the draft list of what lapsed, for a decision or for information."""
    purpose = _PURPOSES.get(request.args.get(PURPOSE, ""), LapsedFor.INFORMATION)
    rows = [row for row in narrowed() if row.stage is PlanStage.LAPSED]
    return _send(*expiry_lists.lapsed(reading_session(), rows, purpose=purpose, on=planned().on), media_type=PDF)


def _good() -> list[Expiring]:
    """Return the chosen rows that can still run out: nobody is told that what lapsed will lapse."""
    return [row for row in narrowed() if not row.is_over and row.last is not None]


def _send(filename: str, content: bytes, *, media_type: str) -> Response:
    return download(make_response(content), filename=filename, media_type=media_type)
