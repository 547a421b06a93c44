"""Filling in Mẫu số 01 and 02: saved as one types, whole without script, and with two people at it."""

from typing import Any

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries.settings import settings
from registry.rules.dossier_forms import asked
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.refusal import Refusal
from registry.rules.saving_together import Meeting, mark, meet
from registry.usecases.dossiers import FormsChanged, save_forms
from registry.web import dossier_lines
from registry.web.dates import local_instant
from registry.web.doors import current_actor
from registry.web.dossier_words import spoken
from registry.web.portal.dossiers.blank_form import (
    BlankForm,
    as_text,
    form_of,
    kept_of,
    marks_sent,
    values_sent,
)
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, see_other

FROZEN = "Hồ sơ đã nộp nên biểu mẫu không sửa được nữa."
BOTH = "Người khác vừa lưu: “{}”. Lưu lần nữa sẽ thay bằng nội dung của bạn."


@pages.route("/ho-so/<id:dossier_id>/bieu-mau", methods=["GET", "POST"])
def blanks(dossier_id: str) -> ResponseReturnValue:
    """Fill in the forms of a dossier."""
    row = own_dossier(dossier_id)
    if row.state not in OPEN_TO_CHANGE:
        if request.accept_mimetypes.best == "application/json":
            return jsonify(said=FROZEN, errors={}), 422
        flash(FROZEN, "info")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    form = form_of(row)
    met = _save(form, row) if form.is_submitted() else None
    if request.accept_mimetypes.best == "application/json":
        return _answer_script(form, row, met)
    if form.is_submitted() and not form.errors:
        flash("Đã lưu biểu mẫu.", "success")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    if met is not None:
        _show_both(form, row, met)
    producer = row.producer
    return answer_form(
        "portal/dossiers/blanks.html",
        form=form,
        dossier=row,
        producer=producer,
        address=producer.address_on(clock.today(), province=settings(reading_session()).province),
        asked=asked(row.kind),
        reasons=dossier_lines.reasons_of(row),
    )


def _save(form: BlankForm, row: Dossier) -> Meeting | None:
    """Keep every blank that can be kept; the rest is said at its field. None: nothing could be looked at."""
    form.validate()
    if form.csrf_token.errors:
        return None
    met = meet(opened=marks_sent(form), typed=values_sent(form, row), kept=kept_of(row))
    for one in asked(row.kind):
        if one.code in met.both:
            form[one.code].errors = [BOTH.format(spoken(one, row.forms.get(one.code)))]
    try:
        if met.saved:
            save_forms(actor=current_actor(), dossier=row.public_id, version=row.version, forms=met.saved)
    except FormsChanged as refusal:
        form.form_errors.append(f"{refusal.text} Hãy lưu lần nữa.")
        return Meeting(saved={}, both=frozenset(), theirs=frozenset())
    except Refusal as refusal:
        form.form_errors.append(refusal.text)
        return Meeting(saved={}, both=frozenset(), theirs=frozenset())
    return met


def _show_both(form: BlankForm, row: Dossier, met: Meeting) -> None:
    """Let the form shown again know what its reader has now seen of the others' work."""
    seen = marks_sent(form) | {code: mark(value) for code, value in met.saved.items()}
    kept = kept_of(row)
    form.opened.data = as_text(seen | {code: mark(kept.get(code)) for code in met.both})


def _answer_script(form: BlankForm, row: Dossier, met: Meeting | None) -> ResponseReturnValue:
    """Tell the script what became of its save; where two meet, nothing counts as seen before the page is."""
    wrong: dict[str, Any] = {name: " ".join(said) for name, said in form.errors.items() if name}
    if met is None or form.form_errors:
        said = " ".join(form.form_errors) or wrong.get("csrf_token", "Chưa lưu được.")
        return jsonify(said=said, errors=wrong), 422
    seen = marks_sent(form) | {code: mark(value) for code, value in met.saved.items()}
    labels = {one.code: one.label for one in asked(row.kind)}
    others = "; ".join(labels[code] for code in labels if code in met.theirs)
    said = f"Đã lưu lúc {local_instant(clock.now())}." + (f" Người khác vừa sửa: {others}." if others else "")
    return jsonify(said="Còn mục chưa lưu được." if wrong else said, errors=wrong, opened=as_text(seen)), 200
