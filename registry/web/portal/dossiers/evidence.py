"""The papers of one item of a dossier: sent up one by one or several at once, and described."""

from collections.abc import Mapping

from flask import abort, current_app, flash, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from wtforms import StringField
from wtforms.validators import Length

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.rules import evidence as rules
from registry.rules.refusal import NotFound, Refusal
from registry.usecases import evidence_files
from registry.usecases.dossiers import ItemFacts, describe_item
from registry.usecases.typed import LONGEST_LINE
from registry.web import dossier_lines
from registry.web.doors import current_actor
from registry.web.forms.fields import BoxesField, DayField
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.portal.dossiers import told
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.refusals import answer_form, refused_into, see_other

MEGABYTE = 1024 * 1024


class ItemForm(OurForm):
    """What is typed beside the files of one item."""

    issued_on = DayField("Ngày cấp", description="Ghi trên giấy, ví dụ 13/12/2025.")
    expires_on = DayField("Ngày hết hạn", description="Để trống nếu giấy không ghi.")
    note = StringField("Ghi chú", [Length(max=LONGEST_LINE)], description="Ví dụ số giấy, nơi cấp.")
    supports = BoxesField("Tiêu chí mà giấy tờ này chứng minh")


@pages.route("/ho-so/<id:dossier_id>/muc/<code>", methods=["GET", "POST"])
def item(dossier_id: str, code: str) -> ResponseReturnValue:
    """Show an item with its files, and describe it."""
    row = own_dossier(dossier_id)
    line, form = _line(row, code), _form(row, code)
    if form.validate_on_submit():
        with refused_into(form):
            facts = ItemFacts(supports=form.supports.data or (), **form.said("issued_on", "expires_on", "note"))
            describe_item(actor=current_actor(), dossier=dossier_id, code=code, facts=facts)
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
        return (jsonify(said=" ".join(form.csrf_token.errors)), 422) if is_script else _page(row, line, form)
    failed = _taken(dossier_id, code, [one for one in request.files.getlist("files") if one.filename])
    if is_script:
        return jsonify(said=" ".join(failed.values())), 422 if failed else 200
    if not failed:
        flash("Đã thêm tệp.", "success")
        return see_other("portal_dossiers.item", dossier_id=dossier_id, code=code)
    for name, said in failed.items():
        flash(f"{name}: {said}" if name else said, "error")
    return see_other("portal_dossiers.item", dossier_id=dossier_id, code=code)


def _taken(dossier: str, code: str, sent: list[FileStorage]) -> Mapping[str, str]:
    """Keep each file that can be kept, and return what is said of each that cannot."""
    if not sent:
        return {"": "Hãy chọn ít nhất một tệp."}
    failed: dict[str, str] = {}
    for one in sent:
        try:
            evidence_files.add(
                actor=current_actor(),
                dossier=dossier,
                item=code,
                source=one.stream,  # type: ignore[arg-type]
                filename=one.filename or "",
            )
        except NotFound:
            raise
        except Refusal as refusal:
            failed[one.filename or ""] = refusal.text
    return failed


def _line(row: Dossier, code: str) -> dossier_lines.ItemLine:
    line = next((one for one in dossier_lines.item_lines(row, on=clock.today()) if one.answer.item.code == code), None)
    if line is None:
        abort(404)
    return line


def _form(row: Dossier, code: str) -> ItemForm:
    kept = next((item for item in row.items if item.code == code), None)
    criteria = dossiers.criteria_of(row)
    titles = {leaf.code: leaf.title for leaf in criteria.leaves()} if criteria else {}
    listed = next(one for one in dossiers.items_of(row) if one.code == code)
    nodes = {node.code: node.title for node in criteria.nodes.values()} if criteria else {}
    usual = [one for one in rules.supports(listed, nodes) if one in titles]
    form = ItemForm(
        data={
            "issued_on": kept.issued_on if kept else None,
            "expires_on": kept.expires_on if kept else None,
            "note": kept.note if kept else None,
            "supports": kept.supports if kept and kept.supports else usual,
        }
    )
    form.supports.choices = [(one, f"{one} {title}") for one, title in titles.items()]
    return form


def _page(row: Dossier, line: dossier_lines.ItemLine, form: OurForm) -> ResponseReturnValue:
    return answer_form(
        "portal/dossiers/item.html",
        form=form if isinstance(form, ItemForm) else _form(row, line.answer.item.code),
        adding=ConfirmForm(formdata=None),
        dossier=row,
        line=line,
        may_change=told.may_change(row, line.answer.item.code),
        asked=told.asked_of(row).get(line.answer.item.code),
        most_megabytes=evidence_files.LARGEST // MEGABYTE,
        most_together=current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE,
    )
