"""One file of a dossier, looked at, taken home or taken out; and the whole dossier in one zip."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry.usecases import evidence_files
from registry.web.doors import current_actor
from registry.web.dossier_files import send_dossier, send_evidence
from registry.web.dossier_papers import send_paper
from registry.web.forms.form import ConfirmForm
from registry.web.portal.dossiers import told
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier, own_evidence
from registry.web.refusals import answer_form, refused_into, see_other


@pages.get("/tep/<id:evidence_id>")
def file(evidence_id: str) -> ResponseReturnValue:
    """Send a file of a dossier, byte for byte."""
    return send_evidence(own_evidence(evidence_id))


@pages.get("/tep/<id:evidence_id>/xem")
def look(evidence_id: str) -> ResponseReturnValue:
    """Show a file of a dossier in the browser."""
    return send_evidence(own_evidence(evidence_id), shown=True)


@pages.route("/tep/<id:evidence_id>/bo", methods=["GET", "POST"])
def remove(evidence_id: str) -> ResponseReturnValue:
    """Take a file out of a dossier, asking first."""
    row, form = own_evidence(evidence_id), ConfirmForm()
    place = {"dossier_id": row.item.dossier.public_id, "code": row.item.code}
    if not told.may_change(row.item.dossier, row.item.code):
        flash("Hồ sơ đã nộp nên không bỏ tệp được nữa.", "info")
        return see_other("portal_dossiers.item", **place)
    if form.validate_on_submit():
        with refused_into(form):
            evidence_files.remove(actor=current_actor(), dossier=place["dossier_id"], file=evidence_id)
            flash(f"Đã bỏ tệp {row.filename}.", "success")
            return see_other("portal_dossiers.item", **place)
    return answer_form("portal/dossiers/remove.html", form=form, file=row, place=place)


@pages.get("/ho-so/<id:dossier_id>/ho-so.zip")
def pack(dossier_id: str) -> ResponseReturnValue:
    """Send a whole dossier in one zip, with a table of contents."""
    return send_dossier(own_dossier(dossier_id))


@pages.get("/ho-so/<id:dossier_id>/giay/<paper>.pdf")
def paper(dossier_id: str, paper: str) -> ResponseReturnValue:
    """Draw one of a dossier's papers: its forms, its slip, what the commune wrote, the notice of its result."""
    return send_paper(own_dossier(dossier_id), paper)
