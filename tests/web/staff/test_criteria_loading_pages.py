"""A newer wording comes in: every flaw at once, the difference before anything is written, then confirmed."""

import io
import json
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from builders.criteria_files import as_file, changed, first_leaf, renamed, tea
from builders.databases import OnBothDatabases
from builders.desk import visible
from builders.hostile_files import a_swollen_package
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from registry import clock
from registry.law import criteria as law
from registry.law.criteria_reading import criteria_set_from
from registry.queries import criteria as questions
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role
from registry.sheets.criteria_table import write_criteria
from registry.transaction import reading

HOME = "/can-bo/thiet-lap/bo-tieu-chi"
UPLOAD, CONFIRM = f"{HOME}/nap", f"{HOME}/nap/xac-nhan"
PUBLIC = "/bo-tieu-chi/qd-26-2026/11"
SHEET = "xl/worksheets/sheet1.xml"
_FIELD = re.compile(r'name="(document|seen|csrf_token|once)" type="hidden" value="([^"]*)"')


@pytest.fixture
def administrator(someone: Any) -> Any:
    return someone(Role.ADMINISTRATOR)


def sent(person: Any, file: tuple[io.BytesIO, str]) -> TestResponse:
    answer: TestResponse = person.send(UPLOAD, file=file)
    return answer


def confirmed(person: Any, preview: str, **typed: str) -> TestResponse:
    hidden = {name: unescape(value) for name, value in _FIELD.findall(preview)}
    answer: TestResponse = person.client.post(CONFIRM, data={**hidden, **typed})
    return answer


def said() -> dict[str, str]:
    return {"source": "Công báo số 715+716", "applies_from": f"{clock.today():%d/%m/%Y}"}


def versions(app: Flask) -> list[int]:
    with app.app_context(), reading() as session:
        kept = questions.wordings(session, instrument=Instrument.QD_26_2026, number=11)
        return [one.version for one in kept]


def test_the_list_says_of_every_set_what_there_is_and_offers_it_to_be_changed(administrator: Any) -> None:
    page = administrator.get(HOME)
    text = visible(page.text)

    assert "Bộ tiêu chí" in administrator.get("/can-bo/thiet-lap").text
    for known in law.listed().values():
        assert all(one.name in text and (one.incomplete or "") in text for one in known.sets)
    assert f'href="{PUBLIC}.xlsx"' in page.text
    assert re.search(r"aria-current[^>]*>Thiết lập<", page.text)


def test_nothing_is_written_by_looking(web_app: Flask, administrator: Any) -> None:
    answer = sent(administrator, as_file(renamed()))

    assert answer.status_code == 200
    assert "Chưa ghi gì vào sổ" in answer.text
    assert versions(web_app) == []


def test_a_wording_that_only_says_it_otherwise_is_told_apart_from_one_that_scores_otherwise(administrator: Any) -> None:
    words = visible(sent(administrator, as_file(renamed())).text)
    assert "Chỉ khác câu chữ ở 1 chỗ" in words
    assert "Tên phần mới hơn" in words
    assert tea().parts[0].title in words

    weighty = renamed()
    weighty["parts"][0]["criteria"][0]["children"][1]["options"][1]["required_for"] = 3
    first = visible(sent(administrator, as_file(weighty)).text)
    assert "1 chỗ làm thay đổi cách chấm" in first
    assert "và 1 chỗ chỉ khác câu chữ" in first
    assert re.search(r"Tiêu chí [\d.]+ thêm mức tối thiểu của mức \d+ điểm không có 3 sao", first)


def test_the_template_of_a_set_is_changed_in_a_spreadsheet_and_brought_back(web_app: Flask, administrator: Any) -> None:
    book = load_workbook(io.BytesIO(administrator.get(f"{PUBLIC}.xlsx").data))
    cell = next(row[1] for row in book.active.iter_rows() if row[0].value == "1.1")
    cell.value = "Lời mới của tiêu chí 1.1"
    target = io.BytesIO()
    book.save(target)

    answer = sent(administrator, (io.BytesIO(target.getvalue()), "bo-11.xlsx"))
    assert "Chỉ khác câu chữ ở 1 chỗ" in visible(answer.text)
    assert confirmed(administrator, answer.text, **said()).status_code == 303
    assert "Lời mới của tiêu chí 1.1" in administrator.get(PUBLIC).text


def test_every_flaw_of_a_file_is_told_at_once_in_words_of_the_table(web_app: Flask, administrator: Any) -> None:
    wrong = changed(name="", strange=1)
    wrong["parts"][0]["max"] += 1
    first_leaf(wrong)["options"][0]["points"] = "hai"

    answer = sent(administrator, as_file(wrong))

    text = visible(answer.text)
    assert answer.status_code == 422
    assert "Có trường lạ: «strange»." in text
    assert "Tên bộ («name») phải là chữ" in text
    assert "Các phần cộng lại được 101 điểm, phải là 100 điểm." in text
    assert re.search(r"Tiêu chí [\d.]+, mức 1: điểm \(«points»\) phải là số nguyên", text)
    assert versions(web_app) == []


def test_a_flaw_of_a_workbook_names_its_row(administrator: Any) -> None:
    book = load_workbook(io.BytesIO(write_criteria(tea())))
    row = next(row for row in book.active.iter_rows() if row[0].value == "1.1")
    row[0].value = "một chấm một"
    target = io.BytesIO()
    book.save(target)

    text = visible(sent(administrator, (io.BytesIO(target.getvalue()), "bo.xlsx")).text)

    assert f"Dòng {row[0].row}: không hiểu mã «một chấm một»" in text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bo.json", b"{", "Tệp không phải JSON mã UTF-8 hợp lệ."),
        ("bo.json", b"[" * 100_000, "Tệp không phải JSON mã UTF-8 hợp lệ."),
        ("bo.json", b'{"format": "khac"}', "Tệp không phải bộ tiêu chí dạng ocop-criteria/1."),
        ("bo.json", b"[1, 2]", "Tệp không phải bộ tiêu chí dạng ocop-criteria/1."),
        ("bo.json", b"{" + b" " * (400 * 1024) + b"}", "lớn hơn 400 KB, không phải bộ tiêu chí"),
        ("bo.pdf", b"%PDF-1.7\n%", "là tệp PDF, không phải sổ tính"),
        ("bo.xlsx", b"PK\x03\x04hong", "bị hỏng hoặc chưa tải lên trọn vẹn"),
        ("danh-sach.csv", "Tên;Điểm\nChè;5\n".encode(), "Không tìm thấy bảng có dòng tiêu đề «Mã», «Nội dung», «Điểm»"),
        ("bo.json", b"", "Tệp không phải JSON mã UTF-8 hợp lệ."),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    name: str, content: bytes, sentence: str, web_app: Flask, administrator: Any
) -> None:
    answer = sent(administrator, (io.BytesIO(content), name))

    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert versions(web_app) == []


def test_a_workbook_that_swells_is_refused(web_app: Flask, administrator: Any, tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = dict.fromkeys(("[Content_Types].xml", "xl/workbook.xml", SHEET), "<x/>")
    swollen = a_swollen_package(tmp_path / "bo.xlsx", SHEET, megabytes=120, parts=parts)
    answer = sent(administrator, (io.BytesIO(swollen.read_bytes()), "bo.xlsx"))

    assert answer.status_code == 422
    assert "chứa quá nhiều dữ liệu khi mở ra" in unescape(answer.text)
    assert versions(web_app) == []


def test_a_file_full_of_nothing_is_told_in_part(administrator: Any) -> None:
    empty = changed(parts=[{"criteria": [{"options": [{}] * 150}] * 40}] * 5)

    answer = sent(administrator, as_file(empty))

    assert answer.status_code == 422
    assert answer.text.count('<li class="typed">') == 200
    assert "chỗ nữa. Hãy sửa những chỗ trên rồi gửi lại." in answer.text


def test_a_set_that_cannot_be_scored_is_not_taken_in(web_app: Flask, administrator: Any) -> None:
    answer = sent(administrator, as_file(changed(incomplete="Thiếu trang cuối.")))

    assert answer.status_code == 422
    assert "chưa chấm được nên không nạp vào sổ: Thiếu trang cuối." in unescape(answer.text)
    preview = sent(administrator, as_file(renamed())).text
    forged = json.dumps(changed(incomplete="Thiếu trang cuối."), ensure_ascii=False)
    hidden = {name: unescape(value) for name, value in _FIELD.findall(preview)} | {"document": forged, **said()}
    assert administrator.client.post(CONFIRM, data=hidden).status_code == 422
    assert versions(web_app) == []


def test_a_number_that_the_instrument_does_not_have_is_refused(administrator: Any) -> None:
    answer = sent(administrator, as_file(changed(set=99)))

    assert answer.status_code == 422
    assert "Quyết định số 26/2026/QĐ-TTg không có bộ sản phẩm số 99." in unescape(answer.text)


def test_what_is_there_already_is_not_offered_to_be_taken_in(administrator: Any) -> None:
    answer = sent(administrator, as_file(changed()))

    assert "Nội dung giống hệt bản đang có trong sổ" in answer.text
    assert "Nạp vào sổ</button>" not in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"source": ""}, "Mục này không được để trống."),
        ({"applies_from": ""}, "Mục này không được để trống."),
        ({"applies_from": "hôm nay"}, "Ngày không hợp lệ."),
        ({"applies_from": "21/05/2026"}, "Văn bản này có hiệu lực từ ngày 22/05/2026, không áp dụng trước đó."),
        ({"applies_from": "22/05/2026"}, "bản mới phải áp dụng từ ngày sau đó"),
    ],
)
def test_a_refusal_stands_at_its_field_and_the_preview_stays(
    typed: dict[str, str], sentence: str, web_app: Flask, administrator: Any
) -> None:
    preview = sent(administrator, as_file(renamed()))

    answer = confirmed(administrator, preview.text, **{**said(), **typed})

    assert answer.status_code == 422
    assert sentence in unescape(answer.text)
    assert "Tên phần mới hơn" in visible(answer.text)
    assert versions(web_app) == []
    again = confirmed(administrator, answer.text, **said())
    assert again.status_code == 303
    assert versions(web_app) == [2, 1]


def test_a_preview_that_was_tampered_with_is_asked_for_anew(web_app: Flask, administrator: Any) -> None:
    preview = sent(administrator, as_file(renamed())).text
    hidden = {name: unescape(value) for name, value in _FIELD.findall(preview)}

    answer = administrator.client.post(CONFIRM, data={**hidden, **said(), "document": "{}"})

    assert answer.headers["Location"] == UPLOAD
    assert versions(web_app) == []


def test_only_administrators_take_criteria_in(someone: Any) -> None:
    for role in (Role.OFFICER, Role.APPROVER, Role.AUDITOR):
        browser = someone(role)
        assert [browser.get(address).status_code for address in (HOME, UPLOAD)] == [403, 403]
        assert HOME not in browser.get("/can-bo/thiet-lap").text


class TestOnBothDatabases(OnBothDatabases):
    def test_a_newer_wording_is_confirmed_with_its_source_and_first_day(self, web_app: Any, administrator: Any) -> None:
        later = clock.today() + timedelta(days=10)
        preview = sent(administrator, as_file(renamed()))

        answer = confirmed(administrator, preview.text, source=" Công báo  số 1 ", applies_from=f"{later:%d/%m/%Y}")

        assert answer.status_code == 303
        page = visible(administrator.get(HOME).text)
        assert "Đã nạp bản số 2 của bộ 11" in page
        assert f"Bản số 2, áp dụng từ ngày {later:%d/%m/%Y}" in page
        with web_app.app_context(), reading() as session:
            newest, own = questions.wordings(session, instrument=Instrument.QD_26_2026, number=11)
            assert (newest.source, newest.applies_from) == ("Công báo số 1", later)
            assert questions.as_kept(newest) == criteria_set_from(renamed()).criteria
            assert (own.applies_from, questions.as_kept(own)) == (date(2026, 5, 22), tea())
            assert [one.version for one in questions.every_wording(session)] == [2, 1]

    def test_whoever_is_overtaken_sees_the_difference_anew(self, web_app: Any, someone: Any) -> None:
        first, second = someone(Role.ADMINISTRATOR), someone(Role.ADMINISTRATOR, email="hai@vi-du.vn")
        preview = sent(second, as_file(renamed("Tên của người thứ hai")))
        confirmed(first, sent(first, as_file(renamed("Tên của người thứ nhất"))).text, **said())

        answer = confirmed(second, preview.text, **said())

        assert answer.status_code == 422
        assert "người khác đã nạp một bản khác của bộ này" in answer.text
        assert "Tên của người thứ nhất" in visible(answer.text)
        later = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
        assert confirmed(second, answer.text, **{**said(), "applies_from": later}).status_code == 303
        assert versions(web_app) == [3, 2, 1]


def test_the_journal_tells_of_the_loading(administrator: Any, someone: Any) -> None:
    confirmed(administrator, sent(administrator, as_file(renamed())).text, **said())

    page = someone(Role.AUDITOR).get("/can-bo/nhat-ky")

    assert page.status_code == 200
    assert "Nạp bộ tiêu chí" in visible(page.text)
