"""The print ledger on its pages: planned before it is recorded, and never doubled by a second press."""

import re
from datetime import date
from typing import Any

import pytest
from builders.conference import Conference, revoked
from flask import Flask

from registry import clock
from registry.rules.permissions import Role

LEDGER = "/can-bo/so-in"


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def plan(held: Conference, first: str = "LC 007") -> str:
    return f"{LEDGER}/quyet-dinh/{held.recognised[0]}?phoi={first}&ngay=12/12/2020"


def press(officer: Any, held: Conference, hidden: dict[str, str]) -> Any:
    fields = {"first_blank": "LC 007", "day": "12/12/2020"}
    return officer.client.post(f"{LEDGER}/quyet-dinh/{held.recognised[0]}", data={**hidden, **fields})


def first_paper(officer: Any, held: Conference) -> str:
    page = officer.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text
    return re.findall(rf'href="({LEDGER}/giay/[a-z0-9]+)"', page)[0]


def test_a_run_is_looked_at_before_it_is_recorded(held: Conference, officer: Any) -> None:
    assert "3 trong 3 giấy chưa ghi in" in words(officer.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text)
    page = words(officer.get(plan(held)).text)
    assert "3 giấy, phôi số LC 007 đến LC 009, in ngày 12/12/2020." in page
    assert "LC 008 dự kiến" in page
    assert press(officer, held, officer.hidden(plan(held))).status_code == 303
    assert "3 giấy, đã ghi in đủ." in words(officer.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text)
    listed = words(officer.get(f"{LEDGER}?q=mat+ong").text)
    assert "LC 009" in listed
    assert "LC 008" not in listed


def test_a_double_click_records_once(held: Conference, officer: Any) -> None:
    hidden = officer.hidden(plan(held))
    assert [press(officer, held, hidden).status_code for _ in range(2)] == [303, 303]
    assert "3 dòng" in words(officer.get(LEDGER).text)


def test_a_blank_spoiled_since_the_plan_was_looked_at_shifts_nothing_unseen(held: Conference, officer: Any) -> None:
    hidden = officer.hidden(plan(held))
    (run,) = re.findall(r'name="run" value="([0-9a-f]{64})"', officer.get(plan(held)).text)
    officer.send(f"{LEDGER}/phoi-hong", blank_number="LC 008", done_on="12/12/2020", reason="kẹt máy in")

    refused = press(officer, held, {**hidden, "run": run})

    assert refused.status_code == 422
    assert "LC 007 đến LC 010" in words(refused.text)


def test_a_plan_that_cannot_be_says_why(held: Conference, officer: Any) -> None:
    press(officer, held, officer.hidden(plan(held)))
    taken = f"{LEDGER}/quyet-dinh/{held.recognised[1]}?phoi=LC+008&ngay=12/12/2020"
    assert "Phôi số LC 008 đã dùng in giấy" in words(officer.get(taken).text)
    wrong = f"{LEDGER}/quyet-dinh/{held.recognised[1]}?phoi=khong&ngay=hom-qua"
    assert "Hãy nhập ngày in dạng ngày/tháng/năm." in words(officer.get(wrong).text)


def test_a_paper_is_printed_again_with_what_became_of_the_first(held: Conference, officer: Any) -> None:
    press(officer, held, officer.hidden(plan(held)))
    address = first_paper(officer, held)
    refused = officer.send(address, blank_number="LC 020", done_on="12/12/2020", earlier="", reason="lem mực")
    assert refused.status_code == 422
    assert "hãy cho biết bản đó hỏng hay mất" in words(refused.text)
    told = {"blank_number": "LC 020", "done_on": "12/12/2020", "reason": "lem mực", "earlier": "spoiled"}
    assert officer.send(address, **told).status_code == 303
    page = words(officer.get(address).text)
    assert "Đã in, sau đó hỏng ngày 12/12/2020, phôi số LC 007" in page
    assert "Phôi hỏng ngày 12/12/2020, phôi số LC 007 lem mực" in page


def test_a_paper_that_fell_warns_and_asks_to_be_sure(web_app: Flask, held: Conference, officer: Any) -> None:
    with web_app.app_context():
        revoked(held, "Chè Ánh Dương")
    address = first_paper(officer, held)
    assert "Giấy này đã bị thu hồi." in words(officer.get(address).text)
    refused = officer.send(address, blank_number="LC 1", done_on="14/12/2020")
    assert refused.status_code == 422
    assert officer.send(address, blank_number="LC 1", done_on="14/12/2020", although_fallen="y").status_code == 303


def test_a_blank_is_spoiled_from_the_ledger(held: Conference, officer: Any) -> None:
    spoil = {"blank_number": "lc 5", "done_on": "12/12/2020", "reason": "kẹt giấy"}
    assert officer.send(f"{LEDGER}/phoi-hong", **spoil).status_code == 303
    assert "LC 5 Phôi hỏng" in words(officer.get(f"{LEDGER}?loai=spoiled").text)
    again = officer.send(f"{LEDGER}/phoi-hong", **spoil)
    assert again.status_code == 422
    assert "đã được ghi hỏng từ trước" in again.text


def test_a_paper_is_handed_over_after_the_event_and_taken_back(held: Conference, officer: Any) -> None:
    address = first_paper(officer, held)
    told = {"handed_to": "Lò Thị Sao", "handed_on": "20/12/2020", "note": "nhận tại Sở"}
    assert officer.send(f"{address}/trao", **told).status_code == 303
    assert "Giao cho Lò Thị Sao ngày 20/12/2020, ngoài lễ trao" in words(officer.get(address).text)
    event = f"/can-bo/trao-thuong/{held.event}/ban-giao"
    assert "Lò Thị Sao, 20/12/2020" in words(officer.get(f"{event}?tinh-trang=da").text)
    certificate = address.rsplit("/", 1)[1]
    assert "Đã giao cho Lò Thị Sao" in words(officer.get(f"/can-bo/giay-chung-nhan/{certificate}").text)
    assert officer.send(f"{address}/rut-lai", note="ghi nhầm người").status_code == 303
    assert "Chưa giao: lần ghi trước nhầm" in words(officer.get(address).text)


def test_who_has_not_collected_is_printed_as_a_list(held: Conference, officer: Any) -> None:
    address = first_paper(officer, held)
    officer.send(f"{address}/trao", handed_to="Lò Thị Sao", handed_on="20/12/2020")
    event = f"/can-bo/trao-thuong/{held.event}/ban-giao"
    assert "In danh sách chưa nhận" in officer.get(event).text
    page = words(officer.get(f"{event}/ky-nhan?tinh-trang=chua").text)
    assert "Danh sách chưa nhận giấy" in page
    assert "4 đơn vị, cá nhân chưa nhận đủ giấy" in page
    assert "Chè Ánh Dương" not in page
    assert "Thịt sấy Ánh Dương" in page


def test_whoever_only_looks_sees_no_buttons(held: Conference, someone: Any) -> None:
    auditor = someone(Role.AUDITOR)
    page = auditor.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text
    assert "Xem trước" not in page
    assert auditor.get(f"{LEDGER}/phoi-hong").status_code == 403


def test_the_ledger_goes_out_as_a_workbook(held: Conference, officer: Any) -> None:
    press(officer, held, officer.hidden(plan(held)))
    answer = officer.get(f"{LEDGER}?xuat=xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


def test_an_entry_is_taken_back_on_its_own_page(held: Conference, officer: Any) -> None:
    press(officer, held, officer.hidden(plan(held)))
    (address, *_) = re.findall(rf'href="({LEDGER}/dong/[a-z0-9]+)"', officer.get(f"{LEDGER}?q=mat+ong").text)
    assert "Mọi lần ghi về phôi này" in words(officer.get(address).text)
    assert officer.send(address, reason="gõ nhầm số phôi").status_code == 303
    page = words(officer.get(address).text)
    assert "Dòng này ghi nhầm. gõ nhầm số phôi" in page
    assert "Rút dòng ghi nhầm" not in page
    assert "Đã in (ghi nhầm)" in words(officer.get(f"{LEDGER}?q=mat+ong").text)
    assert "2 trong 3" not in words(officer.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text)
    assert "1 trong 3 giấy chưa ghi in" in words(officer.get(f"{LEDGER}/quyet-dinh/{held.recognised[0]}").text)


def test_the_kept_file_for_the_printer_names_the_pages_not_to_print_again(
    held: Conference, officer: Any, web_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/can-bo/quyet-dinh/{held.recognised[0]}/giay"
    monkeypatch.setattr(clock, "today", lambda: date(2021, 1, 5))
    assert "Đừng in lại" not in words(officer.get(address).text)
    with web_app.app_context():
        revoked(held, "Gạo Bình Minh", on=date(2021, 1, 4))

    page = words(officer.get(address).text)
    assert re.search(r"Đừng in lại trong tệp này: trang 2, giấy 002/2020/\S+ \(đã thu hồi\)\.", page), page
    monkeypatch.setattr(clock, "today", lambda: date(2024, 1, 5))
    assert re.search(r"tệp này: trang 1, giấy 001/2020/\S+ \((đã )?hết hạn\);", words(officer.get(address).text))
