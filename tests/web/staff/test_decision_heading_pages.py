"""The heading, the signed facts and the list of decisions, refused at the field with everything typed kept."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from builders.desk import HOME, SIGNED, Desk, a_desk, decision_of, visible
from builders.page_forms import fill, form_of, forms_of, send
from pypdf import PdfWriter

from registry.rules.decision_life import DecisionState
from registry.rules.instruments import Instrument
from registry.rules.permissions import Role

HEADING = {"kind": "recognition", "title": "Công nhận sản phẩm OCOP (đợt 2)", "round_no": "2", "round_year": "2026"}


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def a_pdf(*, password: str = "", pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    if password:
        writer.encrypt(password)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_submitted(desk: Desk) -> str:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)
    return decision


def test_a_heading_is_kept_as_typed(desk: Desk) -> None:
    answer = fill(
        desk.officer.client,
        f"{HOME}/moi",
        **HEADING,
        instrument="26/2026",
        valid_from="01/01/2027",
        valid_until="31/12/2029",
        validity_ground="Quyết định nêu rõ",
    )

    kept = desk.detail(decision_of(answer.headers["Location"])).decision
    assert (kept.title, kept.round_no, kept.round_year) == ("Công nhận sản phẩm OCOP (đợt 2)", 2, 2026)
    assert kept.instrument == Instrument.QD_26_2026
    assert (kept.valid_from, kept.valid_until) == (date(2027, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "  ", "không được để trống"),
        ("title", "\u200b\u200b", "không được để trống"),
        ("title", "x" * 501, "tối đa 500 ký tự"),
        ("round_no", "hai", "số nguyên"),
        ("round_no", "-1", "số nguyên"),
        ("round_no", "0", "Số phải từ 1 đến 99"),
        ("round_year", "1999", "Số phải từ 2018 đến 2100"),
        ("round_year", "99999999999999999999", "số nguyên"),
        ("valid_until", "31/12/2029", "phải nêu căn cứ"),
        ("valid_from", "30/02/2026", "Ngày không hợp lệ"),
        ("kind", "khác", "không có trong danh sách"),
        ("instrument", "999", "không có trong danh sách"),
        ("corrects", "a" * 16, "không có trong danh sách"),
    ],
)
def test_a_refused_heading_is_shown_again_as_typed(desk: Desk, field: str, value: str, sentence: str) -> None:
    answer = fill(desk.officer.client, f"{HOME}/moi", **{**HEADING, field: value})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert answer.text.count('class="error"') == 1  # one complaint about one mistake
    kept = form_of(answer).values
    assert all(kept[name] == said for name, said in HEADING.items() if name != field)
    assert "Chưa có quyết định nào" in desk.officer.get(HOME).text


def test_only_a_correction_names_the_decision_it_corrects(desk: Desk) -> None:
    issued = desk.issue("Chè Shan tuyết")

    refused = fill(desk.officer.client, f"{HOME}/moi", **HEADING, corrects=issued)
    taken = fill(desk.officer.client, f"{HOME}/moi", **{**HEADING, "kind": "correction"}, corrects=issued)

    assert refused.status_code == 422
    assert "Chỉ quyết định đính chính" in refused.text
    assert "1757/QĐ-UBND" in desk.officer.get(taken.headers["Location"]).text


def test_two_people_at_one_heading_the_later_sees_both_and_decides(desk: Desk, someone: Any) -> None:
    decision, other = desk.draft(), someone(Role.OFFICER, email="khac@vi-du.vn")
    address = f"{HOME}/{decision}/sua"
    mine, theirs = form_of(desk.officer.get(address)), form_of(other.get(address))

    assert send(other.client, theirs, title="Trích yếu của người kia").status_code == 303
    answer = send(desk.officer.client, mine, title="Trích yếu của tôi", round_no="3")

    assert answer.status_code == 422
    assert "đã được người khác sửa" in answer.text
    assert "Trích yếu của người kia" in visible(answer.text)
    kept = form_of(answer)
    assert (kept.values["title"], kept.values["round_no"]) == ("Trích yếu của tôi", "3")
    assert send(desk.officer.client, kept).status_code == 303
    assert desk.detail(decision).decision.title == "Trích yếu của tôi"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1.5"])
def test_a_damaged_version_is_somebody_elses_change(desk: Desk, version: str) -> None:
    decision = desk.draft()

    answer = fill(desk.officer.client, f"{HOME}/{decision}/sua", version=version, title="Khác")

    assert answer.status_code == 422
    assert desk.detail(decision).decision.title == "Công nhận sản phẩm năm 2020"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("number", "", "không được để trống"),
        ("number", "1757", "Số"),
        ("number", "09/QĐ-MH", "sổ minh họa"),
        ("signed_on", "", "không được để trống"),
        ("signed_on", "01/01/2199", "không được sau ngày hôm nay"),
        ("signed_on", "08/12/2020", "không được trước ngày đánh giá cuối cùng"),
        ("signed_on", "hôm qua", "Ngày không hợp lệ"),
        ("signatory", " ", "không được để trống"),
    ],
)
def test_refused_signed_facts_are_shown_again_as_typed(desk: Desk, field: str, value: str, sentence: str) -> None:
    decision = a_submitted(desk)

    typed = {**SIGNED, "signatory_office": "Phó Chủ tịch", field: value}
    answer = fill(desk.officer.client, f"{HOME}/{decision}/ky", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = form_of(answer).values
    assert all(kept[name] == said for name, said in typed.items() if name != field)
    assert desk.detail(decision).decision.state is DecisionState.SUBMITTED


def test_a_deputy_s_office_under_the_chairman_s_line_is_refused_until_the_lines_say_so(desk: Desk) -> None:
    decision = a_submitted(desk)
    signed = {**SIGNED, "signatory_office": "Phó Chủ tịch"}

    answer = fill(desk.officer.client, f"{HOME}/{decision}/ky", **signed)

    assert answer.status_code == 422
    assert "in trên giấy ghi “CHỦ TỊCH”, khác chức vụ người ký “Phó Chủ tịch”" in answer.text
    lines = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert fill(desk.officer.client, f"{HOME}/{decision}/ky", **signed, authority_lines=lines).status_code == 303


def test_a_number_already_used_is_refused_at_its_field(desk: Desk) -> None:
    desk.issue("Mật ong bạc hà")
    decision = a_submitted(desk)

    answer = fill(desk.officer.client, f"{HOME}/{decision}/ky", **SIGNED)

    assert answer.status_code == 422
    assert "Số 1757/QĐ-UBND năm 2020 đã có trong sổ" in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"GIF89a anh", "không phải PDF"),
        (b"%PDF-1.7 hong", "bị hỏng"),
        (a_pdf()[:200], "bị hỏng"),
        (a_pdf(password="bi-mat"), "đặt mật khẩu"),
        (a_pdf(pages=0), "không có trang nào"),
        (b"<html><script>%PDF-</script>", "bị hỏng"),
    ],
)
def test_a_scan_that_is_no_readable_pdf_is_refused_and_nothing_is_signed(
    desk: Desk, content: bytes, sentence: str
) -> None:
    decision = a_submitted(desk)

    answer = fill(desk.officer.client, f"{HOME}/{decision}/ky", **SIGNED, scan=(io.BytesIO(content), "quet.pdf"))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert form_of(answer).values["number"] == SIGNED["number"]
    kept = desk.detail(decision)
    assert (kept.decision.state, kept.decision.number, kept.files) == (DecisionState.SUBMITTED, None, ())


def test_a_scan_larger_than_the_limit_is_refused_at_its_field(desk: Desk) -> None:
    decision = a_submitted(desk)
    content = io.BytesIO(b"%PDF-1.7" + b"0" * (20 * 1024 * 1024))

    answer = fill(desk.officer.client, f"{HOME}/{decision}/ky", **SIGNED, scan=(content, "quet.pdf"))

    assert answer.status_code == 422
    assert "tối đa 20 MB. Hãy chọn tệp nhỏ hơn" in answer.text
    assert form_of(answer).values["number"] == SIGNED["number"]
    assert desk.detail(decision).files == ()


def test_the_lines_above_the_signature_are_proposed_by_the_settings(desk: Desk) -> None:
    decision = a_submitted(desk)

    proposed = form_of(desk.page(decision, "/ky")).values["authority_lines"]

    assert proposed.split() == ["TM.", "ỦY", "BAN", "NHÂN", "DÂN", "CHỦ", "TỊCH"]


def test_pages_of_another_step_say_so_and_offer_no_form(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")

    assert forms_of(desk.page(decision, "/ky")) == []
    assert "không ở bước chờ ký" in desk.page(decision, "/ky").text
    assert forms_of(desk.page(decision, "/duyet", browser=desk.approver)) == []
    answer = desk.page(decision, "/hieu-luc", browser=desk.approver)
    assert "chưa thể đưa vào hiệu lực" in answer.text
    refused = desk.approver.send(f"{HOME}/{decision}/hieu-luc", page="/tai-khoan/mat-khau")
    assert refused.status_code == 422
    assert desk.detail(decision).decision.state is DecisionState.DRAFT


@pytest.mark.parametrize(
    "query",
    ["loai=xxx", "trang-thai=%00", "nam=abc", "nam=99999999999999", "trang=-5", "trang=9999999999", "sap=id;drop",
     "q=%FF%FE", "q=" + "a" * 3000, "moi-trang=1000000", "xuat=exe", "loai=recognition&loai=award", "q[]=1"],
)  # fmt: skip
def test_a_hostile_address_shows_a_list(desk: Desk, query: str) -> None:
    desk.draft()

    assert desk.officer.get(f"{HOME}?{query}").status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_exported_as_shown(desk: Desk, form: str) -> None:
    desk.draft(title="=Công thức độc")

    answer = desk.officer.get(f"{HOME}?xuat={form}")

    assert answer.headers["Content-Disposition"].startswith("attachment;")
    if form == "csv":
        assert "\n=" not in answer.data.decode("utf-8-sig")
