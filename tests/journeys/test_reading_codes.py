"""A QR is read in the browser, by a program that we serve ourselves: of a photograph, before the camera, offline."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from builders.photographs import SHOTS, page_of, photograph
from journeys.conftest import ARGUMENTS, Seat
from journeys.opened_register import OpenedRegister, say
from journeys.person import Person
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect
from sqlalchemy import create_engine, text

from registry.documents.publishing_key import KEY_FILE
from registry.vault import Vault

TELEPHONE = 360
ISSUED = """
SELECT paper_file.sha256, certificate.lookup_code FROM paper_file JOIN certificate
ON certificate.id = paper_file.certificate_id WHERE paper_file.role = 'render' ORDER BY paper_file.id DESC LIMIT 1
"""


@pytest.fixture(scope="module")
def issued(demonstration: OpenedRegister) -> tuple[Image.Image, str]:
    """A certificate of the demonstration as it is printed, and its lookup code."""
    with create_engine(f"sqlite:///{demonstration.folder / 'register.sqlite3'}").connect() as connection:
        sha256, code = connection.execute(text(ISSUED)).one()
    return page_of(Vault(demonstration.folder / "vault").read(sha256)), code


@pytest.fixture(scope="module", autouse=True)
def key(demonstration: OpenedRegister, sign_ins: dict[str, tuple[str, str]]) -> None:
    """The register signs what inspectors carry away."""
    if not (demonstration.folder / KEY_FILE).exists():
        say(demonstration.folder, "publishing-key", "create", "--as", sign_ins["administrator"][0])


def as_file(picture: Image.Image) -> FilePayload:
    target = BytesIO()
    picture.save(target, "JPEG", quality=80)
    return {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


@pytest.fixture
def before_a_camera(browser: Browser, chromium: str, tmp_path: Path, issued: tuple[Image.Image, str],
                    demonstration: OpenedRegister) -> Iterator[Person]:  # fmt: skip
    """Somebody whose camera looks at a certificate."""
    frame = photograph(issued[0], SHOTS["turned"]).resize((1280, 960))
    film = tmp_path / "camera.mjpeg"
    film.write_bytes(as_file(frame)["buffer"] * 2)
    sees = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
    opened = browser.browser_type.launch(executable_path=chromium, args=[*ARGUMENTS, *sees])
    person = Person.in_context(opened.new_context(viewport={"width": TELEPHONE, "height": 800}), demonstration.address)
    yield person
    opened.close()
    assert person.complaints == []


def test_photographs_are_read_without_leaving_the_browser(somebody: Seat, issued: tuple[Image.Image, str]) -> None:
    page, code = issued
    visitor = somebody()
    sent: list[str] = []
    asked: list[str] = []
    visitor.page.on("request", lambda one: (sent if one.method == "POST" else asked).append(one.url))

    visitor.goes_to("/xac-minh")
    assert not any("qr" in one for one in asked)
    for name, shot in SHOTS.items():
        visitor.goes_to("/xac-minh")
        visitor.page.locator("#anh").set_input_files(as_file(photograph(page, shot)))
        visitor.presses("Đọc mã QR")
        visitor.page.wait_for_url(re.compile(f"/c/{code}$"))
        assert sent == [], name


def test_a_photograph_without_a_code_is_looked_at_by_the_server_too(somebody: Seat) -> None:
    visitor = somebody()
    visitor.goes_to("/xac-minh")
    visitor.page.locator("#anh").set_input_files(as_file(Image.new("RGB", (400, 300), "green")))
    visitor.presses("Đọc mã QR")

    visitor.sees("Không thấy mã QR trong ảnh")


def test_the_camera_reads_a_certificate(before_a_camera: Person, issued: tuple[Image.Image, str]) -> None:
    before_a_camera.goes_to("/xac-minh")
    before_a_camera.presses("Quét bằng máy ảnh")

    before_a_camera.page.wait_for_url(re.compile(f"/c/{issued[1]}$"))


def test_an_inspector_reads_codes_where_there_is_no_signal(
    before_a_camera: Person, issued: tuple[Image.Image, str]
) -> None:
    page = before_a_camera.page
    before_a_camera.goes_to("/ngoai-hien-truong")
    expect(page.locator("#field-kept")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#field-age")).to_contain_text("đã kiểm tra chữ ký của sổ")
    found, box = page.locator("#field-found .field-one"), page.get_by_role("searchbox")

    before_a_camera.presses("Quét mã QR")
    expect(found).to_have_count(1)
    expect(page.locator("#field-camera")).to_have_text("Quét mã QR")
    box.fill("")
    expect(found).to_have_count(0)

    page.locator("#field-photo").set_input_files(as_file(photograph(issued[0], SHOTS["from the side"])))
    expect(found).to_have_count(1)
    expect(found).to_contain_text(re.sub("(.{4})(.{4})(.{4})", r"\1-\2-\3", issued[1]))
