"""A member's sheet: nobody sees it before it is signed, and nothing changes it after."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from builders.assessments import a_council, a_forwarded_dossier, a_round, criteria_of, public_id_of, signed
from builders.kept_sheets import behind_the_acts, disagreeing, draft_of, save, seat_of, sheets_of
from builders.people import a_person
from builders.score_sheets import ticks_with_total
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry import clock
from registry.models.assessment import SheetDraft
from registry.models.journal import JournalEntry, Version
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers
from registry.queries.seals import sheet_seal
from registry.rules.permissions import Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import accounts, concluding, scoring
from registry.usecases import rounds as round_acts
from registry.usecases.scoring import LONGEST_COMMENT, Marks, SavedElsewhere

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def dossier(officer):
    return a_forwarded_dossier(officer)


@pytest.fixture
def round_and_council(officer, dossier):
    return a_round(officer, [dossier])


@pytest.fixture
def council(round_and_council):
    return round_and_council[1]


@pytest.fixture
def ticks(dossier, council):
    return ticks_with_total(criteria_of(dossier), total=60, stars=3)


def test_a_late_saving_from_another_window_undoes_nothing(dossier, council) -> None:
    save(council[0], dossier, {"1.1": 0})

    with pytest.raises(SavedElsewhere):
        save(council[0], dossier, {"1.1": 1})
    with pytest.raises(SavedElsewhere):
        scoring.sign(actor=council[0], dossier=dossier, serial=0)

    assert (draft_of(dossier, council[0]).ticks, draft_of(dossier, council[0]).serial) == ({"1.1": 0}, 1)


@on_sqlite
def test_no_tick_makes_the_public_ask_anew(dossier, council) -> None:
    def version():
        with reading() as session:
            return session.scalar(text("SELECT public_version FROM register_version"))

    before = version()
    save(council[0], dossier, {"1.1": 0})

    assert version() == before


def test_a_draft_stands_in_no_journal_no_version_and_no_answer(dossier, council, officer) -> None:
    with reading() as session:
        before = session.scalars(select(JournalEntry.sequence)).all()
    save(council[0], dossier, {"1.1": 0}, opinion="Bí mật của tôi")

    with reading() as session:
        assert session.scalars(select(JournalEntry.sequence)).all() == before
        said = json.dumps([one.values for one in session.scalars(select(Version))], default=str, ensure_ascii=False)
        assert "Bí mật của tôi" not in said
        assert session.scalar(select(Version.id).where(Version.subject == SheetDraft.__tablename__)) is None
        row = dossiers.dossier(session, dossier)
        assert questions.sheet_states(session, [row.id]) == {}


@on_sqlite
def test_what_was_signed_leaves_no_trace_of_the_other_members_draft(dossier, council, ticks) -> None:
    save(council[1], dossier, {"1.1": 0}, opinion="Bí mật của tôi")
    signed(council[0], dossier, ticks)

    with reading() as session:
        said = json.dumps(
            [one.values for one in session.scalars(select(Version))]
            + [one.changes for one in session.scalars(select(JournalEntry))],
            default=str,
            ensure_ascii=False,
        )
    assert "Bí mật của tôi" not in said


@on_sqlite
def test_only_members_of_the_round_score(actors, dossier, council, ticks) -> None:
    for who in (a_person(Role.COUNCIL), *actors.values()):
        with pytest.raises(Refusal):
            save(who, dossier, ticks)
        with pytest.raises(Refusal):
            scoring.sign(actor=who, dossier=dossier, serial=0)


def test_a_sheet_bears_the_hash_of_all_it_says(dossier, council, ticks) -> None:
    digest = signed(council[0], dossier, ticks, comments={"1.1": "Tốt"}, opinion="Đồng ý")

    (sheet,) = sheets_of(dossier)
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        seat = questions.seat(session, seat_of(dossier, council[0]))
        assert sheet.sha256 == digest == sheet_seal(sheet, dossier=row, seat=seat)
    assert (sheet.total, sheet.turn, sheet.comments, sheet.opinion) == (6000, 1, {"1.1": "Tốt"}, "Đồng ý")


@on_sqlite
def test_a_sheet_that_is_not_finished_cannot_be_signed(dossier, council) -> None:
    with pytest.raises(Refusal, match="chưa được chấm"):
        scoring.sign(actor=council[0], dossier=dossier, serial=0)
    serial = save(council[0], dossier, {"1.1": 0})
    with pytest.raises(Refusal, match="tiêu chí chưa chấm"):
        scoring.sign(actor=council[0], dossier=dossier, serial=serial)


@on_sqlite
def test_marks_that_are_none_of_the_sets_are_refused_and_the_draft_stays(dossier, council) -> None:
    serial = save(council[0], dossier, {"1.1": 0})

    for marks in (
        Marks(ticks={"9.9": 0}),
        Marks(ticks={"1.1": 99}),
        Marks(ticks={"1.1": 0}, comments={"9.9": "x"}),
        Marks(ticks={"1.1": 0}, comments={"1.1": "x" * (LONGEST_COMMENT + 1)}),
        Marks(ticks={"1.1": 0}, grounds=("không có",)),
        Marks(ticks={"1.1": 0}, opinion="x" * 30_000),
    ):
        with pytest.raises(Refusal):
            scoring.save_draft(actor=council[0], dossier=dossier, marks=marks, serial=serial)
    assert draft_of(dossier, council[0]).serial == serial


@on_sqlite
def test_a_signed_sheet_is_neither_saved_nor_signed_again(dossier, council, ticks) -> None:
    signed(council[0], dossier, ticks)

    with pytest.raises(Refusal, match="Phiếu đã ký"):
        save(council[0], dossier, ticks, serial=1)
    with pytest.raises(Refusal, match="Phiếu đã ký"):
        scoring.sign(actor=council[0], dossier=dossier, serial=1)


def test_the_database_itself_changes_nothing_that_was_signed(officer, dossier, council) -> None:
    disagreeing(dossier, council)
    scoring.discuss(actor=officer, dossier=dossier, said="Đã bàn")
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)

    for table in ("score_sheet", "sheet_reopening", "council_discussion", "assessment"):
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            with pytest.raises(DBAPIError, match="append_only"):
                behind_the_acts(statement.format(table))


@on_sqlite
def test_nobody_scores_before_scoring_begins(officer, dossier) -> None:
    round_ = round_acts.open_(
        actor=officer,
        year=2026,
        number=9,
        filed_before=clock.today() + timedelta(days=1),
        finish_before=clock.today() + timedelta(days=2),
    )
    council = a_council(officer, round_)
    with pytest.raises(NotFound):
        save(council[0], dossier, {})
    round_acts.admit(actor=officer, round_=round_, dossiers=[dossier])
    with pytest.raises(Refusal, match="không ở bước chấm"):
        save(council[0], dossier, {})


@on_sqlite
def test_one_whose_account_lost_its_role_signs_nothing(actors, dossier, council, ticks) -> None:
    accounts.change_roles(actor=actors["administrator"], account=public_id_of(council[2]), roles={Role.AUDITOR})

    with pytest.raises(Refusal, match="không có quyền"):
        save(replace(council[2], roles=frozenset({Role.AUDITOR})), dossier, ticks)
