"""A forgotten password of somebody of a producer: a code by mail or in a printed letter, and a new password by it."""

from datetime import timedelta
from typing import Literal

from flask import current_app
from sqlalchemy import select

from registry.documents import new_password_letter
from registry.models.account import Account
from registry.models.membership import Membership
from registry.models.outbox import CODE_PLACE
from registry.models.password_reset import PasswordReset
from registry.queries import memberships
from registry.queries.settings import settings
from registry.rules import invitation_code, sign_in_name
from registry.rules.invitation_life import InvitationState
from registry.rules.new_password import MAILED_FOR, PRINTED_FOR, may_send
from registry.rules.permissions import Actor, Permission, Role, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.sign_in_name import SignInName
from registry.transaction import reading
from registry.usecases import one_time_codes, passwords
from registry.usecases.accounts import end_sessions
from registry.usecases.invitations import Invited
from registry.usecases.journal import Act, acting

Means = Literal["web", "cli"]


class NotOfThePortal(Refusal):
    """The account is closed, or no longer one that comes to the portal."""


def ask(*, sign_in: str, means: Means = "web") -> None:
    """Mail a code to whoever of a producer signs in by an address; for any other address nothing goes out.

    Nothing in the answer, its words or its price, tells whether there is an account. A second letter within ten
    minutes, or a sixth within a day, does not go out.

    :raises Refusal: if it is no e-mail address, or no mail goes out from this register at all.
    """
    who = sign_in_name.parse(sign_in)
    if who.email is None:
        raise Refusal(
            "Với tên đăng nhập là số điện thoại, mã được in thành thư: hãy đề nghị cơ quan quản lý OCOP in cho bạn.",
            field="sign_in",
        )
    if not current_app.config["REGISTER"].smtp_url:
        raise Refusal("Cơ quan chưa gửi thư điện tử từ đây: hãy đề nghị cơ quan quản lý OCOP in thư có mã cho bạn.")
    code = invitation_code.new_code()
    kept = one_time_codes.digest(who, code)
    with acting(_stranger(means), "account.ask_new_password", None) as act:
        account = _open_account(act, who)
        act.note(subject="account", subject_id=account.public_id if account else "", how="asked")
        if account is not None and may_send(
            [one.asked_at for one in _codes_of(act, account) if one.asked_by_id is None], now=act.at
        ):
            _make(act, account, who, code=code, kept=kept, good_for=MAILED_FOR)


def issue(*, actor: Actor, producer: str, account: str) -> Invited:
    """Make a code for somebody of a producer who has forgotten the password, in a letter to be printed.

    The password of now stays good until the code is used; codes made before are worth nothing.

    :raises NotFound: if the account does not speak for the producer.
    :raises NotOfThePortal: if the account is closed.
    """
    authorise(actor, Permission.EDIT_REGISTER)
    with reading() as session:
        who = _name_of(memberships.membership(session, producer=producer, account=account))
    code = invitation_code.new_code()
    kept = one_time_codes.digest(who, code)
    with acting(actor, "account.issue_code", Permission.EDIT_REGISTER) as act:
        row = memberships.membership(act.session, producer=producer, account=account)
        if row is None or not _is_of_portal(row.account):
            raise NotOfThePortal("Người này không còn vào cổng được, hoặc tài khoản đang bị khóa.")
        _cancel_open(act, row.account)
        return _make(act, row.account, who, code=code, kept=kept, good_for=PRINTED_FOR)


def choose(*, sign_in: str, code: str, password: str, means: Means = "web") -> None:
    """Give an account a new password by a code; whoever is signed in with it is signed out, its other codes end.

    A second factor stays as it is: the code stands for the password alone.

    :raises WrongCode: if name and code do not belong together, or the code is good no more.
    :raises Refusal: if name, code or password cannot be any.
    """
    who, typed = sign_in_name.parse(sign_in), invitation_code.parse(code)
    passwords.check(password, about=(who.text,))
    stranger = _stranger(means)
    with acting(stranger, "account.try_code", None) as act:
        account = _open_account(act, who)
        tried = one_time_codes.take_a_try(act, _codes_of(act, account), subject=PasswordReset.__tablename__)
    opened = one_time_codes.proven(tried, who, typed)
    kept = passwords.hashed(password, salt=current_app.config["REGISTER"].password_salt)
    with acting(stranger, "account.choose_password", None) as act:
        row = act.session.scalars(select(PasswordReset).where(PasswordReset.public_id == opened)).one()
        one_time_codes.refuse_spent(act, row)
        passwords.check(password, about=(who.text, row.account.name))
        row.used_at = act.at
        one_time_codes.call_letter_back(act, row)
        _cancel_open(act, row.account)
        row.account.password = kept
        row.account.confirmed_at = act.at
        end_sessions(act, row.account)


def _stranger(means: Means) -> Actor:
    return Actor(account_id=None, name="Người quên mật khẩu", roles=frozenset(), means=means)


def _name_of(row: Membership | None) -> SignInName:
    if row is None:
        raise NotFound("Người này không đại diện cho chủ thể trên cổng.")
    return SignInName(email=row.account.email, phone=row.account.phone)


def _open_account(act: Act, who: SignInName) -> Account | None:
    account = memberships.account_named(act.session, who)
    return account if account is not None and _is_of_portal(account) else None


def _is_of_portal(account: Account) -> bool:
    """Say whether an account is of somebody of a producer, and open; staff ask an administrator."""
    return account.active and {role.name for role in account.roles} == {Role.PRODUCER.value}


def _codes_of(act: Act, account: Account | None) -> list[PasswordReset]:
    asked = select(PasswordReset).where(PasswordReset.account_id == (account.id if account else None))
    return list(act.session.scalars(asked.order_by(PasswordReset.id)))


def _cancel_open(act: Act, account: Account) -> None:
    for one in _codes_of(act, account):
        if one.state_at(act.at) is InvitationState.OPEN:
            one_time_codes.cancel(act, one)


def _make(act: Act, account: Account, who: SignInName, *, code: str, kept: str, good_for: timedelta) -> Invited:
    expires_at, chosen = act.at + good_for, settings(act.session)

    def letter(shown: str) -> tuple[str, str]:
        return new_password_letter.written(
            name=account.name, sign_in=who.text, code=shown, expires_at=expires_at, settings=chosen
        )

    subject, body = letter(invitation_code.grouped(code))
    mailed = one_time_codes.outbox(act, account.name, who, letter(CODE_PLACE), code)
    made = act.add(
        PasswordReset(
            account_id=account.id,
            code_hash=kept,
            asked_at=act.at,
            asked_by_id=act.actor.account_id,
            expires_at=expires_at,
            letter_id=mailed.id if mailed else None,
        )
    )
    act.session.flush()
    return Invited(invitation=made.public_id, code=code, subject=subject, body=body, is_mailed=mailed is not None)
