"""Comparing the signed annex of a decision with the register's, and letting differences pass by name."""

from typing import Any

from flask import Blueprint, current_app, flash, make_response
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from registry.models.decision import Decision
from registry.queries import decisions as decision_queries
from registry.queries import signed_annexes as queries
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound, Refusal
from registry.sheets.annex_lines import LONGEST_TEXT
from registry.transaction import reading
from registry.usecases import signed_annexes
from registry.usecases.signed_annexes import CLOSED, PASTED, UNCOMPARED
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.forms.fields import Required
from registry.web.forms.form import OurForm
from registry.web.forms.uploads import UploadField
from registry.web.kept_files import intact
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.decisions.steps import may_be_second

pages = Blueprint("staff_signed_annexes", __name__, url_prefix="/can-bo/phu-luc-da-ky")

_AS_TEXT = {PASTED: "phu-luc-dan-vao.txt", UNCOMPARED: "phu-luc-trong-so.txt"}
_ENDINGS = ".xlsx,.csv,.docx,.pdf"


class PastedField(TextAreaField):
    """Text as it was pasted: its tabs and line breaks tell the columns and rows."""


class CompareForm(OurForm):
    """The signed annex, as a file or as text."""

    file = UploadField(
        "Tệp phụ lục đã ký",
        description="Excel (.xlsx), Word (.docx) hoặc PDF có chữ, tối đa 20 MB. Ảnh quét không đọc được chữ.",
        accept=_ENDINGS,
    )
    text = PastedField(
        "Hoặc dán chữ của phụ lục",
        [Length(max=LONGEST_TEXT)],
        description="Chọn cả bảng trong Word hoặc Excel, chép rồi dán vào đây.",
    )


class OverrideForm(OurForm):
    """Why the decision goes on although the annex differs."""

    seen = HiddenField()
    reason = TextAreaField("Lý do chấp nhận", [Required(), Length(max=1_000)])


@pages.route("/<id:public_id>", methods=["GET", "POST"])
def compare(public_id: str) -> ResponseReturnValue:
    """Show what the last comparison found, and make another."""
    decision, form = _found(public_id), CompareForm()
    if form.validate_on_submit():
        with refused_into(form):
            _compare(public_id, form)
            count = _differing(public_id)
            flash(f"Có {count} điểm khác." if count else "Phụ lục đã ký khớp với sổ.", "error" if count else "success")
            return see_other("staff_signed_annexes.compare", public_id=public_id)
    actor = current_actor()
    return answer_form(
        "staff/signed_annexes/compare.html",
        form=form,
        may_compare=actor.may(Permission.ENTER_SIGNATURE),
        may_override=actor.may(Permission.APPROVE_DECISION) and may_be_second(decision, actor),
        **_shown(decision),
    )


@pages.route("/<id:public_id>/chap-nhan", methods=["GET", "POST"])
def override(public_id: str) -> ResponseReturnValue:
    """Let the decision go on although its signed annex differs."""
    decision = _found(public_id)
    held = queries.latest(reading_session(), decision)
    form = OverrideForm(data={"seen": held.row.public_id if held else ""})
    if form.validate_on_submit():
        with refused_into(form):
            signed_annexes.override(
                actor=current_actor(), decision=public_id, reason=form.reason.data or "", seen=form.seen.data or ""
            )
            flash("Đã ghi lý do chấp nhận.", "success")
            return see_other("staff_signed_annexes.compare", public_id=public_id)
    return answer_form("staff/signed_annexes/override.html", form=form, **_shown(decision))


@pages.get("/<id:public_id>/tep/<id:annex_id>")
def file(public_id: str, annex_id: str) -> ResponseReturnValue:
    """Send what was compared, byte for byte."""
    for one in queries.comparisons(reading_session(), _found(public_id)):
        if one.row.public_id == annex_id:
            with intact():
                content = current_app.config["VAULT"].read(one.row.sha256)
            name = _AS_TEXT.get(one.row.filename, one.row.filename)
            return download(make_response(content), filename=name, media_type="application/octet-stream")
    raise NotFound("Quyết định này không có lần đối chiếu đó.")


def _found(public_id: str) -> Decision:
    detail = decision_queries.decision(reading_session(), public_id)
    if detail is None:
        raise NotFound("Không có quyết định này.")
    return detail.decision


def _compare(public_id: str, form: CompareForm) -> None:
    upload, text = form.file.data, form.text.data or ""
    if upload:
        signed_annexes.compare_file(
            actor=current_actor(), decision=public_id, content=upload.read(), filename=upload.filename or ""
        )
        return
    if not text.strip():
        raise Refusal("Hãy chọn tệp phụ lục đã ký, hoặc dán chữ của phụ lục.", field="file")
    signed_annexes.compare_text(actor=current_actor(), decision=public_id, text=text)


def _differing(public_id: str) -> int:
    """Count what the comparison just made found: the request's own picture of the register is older than that."""
    with reading() as session:
        detail = decision_queries.decision(session, public_id)
        held = queries.latest(session, detail.decision) if detail else None
        return len(held.differences) if held else 0


def _shown(decision: Decision) -> dict[str, Any]:
    held = queries.comparisons(reading_session(), decision)
    latest = held[0] if held and held[0].holds else None
    return {
        "decision": decision,
        "held": latest,
        "earlier": held[1:] if latest else held,
        "is_closed": decision.state in CLOSED and queries.closed_at(decision) is not None,
        "waits": signed_annexes.stands_in_the_way(reading_session(), decision, latest),
        "pasted": PASTED,
    }
