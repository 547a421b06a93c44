"""Mẫu số 01 and 02 as a form, whoever fills it in: saved as one types, without script too, with two people at it."""

from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from wtforms import Field, StringField, TextAreaField

from registry import clock
from registry.models.dossier import Dossier
from registry.rules.dossier_forms import LONGEST_LINE, FieldKind, FormField, asked, typed
from registry.rules.refusal import Refusal
from registry.rules.saving_together import NOTHING_SAVED, Meeting, meet
from registry.usecases.changed_forms import FormsChanged
from registry.usecases.dossiers import save_forms
from registry.web.dates import local_instant
from registry.web.doors import current_actor
from registry.web.dossier_words import shown, spoken
from registry.web.forms.fields import BoxesField, DayField
from registry.web.forms.together import BOTH, SharedForm, marks_of

FROZEN = "Hồ sơ đã nộp nên biểu mẫu không sửa được nữa."


def form_of(row: Dossier) -> SharedForm:
    """Make the form of a dossier, with what is kept in it or what was sent."""
    blanks = {one.code: _field(one) for one in asked(row.kind)}
    made: SharedForm = type("BlankForm", (SharedForm,), blanks)(
        data={one.code: shown(one, row.forms.get(one.code)) for one in asked(row.kind)}
        | {"opened": marks_of(_kept_of(row))}
    )
    for one in asked(row.kind):
        # To be filled in before the dossier is handed in, but it may be saved without.
        made[one.code].flags.required = one.required
    return made


def is_script() -> bool:
    """Say whether the page's script asks, which is answered in data."""
    return request.accept_mimetypes.best == "application/json"


def frozen_answer() -> ResponseReturnValue:
    """Tell the script that the forms were handed in meanwhile."""
    return jsonify(said=FROZEN, errors={}), 422


def save(form: SharedForm, row: Dossier) -> Meeting | None:
    """Keep every blank that can be kept; the rest is said at its field. None: nothing could be looked at."""
    form.validate()
    if form.csrf_token.errors:
        return None
    met = meet(opened=form.marks_sent(), typed=_values_sent(form, row), kept=_kept_of(row))
    for one in asked(row.kind):
        if one.code in met.both:
            form[one.code].errors = [BOTH.format(spoken(one, row.forms.get(one.code)))]
    try:
        if met.saved:
            save_forms(actor=current_actor(), dossier=row.public_id, version=row.version, forms=met.saved)
    except FormsChanged as refusal:
        form.form_errors.append(f"{refusal.text} Hãy lưu lần nữa.")
        return NOTHING_SAVED
    except Refusal as refusal:
        form.form_errors.append(refusal.text)
        return NOTHING_SAVED
    return met


def show_both(form: SharedForm, met: Meeting) -> None:
    """Let the form shown again know what its reader has now seen of the others' work."""
    form.opened.data = form.marks_after(met, both_shown=True)


def answer_script(form: SharedForm, row: Dossier, met: Meeting | None) -> ResponseReturnValue:
    """Tell the script what became of its save; where two meet, nothing counts as seen before the page is."""
    wrong: dict[str, Any] = {name: " ".join(said) for name, said in form.errors.items() if name}
    if met is None or form.form_errors:
        said = " ".join(form.form_errors) or wrong.get("csrf_token", "Chưa lưu được.")
        return jsonify(said=said, errors=wrong), 422
    labels = {one.code: one.label for one in asked(row.kind)}
    others = "; ".join(labels[code] for code in labels if code in met.theirs)
    said = f"Đã lưu lúc {local_instant(clock.now())}." + (f" Người khác vừa sửa: {others}." if others else "")
    return jsonify(
        said="Còn mục chưa lưu được." if wrong else said, errors=wrong, opened=form.marks_after(met, both_shown=False)
    ), 200


def _kept_of(row: Dossier) -> dict[str, Any]:
    """Return what is kept of every blank that the form has."""
    return {one.code: row.forms.get(one.code) for one in asked(row.kind)}


def _values_sent(form: SharedForm, row: Dossier) -> dict[str, Any]:
    """Return what was typed into each blank that can be as it is; what cannot is said at its field."""
    good: dict[str, Any] = {}
    for one in asked(row.kind):
        field: Field = form[one.code]
        if field.errors:
            continue
        try:
            good |= typed({one.code: field.data})
        except Refusal as refusal:
            field.errors = [refusal.text]
    return good


def _field(one: FormField) -> Any:
    hint = one.hint or ""
    if one.kind is FieldKind.TEXT:
        return TextAreaField(one.label, description=hint, render_kw={"rows": 5})
    if one.kind is FieldKind.DAY:
        return DayField(one.label, description=hint, render_kw={"placeholder": "ngày/tháng/năm"})
    if one.kind is FieldKind.TICKS:
        return BoxesField(one.label, description=hint, choices=lambda: list(one.choices))
    numeric = {"inputmode": "numeric"} if one.kind is FieldKind.NUMBER else {}
    return StringField(one.label, description=hint, render_kw={"maxlength": LONGEST_LINE, **numeric})
