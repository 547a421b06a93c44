"""Filling in Mẫu số 01 and 02."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries.settings import settings
from registry.rules.dossier_forms import asked
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.web import dossier_blanks, dossier_lines
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, see_other


@pages.route("/ho-so/<id:dossier_id>/bieu-mau", methods=["GET", "POST"])
def blanks(dossier_id: str) -> ResponseReturnValue:
    """Fill in the forms of a dossier."""
    row = own_dossier(dossier_id)
    form = dossier_blanks.form_of(row)
    if row.state not in OPEN_TO_CHANGE:
        if dossier_blanks.is_script():
            return dossier_blanks.frozen_answer()
        if not form.is_submitted():  # else the page is shown again, with what was typed
            flash(dossier_blanks.FROZEN, "info")
            return see_other("portal_dossiers.show", dossier_id=dossier_id)
    met = dossier_blanks.save(form, row) if form.is_submitted() else None
    if dossier_blanks.is_script():
        return dossier_blanks.answer_script(form, row, met)
    if form.is_submitted() and not form.errors:
        flash("Đã lưu biểu mẫu.", "success")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    if met is not None:
        dossier_blanks.show_both(form, met)
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
