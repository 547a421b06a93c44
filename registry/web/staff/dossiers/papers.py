"""The papers of one item of a dossier: added, described, taken out."""

from flask import flash, jsonify, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import dossier_checks, supplements
from registry.rules.dossier_life import OPEN_TO_CHANGE
from registry.rules.evidence import ListedItem
from registry.usecases import evidence_files
from registry.web.doors import current_actor
from registry.web.dossier_blanks import is_script
from registry.web.dossier_items import ItemForm, item_form, refused_sending, save_item, taken_in
from registry.web.forms.form import ConfirmForm
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import found, found_file, found_item, may_keep, pages

MEGABYTE = 1024 * 1024


@pages.route("/<id:public_id>/muc/<code>", methods=["GET", "POST"])
def item(public_id: str, code: str) -> ResponseReturnValue:
    """Show an item with its files, and describe it."""
    row = found(public_id)
    listed = found_item(row, code)
    form = item_form(row, listed)
    if form.validate_on_submit():
        with refused_into(form):
            save_item(form, row, listed)
        if not form.errors:
            flash("Đã lưu thông tin giấy tờ.", "success")
            return see_other("staff_dossiers.item", public_id=public_id, code=code)
    return _page(row, listed, form)


@pages.post("/<id:public_id>/muc/<code>/tep")
def add(public_id: str, code: str) -> ResponseReturnValue:
    """Take files into an item: each by itself, so that a bad one keeps no good one out."""
    row, form = found(public_id), ConfirmForm()
    listed = found_item(row, code)
    if not form.validate():
        why = form.csrf_token.errors
        if is_script():
            return jsonify(said=" ".join(why)), 422
        return _page(row, listed, refused_sending(row, listed, why))
    failed = taken_in(public_id, code, request.files.getlist("files"))
    if is_script():
        return jsonify(said=" ".join(failed.values())), 422 if failed else 200
    for name, said in failed.items():
        flash(f"{name}: {said}" if name else said, "error")
    if not failed:
        flash("Đã thêm tệp.", "success")
    return see_other("staff_dossiers.item", public_id=public_id, code=code)


@pages.route("/<id:public_id>/tep/<id:file_id>/bo", methods=["GET", "POST"])
def remove(public_id: str, file_id: str) -> ResponseReturnValue:
    """Take a file out of a dossier, asking first."""
    row = found(public_id)
    file, form = found_file(row, file_id), ConfirmForm()
    code = file.item.code
    if form.validate_on_submit():
        with refused_into(form):
            evidence_files.remove(actor=current_actor(), dossier=public_id, file=file_id)
            flash(f"Đã bỏ tệp {file.filename}.", "success")
            return see_other("staff_dossiers.item", public_id=public_id, code=code)
    return answer_form("staff/dossiers/remove.html", form=form, dossier=row, file=file, code=code)


def _page(row: Dossier, listed: ListedItem, form: ItemForm) -> ResponseReturnValue:
    return answer_form(
        "staff/dossiers/item.html",
        form=form,
        adding=ConfirmForm(formdata=None),
        dossier=row,
        answer=next(one for one in dossier_checks.answers(row, on=clock.today()) if one.item.code == listed.code),
        kept=next((one for one in row.items if one.code == listed.code), None),
        may_change=may_keep() and _is_open(row, listed.code),
        # Whoever typed while it was handed in by somebody else keeps the text on the page.
        may_describe=may_keep() and (_is_open(row, listed.code) or form.is_submitted()),
        most_megabytes=evidence_files.LARGEST // MEGABYTE,
    )


def _is_open(row: Dossier, code: str) -> bool:
    """Say whether an item may be changed: the dossier is being written, or more of the item was asked."""
    if row.state in OPEN_TO_CHANGE:
        return True
    asked = supplements.open_request(reading_session(), row.id)
    return asked is not None and code in asked.item_reasons
