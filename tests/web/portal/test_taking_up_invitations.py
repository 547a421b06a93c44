"""From the printed letter to the first page: name, code, a password of one's own, signing in by telephone number."""

import re

import pytest
from builders.people import a_person
from builders.portal import PASSWORD, PHONE, a_member, account_of
from builders.units import a_unit
from flask import Flask
from web.conftest import ADMINISTRATOR, Browser

from registry.rules.permissions import Role
from registry.usecases import accounts
from registry.usecases.invitations import invite

_CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture
def unit(web_app: Flask) -> str:
    with web_app.app_context():
        return a_unit(a_person(Role.OFFICER), "Hợp tác xã Ánh Dương")


def code_for(app: Flask, unit: str, sign_in: str = PHONE) -> str:
    with app.app_context():
        return invite(actor=a_person(Role.OFFICER), producer=unit, name="Lò Thị Chủ", sign_in=sign_in).code


def take_up(browser: Browser, code: str, *, sign_in: str = PHONE, password: str = PASSWORD, again: str | None = None):
    again = password if again is None else again
    return browser.send("/moi", sign_in=sign_in, code=code, password=password, password_again=again)


def test_staff_print_a_letter_by_which_the_person_comes_in(web_app, unit, someone, visitor) -> None:
    officer = someone(Role.OFFICER)
    letter = officer.send(f"/can-bo/chu-the/{unit}/nguoi/moi", name="Lò Thị Chủ", sign_in="0912 345 678")
    code = _CODE.search(letter.text)
    assert letter.status_code == 200
    assert code is not None
    assert "Hợp tác xã Ánh Dương" in letter.text

    assert take_up(visitor, code[0].lower(), sign_in="+84 912345678").headers["Location"] == "/dang-nhap"
    answer = visitor.send("/dang-nhap", email="0912.345.678", password=PASSWORD)

    assert answer.status_code == 303
    assert visitor.client.get("/vao").headers["Location"] == "/cua-toi"
    assert "Hợp tác xã Ánh Dương" in visitor.get("/cua-toi").text


@pytest.mark.parametrize("address", ["/moi", "/dang-nhap"])
def test_whoever_is_not_signed_in_is_led_home_to_the_public(address, visitor) -> None:
    assert '<a class="brand" href="/">' in visitor.get(address).text


def test_the_code_is_shown_once(web_app, unit, someone) -> None:
    officer = someone(Role.OFFICER)
    shown = _CODE.search(officer.send(f"/can-bo/chu-the/{unit}/nguoi/moi", name="A Ba", sign_in=PHONE).text)

    assert shown is not None
    assert shown[0] not in officer.get(f"/can-bo/chu-the/{unit}").text
    assert not _CODE.search(officer.get(f"/can-bo/chu-the/{unit}").text)


def test_a_letter_asked_for_by_a_double_click_or_a_reload_is_the_same_letter(unit, someone, visitor) -> None:
    officer = someone(Role.OFFICER)
    address = f"/can-bo/chu-the/{unit}/nguoi/moi"
    fields = {**officer.hidden(address), "name": "Lò Thị Chủ", "sign_in": PHONE}

    letters = [officer.client.post(address, data=fields) for _ in range(3)]

    codes = {code[0] for code in (_CODE.search(letter.text) for letter in letters) if code}
    assert [letter.status_code for letter in letters] == [200, 200, 200]
    assert len(codes) == 1
    assert take_up(visitor, codes.pop()).headers["Location"] == "/dang-nhap"


def test_a_letter_in_the_outbox_shows_its_code_to_whoever_may_print_it_alone(web_app, unit, someone) -> None:
    code_for(web_app, unit, "lan@vi-du.vn")
    address = re.search(r"/can-bo/thu/[a-z0-9]{16}", someone(Role.OFFICER).get("/can-bo/thu").text)
    assert address is not None

    assert _CODE.search(someone(Role.OFFICER, email="hai@vi-du.vn").get(address[0]).text)
    assert not _CODE.search(someone(Role.AUDITOR).get(address[0]).text)


def test_what_is_wrong_is_said_the_same_whoever_is_meant(web_app, unit, visitor) -> None:
    code_for(web_app, unit)

    known = take_up(visitor, "2222-2222-2222-2222")
    unknown = take_up(visitor, "2222-2222-2222-2222", sign_in="0987654321")

    assert known.status_code == unknown.status_code == 422
    page = [re.sub(r'value="[^"]*"', "", one.text) for one in (known, unknown)]
    assert page[0] == page[1]
    assert "không khớp" in page[0]


def test_passwords_that_differ_or_are_easy_cost_no_try(web_app, unit, visitor) -> None:
    code = code_for(web_app, unit)

    for _ in range(12):
        assert take_up(visitor, code, again="khác").status_code == 422
        assert take_up(visitor, code, password="ngắn", again="ngắn").status_code == 422

    assert take_up(visitor, code).status_code == 303


def test_no_password_stands_in_any_answer(web_app, unit, visitor) -> None:
    code_for(web_app, unit)

    assert PASSWORD not in take_up(visitor, "2222-2222-2222-2222").text


def test_guessing_is_made_to_wait(web_app, unit, visitor) -> None:
    code_for(web_app, unit)
    codes = [take_up(visitor, "2222-2222-2222-2222").status_code for _ in range(11)]

    assert codes == [422] * 10 + [429]


@pytest.mark.parametrize("nonsense", ["", "💥", "x" * 5000, "<script>", "0" * 16, "\x00"])
def test_nonsense_is_answered_with_a_sentence(nonsense, visitor) -> None:
    for fields in ({"sign_in": nonsense, "code": "2" * 16}, {"sign_in": PHONE, "code": nonsense}):
        answer = visitor.send("/moi", password=PASSWORD, password_again=PASSWORD, **fields)
        assert answer.status_code == 422
        assert "<script>alert" not in answer.text


def test_a_double_click_takes_up_an_invitation_once(web_app, unit, visitor) -> None:
    code = code_for(web_app, unit)
    hidden = visitor.hidden("/moi")
    fields = {**hidden, "sign_in": PHONE, "code": code, "password": PASSWORD, "password_again": PASSWORD}

    answers = [visitor.client.post("/moi", data=fields) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert {one.headers["Location"] for one in answers} == {"/dang-nhap"}


def test_whoever_is_signed_in_takes_up_another_invitation(web_app, unit, visitor) -> None:
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        a_member(officer, unit)
        other = a_unit(officer, "Hợp tác xã Bình Minh")
    visitor.send("/dang-nhap", email=PHONE, password=PASSWORD)

    assert take_up(visitor, code_for(web_app, other), password="").status_code == 303

    page = visitor.get("/cua-toi").text
    assert "Hợp tác xã Ánh Dương" in page
    assert "Hợp tác xã Bình Minh" in page


def test_an_administrator_renames_a_person_of_a_producer_and_no_more(web_app, unit, someone) -> None:
    with web_app.app_context():
        person = account_of(a_member(a_person(Role.OFFICER), unit))
    administrator = someone(Role.ADMINISTRATOR)
    address = f"/can-bo/tai-khoan/{person}/sua"

    assert 'name="roles"' not in administrator.get(address).text
    assert administrator.send(address, name="Lò Thị Đổi", roles="administrator").status_code == 303

    page = administrator.get(f"/can-bo/tai-khoan/{person}").text
    assert "Lò Thị Đổi" in page
    assert "Chủ thể" in page
    assert PHONE in page


def test_a_closed_account_stays_outside(web_app, unit, visitor) -> None:
    with web_app.app_context():
        person = a_member(a_person(Role.OFFICER), unit)
        accounts.disable(actor=ADMINISTRATOR, account=account_of(person))

    assert visitor.send("/dang-nhap", email=PHONE, password=PASSWORD).status_code == 422


def test_a_new_password_from_an_administrator_must_be_replaced_first(web_app, unit, visitor) -> None:
    with web_app.app_context():
        person = a_member(a_person(Role.OFFICER), unit)
        given = accounts.reset_password(actor=ADMINISTRATOR, account=account_of(person))

    visitor.send("/dang-nhap", email=PHONE, password=given)

    assert visitor.get("/cua-toi").headers["Location"] == "/tai-khoan/mat-khau"


def test_staff_cancel_an_invitation_and_end_a_membership(web_app, unit, someone, visitor) -> None:
    officer, code = someone(Role.OFFICER), code_for(web_app, unit)
    page = officer.get(f"/can-bo/chu-the/{unit}").text
    cancelling = re.search(r"/can-bo/chu-the/nguoi/loi-moi/[a-z0-9]{16}/huy", page)
    assert cancelling is not None
    assert officer.send(cancelling[0]).status_code == 303
    assert take_up(visitor, code).status_code == 422

    with web_app.app_context():
        person = a_member(a_person(Role.OFFICER), unit, sign_in="ba@vi-du.vn")
        account = account_of(person)
    visitor.send("/dang-nhap", email="ba@vi-du.vn", password=PASSWORD)
    assert visitor.get(f"/cua-toi/chu-the/{unit}").status_code == 200

    assert officer.send(f"/can-bo/chu-the/{unit}/nguoi/{account}/thoi").status_code == 303

    assert visitor.get(f"/cua-toi/chu-the/{unit}").status_code == 404
    assert "không đại diện cho chủ thể nào" in visitor.get("/cua-toi").text
