"""The administrator's pages, and the forms all pages are made like."""

import re

import pytest

from registry.queries import accounts as account_queries
from registry.queries.listing import ListRequest
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.web.forms.sayings import STALE

NEW = "/can-bo/tai-khoan/moi"
GOOD = {"name": "Lò Thị Mới", "email": "moi@vi-du.vn", "roles": ["officer", "auditor"]}


def _count(app) -> int:
    with app.app_context(), reading() as session:
        return account_queries.page(session, ListRequest()).total


def test_an_account_is_opened_and_its_password_shown_once(someone, visitor) -> None:
    browser = someone(Role.ADMINISTRATOR)

    page = browser.send(NEW, **GOOD)

    password = page.text.split('<code id="password">')[1].split("</code>")[0]
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert visitor.send("/dang-nhap", email="moi@vi-du.vn", password=password).status_code == 303
    for address in ("/can-bo/tai-khoan", "/can-bo/nhat-ky", "/can-bo/nhat-ky/3"):
        assert password not in browser.get(address).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Mục này không được để trống."),
        ({"name": "  \u200b "}, "Mục này không được để trống."),
        ({"name": "x" * 201}, "tối đa 200 ký tự"),
        ({"email": "không phải địa chỉ"}, "Địa chỉ thư điện tử không hợp lệ"),
        ({"email": "administrator@vi-du.vn"}, "Đã có tài khoản dùng địa chỉ này."),
        ({"email": "ADMINISTRATOR@VI-DU.VN"}, "Đã có tài khoản dùng địa chỉ này."),
        ({"roles": []}, "Mục này không được để trống."),
        ({"roles": ["producer"]}, "không có trong danh sách"),
        ({"roles": ["emperor"]}, "không có trong danh sách"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(wrong, sentence, web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    before = _count(web_app)

    answer = browser.send(NEW, **{**GOOD, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert re.search(r'aria-invalid="true"|<fieldset', answer.text)
    kept = {**GOOD, **wrong}
    assert kept["email"].lower() in answer.text.lower()
    assert _count(web_app) == before


def test_fields_that_a_form_does_not_have_are_ignored(web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    browser.send(NEW, **GOOD, active="", id="1", is_admin="1", password="x", confirmed_at="2020-01-01", version="9")

    with web_app.app_context(), reading() as session:
        account = account_queries.find(session, by="email", value="moi@vi-du.vn")
        assert account is not None
        assert account.active
        assert account.confirmed_at is None
        assert {role.name for role in account.roles} == {"officer", "auditor"}


@pytest.mark.parametrize("token", [None, "", "sai", "other"])
def test_a_form_without_our_own_fresh_mark_acts_not_and_keeps_its_content(token, web_app, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    fields: dict[str, object] = dict(GOOD)
    if token == "other":
        fields["csrf_token"] = someone(Role.ADMINISTRATOR, email="khac@vi-du.vn").hidden(NEW)["csrf_token"]
    elif token is not None:
        fields["csrf_token"] = token
    before = _count(web_app)

    answer = browser.client.post(NEW, data=fields)

    assert answer.status_code == 422
    assert STALE in answer.text
    assert "Lò Thị Mới" in answer.text
    assert "moi@vi-du.vn" in answer.text
    assert _count(web_app) == before


def test_whoever_both_drafts_and_approves_is_warned_of(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    both = someone(Role.OFFICER, Role.APPROVER)

    assert "vừa soạn vừa duyệt" in browser.get(f"/can-bo/tai-khoan/{both.account}/sua").text


@pytest.mark.parametrize("act", ["khoa", "mo", "mat-khau", "hai-buoc"])
def test_acts_on_an_account_ask_first(act, someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    other = someone(Role.OFFICER)
    address = f"/can-bo/tai-khoan/{other.account}/{act}"

    assert "Không, quay lại" in browser.get(address).text
    assert browser.send(address).status_code in {200, 303}


def test_an_administrator_cannot_lock_himself_out(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    answer = browser.send(f"/can-bo/tai-khoan/{browser.account}/khoa")

    assert answer.status_code == 422
    assert "Không thể tự khóa" in answer.text


def test_the_last_administrator_keeps_his_role(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    answer = browser.send(f"/can-bo/tai-khoan/{browser.account}/sua", name="Người administrator", roles="auditor")

    assert answer.status_code == 422
    assert "quản trị cuối cùng" in answer.text


def test_an_account_that_does_not_exist_is_not_found(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)

    for address in ("a" * 16, "%00" * 16, "..", "x" * 400):
        assert browser.get(f"/can-bo/tai-khoan/{address}").status_code == 404, address


def test_markup_in_a_name_is_shown_as_it_was_typed(someone) -> None:
    browser = someone(Role.ADMINISTRATOR)
    name = "<script>alert(1)</script> & {{ 7*7 }} \"'"

    browser.send(NEW, **{**GOOD, "name": name})

    page = browser.get("/can-bo/tai-khoan").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7*7 }}" in page
