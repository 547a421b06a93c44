"""A calendar of one's own: shown once, fetched without an account, unknown once it has ended."""

import logging
import re
from datetime import date
from typing import Any

import pytest
from builders.page_forms import fill
from builders.people import a_person
from builders.portal import a_member, account_of
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in

from registry import clock
from registry.models.account import Account
from registry.models.expiry import CalendarFeed
from registry.models.journal import JournalEntry, Version
from registry.rules.permissions import Role
from registry.transaction import reading, transaction
from registry.web import own_calendar


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2023, 6, 1))


@pytest.fixture
def holder(web_app: Flask) -> Browser:
    """A person of one of two producers, before a browser."""
    with web_app.app_context():
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        own, other = a_producer("Hợp tác xã Một"), a_producer("Hợp tác xã Hai")
        products = [a_product("Chè A", producer=own), a_product("Mật B", producer=other)]
        issue(officer, approver, [a_line(product) for product in products])
        browser = Browser(web_app.test_client(), account=account_of(a_member(officer, own)))
    _sign_in(web_app, browser)
    return browser


def opened(browser: Browser) -> str:
    """Have an address made, and return its path."""
    page = fill(browser.client, "/lich").text
    found = re.search(r"https://[^/]+(/lich/[0-9a-f]{48}\.ics)", page)
    assert found, page
    return found[1]


def test_a_producer_fetches_its_own_days_without_signing_in(holder: Browser, visitor: Browser) -> None:
    answer = visitor.get(opened(holder))
    lines = answer.text.replace("\r\n ", "")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "SUMMARY:Nộp hồ sơ đánh giá lại: Chè A" in lines
    assert "DTSTART;VALUE=DATE:20230614" in lines
    assert "DTEND;VALUE=DATE:20230814" in lines
    assert "Đừng in thêm bao bì có hạng sao hơn số bán được trước ngày 12/12/2023" in lines
    assert "Mật B" not in lines
    assert "Lò Thị Chủ" not in lines
    assert "0912345678" not in lines


def test_the_same_day_gives_the_same_bytes(holder: Browser, visitor: Browser) -> None:
    address = opened(holder)

    assert visitor.get(address).data == visitor.get(address).data


def test_staff_fetch_every_day_by_quarter(holder: Browser, someone: Any, visitor: Browser) -> None:
    lines = visitor.get(opened(someone(Role.AUDITOR))).text.replace("\r\n ", "")

    assert "SUMMARY:Quý 4/2023: 2 giấy chứng nhận OCOP hết hạn" in lines
    assert "SUMMARY:Hết hạn: 2 sản phẩm OCOP" in lines
    assert (
        "DTSTART;VALUE=DATE:20231111\r\nDTEND;VALUE=DATE:20231112\r\nSUMMARY:Ngày cuối gửi thông báo hết hạn: 2"
        in lines
    )
    assert "Chè A" in lines
    assert "Mật B" in lines


def test_a_new_address_ends_the_one_before_and_an_ended_one_is_unknown(holder: Browser, visitor: Browser) -> None:
    first, second = opened(holder), opened(holder)
    assert [visitor.get(one).status_code for one in (first, second)] == [404, 200]

    assert fill(holder.client, "/lich/ngung").status_code == 303
    assert visitor.get(second).status_code == 404


def test_a_closed_account_and_an_invented_secret_open_nothing(
    holder: Browser, visitor: Browser, web_app: Flask
) -> None:
    address = opened(holder)
    with web_app.app_context(), transaction() as session:
        session.scalars(select(Account).where(Account.public_id == holder.account)).one().active = False

    assert visitor.get(address).status_code == 404
    assert visitor.get(f"/lich/{'0' * 48}.ics").status_code == 404
    assert visitor.get("/lich/ngan.ics").status_code == 404


def test_the_secret_is_kept_nowhere(holder: Browser, web_app: Flask) -> None:
    secret = opened(holder).removeprefix("/lich/").removesuffix(".ics")

    with web_app.app_context(), reading() as session:
        kept = [
            repr(vars(row)) for kind in (CalendarFeed, JournalEntry, Version) for row in session.scalars(select(kind))
        ]

    assert kept
    assert not [row for row in kept if secret in row]
    assert secret not in holder.get("/lich").text


def test_a_fault_does_not_write_the_secret_into_the_log(
    holder: Browser, visitor: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = opened(holder)
    secret = address.removeprefix("/lich/").removesuffix(".ics")

    def broken(_account: Account) -> bytes:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(own_calendar, "_content", broken)
    with caplog.at_level(logging.ERROR):
        assert visitor.get(address).status_code == 500

    assert "fault while answering GET" in caplog.text
    assert secret not in caplog.text
