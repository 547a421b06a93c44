"""A dossier moved on by staff: handed in, returned, forwarded in the commune's name, taken into a round, withdrawn."""

from flask import flash
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from registry import clock
from registry.models.assessment_round import RoundState
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds, dossier_checks, dossiers
from registry.rules.dossier_life import DossierMove, Party, open_moves
from registry.usecases import concluding, rounds, submission
from registry.usecases.typed import LONGEST_LINE
from registry.web.doors import current_actor
from registry.web.forms.form import OurForm
from registry.web.item_reasons import gives_reasons
from registry.web.kept_here import kept_under
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import found, pages
from registry.web.staff.dossiers.forms import AdmitForm, CloseForm, ForwardForm, ReasonForm, SubmitForm


@pages.route("/<id:public_id>/nop", methods=["GET", "POST"])
def submit(public_id: str) -> ResponseReturnValue:
    """Hand a dossier in for its producer, with the day it came on paper."""
    row, form = found(public_id), SubmitForm()
    if form.validate_on_submit():
        with refused_into(form):
            submission.submit(actor=current_actor(), dossier=public_id, **form.said("filed_on"))
            flash("Đã nộp hồ sơ; nội dung đã nộp được giữ nguyên.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/submit.html",
        form=form,
        dossier=row,
        missing=dossier_checks.missing(row, on=clock.today()),
        is_possible=_may(row, DossierMove.SUBMIT, form),
    )


@pages.route("/<id:public_id>/tra-lai", methods=["GET", "POST"])
def return_(public_id: str) -> ResponseReturnValue:
    """Give a dossier back to its producer, with a reason for each item that is wrong."""
    row = found(public_id)
    listed = [(f"reasons-{one.code}", one) for one in dossiers.items_of(row) if one.code in dossiers.returnable(row)]
    form = _return_form(row)
    is_complete = form.validate_on_submit()
    if gives_reasons(form, codes=[one.code for _, one in listed]) and is_complete:
        with refused_into(form):
            said = {one.code: form[name].data for name, one in listed if form[name].data}
            submission.return_(
                actor=current_actor(), dossier=public_id, reason=form.reason.data or "", item_reasons=said
            )
            flash("Đã trả lại chủ thể để hoàn thiện.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/return_.html",
        form=form,
        dossier=row,
        items=[form[name] for name, _ in listed],
        is_possible=_may(row, DossierMove.RETURN, form),
    )


@pages.route("/<id:public_id>/chuyen-tinh", methods=["GET", "POST"])
def forward(public_id: str) -> ResponseReturnValue:
    """Write what the commune found and forward the dossier in its name."""
    row, form = found(public_id), ForwardForm()
    if form.validate_on_submit():
        with refused_into(form):
            findings = submission.CommuneFindings(
                topics={topic: form[topic].data or "" for topic in submission.TOPICS},
                **form.said("letter_number", "letter_on", "samples"),
            )
            submission.forward(actor=current_actor(), dossier=public_id, findings=findings)
            flash("Đã chuyển hồ sơ lên tỉnh.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/forward.html",
        form=form,
        dossier=row,
        keep_here=kept_under(row, "mau-03"),
        is_possible=_may(row, DossierMove.FORWARD, form),
    )


@pages.route("/<id:public_id>/rut", methods=["GET", "POST"])
def withdraw(public_id: str) -> ResponseReturnValue:
    """Withdraw a dossier in its producer's name, saying on what paper."""
    row, form = found(public_id), ReasonForm()
    if form.validate_on_submit():
        with refused_into(form):
            submission.withdraw(actor=current_actor(), dossier=public_id, reason=form.reason.data or "")
            flash("Đã rút hồ sơ.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/withdraw.html", form=form, dossier=row, is_possible=_may(row, DossierMove.WITHDRAW, form)
    )


@pages.route("/<id:public_id>/vao-dot", methods=["GET", "POST"])
def admit(public_id: str) -> ResponseReturnValue:
    """Take a dossier into a round."""
    row, form = found(public_id), AdmitForm()
    open_rounds = [one for one in assessment_rounds.rounds(reading_session()) if one.state is not RoundState.CONCLUDED]
    form.round.choices = [
        ("", "Chọn"),
        *((one.public_id, f"Đợt {one.number} năm {one.year}") for one in open_rounds),
    ]
    if form.validate_on_submit():
        with refused_into(form):
            rounds.admit(actor=current_actor(), round_=form.round.data or "", dossiers=[public_id])
            flash("Đã đưa hồ sơ vào đợt.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/admit.html",
        form=form,
        dossier=row,
        has_rounds=bool(open_rounds),
        is_possible=_may(row, DossierMove.ADMIT, form),
    )


@pages.route("/<id:public_id>/ket-thuc", methods=["GET", "POST"])
def close(public_id: str) -> ResponseReturnValue:
    """End a dossier whose result leads to no decision of the province, naming the notice."""
    row, form = found(public_id), CloseForm()
    if form.validate_on_submit():
        with refused_into(form):
            concluding.close(actor=current_actor(), dossier=public_id, notice=form.notice.data or "")
            flash("Đã kết thúc hồ sơ.", "success")
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form(
        "staff/dossiers/close.html", form=form, dossier=row, is_possible=_may(row, DossierMove.CLOSE, form)
    )


def _may(row: Dossier, move: DossierMove, form: OurForm) -> bool:
    """Say whether a move is open; whoever typed while somebody else made it keeps the text on the page."""
    return move in open_moves(row.state, by=Party.OFFICER) or form.is_submitted()


def _return_form(row: Dossier) -> ReasonForm:
    """Make a form with a blank for the reason of each item."""
    fields = {
        f"reasons-{one.code}": StringField(one.title, [Length(max=LONGEST_LINE)]) for one in dossiers.items_of(row)
    }
    made: ReasonForm = type("ReturnForm", (ReasonForm,), fields)()
    return made
