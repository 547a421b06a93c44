"""Accounts of staff: opened, changed and closed by an administrator; signed in to by their owners."""

import re
import uuid
from collections.abc import Collection

from flask import current_app
from sqlalchemy import func, inspect, select

from registry.models.account import Account, RoleRow
from registry.rules.permissions import Actor, Permission, Role
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases import passwords
from registry.usecases.journal import Act, acting

_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
LONGEST_NAME = 200
# What an account's owner may change by signing in and looking after his second factor; nothing else is written back.
OWN_FIELDS = frozenset(
    {
        "password",
        "fs_uniquifier",
        "confirmed_at",
        "tf_primary_method",
        "tf_totp_secret",
        "tf_phone_number",
        "mf_recovery_codes",
    }
)


class AddressTaken(Refusal):
    """Another account signs in with that address."""


class LastAdministrator(Refusal):
    """Without this account nobody could look after accounts any more."""


def create(
    *,
    actor: Actor,
    name: str,
    email: str,
    roles: Collection[Role],
    password: str | None = None,
    must_choose_password: bool = True,
) -> tuple[str, str]:
    """Open a staff account and return its public id and its first password.

    :param password: the first password; one is made up if none is given.
    :param must_choose_password: whether its owner must choose a password of his own before anything else.
    :raises Refusal: if name, address, roles or password cannot be used.
    """
    name, email = clean(name), clean(email).lower()
    if not name or len(name) > LONGEST_NAME:
        raise Refusal("Hãy ghi họ và tên, tối đa 200 ký tự.", field="name")
    if not _ADDRESS.fullmatch(email) or len(email) > LONGEST_NAME:
        raise Refusal("Địa chỉ thư điện tử không hợp lệ, ví dụ đúng: ten@laichau.gov.vn.", field="email")
    _check_roles(roles)
    first = password if password is not None else passwords.make_up()
    if password is not None:
        passwords.check(password, about=(name, email))
    kept = _hashed(first)
    with acting(actor, "account.create", Permission.MANAGE_ACCOUNTS) as act:
        if act.session.scalar(select(Account.id).where(func.lower(Account.email) == email)) is not None:
            raise AddressTaken("Đã có tài khoản dùng địa chỉ này.", field="email")
        row = act.add(
            Account(
                email=email,
                name=name,
                password=kept,
                active=True,
                fs_uniquifier=uuid.uuid4().hex,
                confirmed_at=None if must_choose_password else act.at,
                create_datetime=act.at,
                update_datetime=act.at,
            )
        )
        row.roles = _role_rows(act, roles)
        act.session.flush()
        _note_roles(act, row, roles)
        return row.public_id, first


def rename(*, actor: Actor, account: str, name: str) -> None:
    """Correct the name of an account's owner.

    :raises NotFound: if there is no such account.
    """
    name = clean(name)
    if not name or len(name) > LONGEST_NAME:
        raise Refusal("Hãy ghi họ và tên, tối đa 200 ký tự.", field="name")
    with acting(actor, "account.rename", Permission.MANAGE_ACCOUNTS) as act:
        _find(act, account).name = name


def change_roles(*, actor: Actor, account: str, roles: Collection[Role]) -> None:
    """Give an account other roles; whoever is signed in with it is signed out.

    :raises NotFound: if there is no such account.
    :raises LastAdministrator: if nobody would be left to look after accounts.
    """
    _check_roles(roles)
    with acting(actor, "account.change_roles", Permission.MANAGE_ACCOUNTS) as act:
        row = _find(act, account)
        if any(role.name == Role.PRODUCER.value for role in row.roles):
            raise Refusal("Đây là tài khoản của chủ thể, không đổi thành tài khoản cán bộ được.", field="roles")
        if {role.name for role in row.roles} == {role.value for role in roles}:
            return
        if Role.ADMINISTRATOR not in roles:
            _refuse_last_administrator(act, row)
        row.roles = _role_rows(act, roles)
        end_sessions(act, row)
        _note_roles(act, row, roles)


def disable(*, actor: Actor, account: str) -> None:
    """Close an account; whoever is signed in with it is signed out.

    :raises NotFound: if there is no such account.
    :raises LastAdministrator: if nobody would be left to look after accounts.
    """
    with acting(actor, "account.disable", Permission.MANAGE_ACCOUNTS) as act:
        row = _find(act, account)
        if row.id == actor.account_id:
            raise Refusal("Không thể tự khóa tài khoản của mình. Hãy nhờ một quản trị khác.")
        _refuse_last_administrator(act, row)
        row.active = False
        end_sessions(act, row)


def enable(*, actor: Actor, account: str) -> None:
    """Open a closed account again.

    :raises NotFound: if there is no such account.
    """
    with acting(actor, "account.enable", Permission.MANAGE_ACCOUNTS) as act:
        row = _find(act, account)
        row.active = True
        row.update_datetime = act.at


def reset_password(*, actor: Actor, account: str, password: str | None = None) -> str:
    """Give an account a new first password and return it; its owner must then choose his own.

    :raises NotFound: if there is no such account.
    """
    first = password if password is not None else passwords.make_up()
    if password is not None:
        passwords.check(password)
    kept = _hashed(first)
    with acting(actor, "account.reset_password", Permission.MANAGE_ACCOUNTS) as act:
        row = _find(act, account)
        row.password = kept
        row.confirmed_at = None
        end_sessions(act, row)
    return first


def reset_second_factor(*, actor: Actor, account: str) -> None:
    """Take the second factor off an account whose owner has lost it.

    :raises NotFound: if there is no such account.
    """
    with acting(actor, "account.reset_second_factor", Permission.MANAGE_ACCOUNTS) as act:
        row = _find(act, account)
        row.tf_primary_method = None
        row.tf_totp_secret = None
        row.mf_recovery_codes = None
        end_sessions(act, row)


def note_sign_in(*, actor: Actor, account: Account) -> None:
    """Write in the journal that somebody signed in."""
    with acting(actor, "account.sign_in", None) as act:
        act.note(subject="account", subject_id=account.public_id, how="signed_in")


def sign_out(*, actor: Actor, account: Account) -> None:
    """End every session of an account, so that a copied cookie is worth nothing."""
    with acting(actor, "account.sign_out", None) as act:
        row = act.session.get(Account, account.id)
        if row is not None:
            end_sessions(act, row)


def keep_own_changes(*, actor: Actor, account: Account, name: str) -> None:
    """Write what an account's owner changed about signing in, and nothing else.

    :param account: the row as Flask-Security left it, read in another session.
    :param name: the act as the journal names it.
    """
    state = inspect(account)
    changed = {field for field in OWN_FIELDS if state.attrs[field].history.has_changes()}
    if not changed:
        return
    with acting(actor, name, None) as act:
        row = act.session.get(Account, account.id)
        if row is None or not row.active:
            raise NotFound("Tài khoản này không còn được dùng.")
        for field in sorted(changed):
            setattr(row, field, getattr(account, field))
        row.update_datetime = act.at


def _find(act: Act, public_id: str) -> Account:
    row = act.session.scalar(select(Account).where(Account.public_id == public_id))
    if row is None:
        raise NotFound("Không có tài khoản này.")
    return row


def _check_roles(roles: Collection[Role]) -> None:
    if not roles or Role.PRODUCER in roles:
        raise Refusal("Hãy chọn ít nhất một vai trò của cán bộ.", field="roles")


def _role_rows(act: Act, roles: Collection[Role]) -> list[RoleRow]:
    wanted = [role.value for role in roles]
    return list(act.session.scalars(select(RoleRow).where(RoleRow.name.in_(wanted)).order_by(RoleRow.id)))


def _note_roles(act: Act, row: Account, roles: Collection[Role]) -> None:
    act.note(
        subject="account",
        subject_id=row.public_id,
        how="changed",
        fields={"roles": sorted(role.value for role in roles)},
    )


def end_sessions(act: Act, row: Account) -> None:
    """Sign out whoever is signed in with an account, within an act under way."""
    row.fs_uniquifier = uuid.uuid4().hex
    row.update_datetime = act.at


def _refuse_last_administrator(act: Act, row: Account) -> None:
    others = (
        select(func.count(Account.id))
        .join(Account.roles)
        .where(RoleRow.name == Role.ADMINISTRATOR.value, Account.active, Account.id != row.id)
    )
    if any(role.name == Role.ADMINISTRATOR.value for role in row.roles) and not act.session.scalar(others):
        raise LastAdministrator("Đây là tài khoản quản trị cuối cùng. Hãy cấp quyền quản trị cho người khác trước.")


def _hashed(password: str) -> str:
    return passwords.hashed(password, salt=current_app.config["REGISTER"].password_salt)
