"""Every page of every role: without barriers, without overflow, without a word of English, and from our host alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.conftest import ROLES, Seat
from journeys.every_state import Landmarks, furnish
from journeys.filed_dossiers import OF_COMMUNE
from journeys.looking_at_pages import Walk, faults
from journeys.opened_register import OpenedRegister, built_once, served
from journeys.person import Person
from journeys.scored_round import CHAIR, PASSWORD
from passlib.totp import TOTP
from werkzeug.routing import MapAdapter

from registry.app import create_app
from registry.config import Config

STAFF_WIDTHS = (768, 1280)
PUBLIC_WIDTHS = (320, 180, 768, 1280)  # 180: a telephone of 360 at 200 %
FILES = frozenset(
    {
        "assets.file",
        "assets.favicon",
        "commune_dossiers.file",
        "commune_dossiers.look",
        "commune_dossiers.pack",
        "commune_dossiers.paper",
        "council_dossiers.file",
        "council_sealed.paper",
        "public_criteria.as_json",
        "public_criteria.as_xlsx",
        "public_criteria.earlier_as_json",
        "public_criteria.earlier_as_xlsx",
        "staff_instruments.as_json",
        "staff_instruments.as_xlsx",
        "public_lookup.as_csv",
        "public_lookup.as_json",
        "portal_dossiers.file",
        "portal_dossiers.look",
        "portal_dossiers.pack",
        "portal_dossiers.paper",
        "portal_papers.file",
        "portal_papers.pack",
        "portal_proposals.photo",
        "public_product.photo",
        "public_field.manifest",
        "public_field.pack",
        "public_field.worker",
        "public_journal.as_json",
        "public_any_day.as_json",
        "public_past_register.as_csv",
        "public_past_register.as_json",
        "public_linked_data.product",
        "public_linked_data.certificate",
        "public_linked_data.credential",
        "public_linked_data.did",
        "public_signposts.index",
        "public_signposts.part",
        "public_signposts.robots",
        "staff_awards.file",
        "staff_certificates.file",
        "staff_decisions.draft_annex",
        "staff_decisions.draft_paper",
        "staff_decisions.draft_print",
        "staff_decisions.file",
        "staff_decisions.pack",
        "staff_decisions.unsigned",
        "staff_dossiers.file",
        "staff_dossiers.look",
        "staff_dossiers.pack",
        "staff_dossiers.paper",
        "staff_expiry.letters",
        "staff_expiry.letters_apart",
        "staff_expiry.letter",
        "staff_expiry.invitations",
        "staff_expiry.lapsed",
        "calendar.file",
        "staff_imports.file",
        "staff_imports.template",
        "staff_products.photo",
        "staff_proposals.photo",
        "staff_rounds.notice",
        "staff_rounds.paper",
        "staff_rounds.sheet",
        "staff_settings.paper",
        "staff_signed_annexes.file",
        "staff_word.decision",
        "staff_word.file",
        "staff_settings.picture",
        "staff_supervision.photo",
    }
)
LEADS_ON = frozenset({"entrance.index", "council_sealed.own"})
CLOSED = frozenset({"security.tf_select", "security.two_factor_rescue"})
ON_THE_WAY_IN = frozenset(
    {
        "security.login",
        "security.two_factor_token_validation",
        "security.mf_recovery",
        "entrance.redeem",
        "entrance.forgotten",
        "entrance.choose_password",
    }
)
PUBLIC = "public_"
PORTAL = "portal_"
COUNCIL = "council_"
COMMUNE = "commune_"
NO_PAGES = ("/c/khong-co", f"/xac-minh/{'ab' * 32}", "/xac-minh?q=K7MQ-2XHD-9RTB", "/khong-co-trang-nay")


@pytest.fixture(scope="module")
def landmarks() -> dict[Path, Landmarks]:
    """What was put into the furnished register, by its folder."""
    return {}


@pytest.fixture(scope="module")
def furnished(
    shared_folder: Path, tmp_path_factory: pytest.TempPathFactory, landmarks: dict[Path, Landmarks]
) -> Iterator[OpenedRegister]:
    """The demonstration with something in every state, served."""
    built = shared_folder / "demonstration"
    built_once(built, "--demonstration")
    folder = tmp_path_factory.mktemp("furnished") / "register"
    shutil.copytree(built, folder)
    landmarks[folder] = furnish(folder)
    with served(folder) as opened:
        yield opened


@pytest.fixture
def endpoints(founded_folder: Path) -> MapAdapter:
    """The addresses of the register, to tell of what kind a page is."""
    return create_app(Config.from_environment({}, folder=founded_folder)).url_map.bind("127.0.0.1")


def kinds_of_pages(endpoints: MapAdapter) -> set[str]:
    """Return every kind of page that anybody can look at."""
    can_be_got = {rule.endpoint for rule in endpoints.map.iter_rules() if rule.methods and "GET" in rule.methods}
    return can_be_got - FILES - CLOSED - LEADS_ON


def test_every_page_of_every_role_of_staff_holds(
    furnished: OpenedRegister,
    landmarks: dict[Path, Landmarks],
    somebody: Seat,
    sign_ins: dict[str, tuple[str, str]],
    endpoints: MapAdapter,
) -> None:
    known = landmarks[furnished.folder]
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
    landmarks: dict[Path, Landmarks],
    somebody: Seat,
    sign_ins: dict[str, tuple[str, str]],
    endpoints: MapAdapter,
) -> None:
    known = landmarks[furnished.folder]
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
    furnished: OpenedRegister, landmarks: dict[Path, Landmarks], somebody: Seat, endpoints: MapAdapter
) -> None:
    known = landmarks[furnished.folder]
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
    furnished: OpenedRegister, landmarks: dict[Path, Landmarks], somebody: Seat, endpoints: MapAdapter
) -> None:
    known = landmarks[furnished.folder]
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
    furnished: OpenedRegister, landmarks: dict[Path, Landmarks], somebody: Seat, endpoints: MapAdapter
) -> None:
    known = landmarks[furnished.folder]
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
