"""Dossiers on the work list: what runs out first, what waits to be taken in, results without a decision."""

from datetime import timedelta

import pytest
from builders.assessments import a_dossier, a_forwarded_dossier, a_round, criteria_of, signed
from builders.desk import visible
from builders.page_forms import fill
from builders.people import a_person
from builders.score_sheets import ticks_with_total
from flask import Flask

from registry import clock
from registry.queries import work_list
from registry.queries.work_list import DueKind
from registry.rules.permissions import Actor, Role
from registry.transaction import reading
from registry.usecases import concluding, submission
from registry.usecases import rounds as round_acts


@pytest.fixture
def keeper(web_app: Flask) -> Actor:
    """Somebody of staff who works behind the pages."""
    with web_app.app_context():
        return a_person(Role.OFFICER)


def counts(app: Flask, *, days: int = 0) -> dict[DueKind, int]:
    """Count what is due so many days from now."""
    with app.app_context(), reading() as session:
        return {one.kind: one.count for one in work_list.due(session, today=clock.today() + timedelta(days=days))}


def test_a_step_is_due_soon_before_it_is_over(web_app, keeper) -> None:
    with web_app.app_context():
        submission.submit(actor=keeper, dossier=a_dossier(keeper))

    assert not {DueKind.DOSSIERS_SOON, DueKind.DOSSIERS_OVER} & counts(web_app).keys()
    assert counts(web_app, days=60)[DueKind.DOSSIERS_OVER] == 1
    assert any(DueKind.DOSSIERS_SOON in counts(web_app, days=days) for days in range(14, 30))


def test_what_waits_for_the_province_leads_to_its_list(web_app, keeper, someone) -> None:
    with web_app.app_context():
        a_forwarded_dossier(keeper)

    officer = someone(Role.OFFICER)
    page = officer.get("/can-bo").text

    assert counts(web_app)[DueKind.DOSSIERS_WAITING] == 1
    assert "/can-bo/ho-so?trang-thai=forwarded" in page
    assert "/can-bo/ho-so" not in someone(Role.ADMINISTRATOR).get("/can-bo").text


def test_a_result_waits_until_a_decision_or_a_notice_ends_it(web_app, keeper, someone) -> None:
    with web_app.app_context():
        dossier = a_forwarded_dossier(keeper)
        round_, people = a_round(keeper, [dossier])
        for person in people:
            signed(person, dossier, ticks_with_total(criteria_of(dossier), total=40, stars=2))
        concluding.conclude(actor=keeper, dossier=dossier)
        assert DueKind.RESULTS_WAITING not in counts(web_app)
        round_acts.conclude(actor=keeper, round_=round_)
    officer = someone(Role.OFFICER)
    assert counts(web_app)[DueKind.RESULTS_WAITING] == 1

    answer = fill(officer.client, f"/can-bo/ho-so/{dossier}/ket-thuc", notice="Thông báo số 7/TB-SNN")

    assert answer.status_code == 303, answer.text
    assert DueKind.RESULTS_WAITING not in counts(web_app)
    assert "Thông báo số 7/TB-SNN" in visible(officer.get(f"/can-bo/ho-so/{dossier}").text)
