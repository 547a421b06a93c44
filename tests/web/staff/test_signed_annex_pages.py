"""Comparing the signed annex on its pages: said plainly, stopped where it must be, kept for who looks later."""

import re
from io import BytesIO
from typing import Any

import pytest
from builders.conference import a_producer_in, a_product_of, a_rated_line
from builders.page_forms import fill
from builders.people import a_person
from builders.register import a_draft, acknowledge_all
from builders.word_files import a_table, a_word_file
from flask import Flask

from registry.rules.permissions import Role
from registry.usecases import deciding

HOME = "/can-bo/phu-luc-da-ky"
WHERE = "Hợp tác xã Ánh Dương Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"
GOOD = f"1 Chè Ánh Dương {WHERE} 75 4 sao\n2 Mật ong Ánh Dương {WHERE} 60,5 3 sao"

AGREES = "Phụ lục đã ký khớp với sổ."


@pytest.fixture
def officer(someone: Any) -> Any:
    return someone(Role.OFFICER)


@pytest.fixture
def approver(someone: Any) -> Any:
    return someone(Role.APPROVER)


@pytest.fixture
def decision(web_app: Flask) -> str:
    with web_app.app_context():
        drafter, second = a_person(Role.OFFICER), a_person(Role.APPROVER)
        producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
        rated = [("Chè Ánh Dương", 4), ("Mật ong Ánh Dương", 3)]
        made = a_draft(drafter, [a_rated_line(a_product_of(producer, name), stars) for name, stars in rated])
        acknowledge_all(drafter, made)
        deciding.check(actor=drafter, decision=made)
        deciding.approve(actor=second, decision=made)
        return made


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def compare(officer: Any, decision: str, text: str) -> Any:
    return officer.send(f"{HOME}/{decision}", text=text)


def test_pasted_text_that_agrees_is_said_to_agree(decision: str, officer: Any) -> None:
    assert "chưa được đối chiếu" in words(officer.get(f"{HOME}/{decision}").text)
    assert "Chưa đối chiếu phụ lục đã ký" in words(officer.get(f"/can-bo/quyet-dinh/{decision}/ky").text)
    assert compare(officer, decision, GOOD).status_code == 303
    page = words(officer.get(f"{HOME}/{decision}").text)
    assert f"{AGREES} So mọi cột" in page
    assert "điểm khác." not in page


def test_a_word_file_that_differs_stops_the_signature_until_let_pass(
    decision: str, officer: Any, approver: Any, tmp_path: Any
) -> None:
    rows = [
        ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao"),
        ("1", "Chè Ánh Dương", "Hợp tác xã Ánh Dương", "5 sao"),
        ("2", "Mật ong Anh Dương", "Hợp tác xã Ánh Dương", "3 sao"),
    ]
    content = a_word_file(tmp_path / "phu luc.docx", a_table(rows)).read_bytes()
    assert officer.send(f"{HOME}/{decision}", file=(BytesIO(content), "phụ lục.docx")).status_code == 303
    page = words(officer.get(f"{HOME}/{decision}").text)
    assert "Có 4 điểm khác." in page
    assert AGREES not in page
    assert "Cột “Địa chỉ” có cột “Địa chỉ” không có cột này" in page
    assert "Cột “Điểm” có cột “Điểm” không có cột này" in page
    assert "1 Khác hạng sao Chè Ánh Dương 4 sao 5 sao dòng 2" in page
    assert "2 Khác chính tả, dấu cách Mật ong Ánh Dương Mật ong Ánh Dương Mật ong Anh Dương dòng 3" in page
    fields = {"number": "9/QĐ-UBND", "signed_on": "11/12/2020", "signatory": "Nguyễn Văn Thử"}
    refused = fill(officer.client, f"/can-bo/quyet-dinh/{decision}/ky", **fields)
    assert refused.status_code == 422
    assert "Phụ lục đã ký khác phụ lục trong sổ ở 4 điểm." in words(refused.text)
    assert officer.get(f"{HOME}/{decision}/chap-nhan").status_code == 403
    assert approver.send(f"{HOME}/{decision}/chap-nhan", reason="").status_code == 422
    assert approver.send(f"{HOME}/{decision}/chap-nhan", reason="Đã có đính chính").status_code == 303
    assert "Đã được chấp nhận: Đã có đính chính" in words(officer.get(f"{HOME}/{decision}").text)
    assert fill(officer.client, f"/can-bo/quyet-dinh/{decision}/ky", **fields).status_code == 303
    kept = re.findall(rf'href="({HOME}/{decision}/tep/[a-z0-9]+)"', officer.get(f"{HOME}/{decision}").text)
    assert officer.get(kept[0]).data == content


def test_a_file_that_cannot_be_read_says_why_at_its_field(decision: str, officer: Any) -> None:
    refused = officer.send(f"{HOME}/{decision}", file=(BytesIO(b"%PDF-1.7 rac"), "quet.pdf"))
    assert refused.status_code == 422
    assert "Tệp PDF «quet.pdf» bị hỏng" in refused.text
    nothing = officer.send(f"{HOME}/{decision}", text="")
    assert nothing.status_code == 422
    assert "Hãy chọn tệp phụ lục đã ký, hoặc dán chữ của phụ lục." in nothing.text


def test_columns_that_were_pasted_are_kept(decision: str, officer: Any) -> None:
    rows = ["TT\tTên sản phẩm\tTên chủ thể\tHạng sao", "1\tChè Ánh Dương\tHợp tác xã Ánh Dương\t4 sao"]
    compare(officer, decision, "\r\n".join(rows))
    page = words(officer.get(f"{HOME}/{decision}").text)
    assert "Có 3 điểm khác." in page
    assert page.count("không có cột này") == 2
    assert "2 Thiếu dòng Mật ong Ánh Dương Mật ong Ánh Dương – Hợp tác xã Ánh Dương – 3 sao" in page


def test_whoever_only_looks_sees_what_was_found(decision: str, officer: Any, someone: Any) -> None:
    compare(officer, decision, GOOD.replace("4 sao", "3 sao"))
    page = someone(Role.AUDITOR).get(f"{HOME}/{decision}").text
    assert "Khác hạng sao" in page
    assert "Đối chiếu lại" not in page
