"""Many clients of several processes at once: numbers distinct and consecutive, and nobody is turned away."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from builders.register import a_draft, a_line, a_producer, a_product, sign_off
from flask import Flask
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.models.number_series import NumberSeries
from registry.queries.inspection import inspect
from registry.rules.permissions import Actor
from registry.transaction import reading

PROGRAM = Path(__file__).with_name("many_clients.py")
LONG = "CRASH_ISSUES" in os.environ
ISSUES = int(os.environ.get("CRASH_ISSUES", "16"))
"""More by setting CRASH_ISSUES, as `make crash` does."""
CLIENTS = 100 if LONG else 8


def signed_decisions(actors: dict[str, Actor], count: int) -> list[str]:
    """Return so many signed decisions of one product each."""
    producer, decisions = a_producer(), []
    for number in range(1, count + 1):
        decision = a_draft(actors["officer"], [a_line(a_product(f"Sản phẩm thứ {number}", producer=producer))])
        sign_off(actors["officer"], actors["approver"], decision, number=f"{number}/QĐ-UBND")
        decisions.append(decision)
    return decisions


def put_at_once(app: Flask, approver: Actor, decisions: list[str], *how: object) -> list[list[Any]]:
    """Put decisions in effect from processes of their own; return what each gave or why it gave none, by mutant."""
    tests, config = PROGRAM.parents[1], app.config["REGISTER"]
    words = [config.folder, config.database_url, approver.account_id, *how]
    program = subprocess.run(
        [sys.executable, PROGRAM, *map(str, words)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        input=json.dumps(decisions),
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    return [json.loads(line) for line in program.stdout.splitlines()]


def complaints(app: Flask, issued: list[Any], count: int) -> list[str]:
    """Say who was turned away, and what is wrong with the numbers."""
    found = [f"turned away: {one}" for one in issued if one != 1]
    with reading() as session:
        given = sorted(session.scalars(select(Certificate.serial)))
        found += [] if given == list(range(1, count + 1)) else [f"numbers given: {given}"]
        last = list(session.scalars(select(NumberSeries.last)))
        found += [] if last == [count] else [f"last numbers: {last}"]
        found += inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"]).defects
    return found


@pytest.mark.parametrize("processes", [1, 4] if LONG else [4])
def test_everybody_at_once_gets_consecutive_numbers(
    app: Flask, actors: dict[str, Actor], processes: int, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = signed_decisions(actors, ISSUES)

    (issued,) = put_at_once(app, actors["approver"], decisions, processes, CLIENTS)

    assert complaints(app, issued, ISSUES) == []
    if LONG:
        with capsys.disabled():
            print(f"\n{ISSUES} issues, {CLIENTS} clients, {processes} processes: distinct, consecutive, none failed")  # noqa: T201


def test_two_that_would_meet_are_kept_apart_and_only_by_the_lock(app: Flask, actors: dict[str, Actor]) -> None:
    decisions = signed_decisions(actors, 6)

    kept_apart, *met = put_at_once(app, actors["approver"], decisions, 2, 2, "none", "no_lock", "highest_plus_one")

    assert kept_apart == [1, 1]
    assert [sum(one != 1 for one in issued) for issued in met] == [1, 1], met
