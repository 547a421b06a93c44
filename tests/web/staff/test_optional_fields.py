"""A page says that a field may stay empty only of fields that may."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from builders.page_forms import PageForm, forms_of, send

from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Role

OPTIONAL = re.compile(r'<label for="([^"]+)">[^<]*<span class="optional">')
ERROR = re.compile(r'class="error" id="([^"]+)-error"')


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def emptied(form: PageForm) -> dict[str, str]:
    """Return what the form sends when nothing is typed and nothing chosen that need not be."""
    kept = {"csrf_token", "once", "version", "seen", "producer"}
    typed = {name: "" for name in form.values if name not in kept and name not in form.choices}
    return typed | {name: "" for name, values in form.choices.items() if "" in values}


def addresses(desk: Desk) -> list[str]:
    """Return every page on which an officer types something."""
    product = desk.product("Chè Shan tuyết")
    draft = desk.draft("Mật ong")
    line = desk.detail(draft).lines[0].public_id
    award = desk.draft(kind=DecisionKind.AWARD, title="Khen thưởng")
    signing = desk.draft("Miến dong")
    desk.check(signing)
    desk.approve(signing)
    producers, products, decisions = "/can-bo/chu-the", "/can-bo/san-pham", "/can-bo/quyet-dinh"
    return [
        f"{producers}/moi",
        *(f"{producers}/{desk.producer}/{page}" for page in ("sua", "doi-ten", "cham-dut")),
        f"{products}/moi?chu-the={desk.producer}",
        *(f"{products}/{product}/{page}" for page in ("sua", "doi-ten", "anh/moi")),
        f"{decisions}/moi",
        *(f"{decisions}/{draft}/{page}" for page in ("sua", "bo", f"them/{product}", f"dong/{line}")),
        f"{decisions}/{award}/khen/moi",
        f"{decisions}/{signing}/ky",
        f"/can-bo/giay-chung-nhan/ghi-nhan/{product}",
        "/can-bo/nhap-danh-sach/moi",
        "/can-bo/trao-thuong/moi",
    ]


def assert_says_so_rightly(browser: Any, address: str) -> int:
    """Send every form of a page empty, and return how many of its fields were refused."""
    page = browser.get(address)
    assert page.status_code == 200, address
    optional, refused = set(OPTIONAL.findall(page.text)), set()
    for form in forms_of(page):
        refused |= set(ERROR.findall(send(browser.client, form, **emptied(form)).text))
    assert not refused & optional, address
    return len(refused)


def test_no_field_that_is_refused_empty_says_that_it_may_be(desk: Desk) -> None:
    refused = [assert_says_so_rightly(desk.officer, address) for address in addresses(desk)]

    assert sum(refused) > 20


def test_nor_on_the_pages_of_an_administrator_or_about_oneself(web_app: Any, someone: Any) -> None:
    browser = someone(Role.ADMINISTRATOR)
    own = ["/tai-khoan/mat-khau"]
    settings = re.findall(r'href="(/can-bo/thiet-lap/[^"#?]+)"', browser.get("/can-bo/thiet-lap").text)
    assert settings
    pictures = re.findall(r'href="(/can-bo/thiet-lap/[^"#?]+)"', browser.get("/can-bo/thiet-lap/hinh-anh").text)

    refused = [
        assert_says_so_rightly(browser, address)
        for address in dict.fromkeys([*own, "/can-bo/tai-khoan/moi", *settings, *pictures])
        if browser.get(address).mimetype == "text/html"
    ]

    assert sum(refused) > 5


def test_nor_on_the_page_of_signing_in(visitor: Any) -> None:
    assert OPTIONAL.findall(visitor.get("/dang-nhap").text) == []
