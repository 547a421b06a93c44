"""Inviting people of producers to the portal, helping those who forgot their password, and ending what came of it."""

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from registry import clock
from registry.models.membership import Membership
from registry.models.producer import Producer
from registry.queries import memberships, producer_record
from registry.rules.refusal import NotFound
from registry.usecases import invitations, new_passwords
from registry.usecases.typed import LONGEST_LINE
from registry.web.doors import current_actor
from registry.web.forms.fields import Required
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.once import shown_again
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("staff_members", __name__, url_prefix="/can-bo/chu-the")


class InviteForm(OurForm):
    """Who is invited."""

    name = StringField("Họ và tên", [Required(), Length(max=LONGEST_LINE)])
    sign_in = StringField(
        "Số điện thoại hoặc thư điện tử",
        [Required(), Length(max=LONGEST_LINE)],
        description="Là tên đăng nhập của người ấy. Thư điện tử: thư mời được gửi đi. Số điện thoại: hãy in thư mời.",
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )


@pages.route("/<id:public_id>/nguoi/moi", methods=["GET", "POST"])
def invite(public_id: str) -> ResponseReturnValue:
    """Invite a person to speak for a producer; the letter with its code is shown once."""
    row = _producer(public_id)
    form = InviteForm(data=_known(row))
    if form.validate_on_submit():
        with refused_into(form):
            made = invitations.invite(actor=current_actor(), producer=public_id, **form.said("name", "sign_in"))
            return _letter(row, made, f"Thư mời {form.name.data}")
    return answer_form("staff/members/invite.html", form=form, producer=row)


@pages.route("/nguoi/loi-moi/<id:invitation_id>/huy", methods=["GET", "POST"])
def cancel(invitation_id: str) -> ResponseReturnValue:
    """Make an invitation's code worthless, asking first."""
    row, form = memberships.invitation(reading_session(), invitation_id), ConfirmForm()
    if row is None:
        raise NotFound("Không có lời mời này.")
    if form.validate_on_submit():
        with refused_into(form):
            invitations.cancel(actor=current_actor(), invitation=invitation_id)
            flash(f"Đã hủy lời mời {row.name}.", "success")
            return see_other("staff_producers.show", public_id=row.producer.public_id)
    return answer_form("staff/members/cancel.html", form=form, invitation=row)


@pages.route("/<id:public_id>/nguoi/<id:account_id>/ma", methods=["GET", "POST"])
def print_code(public_id: str, account_id: str) -> ResponseReturnValue:
    """Make a letter by which somebody of a producer chooses a new password; it is shown once."""
    row, form = _membership(public_id, account_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            made = new_passwords.issue(actor=current_actor(), producer=public_id, account=account_id)
            return _letter(row.producer, made, f"Thư có mã cho {row.account.name}")
    return answer_form("staff/members/print_code.html", form=form, membership=row)


@pages.route("/<id:public_id>/nguoi/<id:account_id>/thoi", methods=["GET", "POST"])
def end(public_id: str, account_id: str) -> ResponseReturnValue:
    """Let a person speak for a producer no longer, asking first."""
    row, form = _membership(public_id, account_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            invitations.end_membership(actor=current_actor(), producer=public_id, account=account_id)
            flash(f"{row.account.name} không còn đại diện cho chủ thể trên cổng.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    return answer_form("staff/members/end.html", form=form, membership=row)


def _known(row: Producer) -> dict[str, str]:
    """Return what the form begins with: the person of a merged unit whom the producer's page offers to invite."""
    asked = request.args.get("nguoi")
    for one in memberships.left_behind(reading_session(), row) if asked else ():
        if one.account.public_id == asked:
            return {"name": one.account.name, "sign_in": one.account.email or one.account.phone or ""}
    return {}


def _letter(producer: Producer, made: invitations.Invited, heading: str) -> str:
    """Show a letter in answer to the POST itself: a code belongs neither in an address nor in a cookie."""
    page = render_template(
        "staff/members/letter.html", producer=producer, invited=made, heading=heading, on=clock.today()
    )
    return shown_again(page)


def _membership(public_id: str, account_id: str) -> Membership:
    row = memberships.membership(reading_session(), producer=public_id, account=account_id)
    if row is None:
        raise NotFound("Người này không đại diện cho chủ thể trên cổng.")
    return row


def _producer(public_id: str) -> Producer:
    row = producer_record.producer(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có chủ thể này.")
    return row
