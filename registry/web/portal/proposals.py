"""What a producer has proposed, and what was answered."""

from flask import Blueprint, abort, current_app, flash, make_response, render_template
from flask.typing import ResponseReturnValue

from registry.queries import proposals
from registry.rules.proposal_life import ProposalState
from registry.usecases.proposals import withdraw as take_back
from registry.vault import Vault
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.kept_files import intact
from registry.web.portal.own import own_proposal
from registry.web.proposal_words import shown
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("portal_proposals", __name__, url_prefix="/cua-toi/de-nghi")


@pages.get("")
def index() -> ResponseReturnValue:
    """List the proposals of the viewer's producers, the newest first."""
    made = proposals.of_account(reading_session(), current_actor().account_id)
    return render_template("portal/proposals/index.html", proposals=made)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one proposal and its answer."""
    row = own_proposal(public_id)
    return render_template(
        "portal/proposals/show.html",
        proposal=row,
        values=shown(row),
        is_open=row.state is ProposalState.OPEN,
    )


@pages.route("/<id:public_id>/rut", methods=["GET", "POST"])
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take a proposal back, asking first."""
    row, form = own_proposal(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            take_back(actor=current_actor(), proposal=public_id)
            flash("Đã rút lại đề nghị.", "success")
            return see_other("portal_proposals.show", public_id=public_id)
    return answer_form("portal/proposals/withdraw.html", form=form, proposal=row)


@pages.get("/<id:public_id>/anh")
def photo(public_id: str) -> ResponseReturnValue:
    """Send the picture that is proposed."""
    row = own_proposal(public_id)
    if row.sha256 is None:
        abort(404)
    vault: Vault = current_app.config["VAULT"]
    with intact():
        response = make_response(vault.read(row.sha256))
    response.headers["Content-Type"] = "image/jpeg"
    return response
