"""Mẫu số 01 and 02, filled in for a producer who filed on paper."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.rules.dossier_forms import asked
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.web import dossier_blanks
from registry.web.refusals import answer_form, see_other
from registry.web.staff.dossiers.blueprint import found, pages


@pages.route("/<id:public_id>/bieu-mau", methods=["GET", "POST"])
def blanks(public_id: str) -> ResponseReturnValue:
    """Fill in the forms of a dossier."""
    row = found(public_id)
    form = dossier_blanks.form_of(row)
    may_change = row.state in OPEN_TO_CHANGE
    if dossier_blanks.is_script() and not may_change:
        return dossier_blanks.frozen_answer()
    met = dossier_blanks.save(form, row) if form.is_submitted() else None
    if dossier_blanks.is_script():
        return dossier_blanks.answer_script(form, row, met)
    if form.is_submitted() and not form.errors:
        flash("Đã lưu biểu mẫu.", "success")
        return see_other("staff_dossiers.show", public_id=public_id)
    if met is not None:
        dossier_blanks.show_both(form, met)
    return answer_form(
        "staff/dossiers/blanks.html",
        form=form,
        dossier=row,
        asked=asked(row.kind),
        # Whoever typed while it was handed in by somebody else keeps the text on the page.
        may_change=may_change or form.is_submitted(),
    )
