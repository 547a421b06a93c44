"""The papers of one item of a dossier: sent up one by one or several at once, and described."""

from flask import abort, current_app, flash, jsonify, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.usecases import evidence_files
from registry.web import dossier_lines
from registry.web.dossier_items import ItemForm, item_form, refused_sending, save_item, taken_in
from registry.web.forms.form import ConfirmForm
from registry.web.portal.dossiers import told
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.refusals import answer_form, refused_into, see_other

MEGABYTE = 1024 * 1024


@pages.route("/ho-so/<id:dossier_id>/muc/<code>", methods=["GET", "POST"])
def item(dossier_id: str, code: str) -> ResponseReturnValue:
    """Show an item with its files, and describe it."""
    row = own_dossier(dossier_id)
    line = _line(row, code)
    form = item_form(row, line.answer.item)
    if form.validate_on_submit():
        with refused_into(form):
            save_item(form, row, line.answer.item)
        if not form.errors:
            flash("Đã lưu thông tin giấy tờ.", "success")
            return see_other("portal_dossiers.item", dossier_id=dossier_id, code=code)
    return _page(row, line, form)


@pages.post("/ho-so/<id:dossier_id>/muc/<code>/tep")
def add(dossier_id: str, code: str) -> ResponseReturnValue:
    """Take files into an item: each by itself, so that a bad one keeps no good one out."""
    row, form = own_dossier(dossier_id), ConfirmForm()
    line = _line(row, code)
    is_script = request.accept_mimetypes.best == "application/json"
    if not form.validate():
        why = form.csrf_token.errors
        if is_script:
            return jsonify(said=" ".join(why)), 422
        return _page(row, line, refused_sending(row, line.answer.item, why))
    failed = taken_in(dossier_id, code, request.files.getlist("files"))
    if is_script:
        return jsonify(said=" ".join(failed.values())), 422 if failed else 200
    if not failed:
        flash("Đã thêm tệp.", "success")
        return see_other("portal_dossiers.item", dossier_id=dossier_id, code=code)
    for name, said in failed.items():
        flash(f"{name}: {said}" if name else said, "error")
    return see_other("portal_dossiers.item", dossier_id=dossier_id, code=code)


def _line(row: Dossier, code: str) -> dossier_lines.ItemLine:
    line = next((one for one in dossier_lines.item_lines(row, on=clock.today()) if one.answer.item.code == code), None)
    if line is None:
        abort(404)
    return line


def _page(row: Dossier, line: dossier_lines.ItemLine, form: ItemForm) -> ResponseReturnValue:
    return answer_form(
        "portal/dossiers/item.html",
        form=form,
        adding=ConfirmForm(formdata=None),
        dossier=row,
        line=line,
        may_change=told.may_change(row, line.answer.item.code),
        asked=told.asked_of(row).get(line.answer.item.code),
        most_megabytes=evidence_files.LARGEST // MEGABYTE,
        most_together=current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE,
    )
