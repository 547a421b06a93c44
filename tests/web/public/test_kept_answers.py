"""An answer that is kept is the right one for whoever asks, and never an old one."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from builders.databases import OnBothDatabases
from builders.desk import Desk, a_desk
from builders.register import a_line

from registry.queries.settings import public_version
from registry.transaction import reading
from registry.web.public import kept_answers


@pytest.fixture
def desk(web_app: Any, someone: Any) -> Iterator[Desk]:
    with a_desk(web_app, someone) as seated:
        yield seated


class TestOnBoth(OnBothDatabases):
    """The same on SQLite and on PostgreSQL."""

    def test_an_act_that_the_public_sees_ends_what_was_kept(self, desk: Desk, visitor: Any) -> None:
        before = visitor.get("/tra-cuu")
        assert visitor.get("/tra-cuu").headers["ETag"] == before.headers["ETag"]

        desk.issue("Chè Shan tuyết")

        after = visitor.get("/tra-cuu", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert "Chè Shan tuyết" in after.text

    def test_an_act_behind_the_counter_leaves_it(self, desk: Desk, visitor: Any) -> None:
        desk.issue("Chè Shan tuyết")
        product, draft = desk.product("Mật ong"), desk.draft()
        before = version(desk)

        desk.add(draft, a_line(product))
        assert version(desk) == before

        desk.issue("Mật ong bạc hà", number="2/QĐ-UBND")
        assert version(desk) > before


def version(desk: Desk) -> int:
    """Return the number that every kept answer bears."""
    with desk.app.app_context(), reading() as session:
        return public_version(session)


def test_each_is_sent_what_he_can_read(desk: Desk, visitor: Any) -> None:
    desk.issue("Chè Shan tuyết")
    for _ in range(2):
        packed = visitor.get("/tra-cuu", headers={"Accept-Encoding": "gzip"})
        plain = visitor.get("/tra-cuu", headers={"Accept-Encoding": "identity"})

        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.get_data()) == plain.get_data()
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert "Accept-Encoding" in plain.headers["Vary"]


def test_whoever_is_signed_in_is_answered_afresh_and_nothing_of_it_is_kept(desk: Desk, visitor: Any) -> None:
    own = desk.officer.get("/tra-cuu")

    assert "ETag" not in own.headers
    assert own.headers["Cache-Control"] == "no-cache"
    assert desk.officer.account not in visitor.get("/tra-cuu").text


def test_a_strange_host_is_not_answered_from_what_was_kept(visitor: Any) -> None:
    assert visitor.get("/").status_code == 200

    assert visitor.client.get("/", base_url="https://ke-gian.example").status_code == 400


def test_a_code_is_answered_afresh_each_time(desk: Desk, visitor: Any) -> None:
    assert visitor.get("/c/khong-co").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".vn", "<b>", "a b", "..", "[zz]", "ocop.vn:999999"])
def test_what_can_be_no_host_is_refused_before_anything_stumbles(visitor: Any, host: str) -> None:
    assert visitor.client.get("/", headers={"Host": host}).status_code == 400


def test_whoever_says_that_he_cannot_unpack_is_sent_it_plain(visitor: Any) -> None:
    answer = visitor.get("/tra-cuu", headers={"Accept-Encoding": "identity, gzip; q=0"})

    assert "Content-Encoding" not in answer.headers


def test_what_is_kept_weighs_no_more_than_it_may(visitor: Any, web_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def was_made_anew(number: int) -> bool:
        """Say whether a page had to be made: what is kept never comes to where pages are counted."""
        before = web_app.extensions["pace"].so_far("page", "127.0.0.1")
        assert visitor.get(f"/tra-cuu?n={number}").status_code == 200
        return web_app.extensions["pace"].so_far("page", "127.0.0.1") > before

    size = len(visitor.get("/tra-cuu").get_data())
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 5 * size)

    assert all(was_made_anew(number) for number in range(8))
    assert [was_made_anew(number) for number in (7, 4, 0)] == [False, False, True]
    monkeypatch.setattr(kept_answers, "LARGEST_ANSWER", size - 1)
    assert [was_made_anew(9), was_made_anew(9)] == [True, True]
