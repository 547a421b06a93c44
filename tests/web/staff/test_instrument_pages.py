"""An instrument the program does not know comes in by page: what is wrong, what is different, then confirmed."""

import io
import re
from html import unescape
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.desk import visible
from builders.newer_law import NEW, TITLE, as_file, loaded, written
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from registry.models.instrument import LoadedInstrument
from registry.queries.law_book import known
from registry.rules.permissions import Actor, Role
from registry.transaction import reading

HOME = "/can-bo/thiet-lap/van-ban"
UPLOAD, CONFIRM = f"{HOME}/nap", f"{HOME}/nap/xac-nhan"
_FIELD = re.compile(r'name="(document|seen|csrf_token|once)" type="hidden" value="([^"]*)"')


@pytest.fixture
def administrator(someone: Any) -> Any:
    return someone(Role.ADMINISTRATOR)


def sent(person: Any, file: tuple[io.BytesIO, str]) -> TestResponse:
    answer: TestResponse = person.send(UPLOAD, file=file)
    return answer


def confirmed(person: Any, preview: str) -> TestResponse:
    hidden = {name: unescape(value) for name, value in _FIELD.findall(preview)}
    answer: TestResponse = person.client.post(CONFIRM, data=hidden)
    return answer


def kept(app: Flask) -> list[str]:
    with app.app_context(), reading() as session:
        return [row.title for row in session.query(LoadedInstrument)]


class TestTheWholeWay(OnBothDatabases):
    def test_it_is_looked_at_confirmed_and_then_stands_on_every_list(
        self, web_app: Flask, administrator: Any, visitor: Any
    ) -> None:
        preview = sent(administrator, as_file(written()))

        text = visible(preview.text)
        assert preview.status_code == 200
        assert kept(web_app) == []
        assert "Chưa ghi gì vào sổ" in text
        assert "Quyết định số 26/2026/QĐ-TTg sẽ chỉ áp dụng đến hết ngày 29/02/2028" in text
        assert "Khung điểm, 3 sao" in text
        assert "50–69,99" in text
        assert "55–74,99" in text

        assert confirmed(administrator, preview.text).headers["Location"].endswith("/can-bo/thiet-lap/bo-tieu-chi")
        assert kept(web_app) == [TITLE]
        with web_app.app_context(), reading() as session:
            assert known(session).newest.code == NEW
        listed = visible(administrator.get(HOME).text)
        assert TITLE in listed
        assert "đến hết ngày 29/02/2028" in listed
        assert TITLE in visible(administrator.get("/can-bo/thiet-lap/bo-tieu-chi").text)
        public = visible(visitor.get("/bo-tieu-chi").text)
        assert TITLE in public
        assert "Áp dụng từ ngày 01/03/2028." in public
        assert "Chưa nạp bộ tiêu chí này vào sổ." in public
        assert visitor.get("/bo-tieu-chi/qd-99-2028/11").status_code == 404
        journal = visible(administrator.get("/can-bo/nhat-ky").text)
        assert "Nạp văn bản áp dụng" in journal
        assert TITLE in journal


def test_the_workbook_offered_is_changed_and_brought_back(web_app: Flask, administrator: Any) -> None:
    book = load_workbook(io.BytesIO(administrator.get(f"{HOME}/qd-26-2026.xlsx").data))
    head = {row[0].value: row[1] for row in book["Văn bản"].iter_rows()}
    head["Mã văn bản"].value, head["Có hiệu lực từ ngày"].value = "99/2028", "01/3/2028"
    for row in book["Chuyển tiếp"].iter_rows(min_row=4):
        for cell in row:
            cell.value = None
    head["Điều khoản chuyển tiếp"].value = None
    target = io.BytesIO()
    book.save(target)

    answer = sent(administrator, (io.BytesIO(target.getvalue()), "van-ban.xlsx"))

    assert answer.status_code == 200, visible(answer.text)
    assert confirmed(administrator, answer.text).status_code == 303
    assert administrator.get(f"{HOME}/qd-99-2028.json").json["code"] == "99/2028"


def test_every_flaw_is_told_at_its_place_and_nothing_is_written(web_app: Flask, administrator: Any) -> None:
    answer = sent(administrator, as_file(written(bands=[], title="")))

    text = visible(answer.text)
    assert answer.status_code == 422
    assert "«title» không được để trống." in text
    assert "Khung điểm: phải có đúng năm khung" in text
    assert kept(web_app) == []


def test_one_that_cannot_follow_is_refused_at_the_file(web_app: Flask, administrator: Any) -> None:
    answer = sent(administrator, as_file(written(applies_from="2026-05-22", transition=[])))

    assert answer.status_code == 422
    assert "Văn bản phải có hiệu lực sau ngày 22/05/2026" in visible(answer.text)


def test_who_confirms_after_another_loaded_is_shown_the_difference_anew(web_app: Flask, administrator: Any) -> None:
    preview = sent(administrator, as_file(written()))
    with web_app.app_context():
        loaded(_actor(web_app), months_of_validity=24)

    answer = confirmed(administrator, preview.text)

    assert answer.status_code == 422
    assert "người khác đã nạp một văn bản khác" in visible(answer.text)
    assert confirmed(administrator, answer.text).status_code == 303


def test_a_preview_that_was_tampered_with_is_not_taken(web_app: Flask, administrator: Any) -> None:
    preview = sent(administrator, as_file(written()))

    answer = confirmed(administrator, preview.text.replace("ocop-instrument/1", "khác"))

    assert answer.headers["Location"].endswith(UPLOAD)
    assert kept(web_app) == []


def _actor(app: Flask) -> Actor:
    from builders.people import a_person

    return a_person(Role.ADMINISTRATOR)
