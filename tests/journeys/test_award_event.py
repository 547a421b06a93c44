"""What the department takes to the event, and what it records there."""

from builders.paper_reading import words
from journeys.conftest import Seat
from journeys.person import bytes_of
from playwright.sync_api import expect


def test_the_award_list_is_taken_along_in_three_arrangements(staff: Seat) -> None:
    officer = staff("officer")
    officer.goes_to("/can-bo/trao-thuong")
    officer.page.get_by_role("link", name="2020").first.click()
    officer.sees("47 sản phẩm của 23 đơn vị")
    officer.takes_picture("event")

    lists = [words(bytes_of(officer.downloads(name))) for name in ("theo chủ thể", "theo xã, phường", "theo hạng sao")]

    assert len(set(lists)) == len(lists)
    for text in lists:
        assert "47 sản phẩm của 23 đơn vị" in text
        assert text.count("Bún khô Minh Họa 04") == 1


def test_who_was_handed_his_papers_is_recorded(staff: Seat) -> None:
    officer = staff("officer")
    officer.goes_to("/can-bo/trao-thuong")
    officer.page.get_by_role("link", name="2020").first.click()
    officer.page.get_by_role("link", name="chưa nhận đủ giấy").click()
    officer.page.wait_for_url("**/ban-giao*")
    officer.takes_picture("handovers")
    name = officer.page.locator("tbody a").first.inner_text()
    officer.follows(name)
    expect(officer.page.get_by_role("button", name="Ghi đã giao")).to_be_visible()
    officer.page.wait_for_load_state()
    for paper in officer.page.get_by_role("checkbox").all():
        paper.check()
    officer.types("Họ và tên người nhận", "Lò Thị Nhận")
    officer.types("Ngày trao", "15/12/2020")
    officer.takes_picture("hand-over")

    officer.presses("Ghi đã giao")

    officer.page.wait_for_url("**/ban-giao*")
    officer.page.get_by_role("searchbox").fill(name)
    officer.chooses("Tình trạng", "Đã nhận")
    officer.presses("Lọc")
    expect(officer.page.get_by_role("row", name=name).first).to_contain_text("Lò Thị Nhận, 15/12/2020")
