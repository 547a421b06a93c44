"""Signing in: by password and second factor, and where it leads."""

import pytest
from builders.sign_in_pages import acts_of, is_in
from web.conftest import ADMINISTRATOR, PASSWORD

from registry.queries import accounts as account_queries
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import accounts

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng"


def test_the_right_password_opens_the_door_and_is_written_in_the_journal(web_app, someone) -> None:
    browser = someone(Role.OFFICER, signed_in=False)

    assert browser.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD).status_code == 303

    assert is_in(browser)
    assert acts_of(web_app)[0] == "account.sign_in"


@pytest.mark.parametrize("email", ["officer@vi-du.vn", "nobody@vi-du.vn"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(email, someone, visitor) -> None:
    someone(Role.OFFICER, signed_in=False)

    answer = visitor.send("/dang-nhap", email=email, password="không phải mật khẩu này")

    assert answer.status_code == 422
    assert WRONG in answer.text
    assert email in answer.text  # what was typed is kept
    assert "không phải mật khẩu này" not in answer.text
    assert not is_in(visitor)


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
    assert not is_in(visitor)


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
    assert "account.change_second_factor" in acts_of(web_app)

    codes = browser.send("/tai-khoan/ma-du-phong", generate_new_codes="1").text
    recovery = codes.split("<li><code>")[1].split("</code>")[0]

    other = type(browser)(web_app.test_client())
    first = other.send("/dang-nhap", email="officer@vi-du.vn", password=PASSWORD)
    assert first.headers["Location"].startswith("/dang-nhap/ma")
    assert not is_in(other)
    assert other.send("/dang-nhap/ma", code="000000").status_code == 422
    assert other.send("/dang-nhap/ma-du-phong", code=recovery).status_code == 303
    assert is_in(other)

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
