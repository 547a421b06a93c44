"""The ways in beside signing in: an invitation, a forgotten password, and from there to where one belongs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import PasswordField, StringField
from wtforms.validators import Length

from registry.rules import sign_in_name
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases import invitations, new_passwords
from registry.usecases.one_time_codes import WrongCode
from registry.web.doors import current_actor, home_of
from registry.web.forms.fields import DependsOnOthers, Required
from registry.web.forms.form import OurForm
from registry.web.refusals import refused_into, see_other
from registry.web.signin.attempts import Attempts, Try
from registry.web.signin.forms import AT_ONCE, spell_out

pages = Blueprint("entrance", __name__)

LONGEST = 200


class TriedTooOften(Refusal):
    """Whoever tries has failed so often that it must wait."""


def _sign_in_field(description: str) -> StringField:
    return StringField(
        "Số điện thoại hoặc thư điện tử",
        [Required(), Length(max=LONGEST)],
        description=description,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


def _code_field(label: str, description: str) -> StringField:
    return StringField(
        label,
        [Required(), Length(max=LONGEST)],
        description=description,
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )


class _TwiceForm(OurForm):
    """A form by which somebody chooses a password."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Let the form pass if the password was typed the same twice."""
        is_whole: bool = super().validate(extra_validators)
        if is_whole and (self.password.data or "") != (self.password_again.data or ""):
            self.password_again.errors = ["Hai lần nhập mật khẩu không giống nhau."]
            return False
        return is_whole


class RedeemForm(_TwiceForm):
    """Name, code, and a password of one's own."""

    sign_in = _sign_in_field("Như ghi trong thư mời.")
    code = _code_field("Mã mời", "16 ký tự trong thư mời, chữ hoa hay thường đều được.")
    password = PasswordField(
        "Mật khẩu mới",
        [DependsOnOthers(), Length(max=LONGEST)],
        description="Ít nhất 15 ký tự: một câu ngắn dễ nhớ, có dấu cách. Nếu đã có tài khoản thì để trống.",
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        "Nhập lại mật khẩu mới", [DependsOnOthers(), Length(max=LONGEST)], render_kw={"autocomplete": "new-password"}
    )


class ForgottenForm(OurForm):
    """Whose password is forgotten."""

    sign_in = _sign_in_field("Tên bạn vẫn dùng để đăng nhập.")


class NewPasswordForm(_TwiceForm):
    """Name, code, and another password."""

    sign_in = _sign_in_field("Như ghi trong thư.")
    code = _code_field("Mã trong thư", "16 ký tự, chữ hoa hay thường đều được.")
    password = PasswordField(
        "Mật khẩu mới",
        [Required(), Length(max=LONGEST)],
        description="Ít nhất 15 ký tự: một câu ngắn dễ nhớ, có dấu cách.",
        render_kw={"autocomplete": "new-password"},
    )
    password_again = PasswordField(
        "Nhập lại mật khẩu mới", [Required(), Length(max=LONGEST)], render_kw={"autocomplete": "new-password"}
    )


@pages.get("/vao")
def index() -> ResponseReturnValue:
    """Lead whoever is signed in to where he begins."""
    return redirect(home_of(current_actor()), 303)


@pages.route("/moi", methods=["GET", "POST"])
def redeem() -> ResponseReturnValue:
    """Take up an invitation by its code."""
    form = RedeemForm()
    if form.validate_on_submit():
        with refused_into(form), _tried(form, "moi"):
            welcome = invitations.redeem(
                sign_in=form.sign_in.data or "", code=form.code.data or "", password=form.password.data or None
            )
            if welcome.had_account:
                flash(
                    f"Đã thêm {welcome.producer_name} vào tài khoản của bạn. Hãy đăng nhập bằng mật khẩu cũ.", "success"
                )
            else:
                flash("Đã tạo tài khoản. Hãy đăng nhập bằng mật khẩu bạn vừa đặt.", "success")
            return see_other("security.login")
    return _answer("signin/redeem.html", form)


@pages.route("/quen-mat-khau", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Ask for a code by mail; the answer is the same whether or not there is such an account."""
    form = ForgottenForm()
    if form.validate_on_submit():
        with refused_into(form), _tried(form, "quen", every_one_counts=True):
            new_passwords.ask(sign_in=form.sign_in.data or "")
            flash(
                "Nếu đây là tên đăng nhập của người thuộc chủ thể OCOP, thư có mã sẽ đến trong ít phút. "
                "Hãy mở thư rồi nhập mã ở đây.",
                "success",
            )
            return see_other("entrance.choose_password")
    return _answer("signin/forgotten.html", form)


@pages.route("/mat-khau-moi", methods=["GET", "POST"])
def choose_password() -> ResponseReturnValue:
    """Choose a new password by the code of a letter."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        with refused_into(form), _tried(form, "mat-khau-moi"):
            named = form.sign_in.data or ""
            new_passwords.choose(sign_in=named, code=form.code.data or "", password=form.password.data or "")
            _forgive(named)
            flash("Đã đặt mật khẩu mới. Hãy đăng nhập bằng mật khẩu ấy.", "success")
            return see_other("security.login")
    return _answer("signin/new_password.html", form)


@contextmanager
def _tried(form: Any, door: str, *, every_one_counts: bool = False) -> Iterator[None]:
    """Count what fails inside against name and address, and do nothing for whoever failed too often.

    :param every_one_counts: whether success counts too: asking for letters has no wrong answer.
    :raises TriedTooOften: if it must wait.
    """
    attempts: Attempts = current_app.extensions["attempts"]
    tried = Try(account=f"{door} {_counted_by(form.sign_in.data or '')}", address=request.remote_addr or "")
    wait = attempts.seconds_to_wait(tried)
    if wait:
        g.tried_too_often = wait
        raise TriedTooOften(
            f"Đã thử quá nhiều lần. Hãy đợi {spell_out(wait)} rồi thử lại; "
            "nếu vẫn không được, hãy nhờ cơ quan đã mời bạn lập mã mới."
        )
    try:
        with AT_ONCE:
            yield
    except WrongCode:
        attempts.failed(tried)
        raise
    if every_one_counts:
        attempts.failed(tried)
    else:
        attempts.succeeded(tried)


def _forgive(named: str) -> None:
    """Forget the failures that made somebody ask for a new password, so that it can be used at once."""
    attempts: Attempts = current_app.extensions["attempts"]
    attempts.succeeded(Try(account=_counted_by(named), address=request.remote_addr or ""))


def _answer(template: str, form: OurForm) -> ResponseReturnValue:
    page, code = render_template(template, form=form), 422 if form.errors else 200
    wait = g.get("tried_too_often")
    return (page, 429, {"Retry-After": str(wait)}) if wait else (page, code)


def _counted_by(typed: str) -> str:
    known = sign_in_name.parse_or_none(typed)
    return known.text if known else clean(typed).lower()
