"""The turns of a decision as two people take them at their desks."""

import re
from datetime import date

from journeys.person import Person
from playwright.sync_api import Locator, expect

from registry import clock


def in_figures(day: date) -> str:
    """Return a day as people here write it."""
    return f"{day:%d/%m/%Y}"


def drafts(officer: Person, title: str) -> str:
    """Begin a decision and return its address."""
    officer.goes_to("/can-bo/quyet-dinh")
    officer.follows("Soạn quyết định")
    officer.chooses("Loại quyết định", "Công nhận")
    officer.types("Trích yếu", title)
    officer.types("Đợt", "3")
    officer.types("Năm của đợt", "2026")
    officer.presses("Lập dự thảo")
    officer.sees("Đang soạn")
    return officer.path


def adds(officer: Person, product: str, *, search: str) -> None:
    """Find a product by a few letters and give it three stars in the annex of the decision on the desk."""
    officer.follows("Thêm dòng")
    officer.page.get_by_role("searchbox").press_sequentially(search)
    officer.follows(product)
    officer.chooses("Hình thức công nhận", "Đánh giá lại")
    officer.types("Điểm", "62,5")
    officer.chooses("Hạng sao", "3 sao")
    officer.types("Ngày đánh giá", in_figures(clock.today()))
    officer.presses("Thêm dòng")
    officer.sees(f": {product}.")
    officer.follows("Xong")


def acknowledges(officer: Person) -> None:
    """Confirm whatever the check sheet wants confirmed."""
    officer.follows("Xem bảng kiểm tra")
    waiting = confirmations(officer)
    expect(waiting).not_to_have_count(0)
    officer.page.wait_for_load_state()  # all of them
    while count := waiting.count():
        waiting.first.click()
        expect(waiting).to_have_count(count - 1)


def confirmations(officer: Person) -> Locator:
    """Return the buttons that confirm what the check sheet found."""
    return officer.page.get_by_role("button", name=re.compile("^Xác nhận"))


def passes_on(officer: Person) -> None:
    """Finish the check sheet."""
    officer.presses("Hoàn tất, chuyển duyệt")
    officer.sees("Đã kiểm tra")


def approves(approver: Person, decision: str) -> None:
    """Approve what another has drafted."""
    approver.goes_to(decision)
    approver.page.locator(".next-step a").click()
    approver.presses("Duyệt, trình ký")
    approver.sees("Đã trình ký")


def enters_signature(officer: Person, decision: str, number: str) -> None:
    """Copy the facts of the signed decision."""
    officer.goes_to(decision)
    officer.page.locator(".next-step a").click()
    officer.types("Số, ký hiệu", number)
    officer.types("Ngày ký", in_figures(clock.today()))
    officer.types("Người ký", "Nguyễn Văn Minh Họa")
    officer.presses("Lưu")
    officer.sees("Đã ký")


def vouches_for_the_annex(approver: Person, decision: str) -> None:
    """Say, as the second person, why the signed annex is not held against the register's."""
    approver.goes_to(decision)
    approver.follows("Đối chiếu phụ lục đã ký")
    approver.follows("Chấp nhận không đối chiếu, nêu lý do")
    approver.types("Lý do chấp nhận", "Chỉ có bản giấy, đã đọc soát từng dòng.")
    approver.presses("Chấp nhận không đối chiếu")
    approver.sees("Đã ghi lý do chấp nhận.")


def brings_to_signature(officer: Person, approver: Person, product: str, *, search: str, number: str) -> str:
    """Take a decision about one product to where only putting it in effect is left; return its address."""
    decision = drafts(officer, f"Công nhận sản phẩm OCOP: {product}")
    adds(officer, product, search=search)
    acknowledges(officer)
    passes_on(officer)
    approves(approver, decision)
    enters_signature(officer, decision, number)
    return decision
