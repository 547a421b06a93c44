"""What an inspector takes along, and what is published of the journal."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders.crowd import a_crowd
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.documents.field_pack import EPOCH
from registry.models.certificate import Certificate
from registry.models.journal import JournalEntry
from registry.queries import register
from registry.queries.chain_inspection import Head
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import publishing, settings

ADMINISTRATOR = Actor(account_id=None, name="Kiểm thử", roles=frozenset({Role.ADMINISTRATOR}), means="system")
PACK, PAGE = "/ngoai-hien-truong/goi.bin", "/ngoai-hien-truong"
DAYS = [clock.today() + timedelta(days=number) for number in (-800, -100, 0, 1, 400, 2000)]


@pytest.fixture
def crowded(web_app: Flask) -> Iterator[Flask]:
    """A register with certificates of every standing, and a key."""
    with web_app.app_context():
        a_crowd(producers=6, products=30, certificates=40, seed=3)
        publishing.create_key(actor=ADMINISTRATOR)
        yield web_app


def packed(visitor: Any) -> dict[str, Any]:
    answer = visitor.get(PACK)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(gzip.decompress(answer.data.split(b"\n", 1)[1]))
    return found


def stands(said: dict[str, Any], place: int, on: date) -> str:
    """Work out a standing from the pack, as the page does."""
    words, day = said["standings"], (on - EPOCH).days
    changes = said["changes"].get(str(place)) or [
        [None, words.index("not_yet")],
        [said["from"][place], words.index("in_force")],
        [said["until"][place] + 1, words.index("expired")],
    ]
    return words[[number for first, number in changes if first is None or first <= day][-1]]  # type: ignore[no-any-return]


def test_the_pack_says_of_every_certificate_what_the_register_says_on_any_day(crowded: Flask, visitor: Any) -> None:
    said = packed(visitor)
    with crowded.app_context(), reading() as session:
        known = {one.lookup_code[:-1]: one for one in session.scalars(select(Certificate))}
        assert len(said["name"]) == len(known) == 40
        for place in range(40):
            row = known[said["code"][place * 11 : place * 11 + 11]]
            for day in DAYS:
                assert stands(said, place, day) == register.standing_of(row, on=day).value
            assert said["name"][place] == row.recognition.product_name
            assert said["producers"][said["producer"][place]][0] == row.recognition.producer_name


def test_the_pack_follows_an_act_and_carries_the_days_of_the_setting(crowded: Flask, visitor: Any) -> None:
    assert packed(visitor)["red_after_days"] == 7

    with crowded.app_context():
        settings.change(actor=ADMINISTRATOR, values={"carried_data_days": 30})

    assert packed(visitor)["red_after_days"] == 30


def test_without_a_key_there_is_no_pack_and_the_page_says_so(visitor: Any) -> None:
    assert visitor.get(PACK).status_code == 404
    assert "chưa có khóa công bố" in visitor.get(PAGE).text


def test_pages_that_read_codes_alone_may_use_the_camera_and_this_one_is_kept_with_all_it_needs(
    crowded: Flask, visitor: Any
) -> None:
    page, worker = visitor.get(PAGE), visitor.get(f"{PAGE}/giu-lai.js")

    assert page.headers["Permissions-Policy"].startswith("camera=(self)")
    assert "manifest-src 'self'" in page.headers["Content-Security-Policy"]
    assert visitor.get("/xac-minh").headers["Permissions-Policy"].startswith("camera=(self)")
    assert visitor.get("/").headers["Permissions-Policy"].startswith("camera=()")
    assert worker.headers["Service-Worker-Allowed"] == PAGE
    kept = json.loads(worker.text.split("const KEPT = ")[1].split(";\n")[0])
    assert kept[0] == PAGE
    assert {f"/static/vendor/qr-0.7.0/{part}" for part in ("decode.js", "index.js")} < set(kept)
    assert "MIT License" in visitor.get("/static/vendor/qr-0.7.0/LICENSE-MIT").text
    for address in kept:
        assert visitor.get(address).status_code == 200, address
    assert all(part.split('"')[0] in kept for part in page.text.split('href="/static/')[1:] if part.startswith("/"))
    assert visitor.get(f"{PAGE}/ung-dung.webmanifest").json["scope"] == PAGE


def test_what_is_published_of_the_journal_is_the_last_entry_of_each_day_that_is_over(
    crowded: Flask, visitor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crowded.app_context(), reading() as session:
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
    assert last is not None
    assert visitor.get("/so-cai.json").json["heads"] == []

    tomorrow = clock.today() + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    [head] = visitor.get("/so-cai.json").json["heads"]
    assert (head["sequence"], head["hash"]) == (last.sequence, last.hash)
    assert head["day"] == (tomorrow - timedelta(days=1)).isoformat()
    assert last.hash in visitor.get("/so-cai").text
    assert packed(visitor)["journal"] == head
    assert str(Head(sequence=head["sequence"], hash=head["hash"])) == f"{last.sequence}:{last.hash}"
