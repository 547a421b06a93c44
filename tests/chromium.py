"""Finds a browser for the journeys, and never lets a test that did not run go unsaid.

Where the variable EVERY_TEST is set, as in .ci/run, a test that did not run is a failure.
"""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The first is the same engine without a window around it, at a third of the price."""
NOT_FOUND = "không tìm thấy Chromium"
EVERY_TEST = bool(os.environ.get("EVERY_TEST"))


def find_chromium() -> str | None:
    """Return the path of a browser, named by CHROMIUM or found on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    return next((path for path in map(shutil.which, NAMES) if path and not _is_shim(path)), None)


def _is_shim(path: str) -> bool:
    # Ubuntu's package of that name is a script that asks for a snap.
    with Path(path).open("rb") as file:
        beginning = file.read(4096)
    return beginning.startswith(b"#!") and (b"/snap/bin" in beginning or b"snap install" in beginning)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser."""
    found = find_chromium()
    if found is None:
        pytest.skip(NOT_FOUND)
    return found


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as not to be run where there is no browser."""
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("journey"):
                item.add_marker(pytest.mark.skip(reason=NOT_FOUND))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the run fail where every test was to run and some did not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if EVERY_TEST and reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests did not run, and what they need."""
    skipped = terminalreporter.stats.get("skipped", [])
    journeys = [report for report in skipped if NOT_FOUND in str(report.longrepr)]
    if not skipped:
        return
    say = terminalreporter.write_line
    terminalreporter.section("CÓ KIỂM THỬ KHÔNG CHẠY")
    if journeys:
        say(f"{len(journeys)} hành trình bằng trình duyệt không chạy: {NOT_FOUND}.")
        say("  Debian: apt-get install chromium-headless-shell (nhẹ nhất) hoặc chromium")
        say(
            "  Ubuntu: gói chromium chỉ là vỏ của snap; cài Google Chrome, hoặc đặt CHROMIUM=đường-dẫn tới trình duyệt."
        )
    for report in skipped:
        if report not in journeys:
            say(f"Không chạy: {report.nodeid} ({report.longrepr[-1] if isinstance(report.longrepr, tuple) else ''})")
    if EVERY_TEST:
        say("Lần chạy này đòi hỏi mọi kiểm thử, nên bị coi là hỏng.")
