"""The index that public pages are answered from: of the picture that a request sees, and gathered once for all."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders.desk import Desk, a_desk
from flask import Flask

from registry.queries import settings
from registry.queries.public_index import PublicIndex
from registry.transaction import reading
from registry.web.public import shelf


@pytest.fixture
def desk(web_app: Flask, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


def names(index: PublicIndex) -> list[str]:
    """Return the names of all products."""
    return sorted(one.name for one in index.products)


def test_all_who_ask_between_two_acts_are_answered_from_one_index(web_app: Flask, desk: Desk) -> None:
    desk.issue("Chè")
    found = []
    for _ in range(2):
        with web_app.test_request_context("/"):
            found.append(shelf.todays_index())

    assert found[0] is found[1]


def test_whoever_began_before_an_act_sees_no_half_of_it_and_takes_nothing_from_those_who_follow(
    web_app: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.issue("Chè")
    with web_app.app_context(), reading() as began_before:
        settings.public_version(began_before)
        desk.issue("Mật ong", number="2/QĐ-UBND")
        with web_app.test_request_context("/"):
            newer = shelf.todays_index()
        with web_app.test_request_context("/"), monkeypatch.context() as patched:
            patched.setattr(shelf, "reading_session", lambda: began_before)
            older = shelf.todays_index()
        with web_app.test_request_context("/"):
            after = shelf.todays_index()

    assert (names(older), names(newer)) == (["Chè"], ["Chè", "Mật ong"])
    assert after is newer
