"""Questions about award events: lists, and one event with all that is announced at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from builders.conference import Conference
from sqlalchemy import event

from registry.database import db
from registry.queries import awards
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import award_events

pytestmark = pytest.mark.usefixtures("app")


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def listed(**request: Any) -> list[str]:
    with reading() as session:
        return [row.name for row in awards.page(session, ListRequest(**request)).rows]


def test_an_unknown_event_is_none() -> None:
    with reading() as session:
        assert awards.event(session, "khongco") is None


def test_the_latest_event_comes_first_and_is_found_without_accents(actors: dict[str, Actor]) -> None:
    for name, day in (("Hội nghị năm 2020", date(2020, 12, 13)), ("Lễ trao giải 2021", date(2021, 12, 1))):
        award_events.create(actor=actors["officer"], name=name, place="Lai Châu", held_on=day)

    assert listed() == ["Lễ trao giải 2021", "Hội nghị năm 2020"]
    assert listed(sort="held_on") == ["Hội nghị năm 2020", "Lễ trao giải 2021"]
    assert listed(text="le trao") == ["Lễ trao giải 2021"]
    assert listed(page=2, page_size=1) == ["Hội nghị năm 2020"]


def test_an_event_is_read_in_a_fixed_number_of_questions(held: Conference, actors: dict[str, Actor]) -> None:
    empty = award_events.create(actor=actors["officer"], name="Lễ", place="Lai Châu", held_on=date(2021, 1, 1))

    with counting() as for_one, reading() as session:
        awards.event(session, empty)
    with counting() as for_many, reading() as session:
        found = awards.event(session, held.event)
        assert found is not None
        assert [decision.body.name_on(decision.signed_on) for decision in found.decisions] == [
            "Ủy ban nhân dân tỉnh Lai Châu"
        ] * 3

    assert len(for_many) <= len(for_one) + 2 <= 10
    with reading() as session:
        assert [(row.decisions, row.producers) for row in awards.page(session, ListRequest()).rows] == [(0, 0), (3, 3)]
