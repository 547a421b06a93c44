"""The two ways in beside signing in: taking up an invitation, and from there to where one belongs."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import PasswordField, StringField
from wtforms.validators import Length

from registry.rules import sign_in_name
from registry.rules.search_key import clean
from registry.usecases import invitations
from registry.web.doors import current_actor, home_of
from registry.web.forms.fields import DependsOnOthers, Required
from registry.web.forms.form import OurForm
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.signin.attempts import Attempts, Try
from registry.web.signin.forms import AT_ONCE, spell_out

pages = Blueprint("entrance", __name__)

LONGEST = 200


class RedeemForm(OurForm):
    """Name, code, and a password of one's own."""

    sign_in = StringField(
        "Số điện thoại hoặc thư điện tử",
        [Required(), Length(max=LONGEST)],
        description="Như ghi trong thư mời.",
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    code = StringField(
        "Mã mời",
        [Required(), Length(max=LONGEST)],
        description="16 ký tự trong thư mời, chữ hoa hay thường đều được.",
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu mới",
        [DependsOnOthers(), Length(max=LONGEST)],
        description="Ít nhất 15 ký tự: một câu ngắn dễ nhớ, có dấu cách. Nếu đã có tài khoản thì để trống.",
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        "Nhập lại mật khẩu mới", [DependsOnOthers(), Length(max=LONGEST)], render_kw={"autocomplete": "new-password"}
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Let the form pass if the password was typed the same twice."""
        is_whole: bool = super().validate(extra_validators)
        if is_whole and (self.password.data or "") != (self.password_again.data or ""):
            self.password_again.errors = ["Hai lần nhập mật khẩu không giống nhau."]
            return False
        return is_whole


@pages.get("/vao")
def index() -> ResponseReturnValue:
    """Lead whoever is signed in to where he begins."""
    return redirect(home_of(current_actor()), 303)


@pages.route("/moi", methods=["GET", "POST"])
def redeem() -> ResponseReturnValue:
    """Take up an invitation by its code."""
    form = RedeemForm()
    if form.validate_on_submit():
        attempts: Attempts = current_app.extensions["attempts"]
        tried = Try(account=_counted_by(form.sign_in.data or ""), address=request.remote_addr or "")
        wait = attempts.seconds_to_wait(tried)
        if wait:
            form.form_errors.append(f"Đã thử quá nhiều lần. Hãy đợi {spell_out(wait)} rồi thử lại.")
            return render_template("signin/redeem.html", form=form), 429
        with refused_into(form):
            return _redeemed(form, attempts, tried)
    return answer_form("signin/redeem.html", form=form)


def _redeemed(form: RedeemForm, attempts: Attempts, tried: Try) -> ResponseReturnValue:
    try:
        with AT_ONCE:
            welcome = invitations.redeem(
                sign_in=form.sign_in.data or "", code=form.code.data or "", password=form.password.data or None
            )
    except invitations.WrongCode:
        attempts.failed(tried)
        raise
    attempts.succeeded(tried)
    if welcome.had_account:
        flash(f"Đã thêm {welcome.producer_name} vào tài khoản của bạn. Hãy đăng nhập bằng mật khẩu cũ.", "success")
    else:
        flash("Đã tạo tài khoản. Hãy đăng nhập bằng mật khẩu bạn vừa đặt.", "success")
    return see_other("security.login")


def _counted_by(typed: str) -> str:
    known = sign_in_name.parse_or_none(typed)
    return f"moi {known.text if known else clean(typed).lower()}"
