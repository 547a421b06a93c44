"""Inviting people of producers: one code, once, for thirty days, for whom it was meant."""

from datetime import timedelta

import pytest
from builders.people import a_person
from builders.portal import PASSWORD, PHONE, a_member, account_of, member_named
from builders.register import a_producer
from sqlalchemy import select

from registry import clock
from registry.models.account import Account
from registry.models.journal import Version
from registry.models.membership import Invitation
from registry.models.outbox import Letter
from registry.queries import memberships
from registry.rules import invitation_code
from registry.rules.invitation_life import InvitationState
from registry.rules.permissions import Actor, NotAllowed, Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import accounts, erasure, invitations, letters
from registry.usecases.invitations import Invited, MustNotBeInvited
from registry.usecases.one_time_codes import WrongCode
from registry.usecases.passwords import PasswordTooWeak

ANOTHER = "2222-2222-2222-2222"


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def producer(app) -> str:
    return a_producer("Hợp tác xã Ánh Dương")


def invite(officer: Actor, producer: str, sign_in: str = PHONE) -> Invited:
    return invitations.invite(actor=officer, producer=producer, name="Lò Thị Chủ", sign_in=sign_in)


def redeem(code: str, *, sign_in: str = PHONE, password: str | None = PASSWORD) -> invitations.Welcome:
    return invitations.redeem(sign_in=sign_in, code=code, password=password)


def names_of(actor: Actor) -> list[str]:
    with reading() as session:
        return [one.name for one in memberships.producers_of(session, actor.account_id)]


def states() -> list[InvitationState]:
    with reading() as session:
        return [one.state_at(clock.now()) for one in session.scalars(select(Invitation).order_by(Invitation.id))]


def test_an_invited_person_gets_an_account_for_the_portal_and_nothing_else(officer, producer) -> None:
    invited = invite(officer, producer, "+84 912 345 678")

    welcome = redeem(invitation_code.grouped(invited.code).lower(), sign_in="0912.345.678")

    assert (welcome.producer_name, welcome.had_account) == ("Hợp tác xã Ánh Dương", False)
    assert names_of(member_named(PHONE)) == ["Hợp tác xã Ánh Dương"]
    with reading() as session:
        account = session.scalars(select(Account).where(Account.phone == PHONE)).one()
        assert [role.name for role in account.roles] == ["producer"]
        assert account.email is None
        assert account.confirmed_at is not None


def test_a_code_works_once(officer, producer) -> None:
    invited = invite(officer, producer)
    redeem(invited.code)

    with pytest.raises(WrongCode):
        redeem(invited.code)
    assert states() == [InvitationState.USED]


def test_a_wrong_code_and_an_unknown_name_are_answered_alike(officer, producer) -> None:
    invited = invite(officer, producer)

    with pytest.raises(WrongCode) as wrong:
        redeem(ANOTHER)
    with pytest.raises(WrongCode) as unknown:
        redeem(invited.code, sign_in="0987654321")

    assert (wrong.value.text, wrong.value.field) == (unknown.value.text, unknown.value.field)


def test_a_stranger_who_knows_the_name_cannot_end_an_invitation_by_wrong_codes(officer, producer) -> None:
    invited = invite(officer, producer)
    for _ in range(12):
        with pytest.raises(WrongCode):
            redeem(ANOTHER)

    redeem(invited.code)

    assert states() == [InvitationState.USED]


def test_a_code_is_worth_nothing_after_thirty_days(officer, producer) -> None:
    invited = invite(officer, producer)
    with transaction() as session:
        row = session.scalars(select(Invitation)).one()
        assert row.expires_at - row.invited_at == timedelta(days=30)
        row.expires_at = clock.now() - timedelta(seconds=1)

    with pytest.raises(WrongCode):
        redeem(invited.code)


def test_a_cancelled_invitation_opens_nothing(officer, producer) -> None:
    invited = invite(officer, producer)

    invitations.cancel(actor=officer, invitation=invited.invitation)

    with pytest.raises(WrongCode):
        redeem(invited.code)
    with pytest.raises(Refusal):
        invitations.cancel(actor=officer, invitation=invited.invitation)


def test_inviting_again_makes_the_first_code_worthless(officer, producer) -> None:
    first = invite(officer, producer)
    second = invite(officer, producer)

    with pytest.raises(WrongCode):
        redeem(first.code)
    redeem(second.code)


def test_the_code_is_kept_nowhere_where_it_could_be_read(officer, producer) -> None:
    invited = invite(officer, producer, "lan@vi-du.vn")
    shown = invitation_code.grouped(invited.code)

    with reading() as session:
        row = session.scalars(select(Invitation)).one()
        versions = [str(values) for values in session.scalars(select(Version.values))]
        letter = session.scalars(select(Letter)).one()
    assert invited.code not in row.code_hash
    assert not any(shown in text or invited.code in text for text in versions)
    assert shown not in letter.body
    assert shown in letter.text(with_secret=True)
    assert shown not in letter.text(with_secret=False)


def test_only_an_address_is_written_to(officer, producer) -> None:
    assert not invite(officer, producer).is_mailed
    assert invite(officer, producer, "lan@vi-du.vn").is_mailed

    with reading() as session:
        assert [one.recipient_address for one in session.scalars(select(Letter))] == ["lan@vi-du.vn"]


def test_the_letter_forgets_the_code_once_it_is_printed(officer, producer) -> None:
    invited = invite(officer, producer, "lan@vi-du.vn")
    with reading() as session:
        letter = session.scalars(select(Letter.public_id)).one()

    letters.mark_printed(actor=officer, letters=[letter])

    with reading() as session:
        assert session.scalars(select(Letter.secret)).one() is None
    redeem(invited.code, sign_in="lan@vi-du.vn")


def test_a_letter_that_has_not_gone_out_is_called_back_with_its_invitation(officer, producer) -> None:
    invited = invite(officer, producer, "lan@vi-du.vn")

    invitations.cancel(actor=officer, invitation=invited.invitation)

    with reading() as session:
        assert session.scalars(select(Letter)).all() == []


def test_a_person_with_an_account_just_gains_the_producer(officer, producer) -> None:
    person = a_member(officer, producer)
    other = a_producer("Hợp tác xã Bình Minh")
    with reading() as session:
        before = session.get_one(Account, person.account_id).password

    welcome = redeem(invite(officer, other).code, password="mật khẩu khác của kẻ nhặt được thư")

    assert welcome.had_account
    assert names_of(person) == ["Hợp tác xã Ánh Dương", "Hợp tác xã Bình Minh"]
    with reading() as session:
        assert session.get_one(Account, person.account_id).password == before


def test_the_letter_asks_only_a_newcomer_for_a_password(officer, producer) -> None:
    newcomer = invite(officer, producer)
    a_member(officer, producer, sign_in="lan@vi-du.vn")
    known = invite(officer, a_producer("Hợp tác xã Bình Minh"), "lan@vi-du.vn")

    assert "Tự đặt mật khẩu" in newcomer.body
    assert "Tự đặt mật khẩu" not in known.body
    assert "mật khẩu Ông/Bà đang dùng" in known.body


def test_a_person_with_an_account_needs_no_new_password(officer, producer) -> None:
    person = a_member(officer, producer)

    redeem(invite(officer, a_producer("Hợp tác xã Bình Minh")).code, password=None)

    assert len(names_of(person)) == 2


@pytest.mark.parametrize("password", [None, "ngắn", "Lò Thị Chủ Lò Thị Chủ", "hợp tác xã ánh dương"])
def test_a_new_account_needs_a_password_that_is_hard_to_guess(password, officer, producer) -> None:
    invited = invite(officer, producer)

    with pytest.raises(Refusal) as refused:
        redeem(invited.code, password=password)

    assert refused.value.field == "password"
    assert password is None or isinstance(refused.value, PasswordTooWeak)
    redeem(invited.code)


def test_several_people_may_speak_for_one_producer(officer, producer) -> None:
    first, second = a_member(officer, producer), a_member(officer, producer, sign_in="ba@vi-du.vn", name="Vàng A Ba")

    assert names_of(first) == names_of(second) == ["Hợp tác xã Ánh Dương"]


def test_whoever_speaks_for_a_producer_already_is_not_invited_again(officer, producer) -> None:
    a_member(officer, producer)

    with pytest.raises(MustNotBeInvited):
        invite(officer, producer, "+84912345678")


def test_staff_do_not_come_to_the_portal_by_their_own_names(officer, producer, actors) -> None:
    with reading() as session:
        address = str(session.get_one(Account, actors["auditor"].account_id).email)

    with pytest.raises(MustNotBeInvited):
        invite(officer, producer, address)


def test_a_membership_ends_at_once(officer, producer) -> None:
    person = a_member(officer, producer)

    invitations.end_membership(actor=officer, producer=producer, account=account_of(person))

    assert names_of(person) == []
    with pytest.raises(NotFound):
        invitations.end_membership(actor=officer, producer=producer, account=account_of(person))


def test_a_persons_account_never_becomes_one_of_staff(officer, producer, actors) -> None:
    person = a_member(officer, producer)

    with pytest.raises(Refusal):
        accounts.change_roles(actor=actors["administrator"], account=account_of(person), roles=[Role.OFFICER])


@pytest.mark.parametrize("role", ["approver", "administrator", "auditor"])
def test_only_keepers_of_the_register_invite(role, officer, producer, actors) -> None:
    invited = invite(officer, producer)
    person = a_person(Role.PRODUCER)

    for actor in (actors[role], person):
        with pytest.raises(NotAllowed):
            invite(actor, producer)
        with pytest.raises(NotAllowed):
            invitations.cancel(actor=actor, invitation=invited.invitation)
        with pytest.raises(NotAllowed):
            invitations.end_membership(actor=actor, producer=producer, account=account_of(person))


def test_erasing_personal_data_takes_invitations_along(officer, producer, actors) -> None:
    invite(officer, producer, "lan@vi-du.vn")

    erasure.erase_person(actor=actors["administrator"], producer=producer, ground="Yêu cầu của người đại diện")

    with reading() as session:
        told = " ".join(str(values) for values in session.scalars(select(Version.values)))
        row = session.scalars(select(Invitation)).one()
        letters_kept = " ".join(f"{one.body} {one.recipient_address}" for one in session.scalars(select(Letter)))
    assert "lan@vi-du.vn" not in told + row.sign_in + letters_kept
    assert "Lò Thị Chủ" not in told + row.name + letters_kept
