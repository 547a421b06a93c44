"""Certificates are issued by a served register whose whole process group is killed at random moments."""

import os

import pytest
from crash.issuing_under_fire import UnderFire
from flask import Flask

from registry.rules.permissions import Actor
from registry.usecases import certification

KILLS = int(os.environ.get("CRASH_KILLS", "3"))
"""More by setting CRASH_KILLS, as `make crash` does."""
INSPECTED_EVERY = 25
COLD_EVERY = 25
"""Of a long run, one start in so many is by the command itself, and timed."""
LONG = "CRASH_KILLS" in os.environ
ENGINES = ["sqlite", "postgresql"] if LONG else ["sqlite"]


@pytest.mark.parametrize("config", ENGINES, indirect=True)
def test_nothing_is_lost_doubled_or_changed_by_kills_at_random(
    app: Flask, actors: dict[str, Actor], capsys: pytest.CaptureFixture[str]
) -> None:
    fire = UnderFire(app, officer=actors["officer"], approver=actors["approver"])

    for number in range(1, KILLS + 1):
        fire.kill_once(warm=LONG and number % COLD_EVERY != 0)
        assert fire.complaints(inspecting=number % INSPECTED_EVERY == 0) == [], f"kill {number}"
        if LONG and number % INSPECTED_EVERY == 0:
            with capsys.disabled():
                print(f"{number} kills …", flush=True)  # noqa: T201  # hours may go by
    fire.finish()

    assert fire.complaints(inspecting=True) == []
    again = [certification.put_in_effect(actor=fire.approver, decision=decision) for decision in fire.told]
    assert all(one.was_in_effect for one in again)
    assert fire.complaints(inspecting=False) == []
    assert fire.left_over() == set()
    if LONG:
        with capsys.disabled():
            say = f"{KILLS} kills, {len(fire.told)} decisions of two certificates: 0 lost, doubled or changed; "
            slowest, usual = max(fire.restarts), sorted(fire.restarts)[len(fire.restarts) // 2]
            print(f"\n{say}restart {usual:.1f} s, at most {slowest:.1f} s")  # noqa: T201  # what `make crash` is for
