"""One demonstration register, served by the real command, and people before real browsers."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from journeys.opened_register import PATIENCE_S, OpenedRegister, built_once, served
from journeys.person import Person
from playwright.sync_api import Browser, expect, sync_playwright

WIDE = 1280
ROLES = {"officer": "Cán bộ", "approver": "Người duyệt", "administrator": "Quản trị", "auditor": "Kiểm tra"}
EVERYBODY = {**ROLES, "producer": "Chủ thể"}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a journey."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def demonstration(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedRegister]:
    """The demonstration register, served."""
    built = shared_folder / "demonstration"
    built_once(built, "--demonstration")
    folder = tmp_path_factory.mktemp("journeys") / "register"
    shutil.copytree(built, folder)
    with served(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def sign_ins(demonstration: OpenedRegister) -> dict[str, tuple[str, str]]:
    """Address and password of every role of the demonstration."""
    kept = json.loads((demonstration.folder / "sign-ins.json").read_text("utf-8"))
    by_word = {one["role"]: (one["email"], one["password"]) for one in kept}
    return {role: by_word[word] for role, word in EVERYBODY.items()}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser without a window."""
    expect.set_options(timeout=PATIENCE_S * 1000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


Seat = Callable[..., Person]


@pytest.fixture
def somebody(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Seat]:
    """Seat somebody before a browser of his own; in the end no browser may have complained."""
    seated: list[Person] = []

    def seat(*, width: int = WIDE, at: OpenedRegister | None = None, scripts: bool = True) -> Person:
        at = at or request.getfixturevalue("demonstration")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="vi-VN", java_script_enabled=scripts
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        seated.append(Person.in_context(context, at.address))
        return seated[-1]

    yield seat
    for person in seated:
        person.page.context.close()
    assert [complaint for person in seated for complaint in person.complaints] == []


@pytest.fixture
def staff(somebody: Seat, sign_ins: dict[str, tuple[str, str]]) -> Seat:
    """Seat somebody of a role before a browser and let him sign in."""

    def seat(role: str, *, width: int = WIDE) -> Person:
        person = somebody(width=width)
        person.signs_in(*sign_ins[role])
        return person

    return seat
