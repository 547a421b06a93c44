"""Days are days in Vietnam and terms are 36 months, whatever the zone of the server and whatever second it is."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.mutants import day_of_the_server, days_for_months
from builders.paper_reading import words
from builders.register import a_draft, a_line, a_product, acknowledge_all
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.rules.certificate_life import Standing
from registry.rules.instruments import Instrument
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import certification, deciding, issue_plan
from registry.usecases.succession import standing_on

ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/New_York")
# An instant, and the day it is in Vietnam with the last day of 36 months from then, both read off a wall calendar.
TABLE = (
    ("2020-02-28T16:59:59", "2020-02-28", "2023-02-28"),
    ("2020-02-28T17:00:00", "2020-02-29", "2023-02-28"),
    ("2020-02-29T16:59:59", "2020-02-29", "2023-02-28"),
    ("2020-02-29T17:00:00", "2020-03-01", "2023-03-01"),
    ("2020-03-08T07:00:00", "2020-03-08", "2023-03-08"),  # New York's clocks go forward
    ("2020-11-01T05:30:00", "2020-11-01", "2023-11-01"),  # and back
    ("2020-12-31T16:59:59", "2020-12-31", "2023-12-31"),
    ("2020-12-31T17:00:00", "2021-01-01", "2024-01-01"),
    ("2021-02-28T16:59:59", "2021-02-28", "2024-02-28"),
)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
ASSESSED = date(2020, 1, 15)

At = Callable[[datetime], None]


@pytest.fixture
def at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Set the clock of a server that stands in one of the zones."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()

        def set_clock(instant: datetime) -> None:
            monkeypatch.setattr(clock, "now", lambda: instant)

        yield set_clock
    time.tzset()


def midnight_after(day: date) -> datetime:
    """Return the instant at which a day is over in Vietnam, which has been seven hours ahead all along."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def printed(day: date) -> str:
    """Write a day as NĐ 30/2020 asks for on papers."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def complaints(app: Flask, actors: dict[str, Actor], at: At) -> list[str]:
    """Sign and issue at each instant of the table, and say which days are not those of the table."""
    return [f"{instant}: {one}" for instant, *days in TABLE for one in _at_one(app, actors, at, instant, *days)]


def _at_one(app: Flask, actors: dict[str, Actor], at: At, instant: str, today: str, last_day: str) -> Iterator[str]:
    at(datetime.fromisoformat(instant).replace(tzinfo=UTC))
    day, last = date.fromisoformat(today), date.fromisoformat(last_day)
    officer, approver = actors["officer"], actors["approver"]
    line = a_line(a_product(f"Sản phẩm {instant}"), instrument=Instrument.QD_1048, assessed_on=ASSESSED)
    decision = a_draft(officer, [line])
    acknowledge_all(officer, decision)
    deciding.check(actor=officer, decision=decision)
    deciding.approve(actor=approver, decision=decision)
    number = f"{TABLE.index((instant, today, last_day)) + 1}/QĐ-UBND"
    facts = {"actor": officer, "decision": decision, "number": number, "signatory": "Nguyễn Văn Thử"}
    if wrong := list(_signing(facts, day)):
        yield from wrong
        return
    certification.put_in_effect(actor=approver, decision=decision)
    with reading() as session:
        certificate = session.scalars(select(Certificate).order_by(Certificate.id.desc()).limit(1)).one()
        sha256 = session.scalars(
            select(PaperFile.sha256).where(
                PaperFile.certificate_id == certificate.id, PaperFile.role == FileRole.RENDER
            )
        ).one()
        stands = []
        for moment in (midnight_after(last) - SECOND, midnight_after(last)):
            at(moment)
            stands.append(standing_on(certificate, clock.today()))
    if (certificate.valid_from, certificate.valid_until) != (day, last):
        yield f"good from {certificate.valid_from} to {certificate.valid_until}"
    if f"đến hết ngày {printed(last)}" not in words(app.config["VAULT"].read(sha256)):
        yield "another last day is printed"
    if stands != [Standing.IN_FORCE, Standing.EXPIRED]:
        yield f"stands as {stands} in its last second and the next"


def _signing(facts: dict[str, Any], day: date) -> Iterator[str]:
    """Try tomorrow's date first, which has to be refused, and then today's."""
    for signed_on in (day + DAY, day):
        try:
            deciding.sign(**facts, signed_on=signed_on)
        except Refusal as refusal:
            if refusal.field != "signed_on":
                raise
            if signed_on == day:
                yield "not signed on its day"
        else:
            if signed_on != day:
                yield "signed a day ahead"
            return


@pytest.mark.parametrize(
    ("config", "at"), [*(("sqlite", zone) for zone in ZONES), ("postgresql", "America/New_York")], indirect=True
)
def test_a_certificate_lives_from_midnight_to_midnight_in_vietnam(app: Flask, actors: dict[str, Actor], at: At) -> None:
    assert complaints(app, actors, at) == []


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize("at", ["UTC"], indirect=True)
def test_days_counted_for_months_are_noticed(
    app: Flask, actors: dict[str, Actor], at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_plan, "expires_on", days_for_months)

    assert any("good from" in one for one in complaints(app, actors, at))


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
@pytest.mark.parametrize("at", ["UTC", "America/New_York"], indirect=True)
def test_the_day_of_the_server_is_noticed(
    app: Flask, actors: dict[str, Actor], at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", day_of_the_server)

    assert complaints(app, actors, at) != []
