"""A forgotten password: a code to whose address it is, once, and every session ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders.portal import PASSWORD, PHONE, a_member, account_of
from builders.register import a_producer
from flask import Flask
from sqlalchemy import func, select

from registry import clock
from registry.models.account import Account
from registry.models.journal import JournalEntry, Version
from registry.models.outbox import Letter
from registry.models.password_reset import PasswordReset
from registry.rules import invitation_code
from registry.rules.new_password import MOST_A_DAY
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import accounts, erasure, new_passwords
from registry.usecases.one_time_codes import WrongCode

ADDRESS = "lan@vi-du.vn"
ANOTHER = "sương sớm phủ đầy nương chè cổ thụ"


@pytest.fixture
def officer(actors: dict[str, Actor]) -> Actor:
    return actors["officer"]


@pytest.fixture
def producer(app: Flask) -> str:
    return a_producer("Hợp tác xã Ánh Dương")


@pytest.fixture
def mailing(app: Flask) -> None:
    """A register from which mail goes out."""
    app.config["REGISTER"] = replace(app.config["REGISTER"], smtp_url="smtp://thu.vi-du.vn")


@pytest.fixture
def person(officer: Actor, producer: str, mailing: None) -> Actor:
    person = a_member(officer, producer, sign_in=ADDRESS)
    with transaction() as session:
        for letter in session.scalars(select(Letter)):
            letter.sent_at, letter.secret = clock.now(), None
    return person


def kept(person: Actor) -> Account:
    with reading() as session:
        return session.get_one(Account, person.account_id)


def mailed() -> list[Letter]:
    with reading() as session:
        return list(session.scalars(select(Letter).where(Letter.secret.is_not(None)).order_by(Letter.id)))


def mailed_code() -> str:
    secret = mailed()[-1].secret
    assert secret is not None
    return secret


def let_time_pass(passed: timedelta) -> None:
    with transaction() as session:
        for one in session.scalars(select(PasswordReset)):
            one.asked_at -= passed
            one.expires_at -= passed


def test_a_mailed_code_opens_the_account_with_a_new_password_and_ends_its_sessions(person) -> None:
    before = kept(person)

    new_passwords.ask(sign_in=ADDRESS.upper())
    new_passwords.choose(sign_in=ADDRESS, code=mailed_code().lower(), password=ANOTHER)

    after = kept(person)
    assert after.password != before.password
    assert after.fs_uniquifier != before.fs_uniquifier


def test_a_code_works_once(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)
    code = mailed_code()
    new_passwords.choose(sign_in=ADDRESS, code=code, password=ANOTHER)

    with pytest.raises(WrongCode):
        new_passwords.choose(sign_in=ADDRESS, code=code, password=PASSWORD)


@pytest.mark.parametrize("is_staff", [True, False])
def test_nothing_goes_out_for_strangers_and_staff_and_nothing_tells(is_staff, officer, mailing) -> None:
    new_passwords.ask(sign_in=str(kept(officer).email) if is_staff else "khong-co@vi-du.vn")

    assert mailed() == []
    with reading() as session:
        newest = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(1)).one()
    assert newest.act == "account.ask_new_password"


def test_nothing_goes_out_for_a_closed_account(person, actors) -> None:
    accounts.disable(actor=actors["administrator"], account=account_of(person))

    new_passwords.ask(sign_in=ADDRESS)

    assert mailed() == []


def test_asking_again_at_once_writes_no_second_letter_and_leaves_the_code_good(person) -> None:
    for _ in range(3):
        new_passwords.ask(sign_in=ADDRESS)

    assert len(mailed()) == 1
    new_passwords.choose(sign_in=ADDRESS, code=mailed_code(), password=ANOTHER)


def test_asking_all_day_writes_five_letters(person) -> None:
    for _ in range(MOST_A_DAY + 2):
        new_passwords.ask(sign_in=ADDRESS)
        let_time_pass(timedelta(minutes=11))

    assert len(mailed()) == MOST_A_DAY


def test_using_one_code_ends_the_others_and_calls_their_letters_back(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)
    let_time_pass(timedelta(minutes=11))
    new_passwords.ask(sign_in=ADDRESS)
    first, second = (str(one.secret) for one in mailed())

    new_passwords.choose(sign_in=ADDRESS, code=first, password=ANOTHER)

    assert mailed() == []
    with pytest.raises(WrongCode):
        new_passwords.choose(sign_in=ADDRESS, code=second, password=PASSWORD)


def test_a_mailed_code_is_worth_nothing_after_a_day(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)
    let_time_pass(timedelta(days=1))

    with pytest.raises(WrongCode):
        new_passwords.choose(sign_in=ADDRESS, code=mailed_code(), password=ANOTHER)


def test_a_wrong_code_and_an_unknown_name_are_answered_alike_and_written_down(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)
    with reading() as session:
        before = session.scalar(select(func.count()).select_from(JournalEntry))

    with pytest.raises(WrongCode) as wrong:
        new_passwords.choose(sign_in=ADDRESS, code="2" * 16, password=ANOTHER)
    with pytest.raises(WrongCode) as unknown:
        new_passwords.choose(sign_in="khong-co@vi-du.vn", code=mailed_code(), password=ANOTHER)

    assert (wrong.value.text, wrong.value.field) == (unknown.value.text, unknown.value.field)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(JournalEntry)) == before + 2


def test_a_stranger_who_knows_the_name_cannot_end_a_code_by_wrong_ones(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)
    for _ in range(12):
        with pytest.raises(WrongCode):
            new_passwords.choose(sign_in=ADDRESS, code="2" * 16, password=ANOTHER)

    new_passwords.choose(sign_in=ADDRESS, code=mailed_code(), password=ANOTHER)


def test_a_telephone_number_is_told_to_ask_for_a_printed_letter_whether_or_not_it_is_known(officer, producer, mailing):
    a_member(officer, producer)

    told = []
    for sign_in in (PHONE, "0987654321"):
        with pytest.raises(Refusal) as refused:
            new_passwords.ask(sign_in=sign_in)
        told.append((refused.value.text, refused.value.field))

    assert told[0] == told[1]
    assert "in thành thư" in told[0][0]


def test_without_a_mail_server_nobody_is_promised_a_letter(officer, producer) -> None:
    with pytest.raises(Refusal, match="chưa gửi thư"):
        new_passwords.ask(sign_in=ADDRESS)


def test_staff_print_a_code_for_a_telephone_number(officer, producer) -> None:
    person = a_member(officer, producer)

    made = new_passwords.issue(actor=officer, producer=producer, account=account_of(person))

    assert not made.is_mailed
    assert invitation_code.grouped(made.code) in made.body
    assert PHONE in made.body
    new_passwords.choose(sign_in="+84 912 345 678", code=made.code, password=ANOTHER)


def test_a_code_from_staff_ends_the_one_before(officer, producer) -> None:
    account = account_of(a_member(officer, producer))
    first = new_passwords.issue(actor=officer, producer=producer, account=account)

    second = new_passwords.issue(actor=officer, producer=producer, account=account)

    with pytest.raises(WrongCode):
        new_passwords.choose(sign_in=PHONE, code=first.code, password=ANOTHER)
    new_passwords.choose(sign_in=PHONE, code=second.code, password=ANOTHER)


def test_staff_make_codes_only_for_people_of_the_producer_they_name(officer, producer, actors) -> None:
    person = account_of(a_member(officer, producer))

    with pytest.raises(NotFound):
        new_passwords.issue(actor=officer, producer=a_producer("Hợp tác xã Bình Minh"), account=person)
    for role in ("approver", "administrator", "auditor"):
        with pytest.raises(NotAllowed):
            new_passwords.issue(actor=actors[role], producer=producer, account=person)


def test_no_code_is_made_for_a_closed_account(officer, producer, actors) -> None:
    person = account_of(a_member(officer, producer))
    accounts.disable(actor=actors["administrator"], account=person)

    with pytest.raises(new_passwords.NotOfThePortal):
        new_passwords.issue(actor=officer, producer=producer, account=person)


def test_a_weak_password_leaves_the_code_good(officer, producer) -> None:
    made = new_passwords.issue(actor=officer, producer=producer, account=account_of(a_member(officer, producer)))

    with pytest.raises(Refusal) as refused:
        new_passwords.choose(sign_in=PHONE, code=made.code, password="Lò Thị Chủ Lò Thị Chủ")

    assert refused.value.field == "password"
    new_passwords.choose(sign_in=PHONE, code=made.code, password=ANOTHER)


def test_the_code_is_kept_nowhere_where_it_could_be_read(person) -> None:
    new_passwords.ask(sign_in=ADDRESS)

    shown = mailed_code()
    with reading() as session:
        versions = " ".join(str(values) for values in session.scalars(select(Version.values)))
    assert shown not in versions
    assert shown.replace("-", "") not in versions
    assert all(shown not in one.body for one in mailed())


def test_erasing_personal_data_takes_the_letters_along(person, producer, actors) -> None:
    new_passwords.ask(sign_in=ADDRESS)

    erasure.erase_person(actor=actors["administrator"], producer=producer, ground="Yêu cầu của người đại diện")

    with reading() as session:
        written = " ".join(f"{one.body} {one.recipient_address}" for one in session.scalars(select(Letter)))
    assert ADDRESS not in written
