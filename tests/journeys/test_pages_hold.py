"""Every page of every role: without barriers, without overflow, without a word of English, and from our host alone."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from journeys.conftest import ROLES, Seat
from journeys.every_state import Landmarks, furnish
from journeys.filed_dossiers import OF_COMMUNE
from journeys.kinds_of_pages import COMMUNE, COUNCIL, ON_THE_WAY_IN, PORTAL, PUBLIC, kinds_of_pages
from journeys.looking_at_pages import Walk, faults
from journeys.opened_register import OpenedRegister, built_once, served, taking_turns
from journeys.person import Person
from journeys.scored_round import CHAIR, PASSWORD
from passlib.totp import TOTP
from werkzeug.routing import MapAdapter

from registry.app import create_app
from registry.config import Config

STAFF_WIDTHS = (768, 1280)
PUBLIC_WIDTHS = (320, 180, 768, 1280)  # 180: a telephone of 360 at 200 %
NO_PAGES = ("/c/khong-co", f"/xac-minh/{'ab' * 32}", "/xac-minh?q=K7MQ-2XHD-9RTB", "/khong-co-trang-nay")


@pytest.fixture(scope="module")
def furnished_once(shared_folder: Path) -> Path:
    """The demonstration with something in every state, and beside it where that is seen; tests copy it."""
    built, demonstration = shared_folder / "furnished", shared_folder / "demonstration"
    built_once(demonstration, "--demonstration")
    with taking_turns(built):
        if not built.exists():
            building = shared_folder / "being-furnished"
            shutil.copytree(demonstration, building)
            shown = asdict(furnish(building))
            built.with_suffix(".json").write_text(json.dumps(shown), "utf-8")
            building.rename(built)
    return built


@pytest.fixture(scope="module")
def known(furnished_once: Path) -> Landmarks:
    """What was put into the furnished register."""
    return Landmarks(**json.loads(furnished_once.with_suffix(".json").read_text("utf-8")))


@pytest.fixture(scope="module")
def furnished(furnished_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedRegister]:
    """The furnished register, served."""
    folder = tmp_path_factory.mktemp("furnished") / "register"
    shutil.copytree(furnished_once, folder)
    with served(folder) as opened:
        yield opened


@pytest.fixture
def endpoints(founded_folder: Path) -> Iterator[MapAdapter]:
    """The addresses of the register, to tell of what kind a page is; some name an instrument that it must know."""
    app = create_app(Config.from_environment({}, folder=founded_folder))
    with app.test_request_context():
        yield app.url_map.bind("127.0.0.1")


def test_every_page_of_every_role_of_staff_holds(
    furnished: OpenedRegister,
    known: Landmarks,
    somebody: Seat,
    sign_ins: dict[str, tuple[str, str]],
    endpoints: MapAdapter,
) -> None:
    looked_at: dict[str, set[str]] = {}
    reached: set[str] = set()
    wrong: dict[str, list[str]] = {}

    for role in ROLES:
        person = somebody(at=furnished)
        person.signs_in(*sign_ins[role])
        walk = Walk(person, endpoints, known.staff)
        for sight in walk:
            if sight.endpoint.startswith(PUBLIC):
                continue
            found = [] if sight.is_titled_after(known.names) else [f"title: {sight.title}"]
            made_of = looked_at.setdefault(sight.endpoint, set())
            if not sight.build <= made_of:  # what is made of nothing new is as good
                made_of |= sight.build
                person.goes_to(sight.path)
                found += faults(person, widths=STAFF_WIDTHS)
            if found:
                wrong[f"{role}: {sight.path}"] = found
        reached |= walk.seen

    assert wrong == {}
    assert {
        kind for kind in kinds_of_pages(endpoints) - reached if not kind.startswith((PUBLIC, PORTAL, COUNCIL, COMMUNE))
    } == ON_THE_WAY_IN


def test_every_page_of_a_producer_holds_down_to_a_telephone(
    furnished: OpenedRegister,
    known: Landmarks,
    somebody: Seat,
    sign_ins: dict[str, tuple[str, str]],
    endpoints: MapAdapter,
) -> None:
    person = somebody(at=furnished)
    person.signs_in(*sign_ins["producer"], home="/cua-toi")
    walk = Walk(person, endpoints, known.portal)

    wrong: dict[str, list[str]] = {}
    for sight in walk:
        if sight.endpoint.startswith(PUBLIC):
            continue
        found = [] if sight.is_titled_after(known.names) else [f"title: {sight.title}"]
        person.goes_to(sight.path)
        found += faults(person, widths=PUBLIC_WIDTHS)
        if found:
            wrong[sight.path] = found

    assert wrong == {}
    assert {kind for kind in kinds_of_pages(endpoints) - walk.seen if kind.startswith(PORTAL)} == set()


def test_every_page_of_a_council_holds_down_to_a_telephone(
    furnished: OpenedRegister, known: Landmarks, somebody: Seat, endpoints: MapAdapter
) -> None:
    chair = somebody(at=furnished)
    chair.signs_in(CHAIR, PASSWORD, home="/hoi-dong")
    walk = Walk(chair, endpoints, known.council)

    wrong: dict[str, list[str]] = {}
    for sight in walk:
        if not sight.endpoint.startswith(COUNCIL):
            continue
        found = [] if sight.is_titled_after(known.names) else [f"title: {sight.title}"]
        chair.goes_to(sight.path)
        found += faults(chair, widths=PUBLIC_WIDTHS)
        if found:
            wrong[sight.path] = found

    assert wrong == {}
    assert {kind for kind in kinds_of_pages(endpoints) - walk.seen if kind.startswith(COUNCIL)} == set()


def test_every_page_of_a_commune_holds_down_to_a_telephone(
    furnished: OpenedRegister, known: Landmarks, somebody: Seat, endpoints: MapAdapter
) -> None:
    officer = somebody(at=furnished)
    officer.signs_in(OF_COMMUNE, PASSWORD, home="/xa")
    walk = Walk(officer, endpoints, known.commune)

    wrong: dict[str, list[str]] = {}
    for sight in walk:
        if not sight.endpoint.startswith(COMMUNE):
            continue
        found = [] if sight.is_titled_after(known.names) else [f"title: {sight.title}"]
        officer.goes_to(sight.path)
        found += faults(officer, widths=PUBLIC_WIDTHS)
        if found:
            wrong[sight.path] = found

    assert wrong == {}
    assert {kind for kind in kinds_of_pages(endpoints) - walk.seen if kind.startswith(COMMUNE)} == set()


def test_every_page_of_the_public_holds_down_to_a_telephone(
    furnished: OpenedRegister, known: Landmarks, somebody: Seat, endpoints: MapAdapter
) -> None:
    passer_by = somebody(at=furnished)
    walk = Walk(passer_by, endpoints, known.public)

    wrong = {}
    for path in (*NO_PAGES, *(sight.path for sight in walk if sight.endpoint.startswith(PUBLIC))):
        passer_by.goes_to(path)
        if found := faults(passer_by, widths=PUBLIC_WIDTHS):
            wrong[path] = found

    assert wrong == {}
    assert {kind for kind in kinds_of_pages(endpoints) - walk.seen if kind.startswith(PUBLIC)} == set()


def test_every_page_on_the_way_in_holds(
    furnished: OpenedRegister, somebody: Seat, sign_ins: dict[str, tuple[str, str]]
) -> None:
    wrong: dict[str, list[str]] = {}

    def look(person: Person) -> None:
        if found := faults(person, widths=PUBLIC_WIDTHS):
            wrong[person.path] = found

    auditor = somebody(at=furnished)
    auditor.signs_in(*sign_ins["auditor"])
    auditor.goes_to("/tai-khoan/hai-buoc")
    auditor.presses("Thiết lập")
    auditor.sees("Nhập sáu chữ số")
    look(auditor)
    key = auditor.page.locator("main code").inner_text()
    auditor.types("Mã xác thực", TOTP(key=key.replace("-", ""), format="base32").generate().token)
    auditor.presses("Bật xác thực hai bước")
    auditor.sees("đang bật")
    look(auditor)

    invited = somebody(at=furnished)
    invited.goes_to("/moi")
    look(invited)
    invited.presses("Tạo tài khoản")
    invited.is_told_at("Mã mời", "không được để trống")
    look(invited)

    forgetful = somebody(at=furnished)
    for path, button in (("/quen-mat-khau", "Gửi mã"), ("/mat-khau-moi", "Đặt mật khẩu")):
        forgetful.goes_to(path)
        look(forgetful)
        forgetful.presses(button)
        forgetful.is_told_at("Số điện thoại hoặc thư điện tử", "không được để trống")
        look(forgetful)

    returning = somebody(at=furnished)
    returning.goes_to("/dang-nhap")
    look(returning)
    email, password = sign_ins["auditor"]
    returning.types("Số điện thoại hoặc thư điện tử", email)
    returning.types("Mật khẩu", password)
    returning.presses("Đăng nhập")
    returning.sees("Nhập sáu chữ số")
    look(returning)
    returning.follows("Mất điện thoại? Dùng mã dự phòng")
    returning.page.wait_for_url("**/dang-nhap/ma-du-phong*")
    look(returning)

    assert wrong == {}
