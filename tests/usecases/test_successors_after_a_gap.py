"""A next certificate that begins too late: the days between are planned for, told, and found in every list."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from builders.register import SIGNED, a_line, a_product, issue
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.models.outbox import Letter
from registry.queries import expiry_plan, register, work_list
from registry.queries.expiry_plan import Plan
from registry.queries.listing import ListRequest
from registry.rules.expiry_planning import PlanStage
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.rules.term import expires_on
from registry.transaction import reading
from registry.usecases import expiry_notices

LAST = expires_on(SIGNED)
"""11/12/2023"""
DECIDED = LAST - timedelta(days=21)
Renew = Callable[[date], None]


@pytest.fixture
def renew(app: Flask, actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch) -> Renew:
    """Certify a product, then renew it shortly before its last day from a day on."""
    monkeypatch.setattr(clock, "today", lambda: DECIDED)
    product = a_product()
    issue(actors["officer"], actors["approver"], [a_line(product)])

    def renewed(starts_on: date) -> None:
        line = a_line(
            product,
            kind=RecognitionKind.REASSESSED,
            instrument=Instrument.QD_148,
            product_set=None,
            assessed_on=DECIDED,
            valid_from=starts_on,
            validity_ground="Theo lời văn quyết định",
        )
        issue(actors["officer"], actors["approver"], [line], number="18/QĐ-UBND", signed_on=DECIDED)

    return renewed


def planned(on: date) -> Plan:
    with reading() as session:
        return expiry_plan.plan(session, on=on)


def seen(on: date) -> list[tuple[PlanStage, date | None, date | None, bool]]:
    return [(row.stage, row.last, row.next_from, row.is_over) for row in planned(on).rows]


def test_the_days_between_stand_in_the_plan_until_the_next_one_begins(renew: Renew) -> None:
    starts = LAST + timedelta(days=31)
    renew(starts)

    assert seen(DECIDED) == [(PlanStage.SUCCEEDED, LAST, starts, False)]
    assert seen(LAST) == [(PlanStage.SUCCEEDED, LAST, starts, False)]
    assert seen(LAST + timedelta(days=1)) == [(PlanStage.SUCCEEDED, LAST, starts, True)]
    assert seen(starts) == [(PlanStage.AHEAD, expires_on(starts), None, False)]
    plan = planned(DECIDED)
    assert (plan.between, [one.expected for one in plan.loads if one.expected], plan.lapsed) == (0, [], [])


def test_a_next_one_that_begins_the_day_after_is_planned_by_its_own_last_day(renew: Renew) -> None:
    starts = LAST + timedelta(days=1)
    renew(starts)

    assert seen(DECIDED) == [(PlanStage.AHEAD, expires_on(starts), None, False)]


@pytest.mark.parametrize(("after", "found"), [(1, 0), (2, 1)])
def test_the_list_of_what_ends_without_a_successor_holds_it(renew: Renew, after: int, found: int) -> None:
    renew(LAST + timedelta(days=after))

    with reading() as session:
        request = ListRequest(filters={"successor": "none", "expires_by": LAST})
        assert register.certificates(session, request, on=DECIDED).total == found
        due = {one.kind: one.count for one in work_list.due(session, today=DECIDED)}
        assert due.get(work_list.DueKind.EXPIRING, 0) == found


def test_the_holder_is_reminded_of_the_days_between_and_not_asked_to_file(renew: Renew) -> None:
    renew(LAST + timedelta(days=31))

    assert expiry_notices.remind().certificates == 1
    with reading() as session:
        body = session.scalars(select(Letter.body).where(Letter.subject.contains("sắp hết hạn"))).one()
    assert "từ ngày 12/12/2023 đến hết ngày 10/01/2024 không được in và không được dùng hạng sao" in body
    assert "nộp hồ sơ" not in body.lower()
