"""Nobody approves his own draft, nothing is issued twice, and nobody loses what he typed."""

import re

from journeys import turns
from journeys.conftest import Seat
from playwright.sync_api import expect


def test_whoever_drafted_a_decision_cannot_approve_it(staff: Seat) -> None:
    officer = staff("officer")
    decision = turns.drafts(officer, "Công nhận sản phẩm: người soạn không tự duyệt")
    turns.adds(officer, "Cá bống vùi tro Minh Họa 07", search="ca bong vui tro")
    turns.acknowledges(officer)
    turns.passes_on(officer)

    expect(officer.page.get_by_role("link", name="Duyệt", exact=True)).to_have_count(0)
    officer.goes_to(f"{decision}/duyet")

    officer.sees("không có quyền")
    officer.goes_to(decision)
    officer.sees("Chờ người thứ hai duyệt")


def test_a_double_click_issues_once(staff: Seat) -> None:
    officer, approver = staff("officer"), staff("approver")
    product = "Gạo nếp cẩm Minh Họa 09"
    decision = turns.brings_to_signature(officer, approver, product, search="gao nep cam", number="2006/QĐ-MH")
    approver.goes_to(decision)
    approver.follows("Đưa vào hiệu lực")

    approver.page.get_by_role("button", name="Đưa vào hiệu lực").dblclick()

    approver.page.wait_for_url(re.compile("/giay$"))
    approver.sees("1 giấy")
    approver.goes_to("/can-bo/giay-chung-nhan?q=gao+nep+cam")
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
