"""More is asked of a dossier that is handed in, and comes beside what was."""

import io
from datetime import date, timedelta

import pytest
from builders.assessments import a_commune_officer, a_dossier, a_forwarded_dossier, a_paper
from builders.people import a_person
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from registry import clock
from registry.models.dossier import ReviewKind
from registry.queries import dossiers, supplements
from registry.rules.dossier_life import MoveNotOpen
from registry.rules.permissions import Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import evidence_files, submission
from registry.usecases import supplements as acts


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def dossier(app, officer):
    return a_forwarded_dossier(officer)


def add(officer, dossier, code, words="Giấy bổ sung"):
    return evidence_files.add(
        actor=officer, dossier=dossier, item=code, source=io.BytesIO(a_paper(words)), filename="bo-sung.pdf"
    )


def submissions(dossier):
    with reading() as session:
        return [one.sha256 for one in dossiers.dossier(session, dossier).submissions]


def test_what_is_asked_for_comes_as_a_new_version_beside_the_first(officer, dossier) -> None:
    acts.ask(actor=officer, dossier=dossier, item_reasons={"E12": "Phiếu kiểm nghiệm đã quá 12 tháng."})
    add(officer, dossier, "E12")
    digest = acts.hand_in(actor=officer, dossier=dossier)

    first, second = submissions(dossier)
    assert second == digest != first
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert supplements.open_request(session, row.id) is None


def test_only_what_is_asked_for_can_be_added(officer, dossier) -> None:
    with pytest.raises(MoveNotOpen):
        add(officer, dossier, "E12")
    acts.ask(actor=officer, dossier=dossier, item_reasons={"E12": "Thiếu phiếu."})

    with pytest.raises(MoveNotOpen):
        add(officer, dossier, "E11")


def test_what_was_submitted_cannot_be_taken_out_while_more_is_added(app, officer) -> None:
    dossier = a_dossier(officer)
    old = add(officer, dossier, "E11", "Bản công bố")
    submission.submit(actor=officer, dossier=dossier)
    acts.ask(actor=officer, dossier=dossier, item_reasons={"E11": "Bản này mờ."})
    new = add(officer, dossier, "E11")

    evidence_files.remove(actor=officer, dossier=dossier, file=new)
    with pytest.raises(Refusal, match="đã nộp"):
        evidence_files.remove(actor=officer, dossier=dossier, file=old)


def test_handing_in_needs_something_new(officer, dossier) -> None:
    acts.ask(actor=officer, dossier=dossier, item_reasons={"E12": "Thiếu phiếu."})

    with pytest.raises(Refusal, match="Chưa có gì khác"):
        acts.hand_in(actor=officer, dossier=dossier)
    with pytest.raises(Refusal, match="đang có một yêu cầu"):
        acts.ask(actor=officer, dossier=dossier, item_reasons={"E11": "Thiếu bản công bố."})


def test_a_commune_asks_of_its_own_dossiers_only(app, officer) -> None:
    dossier = a_dossier(officer)
    submission.submit(actor=officer, dossier=dossier)
    acts.ask(actor=a_commune_officer(), dossier=dossier, item_reasons={"E12": "Thiếu phiếu."})

    with pytest.raises(NotFound):
        acts.ask(actor=a_commune_officer("Mường So"), dossier=dossier, item_reasons={"E12": "Thiếu phiếu."})


def test_the_advisory_team_writes_what_it_found_once(officer, dossier) -> None:
    acts.review(
        actor=officer, dossier=dossier, kind=ReviewKind.VISIT, done_on=clock.today(), said="Xưởng đúng như hồ sơ."
    )

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert [one.said for one in supplements.reviews(session, row.id)] == ["Xưởng đúng như hồ sơ."]
    with pytest.raises(DatabaseError, match="append_only"), transaction() as session:
        session.execute(text("UPDATE dossier_review SET said = ''"))


@pytest.mark.parametrize(("done_on", "said"), [(date.max - timedelta(days=1), "Đã xem."), (date(2026, 11, 2), "  ")])
def test_a_review_says_something_of_a_day_that_was(officer, dossier, done_on, said) -> None:
    with pytest.raises(Refusal):
        acts.review(actor=officer, dossier=dossier, kind=ReviewKind.DESK, done_on=done_on, said=said)


def test_who_keeps_no_dossiers_reviews_none(officer, dossier) -> None:
    with pytest.raises(Refusal):
        acts.review(
            actor=a_person(Role.COUNCIL), dossier=dossier, kind=ReviewKind.DESK, done_on=clock.today(), said="Đã xem."
        )
