"""Honest use never meets a limit; guessing codes and copying the register do."""

from typing import Any

import pytest

from registry.rules import lookup_code
from registry.web.public import pace
from registry.web.public.pace import Pace


def test_a_hall_full_of_people_is_served(visitor: Any) -> None:
    answers = {visitor.get(f"/tra-cuu?q=che&n={number}").status_code for number in range(150)}

    assert answers == {200}


def test_whoever_guesses_codes_is_asked_to_wait_and_may_still_look_around(
    visitor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WRONG_CODES", 5)

    answers = [visitor.get(f"/c/{lookup_code.new_code(demonstration=False)}") for _ in range(7)]

    assert [answer.status_code for answer in answers] == [404] * 5 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Quá nhiều lần thử" in answers[-1].text
    assert visitor.get("/tra-cuu").status_code == 200


def test_whoever_asks_without_end_is_asked_to_wait(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PAGES", 5)

    answers = [visitor.get(f"/tra-cuu?n={number}").status_code for number in range(7)]

    assert answers == [200] * 5 + [429] * 2


def test_a_whole_list_counts_for_many_pages(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PAGES", 3 * pace.WORTH_OF_A_LIST)

    answers = [visitor.get(f"/tra-cuu.{kind}?n={n}").status_code for n in range(2) for kind in ("csv", "json")]

    assert answers == [200] * 3 + [429]


def test_a_minute_later_everything_is_forgotten() -> None:
    at = 0.0
    counted = Pace(now=lambda: at)
    assert [counted.count("page", "one") for _ in range(3)] == [1, 2, 3]
    assert counted.so_far("page", "another") == 0

    at = 61.0

    assert counted.so_far("page", "one") == 0
