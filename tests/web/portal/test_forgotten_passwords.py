"""Back in without an administrator: a letter, its code, a new password, and every earlier session ended."""

import re
from dataclasses import replace

import pytest
from builders.people import a_person
from builders.portal import PASSWORD, PHONE, a_member, account_of
from builders.units import a_unit
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry.models.outbox import Letter
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.web.signin.attempts import PER_ACCOUNT_AND_ADDRESS

ADDRESS = "lan@vi-du.vn"
ANOTHER = "sương sớm phủ đầy nương chè cổ thụ"
_CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture
def unit(web_app: Flask) -> str:
    web_app.config["REGISTER"] = replace(web_app.config["REGISTER"], smtp_url="smtp://thu.vi-du.vn")
    with web_app.app_context():
        return a_unit(a_person(Role.OFFICER), "Hợp tác xã Ánh Dương")


@pytest.fixture
def person(web_app: Flask, unit: str) -> Browser:
    """Somebody of the unit who signs in by an address, signed in somewhere."""
    with web_app.app_context():
        browser = Browser(web_app.test_client(), account_of(a_member(a_person(Role.OFFICER), unit, sign_in=ADDRESS)))
    _sign_in(web_app, browser)
    return browser


def newest_code(app: Flask) -> str:
    with app.app_context(), reading() as session:
        letter = session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    assert "mật khẩu mới" in letter.subject
    return str(letter.secret)


def choose(browser: Browser, code: str, *, sign_in: str = ADDRESS, password: str = ANOTHER, again: str = ANOTHER):
    return browser.send("/mat-khau-moi", sign_in=sign_in, code=code, password=password, password_again=again)


def test_whoever_forgot_gets_in_by_mail_and_other_sessions_end(web_app, person, visitor) -> None:
    assert person.get("/cua-toi").status_code == 200
    assert "/quen-mat-khau" in visitor.get("/dang-nhap").text

    asked = visitor.send("/quen-mat-khau", sign_in=ADDRESS)
    assert asked.headers["Location"] == "/mat-khau-moi"
    assert choose(visitor, newest_code(web_app)).headers["Location"] == "/dang-nhap"

    assert person.get("/cua-toi").status_code == 303
    assert visitor.send("/dang-nhap", email=ADDRESS, password=PASSWORD).status_code == 422
    assert visitor.send("/dang-nhap", email=ADDRESS, password=ANOTHER).status_code == 303
    assert visitor.get("/cua-toi").status_code == 200


def test_whoever_guessed_at_his_own_password_first_gets_in_at_once(web_app, person, visitor) -> None:
    for _ in range(PER_ACCOUNT_AND_ADDRESS):
        visitor.send("/dang-nhap", email=ADDRESS, password="không phải mật khẩu này đâu")
    assert visitor.send("/dang-nhap", email=ADDRESS, password=PASSWORD).status_code == 429
    visitor.send("/quen-mat-khau", sign_in=ADDRESS)

    assert choose(visitor, newest_code(web_app)).status_code == 303

    assert visitor.send("/dang-nhap", email=ADDRESS, password=ANOTHER).status_code == 303


def test_a_known_and_an_unknown_name_are_answered_alike(web_app, person, visitor) -> None:
    known = visitor.send("/quen-mat-khau", sign_in=ADDRESS)
    unknown = visitor.send("/quen-mat-khau", sign_in="khong-co@vi-du.vn")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])

    wrong = choose(visitor, "2" * 16), choose(visitor, "2" * 16, sign_in="khong-co@vi-du.vn")
    assert [one.status_code for one in wrong] == [422, 422]
    pages = [re.sub(r'value="[^"]*"', "", one.text) for one in wrong]
    assert pages[0] == pages[1]
    assert "không khớp" in pages[0]


def test_staff_print_a_letter_for_a_telephone_number(web_app, unit, someone, visitor) -> None:
    with web_app.app_context():
        account = account_of(a_member(a_person(Role.OFFICER), unit))
    officer = someone(Role.OFFICER)
    address = f"/can-bo/chu-the/{unit}/nguoi/{account}/ma"
    assert address in officer.get(f"/can-bo/chu-the/{unit}").text
    assert officer.get(address).status_code == 200

    code = _CODE.search(officer.send(address).text)

    assert code is not None
    assert choose(visitor, code[0].lower(), sign_in="0912.345.678").status_code == 303
    assert visitor.send("/dang-nhap", email=PHONE, password=ANOTHER).status_code == 303


def test_a_telephone_number_is_told_where_to_ask(unit, visitor) -> None:
    answer = visitor.send("/quen-mat-khau", sign_in=PHONE)

    assert answer.status_code == 422
    assert "in thành thư" in answer.text


@pytest.mark.parametrize("address", ["/quen-mat-khau", "/mat-khau-moi"])
def test_whoever_tries_on_and_on_must_wait(address, unit, visitor) -> None:
    fields = {"sign_in": "khong-co@vi-du.vn", "code": "2" * 16, "password": ANOTHER, "password_again": ANOTHER}

    codes = [visitor.send(address, **fields).status_code for _ in range(PER_ACCOUNT_AND_ADDRESS + 1)]

    assert codes[-1] == 429
    assert 429 not in codes[:-1]


def test_passwords_that_differ_are_told_so_and_cost_no_try(web_app, person, visitor) -> None:
    visitor.send("/quen-mat-khau", sign_in=ADDRESS)
    code = newest_code(web_app)

    for _ in range(12):
        assert choose(visitor, code, again="khác").status_code == 422

    assert choose(visitor, code).status_code == 303


@pytest.mark.parametrize("nonsense", ["", "💥", "x" * 5000, "<script>", "\x00"])
def test_nonsense_is_answered_with_a_sentence(nonsense, unit, visitor) -> None:
    assert visitor.send("/quen-mat-khau", sign_in=nonsense).status_code == 422
    for fields in ({"sign_in": nonsense, "code": "2" * 16}, {"sign_in": PHONE, "code": nonsense}):
        answer = visitor.send("/mat-khau-moi", password=ANOTHER, password_again=ANOTHER, **fields)
        assert answer.status_code == 422
