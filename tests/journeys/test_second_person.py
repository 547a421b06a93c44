"""Nobody approves his own draft, nothing is issued twice, and nobody loses what he typed."""

import re

from journeys import turns
from journeys.conftest import Seat
from journeys.opened_register import OpenedRegister, opens_account
from playwright.sync_api import expect


def test_whoever_drafted_a_decision_cannot_approve_it_even_with_both_roles(
    somebody: Seat, demonstration: OpenedRegister, sign_ins: dict[str, tuple[str, str]]
) -> None:
    administrator, _ = sign_ins["administrator"]
    email = "haivaitro@minhhoa.example.com"
    password = opens_account(demonstration, email, "officer", "approver", by=administrator)
    both = somebody()
    both.signs_in(email, password, chooses="Bốn con trâu qua suối")
    decision = turns.drafts(both, "Công nhận sản phẩm: người soạn không tự duyệt")
    turns.adds(both, "Cá bống vùi tro Minh Họa 07", search="ca bong vui tro")
    turns.acknowledges(both)
    turns.passes_on(both)

    both.sees("nên phải có người khác duyệt")
    both.goes_to(f"{decision}/duyet")

    both.sees("nên phải có người khác duyệt")
    expect(both.page.get_by_role("button", name="Duyệt, trình ký")).to_have_count(0)


def test_a_double_click_issues_once(staff: Seat) -> None:
    officer, approver = staff("officer"), staff("approver")
    product = "Chuối tiêu xanh Minh Họa 22"
    decision = turns.brings_to_signature(officer, approver, product, search="chuoi tieu xanh", number="2007/QĐ-MH")
    turns.vouches_for_the_annex(approver, decision)
    approver.goes_to(decision)
    approver.follows("Đưa vào hiệu lực")

    approver.page.get_by_role("button", name="Đưa vào hiệu lực").dblclick()

    approver.page.wait_for_url(re.compile("/giay$"))
    approver.sees("1 giấy")
    approver.goes_to("/can-bo/giay-chung-nhan?q=chuoi+tieu+xanh")
    expect(approver.page.get_by_role("row", name=product)).to_have_count(2)  # the one of 2020, and this one


def test_the_second_to_save_the_same_draft_is_told_and_loses_nothing(staff: Seat) -> None:
    one, other = staff("officer"), staff("officer")
    decision = turns.drafts(one, "Công nhận sản phẩm: hai người cùng sửa")
    for person in (one, other):
        person.goes_to(f"{decision}/sua")
    one.types("Trích yếu", "Trích yếu của người thứ nhất")
    one.presses("Lưu")
    one.sees("Trích yếu của người thứ nhất")

    other.types("Trích yếu", "Trích yếu của người thứ hai")
    other.types("Đợt", "7")
    other.presses("Lưu")

    other.sees("Hiện nay trong sổ")
    other.sees("Trích yếu của người thứ nhất")
    expect(other.control("Trích yếu")).to_have_value("Trích yếu của người thứ hai")
    expect(other.control("Đợt")).to_have_value("7")
    other.takes_picture("changed-meanwhile")


def test_bad_input_is_told_at_the_field_and_stays_as_typed(staff: Seat) -> None:
    officer = staff("officer")
    turns.drafts(officer, "Công nhận sản phẩm: nhập sai")
    officer.follows("Thêm dòng")
    officer.page.get_by_role("searchbox").press_sequentially("banh khau xen")
    officer.follows("Bánh khẩu xén Minh Họa 09")
    officer.types("Điểm", "một trăm")
    officer.types("Ngày đánh giá", "31/02/2026")
    officer.types("Ghi chú in trong phụ lục", "giữ lại")

    officer.presses("Thêm dòng")

    expect(officer.page.get_by_role("alert")).to_be_focused()
    officer.is_told_at("Điểm", "Điểm không hợp lệ")
    officer.is_told_at("Ngày đánh giá", "Ngày không hợp lệ")
    for label, kept in (("Điểm", "một trăm"), ("Ngày đánh giá", "31/02/2026"), ("Ghi chú in trong phụ lục", "giữ lại")):
        expect(officer.control(label)).to_have_value(kept)
    officer.takes_picture("bad-input")
