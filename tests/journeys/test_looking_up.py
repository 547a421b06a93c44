"""A shopper with ten seconds and an inspector with a jar in one hand look things up, at a telephone and at a desk."""

import re

import pytest
from journeys.conftest import WIDE, Seat
from journeys.person import Person
from playwright.sync_api import expect

TELEPHONE = 360
HEAD = r"(Đạt \d sao\. Còn hiệu lực|Đã hết hạn|Đã bị thu hồi|Đang tạm dừng|Đã được thay|Chủ thể đã thôi)"


def says_first(person: Person, what: str) -> None:
    """Wait until the first thing that the page says is of that form."""
    expect(person.page.locator("main")).to_have_text(re.compile(rf"^\s*{what}"), use_inner_text=True)


@pytest.mark.parametrize(("width", "scripts"), [(TELEPHONE, True), (TELEPHONE, False), (WIDE, True)])
def test_a_shopper_learns_how_a_product_stands_and_which_others_do(
    somebody: Seat, width: int, *, scripts: bool
) -> None:
    shopper = somebody(width=width, scripts=scripts)

    shopper.goes_to("/")
    shopper.page.get_by_role("searchbox").fill("tra sam")
    shopper.presses("Tra cứu")
    shopper.takes_picture(f"shopper-results-{width}-{scripts}")
    shopper.page.locator(".results a").first.click()
    shopper.page.wait_for_url("**/san-pham/*")

    says_first(shopper, HEAD)
    shopper.sees("Sản phẩm khác của chủ thể này")
    shopper.takes_picture(f"shopper-product-{width}-{scripts}")
    shopper.page.locator(".answer-holder a").click()
    shopper.sees("Hạng sao được cấp cho từng sản phẩm, không cho chủ thể.")
    shopper.takes_picture(f"shopper-producer-{width}-{scripts}")


@pytest.mark.parametrize("width", [TELEPHONE, WIDE])
def test_a_shopper_narrows_and_turns_the_pages(somebody: Seat, width: int) -> None:
    shopper = somebody(width=width)

    shopper.goes_to("/tra-cuu")
    everything = shopper.page.locator(".found h2").inner_text()
    shopper.follows("Sau ›")
    shopper.page.get_by_role("link", name="‹ Trước").wait_for()
    if width == TELEPHONE:
        shopper.page.get_by_text("Lọc kết quả").click()
    shopper.follows("Hết hạn")

    shopper.page.wait_for_url("**tinh-trang=het-han*")
    tags = shopper.page.locator(".results .tag")
    expect(shopper.page.locator(".found h2")).not_to_have_text(everything)
    expect(tags).not_to_have_count(0)
    expect(tags.filter(has_not_text="Hết hạn")).to_have_count(0)


@pytest.mark.parametrize("width", [TELEPHONE, WIDE])
def test_an_inspector_compares_the_code_on_a_paper_with_the_register(somebody: Seat, width: int) -> None:
    inspector = somebody(width=width)
    inspector.goes_to("/tra-cuu?tinh-trang=thu-hoi")
    inspector.page.locator(".results a").first.click()
    inspector.page.wait_for_url("**/san-pham/*")
    name = inspector.page.locator("h1").inner_text()
    inspector.page.locator(".timeline a").first.click()
    inspector.page.wait_for_url("**/c/*")

    code = inspector.path.removeprefix("/c/")
    says_first(inspector, "Đã bị thu hồi")
    expect(inspector.page.locator("h1")).to_have_text(name)
    inspector.takes_picture(f"inspector-revoked-{width}")

    inspector.goes_to("/")
    inspector.page.get_by_role("searchbox").fill(f"{code[:4]}-{code[4:8]}-{code[8:]}".lower())
    inspector.presses("Tra cứu")
    inspector.page.wait_for_url("**/c/*")
    slipped = code[:-1] + ("2" if code[-1] != "2" else "3")
    inspector.goes_to(f"/c/{slipped}")
    inspector.sees("Mã sai")
    inspector.takes_picture(f"inspector-slipped-{width}")


MOVED = """() => new Promise((tell) => {
    let moved = 0;
    new PerformanceObserver((list) => { for (const shift of list.getEntries()) moved += shift.value; })
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => tell(moved)));
})"""
SENT = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0)"""
FIRST_LOAD, NEXT_LOAD = 120_000, 30_000


@pytest.mark.parametrize("width", [TELEPHONE, WIDE])
def test_pages_are_light_and_hold_still(somebody: Seat, width: int) -> None:
    passer_by = somebody(width=width)
    passer_by.goes_to("/tra-cuu")
    product = passer_by.page.locator(".results a").first.get_attribute("href")
    most = FIRST_LOAD

    for path in ("/", "/tra-cuu", "/tra-cuu?q=che", str(product)):
        passer_by.goes_to(path)

        assert passer_by.page.evaluate(MOVED) == 0, path
        assert passer_by.page.evaluate(SENT) <= most, path
        most = NEXT_LOAD
