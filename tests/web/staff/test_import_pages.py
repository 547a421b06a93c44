"""A list before a browser: sent up, previewed with every doubt, applied whole or not at all, once."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders.desk import Desk, a_desk, landed, visible
from builders.page_forms import fill, form_of, forms_of, send
from sqlalchemy import func, select

from registry.models.certificate import Certificate
from registry.models.producer import Producer
from registry.models.product import Product
from registry.rules.permissions import Role
from registry.sheets.reading import read_table
from registry.sheets.results import result_rows
from registry.transaction import reading

HOME = "/can-bo/nhap-danh-sach"
LAO_CAI = Path(__file__).resolve().parents[2] / "sheets" / "data" / "lao-cai-4261-2021.csv"
HEADER = ("TT", "Tên sản phẩm", "Tên chủ thể", "Xã", "Hạng sao", "Điểm")
SOURCE = {"body_kind": "province", "number": "1757/QĐ-UBND", "signed_on": "11/12/2020"}


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def a_workbook(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> bytes:
    book = openpyxl.Workbook()
    for row in (("DANH SÁCH SẢN PHẨM OCOP",), (), header, *rows):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


GOOD = a_workbook(
    (1, "Chè Shan tuyết", "Hợp tác xã Ánh Dương", "Bản Bo", "3 sao", "62,5"),
    (2, "Mật ong bạc hà", "Hợp tác xã Ánh Dương", "Bản Bo", "★★★★", "75"),
)


def upload(desk: Desk, content: bytes, name: str = "Danh sách.xlsx", **fields: Any) -> Any:
    return fill(desk.officer.client, f"{HOME}/moi", file=(io.BytesIO(content), name), **fields)


def counts(desk: Desk) -> tuple[int, ...]:
    with desk.app.app_context(), reading() as session:
        return tuple(
            session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Product, Producer, Certificate)
        )


def test_the_preview_shows_the_sheets_own_words_and_calls_a_guess_a_guess(desk: Desk) -> None:
    preview = upload(desk, GOOD, **SOURCE).headers["Location"]

    text = visible(desk.officer.get(preview).text)

    assert "★★★★" in text
    assert "Xã, phường: Bản Bo" in text
    assert "tiêu đề cột ở dòng 3" in text
    assert "DANH SÁCH SẢN PHẨM OCOP" in text


def test_every_problem_names_row_column_value_and_reason_and_blocks_the_whole(desk: Desk) -> None:
    content = a_workbook(
        (1, "Chè Shan tuyết", "Hợp tác xã Ánh Dương", "Bản Bo", "3 sao", "62,5"),
        (2, "Mật ong bạc hà", "Hợp tác xã Ánh Dương", "Bản Bo", "4 sao", "55"),
        (3, "Miến dong", "Hợp tác xã Ánh Dương", "Bản Bo", "bảy sao", ""),
    )
    preview = upload(desk, content, **SOURCE).headers["Location"]

    page = desk.officer.get(preview)
    text = visible(page.text)
    assert "Chưa đưa vào sổ được" in text
    assert "55 điểm chỉ đạt 3 sao" in text
    assert "Hạng sao bảy sao" in text
    assert forms_of(page) == []
    answer = desk.officer.send(f"{preview}/ap-dung", page=f"{HOME}/moi")
    assert answer.status_code == 422
    assert "chưa có gì được ghi" in answer.text
    assert counts(desk) == (0, 0, 0)


def test_rows_are_narrowed_by_what_becomes_of_them(desk: Desk) -> None:
    content = a_workbook(
        (1, "Chè Shan tuyết", "Hợp tác xã Ánh Dương", "Bản Bo", "3 sao", "62,5"),
        (2, "Mật ong bạc hà", "Hợp tác xã Ánh Dương", "Bản Bo", "4 sao", "55"),
        (3, "Miến dong", "Hợp tác xã Ánh Dương", "Bản Bo", "2 sao", "40"),
    )
    preview = upload(desk, content, **SOURCE).headers["Location"]

    def rows(query: str) -> list[str]:
        table = desk.officer.get(f"{preview}?{query}").text.partition('id="cac-dong"')[2]
        return [name for name in ("Chè Shan tuyết", "Mật ong bạc hà", "Miến dong") if name in table]

    assert len(rows("")) == 3
    assert rows("ket-qua=new") == ["Chè Shan tuyết"]
    assert rows("ket-qua=blocked") == ["Mật ong bạc hà"]
    assert rows("ket-qua=left_out") == ["Miến dong"]
    assert rows("q=mat+ong") == ["Mật ong bạc hà"]
    exported = desk.officer.get(f"{preview}?xuat=csv&ket-qua=new").data.decode("utf-8-sig").splitlines()
    assert len(exported) == 2


def test_what_the_list_does_not_say_is_chosen_and_the_preview_worked_out_anew(desk: Desk) -> None:
    preview = upload(desk, GOOD).headers["Location"]
    assert "Chưa rõ năm hoặc ngày của quyết định" in visible(desk.officer.get(preview).text)

    answer = fill(desk.officer.client, f"{preview}/lua-chon", **SOURCE, round_no="2")

    text = visible(landed(desk.officer, answer))
    assert "1757/QĐ-UBND, 11/12/2020" in text
    kept = form_of(desk.officer.get(f"{preview}/lua-chon")).values
    assert (kept["number"], kept["signed_on"], kept["round_no"]) == ("1757/QĐ-UBND", "11/12/2020", "2")
    assert fill(desk.officer.client, preview).status_code == 303
    assert counts(desk) == (2, 1, 2)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("signed_on", "30/02/2020", "Ngày không hợp lệ"),
        ("year", "1900", "Số phải từ 2018"),
        ("round_no", "hai", "số nguyên"),
        ("body_kind", "khác", "không có trong danh sách"),
        ("sheet", "x" * 101, "tối đa 100 ký tự"),
    ],
)
def test_refused_choices_are_shown_again_as_typed(desk: Desk, field: str, value: str, sentence: str) -> None:
    typed = {**SOURCE, "body_name": "Ủy ban nhân dân huyện Tam Đường", field: value}

    answer = upload(desk, GOOD, **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = form_of(answer).values
    assert all(kept[name] == said for name, said in typed.items() if name != field)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "trong.xlsx", "trống"),
        (b"%PDF-1.7", "danh-sach.pdf", "tệp PDF"),
        (b"PK\x03\x04hong", "hong.xlsx", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "cu.xls", "Excel"),
        ("một cột duy nhất\nkhông có gì".encode(), "khac.csv", ""),
        (b"<html></html>", "trang.xlsx", "trang web"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(desk: Desk, content: bytes, name: str, sentence: str) -> None:
    answer = upload(desk, content, name, **SOURCE)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'id="file-error"' in answer.text
    assert form_of(answer).values["number"] == SOURCE["number"]
    assert "Chưa có danh sách nào" in desk.officer.get(HOME).text


def test_sending_no_file_says_so(desk: Desk) -> None:
    answer = fill(desk.officer.client, f"{HOME}/moi", **SOURCE)

    assert answer.status_code == 422
    assert "không được để trống" in answer.text


def test_a_list_fills_the_annex_of_a_draft(desk: Desk) -> None:
    decision = desk.draft(title="Công nhận năm 2020")
    assert f"{HOME}/moi?quyet-dinh={decision}" in desk.page(decision).text
    assert form_of(desk.officer.get(f"{HOME}/moi?quyet-dinh={decision}")).values["decision"] == decision

    preview = upload(desk, GOOD, decision=decision, assessed_on="09/12/2020").headers["Location"]
    assert "Vào phụ lục của Công nhận năm 2020" in visible(desk.officer.get(preview).text)
    assert fill(desk.officer.client, preview).status_code == 303

    lines = desk.detail(decision).lines
    assert [(line.product_name, line.stars, line.score) for line in lines] == [
        ("Chè Shan tuyết", 3, 6250),
        ("Mật ong bạc hà", 4, 7500),
    ]
    assert "Xem phụ lục" in desk.officer.get(preview).text


def test_pressing_twice_applies_once(desk: Desk) -> None:
    preview = upload(desk, GOOD, **SOURCE).headers["Location"]
    form = form_of(desk.officer.get(preview))

    answers = [send(desk.officer.client, form), send(desk.officer.client, form, once="khac")]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert counts(desk) == (2, 1, 2)
    assert "Đã đưa vào sổ lúc" in visible(desk.officer.get(preview).text)
    assert "không đổi lựa chọn được nữa" in desk.officer.get(f"{preview}/lua-chon").text


def test_a_list_that_brings_nothing_new_says_so(desk: Desk) -> None:
    first = upload(desk, GOOD, **SOURCE).headers["Location"]
    send(desk.officer.client, form_of(desk.officer.get(first)))
    assert "Đã đưa danh sách vào sổ." in visible(desk.officer.get(first).text)

    again = upload(desk, GOOD, name="Lần hai.xlsx", **SOURCE).headers["Location"]
    send(desk.officer.client, form_of(desk.officer.get(again)))
    page = visible(desk.officer.get(again).text)

    assert "Không có gì mới: mọi dòng của danh sách đã có trong sổ, sổ không thay đổi." in page
    assert "Đã đưa" not in page
    assert counts(desk) == (2, 1, 2)


def test_the_file_is_sent_back_as_it_came(desk: Desk) -> None:
    preview = upload(desk, GOOD, "Danh sách đợt 2.xlsx", **SOURCE).headers["Location"]

    answer = desk.officer.get(f"{preview}/tep")

    assert answer.data == GOOD
    assert "Danh%20s%C3%A1ch%20%C4%91%E1%BB%A3t%202.xlsx" in answer.headers["Content-Disposition"]


def test_the_empty_workbook_is_one_that_can_be_filled_in_and_read(desk: Desk, tmp_path: Path) -> None:
    answer = desk.officer.get(f"{HOME}/mau.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    titles = {cell.value: cell.column for cell in book.active[4]}
    for title, value in {"Tên sản phẩm": "Chè", "Tên chủ thể": "Hợp tác xã Một", "Hạng sao": "3 sao"}.items():
        book.active.cell(5, titles[title], value)
    filled = tmp_path / "filled.xlsx"
    book.save(filled)

    row = result_rows(read_table(filled, filename="filled.xlsx")).rows[0]
    assert (row.product_name, row.producer_name, row.stars) == ("Chè", "Hợp tác xã Một", 3)


def test_an_auditor_reads_imports_and_brings_nothing_in(desk: Desk, someone: Any) -> None:
    preview = upload(desk, GOOD, **SOURCE).headers["Location"]
    auditor = someone(Role.AUDITOR)

    assert auditor.get(preview).status_code == 200
    assert forms_of(auditor.get(preview)) == []
    assert auditor.get(f"{HOME}/moi").status_code == 403
    assert auditor.get(f"{preview}/lua-chon").status_code == 403


def test_the_list_of_imports_says_what_became_of_each(desk: Desk) -> None:
    upload(desk, GOOD, "Chờ.xlsx", **SOURCE)
    done = upload(desk, GOOD, "Xong.xlsx", **SOURCE).headers["Location"]
    fill(desk.officer.client, done)

    text = visible(desk.officer.get(HOME).text)

    assert "Chưa đưa vào sổ" in text
    assert "Đã đưa vào sổ, 2 dòng mới" in text
    assert "Chờ.xlsx" not in visible(desk.officer.get(f"{HOME}?trang-thai=applied").text)
    assert "Xong.xlsx" not in visible(desk.officer.get(f"{HOME}?q=cho").text)
