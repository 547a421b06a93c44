"""Handing a dossier in, and taking it back."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import supplements
from registry.rules.dossier_life import DossierMove, Party, open_moves
from registry.usecases import submission
from registry.usecases.supplements import hand_in
from registry.web import dossier_lines
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.portal.dossiers import told
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.own import own_dossier
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

NOT_NOW = "Hồ sơ hiện không ở bước này."


@pages.route("/ho-so/<id:dossier_id>/nop", methods=["GET", "POST"])
def submit(dossier_id: str) -> ResponseReturnValue:
    """Hand a dossier in, after answering for it item by item."""
    row, form, today = own_dossier(dossier_id), ConfirmForm(), clock.today()
    if DossierMove.SUBMIT not in open_moves(row.state, by=Party.PRODUCER):
        flash(NOT_NOW, "info")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    lines, others = dossier_lines.item_lines(row, on=today), dossier_lines.other_answers(row, on=today)
    is_whole = not told.blanks_left(row) and not others and all(line.answer.verdict.is_good for line in lines)
    if form.validate_on_submit():
        with refused_into(form):
            submission.submit(actor=current_actor(), dossier=dossier_id)
            flash("Đã nộp hồ sơ. Theo dõi các bước ở trang này.", "success")
            return see_other("portal_dossiers.show", dossier_id=dossier_id)
    return answer_form(
        "portal/dossiers/submit.html",
        form=form,
        dossier=row,
        lines=lines,
        others=others,
        blanks_left=told.blanks_left(row),
        is_whole=is_whole,
    )


@pages.route("/ho-so/<id:dossier_id>/rut", methods=["GET", "POST"])
def withdraw(dossier_id: str) -> ResponseReturnValue:
    """Take a dossier back, asking first."""
    row, form = own_dossier(dossier_id), ConfirmForm()
    if DossierMove.WITHDRAW not in open_moves(row.state, by=Party.PRODUCER):
        flash(NOT_NOW, "info")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    if form.validate_on_submit():
        with refused_into(form):
            submission.withdraw(actor=current_actor(), dossier=dossier_id)
            flash("Đã rút hồ sơ.", "success")
            return see_other("portal_dossiers.show", dossier_id=dossier_id)
    return answer_form("portal/dossiers/withdraw.html", form=form, dossier=row)


@pages.route("/ho-so/<id:dossier_id>/bo-sung", methods=["GET", "POST"])
def supplement(dossier_id: str) -> ResponseReturnValue:
    """Hand in what was asked for after the dossier was; what was handed in before stays as it was."""
    row, form = own_dossier(dossier_id), ConfirmForm()
    request = supplements.open_request(reading_session(), row.id)
    if request is None:
        flash(NOT_NOW, "info")
        return see_other("portal_dossiers.show", dossier_id=dossier_id)
    if form.validate_on_submit():
        with refused_into(form):
            hand_in(actor=current_actor(), dossier=dossier_id)
            flash("Đã gửi bổ sung.", "success")
            return see_other("portal_dossiers.show", dossier_id=dossier_id)
    lines = [
        line
        for line in dossier_lines.item_lines(row, on=clock.today())
        if line.answer.item.code in request.item_reasons
    ]
    return answer_form("portal/dossiers/supplement.html", form=form, dossier=row, wanted=request, lines=lines)
