"""Signing in and out, and what ends a session."""

from datetime import timedelta

import pytest
from flask import Flask
from web.conftest import ADMINISTRATOR, PASSWORD

from registry.queries import accounts as account_queries
from registry.queries import journal
from registry.queries.listing import ListRequest
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import accounts

WRONG = "Địa chỉ hoặc mật khẩu không đúng"
NEW_PASSWORD = "chè cổ thụ Tả Lèng sương sớm"


def _is_in(browser) -> bool:
    return browser.get("/can-bo").status_code == 200


def _acts(app: Flask) -> list[str]:
    with app.app_context(), reading() as session:
        return [line.act for line in journal.page(session, ListRequest()).rows]


def test_the_right_password_opens_the_door_and_is_written_in_the_journal(web_app, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)

    assert browser.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD).status_code == 303

    assert _is_in(browser)
    assert _acts(web_app)[0] == "account.sign_in"


@pytest.mark.parametrize("email", ["officer@vi-du.vn", "nobody@vi-du.vn"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(email, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)

    answer = visitor.send("/dang-nhap", email=email, password="không phải mật khẩu này")

    assert answer.status_code == 422
    assert WRONG in answer.text
    assert email in answer.text  # what was typed is kept
    assert "không phải mật khẩu này" not in answer.text
    assert not _is_in(visitor)


@pytest.mark.parametrize("email", ["OFFICER@vi-du.vn", " officer@vi-du.vn "])
def test_the_address_may_be_typed_carelessly(email, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)

    assert visitor.send("/dang-nhap", email=email, password=PASSWORD).status_code == 303


def test_a_password_typed_in_decomposed_letters_is_the_same_password(someone, visitor) -> None:
    import unicodedata

    someone(Role.OFFICER, signed_in=False)

    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert visitor.send("/dang-nhap", email="officer@vi-du.vn", password=decomposed).status_code == 303


def test_a_closed_account_does_not_sign_in(web_app, someone, visitor) -> None:
    closed = someone(Role.OFFICER, signed_in=False)
    with web_app.app_context():
        accounts.disable(actor=ADMINISTRATOR, account=closed.account)

    answer = visitor.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD)

    assert answer.status_code == 422
    assert not _is_in(visitor)


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
    assert "account.sign_out" in _acts(web_app)


def test_signing_out_needs_the_form_of_a_page_of_ours(someone) -> None:
    browser = someone(Role.OFFICER)

    answer = browser.client.post("/dang-xuat")

    assert answer.status_code in {200, 422}
    assert _is_in(browser)


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

    assert not _is_in(browser)


def test_changing_the_password_ends_every_other_session(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    elsewhere = web_app.test_client()
    elsewhere.set_cookie("ocop", browser.client.get_cookie("ocop").value)
    assert elsewhere.get("/can-bo").status_code == 200

    answer = browser.send(
        "/tai-khoan/mat-khau", password=PASSWORD, new_password=NEW_PASSWORD, new_password_confirm=NEW_PASSWORD
    )

    assert answer.status_code == 303, answer.text
    assert _is_in(browser)
    assert elsewhere.get("/can-bo").status_code == 303
    assert "account.change_password" in _acts(web_app)


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
    assert _is_in(visitor)


def test_a_tampered_cookie_makes_a_stranger_and_no_fault(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    good = browser.client.get_cookie("ocop").value

    for bad in (good[:-2], good[:-1] + ("A" if good[-1] != "A" else "B"), "a.b.c", "", "%00", "x" * 4000):
        stranger = web_app.test_client()
        stranger.set_cookie("ocop", bad)
        assert stranger.get("/can-bo").status_code == 303, bad


def test_an_idle_session_ends(web_app, someone) -> None:
    browser = someone(Role.OFFICER)
    assert web_app.permanent_session_lifetime <= timedelta(minutes=60)

    web_app.permanent_session_lifetime = timedelta(seconds=-1)  # every cookie is now older than allowed

    assert not _is_in(browser)


def test_a_session_in_constant_use_ends_after_half_a_day(someone) -> None:
    browser = someone(Role.OFFICER)
    with browser.client.session_transaction() as session:
        session["fs_paa"] -= 12 * 60 * 60 + 1

    assert not _is_in(browser)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\x00//evil.example"],
)
def test_signing_in_leads_to_no_other_site(address, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)
    fields = visitor.hidden("/dang-nhap")

    answer = visitor.client.post(
        "/dang-nhap",
        query_string={"next": address},
        data={**fields, "email": "officer@vi-du.vn", "password": PASSWORD, "next": address},
    )

    location = answer.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert answer.status_code < 500


def test_after_signing_in_one_is_where_one_wanted_to_go(someone, visitor) -> None:
    someone(Role.ADMINISTRATOR, signed_in=False)
    wanted = visitor.get("/can-bo/tai-khoan?q=a").headers["Location"]

    answer = visitor.send(wanted, email="administrator@vi-du.vn", password=PASSWORD)

    assert answer.headers["Location"] == "/can-bo/tai-khoan?q=a"


def test_the_second_factor_is_asked_for_once_it_is_set_up(web_app, someone) -> None:
    from passlib.totp import TOTP

    browser = someone(Role.OFFICER)
    page = browser.send("/tai-khoan/hai-buoc", setup="authenticator")
    assert page.status_code == 200, page.text
    key = page.text.split("<code>")[1].split("</code>")[0]
    target = page.text.split('action="')[-1].split('"')[0]
    token = page.text.split('id="code-csrf"')[1].split('value="')[1].split('"')[0]
    wrong = browser.client.post(target, data={"csrf_token": token, "code": "abc"})
    assert wrong.status_code == 303

    code = TOTP(key=key.replace("-", "").replace(" ", ""), format="base32").generate().token
    done = browser.client.post(target, data={"csrf_token": token, "code": code})
    assert done.headers["Location"] == "/tai-khoan/hai-buoc"
    assert "đang bật" in browser.get("/tai-khoan/hai-buoc").text
    assert "account.change_second_factor" in _acts(web_app)

    codes = browser.send("/tai-khoan/ma-du-phong", generate_new_codes="1").text
    recovery = codes.split("<li><code>")[1].split("</code>")[0]

    other = type(browser)(web_app.test_client())
    first = other.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD)
    assert first.headers["Location"].startswith("/dang-nhap/ma")
    assert not _is_in(other)
    assert other.send("/dang-nhap/ma", code="000000").status_code == 422
    assert other.send("/dang-nhap/ma-du-phong", code=recovery).status_code == 303
    assert _is_in(other)

    with web_app.app_context(), reading() as session:
        account = account_queries.account(session, browser.account)
        assert account is not None
        assert recovery not in (account.mf_recovery_codes or [])


def test_the_password_is_kept_as_argon2id(web_app, someone) -> None:
    browser = someone(Role.OFFICER)

    with web_app.app_context(), reading() as session:
        account = account_queries.account(session, browser.account)

    assert account is not None
    assert (account.password or "").startswith("$argon2id$")
