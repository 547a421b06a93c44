"""The journal tells who did what to which thing, from what to what, and never by a key of the database."""

import re
from typing import Any

import pytest
from builders.desk import visible
from builders.register import a_line
from builders.units import a_unit, goods_of, unit_facts
from flask import Flask
from web.conftest import Browser, Someone

from registry.models.producer import ContactKind
from registry.rules.decision_life import DecisionKind
from registry.rules.permissions import Actor, Role
from registry.usecases import drafting, erasure, registration
from registry.usecases.registration import ContactFacts

JOURNAL = "/can-bo/nhat-ky"
UNIT = "Hợp tác xã Minh Họa 01"
ADMINISTRATOR = Actor(account_id=None, name="Quản trị", roles=frozenset({Role.ADMINISTRATOR}), means="system")


@pytest.fixture
def auditor(someone: Someone) -> Browser:
    return someone(Role.AUDITOR)


@pytest.fixture
def acts(web_app: Flask, someone: Someone) -> Any:
    """Do an act as an officer and return what it returns."""
    officer = Actor(account_id=None, name="Cán bộ", roles=frozenset({Role.OFFICER}), means="cli")

    def do(act: Any, *words: Any, actor: Actor = officer, **values: Any) -> Any:
        with web_app.app_context():
            return act(actor, *words, **values) if words else act(actor=actor, **values)

    return do


@pytest.fixture
def unit(acts: Any) -> str:
    """A cooperative that has moved from one hamlet to another."""
    public_id: str = acts(a_unit, UNIT, address="Bản Một")
    amend(acts, public_id, address="Bản Hai")
    return public_id


def amend(acts: Any, public_id: str, *, version: int = 1, **changes: Any) -> None:
    """Change a cooperative."""
    acts(registration.amend_producer, producer=public_id, version=version, facts=unit_facts(UNIT, **changes))


def rows(browser: Browser, query: str = "") -> list[str]:
    """Return the rows of the journal, each as its marks stand."""
    return re.findall(r"<tr>.*?</tr>", browser.get(JOURNAL + query).text.partition("<tbody>")[2], re.DOTALL)


def newest(browser: Browser, act: str) -> str:
    """Return the page of the newest entry about an act."""
    row = rows(browser, f"?viec={act}")[0]
    return browser.get(re.findall(rf'href="({JOURNAL}/\d+)"', row)[0]).text


def test_a_row_names_the_thing_and_leads_to_its_page(auditor: Browser, unit: str) -> None:
    [row] = rows(auditor, "?viec=producer.amend")

    assert f'<a href="/can-bo/chu-the/{unit}">{UNIT}</a>' in row
    assert "Sửa chủ thể" in row


def test_an_entry_says_from_what_to_what(auditor: Browser, unit: str) -> None:
    entry = newest(auditor, "producer.amend")

    assert re.search(r"<dt>Địa chỉ</dt>\s*<dd><del>Bản Một</del>.*?<ins>Bản Hai</ins>", entry, re.DOTALL)
    assert f"<title>Sửa chủ thể: {UNIT}" in entry


def test_what_a_record_points_to_is_called_by_its_name(auditor: Browser, unit: str, acts: Any) -> None:
    goods = acts(goods_of, unit, "Chè shan tuyết")
    entry = newest(auditor, "product.register")

    assert re.search(rf"<dt>Chủ thể</dt>\s*<dd>\s*<ins>{UNIT}</ins>", entry)
    assert not re.search(rf"\b({unit}|{goods})\b", visible(entry))


def test_a_page_that_the_reader_may_not_open_is_not_offered(someone: Someone, auditor: Browser) -> None:
    administrator = someone(Role.ADMINISTRATOR)
    administrator.send("/can-bo/tai-khoan/moi", name="Lò Thị Mới", email="moi@vi-du.vn", roles="officer")

    [as_administrator] = rows(administrator, "?viec=account.create")
    [as_auditor] = rows(auditor, "?viec=account.create")

    assert "Lò Thị Mới" in as_auditor
    assert "/can-bo/tai-khoan/" not in as_auditor
    assert "/can-bo/tai-khoan/" in as_administrator


def test_a_line_that_is_no_more_is_called_by_what_it_was(auditor: Browser, unit: str, acts: Any) -> None:
    goods = acts(goods_of, unit, "Chè shan tuyết")
    decision = acts(drafting.draft, kind=DecisionKind.RECOGNITION, title="Công nhận đợt thử")
    [line] = acts(drafting.add_lines, decision=decision, lines=[a_line(goods)])
    acts(drafting.remove_line, decision=decision, line=line)

    [row] = rows(auditor, "?viec=decision.remove_line")
    entry = visible(newest(auditor, "decision.remove_line"))

    assert f'<a href="/can-bo/quyet-dinh/{decision}">Công nhận đợt thử</a>' in row
    assert "Bỏ: dòng phụ lục Chè shan tuyết" in entry


def test_a_contact_that_is_no_more_is_not_taken_for_another_that_has_its_key(auditor: Browser, acts: Any) -> None:
    one = acts(a_unit, UNIT, contacts=(ContactFacts(kind=ContactKind.PHONE, value="0912345678"),))
    amend(acts, one)
    acts(a_unit, "Hợp tác xã Khác", contacts=(ContactFacts(kind=ContactKind.PHONE, value="0987654321"),))

    entry = visible(newest(auditor, "producer.amend"))

    assert "Bỏ: liên hệ của chủ thể 0912345678" in entry
    assert "0987654321" not in entry
    assert "Khác" not in entry


def test_what_was_erased_is_said_to_be_erased(auditor: Browser, acts: Any) -> None:
    unit = acts(a_unit, UNIT, representative="Lò Văn Thử", address="Bản Một")
    amend(acts, unit, representative="Lò Văn Thử", address="Bản Hai")
    acts(erasure.erase_person, actor=ADMINISTRATOR, producer=unit, ground="Theo yêu cầu của ông Thử")

    registered, amended, erased = (
        visible(newest(auditor, act)) for act in ("producer.register", "producer.amend", "producer.erase_person")
    )

    assert "Giá trị đã được xóa theo yêu cầu xóa dữ liệu cá nhân" in registered
    assert "(đã xóa theo yêu cầu xóa dữ liệu cá nhân) → đổi thành Bản Hai" in amended
    assert "Theo yêu cầu của ông Thử" in erased
    assert "Lò Văn Thử" not in registered + amended + erased


def test_an_act_is_found_by_the_name_of_the_thing_without_accents(auditor: Browser, unit: str, acts: Any) -> None:
    acts(goods_of, unit, "Chè shan tuyết")

    assert len(rows(auditor, "?q=che+shan")) == 1
    assert len(rows(auditor, "?q=hop+tac+xa+minh")) == 2
    assert rows(auditor, "?q=khong+co+dau") == []


def test_an_act_that_changed_much_is_shown_page_by_page(auditor: Browser, unit: str, acts: Any) -> None:
    decision = acts(drafting.draft, kind=DecisionKind.RECOGNITION, title="Công nhận đợt thử")
    goods = [acts(goods_of, unit, f"Chè số {number:02d}") for number in range(60)]
    acts(drafting.add_lines, decision=decision, lines=[a_line(one) for one in goods])

    [row] = rows(auditor, "?viec=decision.add_lines")
    [address] = re.findall(rf'href="({JOURNAL}/\d+)"', row)[:1]
    first, second = (visible(auditor.get(address + page).text) for page in ("", "?trang=2"))

    assert "Chè số 00" in first
    assert "Chè số 59" not in first
    assert "Chè số 59" in second


def test_the_export_names_the_things_too(auditor: Browser, unit: str) -> None:
    lines = auditor.get(f"{JOURNAL}?viec=producer.amend&xuat=csv").data.decode("utf-8-sig").splitlines()

    assert UNIT in lines[1]
