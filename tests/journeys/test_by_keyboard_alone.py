"""An officer without a mouse, on half a screen."""

import re

from journeys import turns
from journeys.conftest import Seat
from journeys.person import Person
from playwright.sync_api import Locator, expect

from registry import clock

HALF_A_SCREEN = 768
MOST_STOPS = 120
IS_HERE = "one => one === document.activeElement"
SHOWS_WHERE = """one => {
    const look = getComputedStyle(one);
    return look.outlineStyle !== "none" || look.boxShadow !== "none";
}"""


class KeyboardHand:
    """A hand that only has keys."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._keys = person.page.keyboard

    def reaches(self, what: Locator) -> None:
        """Go on with Tab until something has the focus, and see that it shows so."""
        expect(what).to_be_visible()
        for _ in range(MOST_STOPS):
            if what.evaluate(IS_HERE):
                assert what.evaluate(SHOWS_WHERE)
                return
            self._keys.press("Tab")
        raise AssertionError(f"{what} is out of reach")

    def presses(self, name: str, *, role: str = "button") -> None:
        """Reach a button or a link, and press it."""
        self.reaches(self._person.page.get_by_role(role, name=name, exact=True).first)
        self._keys.press("Enter")

    def follows(self, name: str) -> None:
        """Reach a link, and follow it."""
        self.presses(name, role="link")

    def types(self, label: str, text: str) -> None:
        """Reach a field, and write into it."""
        self.reaches(self._person.control(label))
        self._keys.press("Control+A")
        self._keys.type(text)

    def chooses(self, label: str, option: str) -> None:
        """Reach a list, and go down or up to an option."""
        control = self._person.control(label)
        self.reaches(control)
        self._keys.press("Home")
        while control.evaluate("one => one.selectedOptions[0].label") != option:
            before = control.input_value()
            self._keys.press("ArrowDown")
            assert control.input_value() != before, f"{option} is not offered"


def test_an_officer_drafts_and_checks_a_decision_by_keyboard_alone(
    somebody: Seat, sign_ins: dict[str, tuple[str, str]]
) -> None:
    officer = somebody(width=HALF_A_SCREEN)
    hand = KeyboardHand(officer)
    email, password = sign_ins["officer"]
    product = "Trà dây Minh Họa 11"

    officer.goes_to("/dang-nhap")
    hand.types("Số điện thoại hoặc thư điện tử", email)
    hand.types("Mật khẩu", password)
    officer.page.keyboard.press("Enter")
    hand.reaches(officer.page.locator(".menu summary", has_text="Quyết định và giấy"))
    officer.page.keyboard.press("Enter")
    hand.follows("Quyết định")
    hand.follows("Soạn quyết định")
    hand.chooses("Loại quyết định", "Công nhận")
    hand.types("Trích yếu", "Công nhận sản phẩm: chỉ bằng bàn phím")
    officer.page.keyboard.press("Enter")
    hand.follows("Thêm dòng")
    expect(officer.page.get_by_role("searchbox")).to_be_focused()
    officer.page.keyboard.type("tra day")
    officer.page.wait_for_url(re.compile("q=tra%20day$"))
    hand.follows(product)
    hand.chooses("Hình thức công nhận", "Đánh giá lại")
    hand.types("Điểm", "62,5")
    hand.chooses("Hạng sao", "3 sao")
    hand.types("Ngày đánh giá", turns.in_figures(clock.today()))
    officer.page.keyboard.press("Enter")
    officer.sees(f": {product}.")
    hand.follows("Xong")
    hand.follows("Xem bảng kiểm tra")
    waiting = turns.confirmations(officer)
    expect(waiting).not_to_have_count(0)
    officer.page.wait_for_load_state()  # all of them
    while count := waiting.count():
        hand.reaches(waiting.first)
        officer.page.keyboard.press("Enter")
        expect(waiting).to_have_count(count - 1)
    hand.presses("Hoàn tất, chuyển duyệt")

    officer.sees("Đã kiểm tra")
    officer.takes_picture("by-keyboard")
