"""An inspector at a mountain market: the page was opened once in town, and now there is no signal."""

import pytest
from journeys.conftest import Seat
from journeys.opened_register import OpenedRegister, say
from playwright.sync_api import Route, expect

from registry.documents.publishing_key import KEY_FILE

TELEPHONE = 360
IS_KEPT = "navigator.serviceWorker.controller !== null"
"""Whether the page comes from the telephone from now on."""


@pytest.fixture(scope="module", autouse=True)
def key(demonstration: OpenedRegister, sign_ins: dict[str, tuple[str, str]]) -> None:
    """The register signs what it gives away."""
    if not (demonstration.folder / KEY_FILE).exists():
        say(demonstration.folder, "publishing-key", "create", "--as", sign_ins["administrator"][0])


def test_an_inspector_looks_things_up_where_there_is_no_signal(somebody: Seat, demonstration: OpenedRegister) -> None:
    inspector = somebody(width=TELEPHONE)
    page = inspector.page
    inspector.goes_to("/ngoai-hien-truong")
    expect(page.locator("#field-age")).to_contain_text("đã kiểm tra chữ ký của sổ")
    expect(page.locator("#field-kept")).to_be_visible()
    page.wait_for_function(IS_KEPT)

    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#field-age")).to_contain_text("đã kiểm tra chữ ký của sổ")
    box, found = page.get_by_role("searchbox"), page.locator("#field-found")

    box.fill("tra sam")
    expect(found.locator(".standing").first).to_be_visible()
    inspector.takes_picture("inspector-without-signal")
    code = found.get_by_text("Mã tra cứu:").first.inner_text().removeprefix("Mã tra cứu: ")
    box.fill(f"{demonstration.address}/c/{code.replace('-', '')}")
    expect(found.locator(".field-one")).to_have_count(1)
    expect(found).to_contain_text(code)
    box.fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    expect(found).to_have_text("Mã sai, kiểm tra lại từng ký tự trên giấy.")

    page.clock.set_fixed_time("2099-01-01T00:00:00Z")
    page.reload()
    expect(page.locator("#field-age")).to_have_class("field-age field-old")
    expect(page.locator("#field-age")).to_contain_text("Gói đã cũ")
    box.fill(code)
    expect(found.locator(".standing-good")).to_have_count(0)
    expect(found.locator(".field-one")).to_have_count(1)


def test_a_pack_that_somebody_changed_is_not_used(somebody: Seat) -> None:
    inspector = somebody(width=TELEPHONE)

    spoiled: list[str] = []

    def spoil(route: Route) -> None:
        reply = route.fetch()
        # Turned over, not overwritten: one pack in twenty has there what one would write over it.
        route.fulfill(response=reply, body=reply.body()[:-9] + bytes([reply.body()[-9] ^ 0xFF]) + reply.body()[-8:])
        spoiled.append(route.request.url)

    # What a service worker lets pass is not seen by those who stand in its way here.
    inspector.page.add_init_script("delete Navigator.prototype.serviceWorker")
    inspector.page.route("**/goi.bin", spoil)
    with inspector.page.expect_response("**/goi.bin"):
        inspector.goes_to("/ngoai-hien-truong")

    assert len(spoiled) == 1
    inspector.sees("không mang chữ ký đúng của sổ")
    inspector.sees("Chưa có gói nào trong máy này.")
