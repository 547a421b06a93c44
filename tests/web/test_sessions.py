"""Sessions: what they are worth, and what ends them."""

from datetime import timedelta

import pytest
from builders.sign_in_pages import acts_of, is_in
from web.conftest import ADMINISTRATOR, PASSWORD

from registry.rules.permissions import Role
from registry.usecases import accounts

NEW_PASSWORD = "chè cổ thụ Tả Lèng sương sớm"


def test_the_session_of_a_visitor_is_not_the_session_of_who_signed_in(someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)
    visitor.get("/dang-nhap")
    before = visitor.client.get_cookie("ocop").value

    visitor.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD)

    assert visitor.client.get_cookie("ocop").value != before


def test_a_copied_cookie_is_worth_nothing_after_signing_out(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    copied = browser.client.get_cookie("ocop").value

    assert browser.send("/dang-xuat", page="/can-bo").status_code == 303

    thief = web_app.test_client()
    thief.set_cookie("ocop", copied)
    assert thief.get("/can-bo").status_code == 303
    assert "account.sign_out" in acts_of(web_app)


def test_signing_out_needs_the_form_of_a_page_of_ours(someone) -> None:
    browser = someone(Role.OFFICER)

    answer = browser.client.post("/dang-xuat")

    assert answer.status_code in {200, 422}
    assert is_in(browser)


@pytest.mark.parametrize(
    "act",
    [
        lambda account: accounts.change_roles(actor=ADMINISTRATOR, account=account, roles=[Role.AUDITOR]),
        lambda account: accounts.disable(actor=ADMINISTRATOR, account=account),
        lambda account: accounts.reset_password(actor=ADMINISTRATOR, account=account),
        lambda account: accounts.reset_second_factor(actor=ADMINISTRATOR, account=account),
    ],
)
def test_a_change_by_the_administrator_ends_the_sessions_of_an_account(act, web_app, someone) -> None:
    browser = someone(Role.OFFICER)

    with web_app.app_context():
        act(browser.account)

    assert not is_in(browser)


def test_changing_the_password_ends_every_other_session(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    elsewhere = web_app.test_client()
    elsewhere.set_cookie("ocop", browser.client.get_cookie("ocop").value)
    assert elsewhere.get("/can-bo").status_code == 200

    answer = browser.send(
        "/tai-khoan/mat-khau", password=PASSWORD, new_password=NEW_PASSWORD, new_password_confirm=NEW_PASSWORD
    )

    assert answer.status_code == 303, answer.text
    assert is_in(browser)
    assert elsewhere.get("/can-bo").status_code == 303
    assert "account.change_password" in acts_of(web_app)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": "sai", "new_password": NEW_PASSWORD, "new_password_confirm": NEW_PASSWORD}, "không đúng"),
        ({"password": PASSWORD, "new_password": "ngắn", "new_password_confirm": "ngắn"}, "ít nhất 15 ký tự"),
        (
            {"password": PASSWORD, "new_password": "ocop2026laichau", "new_password_confirm": "ocop2026laichau"},
            "dễ đoán",
        ),
        ({"password": PASSWORD, "new_password": NEW_PASSWORD, "new_password_confirm": "khác"}, "không giống nhau"),
        ({"password": PASSWORD, "new_password": PASSWORD, "new_password_confirm": PASSWORD}, "phải khác"),
    ],
)
def test_a_bad_new_password_is_refused_at_its_field(fields, sentence, someone) -> None:
    answer = someone(Role.OFFICER).send("/tai-khoan/mat-khau", **fields)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_password_given_by_the_administrator_must_be_changed_before_anything_else(web_app, visitor) -> None:
    with web_app.app_context():
        _, first = accounts.create(actor=ADMINISTRATOR, name="Lò Thị Mới", email="moi@vi-du.vn", roles=[Role.OFFICER])
    visitor.send("/dang-nhap", email="moi@vi-du.vn", password=first)

    assert visitor.get("/can-bo").headers["Location"] == "/tai-khoan/mat-khau"

    visitor.send("/tai-khoan/mat-khau", password=first, new_password=NEW_PASSWORD, new_password_confirm=NEW_PASSWORD)
    assert is_in(visitor)


def test_a_tampered_cookie_makes_a_stranger_and_no_fault(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    good = browser.client.get_cookie("ocop").value

    # Not the last letter: some of its bits are padding, and count for nothing.
    other = good[:-9] + ("A" if good[-9] != "A" else "B") + good[-8:]
    for bad in (good[:-2], other, "a.b.c", "", "%00", "x" * 4000):
        stranger = web_app.test_client()
        stranger.set_cookie("ocop", bad)
        assert stranger.get("/can-bo").status_code == 303, bad


def test_an_idle_session_ends(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    assert web_app.permanent_session_lifetime <= timedelta(minutes=60)

    web_app.permanent_session_lifetime = timedelta(seconds=-1)  # every cookie is now older than allowed

    assert not is_in(browser)


def test_a_session_in_constant_use_ends_after_half_a_day(someone) -> None:
    browser = someone(Role.OFFICER)
    with browser.client.session_transaction() as session:
        session["fs_paa"] -= 12 * 60 * 60 + 1

    assert not is_in(browser)
