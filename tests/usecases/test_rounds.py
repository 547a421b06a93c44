"""Rounds: their numbers and days, and which dossiers they take up."""

from datetime import timedelta

import pytest
from builders.assessments import (
    FINDINGS,
    a_commune_officer,
    a_council,
    a_dossier,
    a_forwarded_dossier,
    a_round,
    criteria_of,
    signed,
)
from builders.kept_rounds import kept, opened, producer_of, seat_of, state_of
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import ticks_with_total

from registry import clock
from registry.models.assessment_round import RoundMethod, RoundState
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers as dossier_questions
from registry.rules.dossier_life import DossierState, MoveNotOpen
from registry.rules.hearing import each_of
from registry.rules.permissions import Role
from registry.rules.refusal import Refusal
from registry.rules.rounds import TooLateForRound
from registry.transaction import reading
from registry.usecases import concluding, rounds, submission

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@on_sqlite
def test_a_year_has_each_number_once_and_days_in_order(officer) -> None:
    opened(officer)

    with pytest.raises(Refusal, match="đã có đợt 2"):
        opened(officer)
    with pytest.raises(Refusal) as told:
        opened(officer, number=0, finish_before=clock.today())
    assert {one.field for one in each_of(told.value)} == {"number", "finish_before"}


@on_sqlite
def test_only_officers_run_rounds(actors, officer) -> None:
    for role in ("approver", "administrator", "auditor"):
        with pytest.raises(Refusal, match="không có quyền"):
            opened(actors[role])
    with pytest.raises(Refusal, match="không có quyền"):
        opened(a_person(Role.COUNCIL))


@on_sqlite
def test_a_council_assesses_neither_before_its_dossiers_came_nor_a_year_too_late(officer) -> None:
    round_ = opened(officer)
    a_council(officer, round_)
    rounds.admit(actor=officer, round_=round_, dossiers=[a_forwarded_dossier(officer)])
    too_late = kept(round_).finish_before + timedelta(days=366)

    for day, sentence in ((clock.today() - timedelta(days=1), "khi xã chuyển"), (too_late, "hơn một năm")):
        with pytest.raises(Refusal, match=sentence) as refused:
            rounds.begin(actor=officer, round_=round_, held_on=day)
        assert "held_on" in {one.field for one in each_of(refused.value)}
    assert kept(round_).state is RoundState.PREPARING


@on_sqlite
def test_what_a_commune_forwarded_after_the_cut_off_waits_for_the_next_round(officer) -> None:
    dossier = a_dossier(officer)
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=a_commune_officer(), dossier=dossier, findings=FINDINGS)
    round_ = opened(officer, filed_before=clock.today())

    with pytest.raises(TooLateForRound, match="hãy đưa vào đợt sau"):
        rounds.admit(actor=officer, round_=round_, dossiers=[dossier])
    assert state_of(dossier) is DossierState.FORWARDED
    later = opened(officer, number=3)
    rounds.admit(actor=officer, round_=later, dossiers=[dossier])
    assert state_of(dossier) is DossierState.IN_ROUND


def test_of_several_dossiers_all_are_taken_up_or_none(officer) -> None:
    good, drafted = a_forwarded_dossier(officer, a_product("Một")), a_dossier(officer, a_product("Hai"))
    round_ = opened(officer)

    with pytest.raises(MoveNotOpen):
        rounds.admit(actor=officer, round_=round_, dossiers=[good, drafted])

    assert state_of(good) is DossierState.FORWARDED


@on_sqlite
def test_a_dossier_is_in_one_round_only(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    first, second = opened(officer), opened(officer, number=3)
    rounds.admit(actor=officer, round_=first, dossiers=[dossier])

    with pytest.raises(MoveNotOpen):
        rounds.admit(actor=officer, round_=second, dossiers=[dossier])


@on_sqlite
def test_only_re_assessment_goes_by_written_opinions(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_ = opened(officer, method=RoundMethod.WRITTEN)

    with pytest.raises(Refusal, match="Chỉ đánh giá lại"):
        rounds.admit(actor=officer, round_=round_, dossiers=[dossier])


def test_what_was_signed_in_one_round_counts_in_no_other(officer) -> None:
    dossier, other = (a_forwarded_dossier(officer, a_product(name)) for name in ("Hoãn", "Không hoãn"))
    _, council = a_round(officer, [dossier, other])
    criteria = criteria_of(dossier)
    for member in council:
        signed(member, dossier, ticks_with_total(criteria, total=88, stars=4))
    rounds.postpone(actor=officer, dossier=dossier, reason="Chờ phiếu kiểm nghiệm")
    assert state_of(dossier) is DossierState.FORWARDED

    _, later = a_round(officer, [dossier], number=2)
    with pytest.raises(Refusal, match="Chưa có phiếu đã ký của Chủ tịch"):
        concluding.conclude(actor=officer, dossier=dossier)
    for member in later:
        signed(member, dossier, ticks_with_total(criteria, total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)

    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        assert questions.latest_results(session, [row.id])[row.id].score == 6000


@on_sqlite
def test_a_round_ends_when_every_dossier_has_its_result(officer) -> None:
    first, second = (a_forwarded_dossier(officer, a_product(name)) for name in ("Một", "Hai"))
    round_, council = a_round(officer, [first, second])
    for member in council:
        signed(member, first, ticks_with_total(criteria_of(first), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=first)

    with pytest.raises(Refusal, match="Còn 1 hồ sơ"):
        rounds.conclude(actor=officer, round_=round_)
    submission.withdraw(actor=officer, dossier=second, reason="Đơn của chủ thể")
    rounds.conclude(actor=officer, round_=round_)

    assert kept(round_).state is RoundState.CONCLUDED
    third = a_forwarded_dossier(officer, a_product("Ba"))
    for attempt in (
        lambda: rounds.admit(actor=officer, round_=round_, dossiers=[third]),
        lambda: rounds.mark_present(actor=officer, round_=round_, present=[]),
        lambda: rounds.tie(
            actor=officer, seat=seat_of(round_, council[0]), producer=producer_of(third), reason="Góp vốn"
        ),
    ):
        with pytest.raises(Refusal, match="đã kết thúc"):
            attempt()
