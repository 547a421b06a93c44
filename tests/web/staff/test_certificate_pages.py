"""Certificates before a browser: how they stand, their lives, their papers, and those that others gave."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from builders.desk import RECORD, Desk, a_desk, a_scan, landed, visible
from builders.page_forms import fill, form_of, forms_of
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.queries import register
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import settings

HOME = "/can-bo/giay-chung-nhan"


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def held(desk: Desk, place: int = -1) -> Certificate:
    """Return one certificate of the register, the newest unless another is asked for."""
    with desk.app.app_context(), reading() as session:
        keys = session.scalars(select(Certificate.public_id).order_by(Certificate.id)).all()
        found = register.certificate(session, keys[place])
        assert found is not None
        return found


def grounds(desk: Desk, **named: str) -> None:
    """Let settings name the grounds of moves that no article names."""
    administrator = Actor(account_id=None, name="Quản trị", roles=frozenset({Role.ADMINISTRATOR}), means="system")
    with desk.app.app_context():
        settings.change(actor=administrator, values=named)


def recent(desk: Desk) -> str:
    """Issue a certificate that is in force today, and return its public id."""
    yesterday = clock.today() - timedelta(days=1)
    desk.issue(
        "Chè Shan tuyết",
        instrument=None,
        assessed_on=yesterday - timedelta(days=1),
        filed_on=yesterday - timedelta(days=2),
        signed_on=yesterday,
        product_set=11,
    )
    return held(desk).public_id


def test_the_standing_comes_first_in_words(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")

    text = visible(desk.officer.get(f"{HOME}/{held(desk).public_id}").text)

    assert text.index("Đã hết hạn; ngày cuối cùng có hiệu lực là 11/12/2023") < text.index("Nội dung")
    assert "001/2020/GCN-OCOP" in text
    assert "Cấp từ ngày 11/12/2020" in text
    assert "Quyết định 1757/QĐ-UBND" in text


def test_the_kept_paper_is_sent_byte_for_byte_and_no_other(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết", "Mật ong bạc hà")
    first, second = held(desk, 0), held(desk, 1)

    answer = desk.officer.get(f"{HOME}/{first.public_id}/tep/{first.files[0].public_id}")

    assert answer.data == desk.app.config["VAULT"].read(first.files[0].sha256)
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "Ch%C3%A8%20Shan%20tuy%E1%BA%BFt" in answer.headers["Content-Disposition"]
    assert desk.officer.get(f"{HOME}/{first.public_id}/tep/{second.files[0].public_id}").status_code == 404


def test_a_paper_that_the_vault_has_lost_is_said_and_not_drawn_again(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết")
    certificate = held(desk)
    desk.app.config["VAULT"].path(certificate.files[0].sha256).unlink()

    answer = desk.officer.get(f"{HOME}/{certificate.public_id}/tep/{certificate.files[0].public_id}")

    assert answer.status_code == 422
    assert "không còn nguyên vẹn trong kho lưu" in answer.text


def test_a_move_without_an_article_is_offered_only_where_a_setting_names_its_ground(desk: Desk) -> None:
    certificate = recent(desk)
    address = f"{HOME}/{certificate}/tam-dung"
    assert "Tạm dừng" not in visible(desk.approver.get(f"{HOME}/{certificate}").text)
    assert forms_of(desk.approver.get(address)) == []

    grounds(desk, suspend_ground="Điều 5 Quy chế quản lý nhãn hiệu")

    assert address in desk.approver.get(f"{HOME}/{certificate}").text
    assert "Điều 5 Quy chế quản lý nhãn hiệu" in desk.approver.get(address).text
    assert address not in desk.officer.get(f"{HOME}/{certificate}").text
    assert desk.officer.get(address).status_code == 403


def test_a_certificate_is_suspended_reinstated_and_given_up(desk: Desk) -> None:
    certificate = recent(desk)
    grounds(desk, suspend_ground="Quy chế", reinstate_ground="Quy chế", withdraw_ground="Đơn của chủ thể")

    for part, standing in (
        ("tam-dung", Standing.SUSPENDED),
        ("khoi-phuc", Standing.IN_FORCE),
        ("thoi", Standing.WITHDRAWN),
    ):
        answer = fill(
            desk.approver.client, f"{HOME}/{certificate}/{part}", document="Văn bản số 7/SNN", reason="Có lý do"
        )
        page = landed(desk.approver, answer)
        assert "Có lý do" in page
        assert "Theo: Văn bản số 7/SNN" in page
        assert register.standing_of(held(desk), on=clock.today()) is standing
        assert forms_of(desk.approver.get(f"{HOME}/{certificate}/{part}")) == []  # not twice


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reason", " ", "không được để trống"),
        ("document", " ", "không được để trống"),
        ("effective_on", "", "không được để trống"),
        ("effective_on", "01/01/2199", "không được sau ngày hôm nay"),
        ("effective_on", "01/01/2019", "không thể tạm dừng"),
        ("effective_on", "mai", "Ngày không hợp lệ"),
    ],
)
def test_a_refused_move_is_shown_again_as_typed(desk: Desk, field: str, value: str, sentence: str) -> None:
    certificate = recent(desk)
    grounds(desk, suspend_ground="Quy chế")

    typed = {"document": "Văn bản số 7/SNN", "reason": "Chờ kết luận kiểm tra", field: value}
    answer = fill(desk.approver.client, f"{HOME}/{certificate}/tam-dung", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(form_of(answer).values[name] == said for name, said in typed.items() if said.strip())


def test_a_year_is_enough_where_nothing_else_is_known(desk: Desk) -> None:
    product = desk.product("Mật ong bạc hà")

    typed = {**RECORD, "number": "", "signed_on": "", "year": "2023", "certificate_number": "", "score": ""}
    answer = fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **typed)

    text = visible(landed(desk.officer, answer))
    assert "không rõ số" in text
    assert "không có điểm" in text
    assert "chỉ biết được công nhận năm 2023" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"signed_on": ""}, "ít nhất là năm"),
        ({"year": "2020"}, "Năm và ngày ký của quyết định không khớp"),
        ({"signed_on": "01/01/2199"}, "không được sau ngày hôm nay"),
        ({"body_name": ""}, "tên cơ quan ban hành"),
        ({"stars": ""}, "không được để trống"),
        ({"stars": "5"}, "Hạng 5 sao do Bộ công nhận"),
        ({"stars": "4", "instrument": "1048+781"}, "chỉ đạt 3 sao"),
        ({"number": "09/QĐ-MH"}, "sổ minh họa"),
        ({"certificate_number": "15/GCN-MH"}, "sổ minh họa"),
        ({"score": "năm mươi"}, "Điểm không hợp lệ"),
        ({"valid_from": "01/01/2025", "valid_until": "01/01/2024"}, "Ngày hết hạn phải sau ngày bắt đầu"),
        ({"product_name": ""}, "không được để trống"),
        ({"product_set": "26/2026:3", "instrument": "1048"}, "không thuộc văn bản đã chọn"),
    ],
)
def test_a_refused_record_is_shown_again_as_typed(desk: Desk, changes: dict[str, str], sentence: str) -> None:
    product = desk.product("Mật ong bạc hà")

    typed = {**RECORD, **changes}
    answer = fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    kept = form_of(answer).values
    assert all(kept[name] == said for name, said in typed.items() if name not in changes)
    assert "Chưa có giấy chứng nhận nào" in desk.officer.get(HOME).text


def test_a_bad_scan_leaves_no_record_behind(desk: Desk) -> None:
    product = desk.product("Mật ong bạc hà")

    scan = (io.BytesIO(b"GIF89a"), "anh.pdf")
    answer = fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **RECORD, scan=scan)

    assert answer.status_code == 422
    assert "không phải PDF" in answer.text
    assert "Chưa có giấy chứng nhận nào" in desk.officer.get(HOME).text


def test_the_same_recognition_is_recorded_once(desk: Desk) -> None:
    product = desk.product("Mật ong bạc hà")
    fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **RECORD)

    answer = fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **RECORD)

    assert answer.status_code == 422
    assert "đã có trong sổ" in answer.text


def test_a_scan_is_added_later_to_what_others_gave_only(desk: Desk) -> None:
    product = desk.product("Mật ong bạc hà")
    fill(desk.officer.client, f"{HOME}/ghi-nhan/{product}", **RECORD)
    address = f"{HOME}/{held(desk).public_id}/ban-quet"

    for _ in range(2):  # the same bytes a second time are the same file
        scan = (io.BytesIO(a_scan()), "Quét.pdf")
        assert fill(desk.officer.client, address, scan=scan).status_code == 303
    assert len(held(desk).files) == 1

    desk.issue("Chè Shan tuyết")
    assert forms_of(desk.officer.get(f"{HOME}/{held(desk).public_id}/ban-quet")) == []


@pytest.mark.parametrize(
    "query",
    ["tinh-trang=xxx", "sao=99", "nam=abc", "het-han-tu=32/13/2020", "sap=-zzz", "trang=0", "q=%00%27%22", "nguon="],
)
def test_a_hostile_address_shows_a_list(desk: Desk, query: str) -> None:
    assert desk.officer.get(f"{HOME}?{query}").status_code == 200


def test_the_export_says_what_the_list_shows(desk: Desk) -> None:
    desk.issue("Chè Shan tuyết", "Mật ong bạc hà")

    lines = desk.officer.get(f"{HOME}?xuat=csv&q=mat+ong").data.decode("utf-8-sig").splitlines()

    assert len(lines) == 2
    assert "Mật ong bạc hà" in lines[1]
    assert "Hết hạn" in lines[1]
