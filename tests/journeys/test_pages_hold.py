"""Every page of every role: without barriers, without overflow, without a word of English, and from our host alone."""

from pathlib import Path

import pytest
from journeys.conftest import Seat
from journeys.looking_at_pages import Walk, build_of, faults
from werkzeug.routing import MapAdapter

from registry.app import create_app
from registry.config import Config

STAFF_WIDTHS = (768, 1280)
PUBLIC_WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="session")
def endpoints(founded_folder: Path) -> MapAdapter:
    """The addresses of the register, to tell of what kind a page is."""
    return create_app(Config.from_environment({}, folder=founded_folder)).url_map.bind("127.0.0.1")


@pytest.fixture(scope="session")
def looked_at() -> set[tuple[str, str]]:
    """Kinds of pages found good, with what they are made of: another role's page made of the same is as good."""
    return set()


@pytest.mark.parametrize("role", ["officer", "approver", "administrator", "auditor"])
def test_every_page_of_staff_has_no_barrier_at_any_width(
    role: str, staff: Seat, endpoints: MapAdapter, looked_at: set[tuple[str, str]]
) -> None:
    person = staff(role)

    wrong = {}
    for endpoint in Walk(person, endpoints, "/can-bo"):
        build = (endpoint, build_of(person))
        if build in looked_at:
            continue
        looked_at.add(build)
        if found := faults(person, widths=STAFF_WIDTHS):
            wrong[person.path] = found
        person.takes_picture(f"pages/{role}-{endpoint}")

    assert wrong == {}


def test_every_page_of_the_public_has_no_barrier_at_any_width(
    somebody: Seat, endpoints: MapAdapter, staff: Seat
) -> None:
    passer_by = somebody()

    wrong = {}
    for start in ("/", "/dang-nhap", "/c/khong-co", "/khong-co-trang-nay"):
        passer_by.goes_to(start)
        if found := faults(passer_by, widths=PUBLIC_WIDTHS):
            wrong[start] = found

    assert wrong == {}
