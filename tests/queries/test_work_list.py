"""The work list counts what waits for somebody, and leaves out what does not."""

from datetime import date

import pytest
from builders.register import a_draft, a_line, a_product, issue, sign_off
from flask import Flask

from registry.queries import work_list
from registry.queries.work_list import DueKind
from registry.rules.permissions import Actor
from registry.transaction import reading

EXPIRY = date(2023, 12, 11)


def _counts(today: date) -> dict[DueKind, int]:
    with reading() as session:
        return {one.kind: one.count for one in work_list.due(session, today=today)}


def test_an_empty_register_has_nothing_to_do(app: Flask) -> None:
    assert _counts(date(2026, 11, 23)) == {}


def test_each_decision_waits_for_its_next_act(app: Flask, actors: dict[str, Actor]) -> None:
    a_draft(actors["officer"], [a_line(a_product("Chè một"))])
    signed = a_draft(actors["officer"], [a_line(a_product("Chè hai"))])
    sign_off(actors["officer"], actors["approver"], signed)

    counts = _counts(date(2020, 12, 12))

    assert (counts[DueKind.DRAFTS], counts[DueKind.PUT_IN_EFFECT]) == (1, 1)


@pytest.mark.parametrize(
    ("days_before", "kind"),
    [
        (211, None),
        (210, DueKind.WINDOW_AHEAD),
        (181, DueKind.WINDOW_AHEAD),
        (180, DueKind.FILING_WINDOW),
        (120, DueKind.FILING_WINDOW),
        (119, DueKind.EXPIRING),
        (0, DueKind.EXPIRING),
        (-1, None),
    ],
)
def test_a_certificate_is_listed_by_the_days_before_its_expiry(
    app: Flask, actors: dict[str, Actor], days_before: int, kind: DueKind | None
) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product())])

    counts = _counts(date.fromordinal(EXPIRY.toordinal() - days_before))

    of_certificates = {DueKind.EXPIRING, DueKind.FILING_WINDOW, DueKind.WINDOW_AHEAD}
    assert set(counts) & of_certificates == ({kind} if kind else set())
