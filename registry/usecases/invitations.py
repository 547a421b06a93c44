"""Inviting people of producers to the portal, and ending what came of it."""

import uuid
from dataclasses import dataclass
from typing import Literal

from flask import current_app
from sqlalchemy import select

from registry.documents import invitation_letter
from registry.models.account import Account, RoleRow
from registry.models.membership import Invitation, Membership
from registry.models.outbox import CODE_PLACE
from registry.models.producer import Producer
from registry.queries import memberships
from registry.queries.settings import settings
from registry.rules import invitation_code, sign_in_name
from registry.rules.invitation_life import GOOD_FOR, InvitationState
from registry.rules.permissions import Actor, Permission, Role
from registry.rules.refusal import NotFound, Refusal
from registry.rules.sign_in_name import SignInName
from registry.usecases import one_time_codes, passwords
from registry.usecases.journal import Act, acting
from registry.usecases.registration import find_producer, refuse_ended
from registry.usecases.typed import name_typed


class MustNotBeInvited(Refusal):
    """The sign-in name is that of somebody who cannot come to the portal by it."""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """What inviting came to; the code is never known again."""

    invitation: str
    """Public id."""
    code: str
    subject: str
    body: str
    is_mailed: bool
    """Whether the letter waits in the outbox too."""


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """What taking up an invitation came to."""

    producer_name: str
    had_account: bool
    """Whether the person signs in with the password of before."""


def invite(*, actor: Actor, producer: str, name: str, sign_in: str) -> Invited:
    """Invite a person to speak for a producer; an earlier invitation of the same person to it loses its code.

    :param sign_in: e-mail address or telephone number.
    :raises MustNotBeInvited: if the person speaks for the producer already, or its account is not for the portal.
    :raises Refusal: if name or sign-in name cannot be used, or the producer is no more.
    """
    called = name_typed(name, field="name", missing="Hãy ghi họ và tên người được mời.")
    who = sign_in_name.parse(sign_in)
    code = invitation_code.new_code()
    kept = one_time_codes.digest(who, code)
    with acting(actor, "invitation.create", Permission.EDIT_REGISTER) as act:
        row = find_producer(act, producer)
        refuse_ended(row, field=None)
        account = _account_fit_for(act, row, who)
        _cancel_earlier(act, row, who)
        expires_at = act.at + GOOD_FOR
        chosen = settings(act.session)

        def letter(shown: str) -> tuple[str, str]:
            return invitation_letter.written(
                name=called,
                producer_name=row.name,
                sign_in=who.text,
                code=shown,
                expires_at=expires_at,
                settings=chosen,
                has_account=account is not None,
            )

        subject, body = letter(invitation_code.grouped(code))
        mailed = one_time_codes.outbox(act, called, who, letter(CODE_PLACE), code)
        made = act.add(
            Invitation(
                producer_id=row.id,
                name=called,
                sign_in=who.text,
                code_hash=kept,
                invited_at=act.at,
                invited_by_id=actor.account_id,
                expires_at=expires_at,
                letter_id=mailed.id if mailed else None,
            )
        )
        act.session.flush()
        return Invited(invitation=made.public_id, code=code, subject=subject, body=body, is_mailed=mailed is not None)


def cancel(*, actor: Actor, invitation: str) -> None:
    """Make an invitation's code worthless; a letter that has not gone out stays behind.

    :raises NotFound: if there is no such invitation.
    :raises Refusal: if it is no longer open.
    """
    with acting(actor, "invitation.cancel", Permission.EDIT_REGISTER) as act:
        row = act.session.scalar(select(Invitation).where(Invitation.public_id == invitation))
        if row is None:
            raise NotFound("Không có lời mời này.")
        if row.state_at(act.at) in {InvitationState.USED, InvitationState.CANCELLED}:
            raise Refusal("Lời mời này đã được dùng hoặc đã hủy từ trước.")
        one_time_codes.cancel(act, row)


def end_membership(*, actor: Actor, producer: str, account: str) -> None:
    """Let an account speak for a producer no longer; it sees nothing of it from now on.

    :raises NotFound: if it does not speak for it.
    """
    with acting(actor, "membership.end", Permission.EDIT_REGISTER) as act:
        row = act.session.scalar(
            select(Membership)
            .join(Membership.account)
            .join(Membership.producer)
            .where(Producer.public_id == producer, Account.public_id == account)
        )
        if row is None:
            raise NotFound("Người này không còn đại diện cho chủ thể trên cổng.")
        act.session.delete(row)


def redeem(*, sign_in: str, code: str, password: str | None = None, means: Literal["web", "cli"] = "web") -> Welcome:
    """Take up an invitation: the person gets an account, or the account it has gains a producer.

    Every try is counted before the code is looked at, so that tries side by side are counted too; name and code are
    judged together, at the same price whether or not anybody of that name was invited.

    :param password: the password of a new account; not needed by a person who has one.
    :raises WrongCode: if name and code do not belong together, or the code is good no more.
    :raises HasEnded: if the producer is no more: whoever proved the code is told why it opens nothing.
    :raises Refusal: if name, code or password cannot be any.
    """
    who, typed = sign_in_name.parse(sign_in), invitation_code.parse(code)
    if password:
        passwords.check(password, about=(who.text,))
    stranger = Actor(account_id=None, name="Người được mời", roles=frozenset(), means=means)
    with acting(stranger, "invitation.try", None) as act:
        named = select(Invitation).where(Invitation.sign_in == who.text).order_by(Invitation.id)
        tried = one_time_codes.take_a_try(act, act.session.scalars(named), subject=Invitation.__tablename__)
    return _welcome(stranger, who, one_time_codes.proven(tried, who, typed), password)


def _welcome(stranger: Actor, who: SignInName, invitation: str, password: str | None) -> Welcome:
    kept = passwords.hashed(password, salt=current_app.config["REGISTER"].password_salt) if password else None
    with acting(stranger, "invitation.redeem", None) as act:
        row = act.session.scalars(select(Invitation).where(Invitation.public_id == invitation)).one()
        one_time_codes.refuse_spent(act, row)
        refuse_ended(row.producer, field=None)
        account = memberships.account_named(act.session, who)
        had_account = account is not None
        if account is None:
            account = _open_account(act, row, who, password, kept)
        else:
            _refuse_staff(act, account)
        if act.session.get(Membership, (account.id, row.producer_id)) is None:
            act.add(Membership(account_id=account.id, producer_id=row.producer_id, since=act.at))
        row.used_at = act.at
        one_time_codes.call_letter_back(act, row)
        return Welcome(producer_name=row.producer.name, had_account=had_account)


def _open_account(act: Act, row: Invitation, who: SignInName, password: str | None, kept: str | None) -> Account:
    if password is None or kept is None:
        raise Refusal("Hãy tự đặt một mật khẩu.", field="password")
    passwords.check(password, about=(who.text, row.name, row.producer.name))
    account = act.add(
        Account(
            email=who.email,
            phone=who.phone,
            name=row.name,
            password=kept,
            active=True,
            fs_uniquifier=uuid.uuid4().hex,
            confirmed_at=act.at,
            create_datetime=act.at,
            update_datetime=act.at,
        )
    )
    account.roles = list(act.session.scalars(select(RoleRow).where(RoleRow.name == Role.PRODUCER.value)))
    act.session.flush()
    act.note(subject="account", subject_id=account.public_id, how="changed", fields={"roles": [Role.PRODUCER.value]})
    return account


def _account_fit_for(act: Act, producer: Producer, who: SignInName) -> Account | None:
    """Return the account of whoever may be invited, if there is one."""
    account = memberships.account_named(act.session, who)
    if account is None:
        return None
    _refuse_staff(act, account)
    if act.session.get(Membership, (account.id, producer.id)) is not None:
        raise MustNotBeInvited(f"{account.name} đã đại diện cho chủ thể này trên cổng.", field="sign_in")
    return account


def _refuse_staff(act: Act, account: Account) -> None:
    """Let an account pass that is for the portal, and open."""
    if {role.name for role in account.roles} != {Role.PRODUCER.value}:
        raise MustNotBeInvited(
            "Tên đăng nhập này là của một tài khoản cán bộ; cổng của chủ thể cần một tên khác.", field="sign_in"
        )
    if not account.active:
        raise MustNotBeInvited("Tài khoản này đang bị khóa. Hãy nhờ quản trị mở lại.", field="sign_in")


def _cancel_earlier(act: Act, producer: Producer, who: SignInName) -> None:
    earlier = act.session.scalars(
        select(Invitation).where(Invitation.producer_id == producer.id, Invitation.sign_in == who.text)
    )
    for one in earlier:
        if one.state_at(act.at) is InvitationState.OPEN:
            one_time_codes.cancel(act, one)
