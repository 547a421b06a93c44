"""What a producer has proposed, and what was answered."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from registry.models.proposal import Proposal
from registry.queries import proposals
from registry.rules.proposal_life import ProposalState
from registry.usecases.proposals import withdraw as take_back
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.kept_files import send_proposed
from registry.web.listing import Listing, Shown
from registry.web.portal.own import own_proposal
from registry.web.proposal_words import asked_for, shown
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("portal_proposals", __name__, url_prefix="/cua-toi/de-nghi")

SENT: Listing[Proposal] = Listing(title="Đề nghị đã gửi", columns=())


@pages.get("")
def index() -> ResponseReturnValue:
    """List the proposals of the viewer's producers, the newest first."""
    asked = SENT.asked()
    made = proposals.of_account(reading_session(), current_actor().account_id, asked)
    return render_template("portal/proposals/index.html", list=Shown(listing=SENT, page=made, asked=asked))


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one proposal and its answer."""
    row = own_proposal(public_id)
    return render_template(
        "portal/proposals/show.html",
        proposal=row,
        values=shown(row),
        is_open=row.state is ProposalState.OPEN,
        has_moved_away=proposals.has_moved_away(row),
    )


@pages.route("/<id:public_id>/rut", methods=["GET", "POST"])
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take a proposal back, asking first; one that is no longer open is shown as it is."""
    row, form = own_proposal(public_id), ConfirmForm()
    if row.state is not ProposalState.OPEN:
        if form.is_submitted():
            flash("Không rút lại được nữa: đề nghị này đã có câu trả lời hoặc đã được rút lại trước đó.", "error")
        return see_other("portal_proposals.show", public_id=public_id)
    if form.validate_on_submit():
        with refused_into(form):
            take_back(actor=current_actor(), proposal=public_id)
            flash("Đã rút lại đề nghị.", "success")
            return see_other("portal_proposals.show", public_id=public_id)
    return answer_form("portal/proposals/withdraw.html", form=form, proposal=row, asked=asked_for(row.field))


@pages.get("/<id:public_id>/anh")
def photo(public_id: str) -> ResponseReturnValue:
    """Send the picture that is proposed."""
    return send_proposed(own_proposal(public_id))
