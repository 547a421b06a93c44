"""Mẫu số 01 and 02, filled in for a producer who filed on paper."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.models.dossier import Dossier
from registry.rules.dossier_forms import asked
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.usecases.dossiers import FormsChanged, save_forms
from registry.web.doors import current_actor
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import found, pages
from registry.web.staff.dossiers.forms import BlanksForm, blanks_of


@pages.route("/<id:public_id>/bieu-mau", methods=["GET", "POST"])
def blanks(public_id: str) -> ResponseReturnValue:
    """Fill in the forms of a dossier."""
    row = found(public_id)
    form = blanks_of(row)
    if form.validate_on_submit():
        with refused_into(form):
            try:
                _save(row, form)
            except FormsChanged:
                form.version.data = str(row.version)
                raise
            flash("Đã lưu biểu mẫu.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/blanks.html",
        form=form,
        dossier=row,
        asked=asked(row.kind),
        may_change=row.state in OPEN_TO_CHANGE,
    )


def _save(row: Dossier, form: BlanksForm) -> None:
    written = str(form.version.data or "")
    save_forms(
        actor=current_actor(),
        dossier=row.public_id,
        version=int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else 0,
        forms={one.code: form[one.code].data for one in asked(row.kind)},
    )
