"""Accounts of staff: opened, changed, closed."""

from collections.abc import Iterable
from functools import partial

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue

from registry.models.account import Account
from registry.queries import accounts as account_queries
from registry.queries.accounts import AccountLine
from registry.rules.permissions import Role
from registry.rules.refusal import NotFound
from registry.usecases import accounts
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.accounts.forms import STAFF_ROLES, AccountForm, ChangeForm
from registry.web.words import choices, word

pages = Blueprint("staff_accounts", __name__, url_prefix="/can-bo/tai-khoan")


def _roles(line: AccountLine) -> str:
    return ", ".join(word(role) for role in line.roles)


ACCOUNTS: Listing[AccountLine] = Listing(
    title="Tài khoản",
    searches="tên, địa chỉ thư điện tử",
    default_sort="name",
    columns=(
        Column(
            key="name",
            title="Họ và tên",
            value=lambda line: line.name,
            link=lambda line: url_for("staff_accounts.show", public_id=line.public_id),
        ),
        Column(key="email", title="Địa chỉ", value=lambda line: line.email),
        Column(key="roles", title="Vai trò", value=_roles, sortable=False, width=32),
        Column(
            key="state",
            title="Trạng thái",
            value=lambda line: "Đang dùng" if line.active else "Đã khóa",
            sortable=False,
        ),
        Column(key="last", title="Đăng nhập gần nhất", value=lambda line: line.last_sign_in, show="instant"),
    ),
    filters=(
        Filter(name="vai-tro", label="Vai trò", choices=choices((*STAFF_ROLES, Role.PRODUCER))),
        Filter(name="trang-thai", label="Trạng thái", choices=(("active", "Đang dùng"), ("closed", "Đã khóa"))),
    ),
    empty="Chưa có tài khoản nào khác.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the accounts."""
    return ACCOUNTS.answer("staff/accounts/index.html", query=partial(account_queries.page, reading_session()))


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one account and what may be done with it."""
    account = _found(public_id)
    return render_template(
        "staff/accounts/show.html", account=account, roles=", ".join(word(Role(role.name)) for role in account.roles)
    )


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Open an account; its first password is shown once."""
    form = AccountForm()
    if form.validate_on_submit():
        with refused_into(form):
            public_id, password = accounts.create(
                actor=current_actor(), **form.said("name", "email"), roles=form.roles.data or ()
            )
            return _password_page(public_id, password, "Đã mở tài khoản")
    return answer_form("staff/accounts/create.html", form=form, warning=_warning(form.roles.data or ()))


@pages.route("/<id:public_id>/sua", methods=["GET", "POST"])
def change(public_id: str) -> ResponseReturnValue:
    """Change the name and roles of an account."""
    account = _found(public_id)
    roles = [Role(role.name) for role in account.roles]
    form = ChangeForm(data={"name": account.name, "roles": roles})
    if Role.PRODUCER in roles:
        del form.roles  # whoever speaks for a producer stays what he is
    if form.validate_on_submit():
        with refused_into(form):
            if form.name.data != account.name:
                accounts.rename(actor=current_actor(), account=public_id, **form.said("name"))
            if "roles" in form:
                accounts.change_roles(actor=current_actor(), account=public_id, roles=form.roles.data or ())
            flash("Đã lưu. Thay đổi vai trò có hiệu lực từ lần đăng nhập tới.", "success")
            return see_other("staff_accounts.show", public_id=public_id)
    return answer_form(
        "staff/accounts/change.html",
        form=form,
        account=account,
        warning=_warning(form.roles.data or ()) if "roles" in form else None,
    )


@pages.route("/<id:public_id>/khoa", methods=["GET", "POST"])
def disable(public_id: str) -> ResponseReturnValue:
    """Close an account, asking first."""
    account, form = _found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            accounts.disable(actor=current_actor(), account=public_id)
            flash(f"Đã khóa tài khoản {account.name}.", "success")
            return see_other("staff_accounts.show", public_id=public_id)
    return answer_form("staff/accounts/disable.html", form=form, account=account)


@pages.route("/<id:public_id>/mo", methods=["GET", "POST"])
def enable(public_id: str) -> ResponseReturnValue:
    """Open a closed account again, asking first."""
    account, form = _found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            accounts.enable(actor=current_actor(), account=public_id)
            flash(f"Đã mở lại tài khoản {account.name}.", "success")
            return see_other("staff_accounts.show", public_id=public_id)
    return answer_form("staff/accounts/enable.html", form=form, account=account)


@pages.route("/<id:public_id>/mat-khau", methods=["GET", "POST"])
def reset_password(public_id: str) -> ResponseReturnValue:
    """Give an account a new first password, asking first; it is shown once."""
    account, form = _found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            password = accounts.reset_password(actor=current_actor(), account=public_id)
            return _password_page(public_id, password, f"Đã cấp lại mật khẩu cho {account.name}")
    return answer_form("staff/accounts/reset_password.html", form=form, account=account)


@pages.route("/<id:public_id>/hai-buoc", methods=["GET", "POST"])
def reset_second_factor(public_id: str) -> ResponseReturnValue:
    """Take a lost second factor off an account, asking first."""
    account, form = _found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            accounts.reset_second_factor(actor=current_actor(), account=public_id)
            flash(f"Đã gỡ xác thực hai bước của {account.name}.", "success")
            return see_other("staff_accounts.show", public_id=public_id)
    return answer_form("staff/accounts/reset_second_factor.html", form=form, account=account)


def _password_page(public_id: str, password: str, heading: str) -> ResponseReturnValue:
    # Shown in answer to the POST itself: a password belongs neither in an address nor in a cookie.
    return render_template("staff/accounts/password.html", public_id=public_id, password=password, heading=heading)


def _found(public_id: str) -> Account:
    account = account_queries.account(reading_session(), public_id)
    if account is None:
        raise NotFound("Không có tài khoản này.")
    return account


def _warning(roles: Iterable[Role]) -> str | None:
    if {Role.OFFICER, Role.APPROVER} <= set(roles):
        return "Một người vừa soạn vừa duyệt: người này vẫn không duyệt được quyết định do chính mình soạn."
    return None
