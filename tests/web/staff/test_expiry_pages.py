"""The plan by quarter, the list with its filters, the letters it draws, and what was sent on paper."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders.desk import visible
from builders.page_forms import fill
from builders.paper_reading import words
from builders.people import a_person
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask
from web.conftest import Browser

from registry import clock
from registry.queries import expiry_plan
from registry.queries.settings import settings
from registry.rules.expiry_planning import PlanRules
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import settings as setting_acts

HOME = "/can-bo/het-han"
LIST = f"{HOME}/danh-sach"
TODAY = date(2023, 9, 20)
"""The certificates of the tests are good to the end of 11/12/2023, the fourth quarter."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def goods(web_app: Flask) -> Iterator[dict[str, str]]:
    """Two holders with three products between them."""
    with web_app.app_context():
        officer, approver = a_person(Role.OFFICER), a_person(Role.APPROVER)
        first, second = a_producer("Hợp tác xã Một"), a_producer("Hợp tác xã Hai")
        products = [
            a_product(name, producer=holder) for name, holder in (("Chè A", first), ("Chè B", first), ("Mật C", second))
        ]
        issue(officer, approver, [a_line(product) for product in products])
    return {"Hợp tác xã Một": first, "Hợp tác xã Hai": second}


@pytest.fixture
def officer(someone: Any) -> Browser:
    return someone(Role.OFFICER)


def test_the_plan_counts_what_runs_out_in_each_quarter_and_opens_one(goods: Any, officer: Browser) -> None:
    page = visible(officer.get(HOME).text)
    opened = visible(officer.get(f"{HOME}?quy=2023-4").text)

    assert "Quý 3/2023" in page
    assert "Quý 4/2023" in page
    assert "không kịp đợt nào" in page  # 11/12 falls before the second round is finished
    assert "Quý 4/2023: theo xã, phường và ngành hàng" in opened
    assert "xã Sin Suối Hồ" in opened


def test_a_round_that_cannot_take_all_says_by_how_many(
    goods: Any, officer: Browser, web_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2023, 1, 5))
    rules = {
        "rounds": [
            {"filed_before": "07-15", "finish_before": "09-30"},
            {"filed_before": "10-30", "finish_before": "12-30"},
        ],
        "ground": "Kế hoạch số 5/KH-UBND",
    }
    administrator = Actor(account_id=None, name="Quản trị", roles=frozenset({Role.ADMINISTRATOR}), means="system")
    with web_app.app_context():
        setting_acts.change(actor=administrator, values={"round_rules": rules, "round_capacity": 2})

    page = visible(officer.get(HOME).text)

    assert "Đợt 1/2023 15/07/2023 3 2" in page
    assert "Vượt 1" in page


def test_the_list_is_narrowed_by_its_filters(goods: Any, officer: Browser) -> None:
    def rows(query: str) -> list[str]:
        page = visible(officer.get(f"{LIST}?{query}").text)
        return [name for name in ("Chè A", "Chè B", "Mật C") if name in page]

    assert rows("") == ["Chè A", "Chè B", "Mật C"]
    assert rows("q=mat") == ["Mật C"]
    assert rows("quy=2023-4&buoc=late") == ["Chè A", "Chè B", "Mật C"]
    assert rows("buoc=filed") == rows("tu=12/12/2023") == rows("bao=roi") == []
    assert rows("den=11/12/2023&dot=khong-ro") == ["Chè A", "Chè B", "Mật C"]


def test_the_list_is_exported_as_it_is_shown(goods: Any, officer: Browser) -> None:
    table = officer.get(f"{LIST}?q=mat&xuat=csv").data.decode("utf-8-sig").splitlines()

    assert len(table) == 2
    assert "Mật C" in table[1]
    assert "14/06/2023 – 13/08/2023" in table[1]
    assert "2023-12-11" in table[1]
    assert officer.get(f"{LIST}?xuat=xlsx").data.startswith(b"PK")


def test_letters_are_drawn_together_apart_and_for_one_holder(goods: dict[str, str], officer: Browser) -> None:
    together = words(officer.get(f"{HOME}/thong-bao.pdf").data)
    apart = zipfile.ZipFile(io.BytesIO(officer.get(f"{HOME}/thong-bao.zip").data))
    one = words(officer.get(f"{HOME}/thong-bao/{goods['Hợp tác xã Hai']}.pdf").data)

    assert together.count("THÔNG BÁO") == 2
    assert sorted(apart.namelist()) == [
        "Thông báo hết hạn - Hợp tác xã Hai.pdf",
        "Thông báo hết hạn - Hợp tác xã Một.pdf",
    ]
    assert "Mật C" in one
    assert "Chè A" not in one
    assert officer.get(f"{HOME}/thong-bao/{'a' * 16}.pdf").status_code == 404


def test_the_invitation_list_and_the_lapsed_list_are_drawn(
    goods: Any, officer: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited = words(officer.get(f"{HOME}/moi-nop-ho-so.pdf").data)
    monkeypatch.setattr(clock, "today", lambda: date(2023, 12, 12))
    annex = words(officer.get(f"{HOME}/da-het-han.pdf?de=quyet-dinh").data)

    assert "Mời nộp hồ sơ đánh giá lại" in invited
    assert "Ngoài đợt" in invited
    assert "Tính đến hết ngày 12/12/2023, có 03 sản phẩm." in annex
    assert "1757/QĐ-UBND" in annex
    assert "3 sản phẩm đã hết hạn" in visible(officer.get(HOME).text)


def boxes(officer: Browser, query: str = "?q=che") -> list[tuple[str, bool]]:
    """Return what the boxes of the page about what was sent stand for, and which are ticked."""
    found = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", officer.get(f"{HOME}/da-gui{query}").text)
    return [(re.findall(r'value="([^"]+)"', one)[0], "checked" in one) for one in found]


def test_what_went_out_on_paper_is_told_and_never_doubled(goods: Any, officer: Browser) -> None:
    def sent(told_on: str) -> str:
        chosen = [key for key, _ in boxes(officer)]
        answer = fill(officer.client, f"{HOME}/da-gui?q=che", kind="notice", told_on=told_on, certificates=chosen)
        return visible(officer.get(answer.location).text)

    assert [ticked for _, ticked in boxes(officer)] == [True, True]
    first = sent("18/09/2023")
    assert [ticked for _, ticked in boxes(officer)] == [False, False]
    second = sent("19/09/2023")

    assert "Đã ghi 2 giấy." in first
    assert "Thông báo 18/09/2023" in first
    assert "Không có gì mới để ghi. 2 giấy đã ghi từ trước" in second
    assert "19/09/2023" not in second


def test_nothing_is_ticked_where_nothing_was_filtered(goods: Any, officer: Browser) -> None:
    assert [ticked for _, ticked in boxes(officer, "")] == [False] * 3


def test_a_day_to_come_is_refused_at_its_field(goods: Any, officer: Browser) -> None:
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"

    refused = fill(
        officer.client, f"{HOME}/da-gui", kind="invitation", told_on=tomorrow, certificates=boxes(officer)[0][0]
    )

    assert refused.status_code == 422
    assert "Ngày gửi không được sau ngày hôm nay." in refused.text


def test_who_only_looks_draws_and_marks_nothing(goods: Any, someone: Any) -> None:
    auditor = someone(Role.AUDITOR)

    assert "Ghi đã gửi" not in auditor.get(LIST).text
    assert auditor.get(f"{HOME}/da-gui").status_code == 403


def test_an_empty_register_has_an_empty_plan(officer: Browser) -> None:
    assert "Chưa có giấy chứng nhận nào" in officer.get(HOME).text
    assert "Chưa có giấy chứng nhận nào" in officer.get(LIST).text


def test_the_choices_about_expiry_are_kept_as_rules_read_them(web_app: Flask, someone: Any) -> None:
    administrator = someone(Role.ADMINISTRATOR)
    address = "/can-bo/thiet-lap/sap-het-han"

    refused = fill(administrator.client, address, reminder_months="6, 0")
    taken = fill(administrator.client, address, reminder_months="3;9", expiry_notice_days="45", round_capacity="60")

    assert refused.status_code == 422
    assert "Viết các số tháng khác nhau từ 1 đến 36" in refused.text
    assert taken.status_code == 303
    with web_app.app_context(), reading() as session:
        rules = expiry_plan.plan_rules(settings(session))
    assert rules == PlanRules(months=(9, 3), notice_days=45, capacity=60)
