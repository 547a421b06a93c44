"""A dossier is handed in, frozen, returned with reasons, handed in again, withdrawn, and seen by its commune."""

import io
from datetime import date, timedelta

import pytest
from builders.assessments import (
    FINDINGS,
    TEA,
    a_commune_officer,
    a_dossier,
    a_forwarded_dossier,
    a_paper,
    filled_in,
)
from builders.portal import a_member
from builders.register import a_producer, a_product
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry import clock
from registry.database import db
from registry.models.dossier import Submission
from registry.queries import dossier_checks
from registry.queries import dossiers as questions
from registry.queries.seals import manifest_seal
from registry.rules.completeness import Verdict
from registry.rules.dossier_life import DossierState, MoveNotOpen
from registry.rules.hearing import each_of
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading, transaction
from registry.usecases import dossiers, evidence_files, submission, supplements
from registry.usecases.submission import CommuneFindings, Incomplete

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def dossier(officer):
    return a_dossier(officer)


def kept(dossier):
    with reading() as session:
        return questions.dossier(session, dossier)


def verdicts(dossier):
    with reading() as session:
        answers = dossier_checks.answers(questions.dossier(session, dossier), on=clock.today())
    return {one.item.code: one.verdict for one in answers}


def add_file(actor, dossier, words="Giấy", item="E01"):
    return evidence_files.add(
        actor=actor, dossier=dossier, item=item, source=io.BytesIO(a_paper(words)), filename=f"{words}.pdf"
    )


def behind_the_acts(statement):
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


def change(actor, dossier, **forms):
    dossiers.save_forms(actor=actor, dossier=dossier, version=kept(dossier).version, forms=forms)


@on_sqlite
def test_what_is_missing_is_said_blank_by_blank_and_nothing_is_handed_in(officer) -> None:
    dossier = a_dossier(officer)
    change(officer, dossier, plan=None, results=None)

    with pytest.raises(Incomplete) as told:
        submission.submit(actor=officer, dossier=dossier)

    assert len(told.value.missing) == 2
    assert kept(dossier).state is DossierState.DRAFTING
    assert kept(dossier).submissions == []


@on_sqlite
def test_a_paper_that_expired_keeps_a_dossier_from_being_handed_in(officer, dossier) -> None:
    add_file(officer, dossier, item="E12")
    yesterday = clock.today() - timedelta(days=1)
    dossiers.describe_item(actor=officer, dossier=dossier, code="E12", facts=dossiers.ItemFacts(expires_on=yesterday))

    with pytest.raises(Incomplete, match="hết hạn"):
        submission.submit(actor=officer, dossier=dossier)


@on_sqlite
def test_what_was_handed_in_bears_the_hash_of_all_it_says(officer, dossier) -> None:
    add_file(officer, dossier, "Một")
    digest = submission.submit(actor=officer, dossier=dossier)

    (row,) = kept(dossier).submissions
    assert row.sha256 == digest == manifest_seal(row.manifest)
    assert row.manifest["forms"]["plan"] == "Nội dung thử"
    (item,) = row.manifest["items"]
    assert (item["code"], [file["filename"] for file in item["files"]]) == ("E01", ["Một.pdf"])


def test_a_returned_dossier_is_handed_in_again_in_place_and_the_earlier_submission_stays(officer, dossier) -> None:
    file = add_file(officer, dossier, "Mờ")
    submission.submit(actor=officer, dossier=dossier)
    before = kept(dossier).submissions[0]
    day = kept(dossier).filed_on, kept(dossier).number
    submission.return_(
        actor=officer, dossier=dossier, reason="Chưa đủ", item_reasons={"E01": "Bản sao mờ", "M02": "Thiếu số liệu"}
    )
    evidence_files.remove(actor=officer, dossier=dossier, file=file)
    add_file(officer, dossier, "Rõ")
    change(officer, dossier, plan="Kế hoạch mới")
    submission.submit(actor=officer, dossier=dossier)

    row = kept(dossier)
    first, second = row.submissions
    assert (first.manifest, first.sha256, first.at) == (before.manifest, before.sha256, before.at)
    assert [one.manifest["items"][0]["files"][0]["filename"] for one in (first, second)] == ["Mờ.pdf", "Rõ.pdf"]
    assert second.manifest["forms"]["plan"] == "Kế hoạch mới"
    assert (row.filed_on, row.number) == day
    assert row.steps[1].item_reasons == {"E01": "Bản sao mờ", "M02": "Thiếu số liệu"}
    # The paper that was taken out is still there for whoever reads the first submission.
    assert current_app.config["VAULT"].read(first.manifest["items"][0]["files"][0]["sha256"]).startswith(b"%PDF")


@on_sqlite
def test_a_returned_dossier_is_not_handed_in_again_as_it_was(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)
    submission.return_(actor=officer, dossier=dossier, reason="Chưa đủ", item_reasons={"E01": "Bản sao mờ"})

    with pytest.raises(Refusal, match="Chưa có gì khác"):
        submission.submit(actor=officer, dossier=dossier)
    assert kept(dossier).state is DossierState.RETURNED


@on_sqlite
def test_a_form_is_there_once_every_blank_that_must_be_filled_in_is(officer) -> None:
    row = dossiers.open_(actor=officer, product=a_product(), kind=RecognitionKind.UPGRADED, product_set=TEA)
    before = verdicts(row)
    dossiers.save_forms(actor=officer, dossier=row, version=1, forms=filled_in(RecognitionKind.UPGRADED))
    after = verdicts(row)

    assert {before[code] for code in ("M01", "M02", "U01")} == {Verdict.MISSING}
    assert {after[code] for code in ("M01", "M02", "U01")} == {Verdict.THERE}


@on_sqlite
def test_a_return_needs_reasons_for_items_that_there_are(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)

    for reason, items in (("", {"E01": "Mờ"}), ("Chưa đủ", {}), ("Chưa đủ", {"E01": " "}), ("Chưa đủ", {"X99": "Mờ"})):
        with pytest.raises(Refusal):
            submission.return_(actor=officer, dossier=dossier, reason=reason, item_reasons=items)
    assert kept(dossier).state is DossierState.SUBMITTED


def test_the_database_itself_changes_nothing_that_was_handed_in(officer) -> None:
    a_forwarded_dossier(officer)

    for table in ("dossier_submission", "dossier_step", "commune_report", "criteria_version"):
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            with pytest.raises(DBAPIError, match="append_only"):
                behind_the_acts(statement.format(table))


@on_sqlite
def test_a_producer_withdraws_without_a_reason_and_staff_with_one(officer, app) -> None:
    producer = a_producer()
    person = a_member(officer, producer)
    first = a_dossier(officer, a_product("Một", producer=producer))
    second = a_dossier(officer, a_product("Hai", producer=producer))

    submission.withdraw(actor=person, dossier=first)
    with pytest.raises(Refusal, match="lý do"):
        submission.withdraw(actor=officer, dossier=second)
    submission.withdraw(actor=officer, dossier=second, reason="Đơn ngày 01/11/2026")

    assert kept(first).state is kept(second).state is DossierState.WITHDRAWN
    with pytest.raises(MoveNotOpen):
        submission.submit(actor=person, dossier=first)


def test_a_commune_forwards_its_own_and_sees_nothing_of_anothers(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)
    own, other = a_commune_officer(), a_commune_officer("Mường So")

    for act in (
        lambda who: submission.forward(actor=who, dossier=dossier, findings=FINDINGS),
        lambda who: submission.return_(actor=who, dossier=dossier, reason="x", item_reasons={"M01": "x"}),
    ):
        with pytest.raises(NotFound):
            act(other)
    submission.forward(actor=own, dossier=dossier, findings=FINDINGS)

    assert (kept(dossier).state, kept(dossier).forwarded_on) == (DossierState.FORWARDED, clock.today())
    with reading() as session:
        assert [row.public_id for row in questions.of_communes(session, own.account_id)] == [dossier]
        assert questions.of_communes(session, other.account_id) == []


@on_sqlite
def test_a_commune_neither_withdraws_nor_hands_in_nor_takes_back_what_it_forwarded(officer, dossier) -> None:
    own = a_commune_officer()
    for act in (submission.submit, submission.withdraw):
        with pytest.raises(NotFound):
            act(actor=own, dossier=dossier)
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=own, dossier=dossier, findings=FINDINGS)

    with pytest.raises(Refusal):
        submission.return_(actor=own, dossier=dossier, reason="x", item_reasons={"M01": "x"})


@on_sqlite
def test_a_commune_asks_for_more_only_while_it_has_the_dossier(officer, dossier) -> None:
    own = a_commune_officer()
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=own, dossier=dossier, findings=FINDINGS)

    with pytest.raises(Refusal, match="đã chuyển cấp tỉnh"):
        supplements.ask(actor=own, dossier=dossier, item_reasons={"E01": "Thiếu trang 2"})


@on_sqlite
def test_handing_in_again_answers_what_was_asked_before_the_return(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)
    supplements.ask(actor=officer, dossier=dossier, item_reasons={"E01": "Thiếu trang 2"})
    submission.return_(actor=officer, dossier=dossier, reason="Chưa đủ", item_reasons={"E01": "Mờ"})
    add_file(officer, dossier)
    submission.submit(actor=officer, dossier=dossier)

    with pytest.raises(MoveNotOpen):
        add_file(officer, dossier, "Thêm nữa")
    with pytest.raises(Refusal):
        supplements.hand_in(actor=officer, dossier=dossier)


@on_sqlite
def test_a_commune_says_something_of_each_of_the_four_topics(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)
    findings = CommuneFindings(topics={"materials": "Tốt"}, letter_on=clock.today() + timedelta(days=1), samples=-1)

    with pytest.raises(Refusal) as told:
        submission.forward(actor=officer, dossier=dossier, findings=findings)

    assert {one.field for one in each_of(told.value)} == {"labour", "idea", "identity", "letter_on", "samples"}


@on_sqlite
def test_what_staff_enter_from_a_letter_was_forwarded_when_it_was_written(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier, filed_on=date(2026, 9, 1))
    submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)

    assert kept(dossier).forwarded_on == FINDINGS.letter_on


def test_the_order_of_submissions_cannot_be_taken_twice(officer, dossier) -> None:
    submission.submit(actor=officer, dossier=dossier)
    first = kept(dossier).submissions[0]

    with pytest.raises(DBAPIError), transaction() as session:
        session.add(
            Submission(dossier_id=first.dossier_id, sequence=1, at=clock.now(), manifest={"items": []}, sha256="0" * 64)
        )
