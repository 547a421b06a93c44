"""The check sheet before a browser: what blocks, what a person lets stand under his own name, and when it is done."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from builders.desk import HOME, Desk, a_desk, visible
from builders.page_forms import fill, forms_of, press, send
from builders.register import a_line, a_producer

from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Role


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def test_what_blocks_stands_first_with_a_way_to_its_line(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", stars=3, score=Decimal(75))
    line = desk.detail(decision).lines[0].public_id

    page = desk.page(decision, "/kiem-tra").text

    assert "Phải sửa (1)" in page
    assert "75 điểm thuộc khung 4 sao" in page
    assert f"{HOME}/{decision}/dong/{line}" in page
    assert "Hoàn tất, chuyển duyệt" not in page


def test_an_empty_annex_cannot_be_passed_on(desk: Desk) -> None:
    decision = desk.draft()

    page = desk.page(decision, "/kiem-tra").text

    assert "Phụ lục chưa có dòng nào" in page
    assert "Hoàn tất, chuyển duyệt" not in page


def test_passing_on_by_hand_what_is_not_settled_is_refused(desk: Desk) -> None:
    decision = desk.draft()

    answer = desk.officer.send(f"{HOME}/{decision}/kiem-tra/xong", page=f"{HOME}/moi")

    assert answer.status_code == 422
    assert "Bảng kiểm tra còn 1 điều chưa xử lý" in answer.text
    assert desk.detail(decision).decision.state is DecisionState.DRAFT


def test_each_finding_is_let_stand_by_a_button_under_ones_own_name(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", "Mật ong bạc hà", product_set=None)
    address = f"{HOME}/{decision}/kiem-tra"
    assert "Cần xác nhận (1)" in desk.page(decision, "/kiem-tra").text

    assert press(desk.officer.client, address).status_code == 303

    text = visible(desk.page(decision, "/kiem-tra").text)
    assert "Đã xác nhận (1)" in text
    assert "2 dòng chưa có bộ sản phẩm: 1, 2. Người officer," in text
    assert "Hoàn tất, chuyển duyệt" in text


def test_an_acknowledgement_does_not_outlive_the_facts_it_was_given_for(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", product_set=None)
    press(desk.officer.client, f"{HOME}/{decision}/kiem-tra")
    desk.add(decision, a_line(desk.product("Mật ong bạc hà"), product_set=None))

    assert "Cần xác nhận (1)" in desk.page(decision, "/kiem-tra").text


@pytest.mark.parametrize("key", ["", "không có", "set_missing::0000000000000000", "x" * 5000, "\x00"])
def test_a_finding_that_is_not_there_cannot_be_acknowledged(desk: Desk, key: str) -> None:
    decision = desk.draft("Chè Shan tuyết", product_set=None)
    form = next(form for form in forms_of(desk.page(decision, "/kiem-tra")) if form.buttons)

    answer = send(desk.officer.client, form, finding=key)

    assert answer.status_code in {303, 404}
    assert "Cần xác nhận (1)" in desk.page(decision, "/kiem-tra").text


def test_two_products_of_nearly_one_name_must_be_looked_at(desk: Desk) -> None:
    with desk.app.app_context():
        producer = a_producer("Hợp tác xã Thử Nghiệm")
    desk.product("Chè Shan tuyết", producer=producer)
    desk.product("Chè shan  tuyêt", producer=producer)
    decision = desk.draft("Chè Shan tuyết", "Chè shan  tuyêt")

    text = visible(desk.page(decision, "/kiem-tra").text)

    assert "chỉ khác dấu, chữ hoa hoặc dấu cách" in text


def test_what_moved_in_the_register_meanwhile_stops_the_approval(desk: Desk) -> None:
    decision, other = desk.draft("Chè Shan tuyết"), desk.draft()
    desk.check(decision)
    desk.add(other, a_line(desk.products["Chè Shan tuyết"]))

    page = desk.page(decision, "/duyet", browser=desk.approver)
    assert "Sổ đăng ký đã thay đổi sau khi kiểm tra" in page.text
    assert "Duyệt, trình ký" not in visible(page.text)


def test_the_approver_reads_the_sheet_and_has_no_button_on_it(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết", product_set=None)

    page = desk.page(decision, "/kiem-tra", browser=desk.approver)

    assert "Cần xác nhận (1)" in page.text
    assert "Xác nhận<" not in page.text
    answer = desk.approver.send(f"{HOME}/{decision}/kiem-tra/xong", page="/tai-khoan/mat-khau")
    assert answer.status_code == 403


def test_reopening_lets_the_line_be_mended_and_asks_for_everything_again(desk: Desk) -> None:
    decision = desk.draft("Chè Shan tuyết")
    desk.check(decision)
    desk.approve(decision)

    fill(desk.officer.client, f"{HOME}/{decision}/mo-lai", reason="Sai điểm")
    line = desk.detail(decision).lines[0].public_id
    assert fill(desk.officer.client, f"{HOME}/{decision}/dong/{line}", score="65").status_code == 303

    kept = desk.detail(decision).decision
    assert (kept.state, kept.approved_by_id) == (DecisionState.DRAFT, None)
    desk.check(decision)
    desk.approve(decision)


def test_an_auditor_looks_at_everything_and_touches_nothing(desk: Desk, someone: Any) -> None:
    decision = desk.draft("Chè Shan tuyết")
    auditor = someone(Role.AUDITOR)

    for part in ("", "/kiem-tra", "/du-thao", "/du-thao/phu-luc.pdf"):
        assert desk.page(decision, part, browser=auditor).status_code == 200, part
    for part in ("/them", "/sua", "/duyet", "/ky", "/hieu-luc", "/mo-lai", "/tra-lai", "/bo"):
        assert desk.page(decision, part, browser=auditor).status_code == 403, part
    text = desk.page(decision, browser=auditor).text
    assert "Cán bộ đang soạn" in text
    assert "Thêm dòng" not in text
