"""What search engines are told of the register, and what not."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from builders.conference import Conference
from builders.desk import Desk, a_desk
from flask import Flask

from registry.web.door_table import DOORS
from registry.web.doors import Door
from registry.web.public import signposts

HOST = "https://ocop.example.vn"


@pytest.fixture
def desk(web_app: Flask, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def named(visitor: Any, address: str = "/sitemap.xml") -> list[str]:
    """Return the addresses that a file for search engines names."""
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    found = re.findall(r"<loc>(.*?)</loc>", answer.text)
    assert all(one.startswith(f"{HOST}/") for one in found)
    return [urlsplit(one).path for one in found]


def everything(visitor: Any) -> list[str]:
    """Return all addresses, file by file."""
    return [one for file in named(visitor) for one in named(visitor, file)]


def may_look(visitor: Any) -> RobotFileParser:
    """Read the rules as a search engine does."""
    rules = RobotFileParser()
    rules.parse(visitor.get("/robots.txt").text.splitlines())
    return rules


def test_every_public_thing_is_named_once_and_opens(held: Conference, visitor: Any) -> None:
    found = everything(visitor)

    for name in (*held.products.values(), *held.producers.values(), *held.recognised, held.awarded, held.event):
        assert sum(one.endswith(name) for one in found) == 1, name
    for address in found:
        page = visitor.get(address)
        assert page.status_code == 200, address
        assert "noindex" not in page.text, address


def test_drafts_codes_and_what_was_never_certified_are_named_nowhere(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")
    draft, plain = desk.draft(), desk.product("Chè chưa chấm")

    found = " ".join(everything(visitor))

    assert desk.products["Chè Shan tuyết"] in found
    for secret in (draft, plain, "/c/", "/can-bo", "/cua-toi", "/anh/"):
        assert secret not in found, secret


def test_a_new_product_is_named_at_once(desk: Desk, visitor: Any) -> None:
    before = everything(visitor)

    desk.issue("Chè Shan tuyết")

    assert f"/san-pham/{desk.products['Chè Shan tuyết']}" in set(everything(visitor)) - set(before)


def test_more_than_one_file_may_hold_is_parted(desk: Desk, visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.issue(*[f"Chè {number}" for number in range(1, 6)])
    whole = everything(visitor)
    monkeypatch.setattr(signposts, "MOST_ADDRESSES", 3)
    desk.issue("Chè cuối", number="2/QĐ-UBND")

    files = named(visitor)
    parts = [named(visitor, file) for file in files]

    assert max(map(len, parts)) == 3
    together = [one for part in parts for one in part]
    assert len(together) == len(set(together)) == len(whole) + 2
    for number in (0, len(files) + 1, 10**30):
        assert visitor.get(f"/sitemap-{number}.xml").status_code == 404, number


def test_search_engines_are_kept_from_every_door_but_the_public_one(web_app: Flask, visitor: Any) -> None:
    rules = may_look(visitor)

    assert rules.site_maps() == [f"{HOST}/sitemap.xml"]
    for route in web_app.url_map.iter_rules():
        address = re.sub(r"<[^>]+>", "a" * 16, route.rule)
        is_endless = address.startswith(("/tra-cuu.", "/so-dang-ky.", "/hieu-luc."))
        is_open = DOORS[route.endpoint].door is Door.PUBLIC and not is_endless
        assert rules.can_fetch("*", HOST + address) is is_open, address
    for question in ("q=che&sao=3", "sao=3", "tinh-trang=het-han", "xep=ten"):
        assert not rules.can_fetch("*", f"{HOST}/tra-cuu?{question}"), question
    assert rules.can_fetch("*", f"{HOST}/tra-cuu?sau=aaaaaaaaaaaaaaaa")
    assert not rules.can_fetch("*", f"{HOST}/so-dang-ky?ngay=2022-12-14")


def test_invented_things_are_to_be_found_nowhere(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.queries.settings.is_demonstration", lambda _session: True)

    assert not may_look(visitor).can_fetch("*", f"{HOST}/")
