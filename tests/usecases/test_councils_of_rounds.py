"""Who sits in the council of a round, and who may not score whom."""

import pytest
from builders.assessments import (
    a_council,
    a_forwarded_dossier,
    a_round,
    criteria_of,
    public_id_of,
    signed,
)
from builders.kept_rounds import kept, opened, producer_of, seat_of
from builders.people import a_person
from builders.portal import a_member
from builders.register import a_producer, a_product
from builders.score_sheets import ticks_with_total

from registry import clock
from registry.models.assessment_round import RoundState
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers as dossier_questions
from registry.rules.council import DEFAULT_RULES, MemberRole
from registry.rules.council_seats import ConflictOfInterest
from registry.rules.council_settings import to_settings
from registry.rules.hearing import each_of
from registry.rules.permissions import Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import concluding, rounds, scoring, settings
from registry.usecases.scoring import Marks

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@on_sqlite
def test_only_members_of_councils_get_a_seat_and_one_each(officer) -> None:
    round_ = opened(officer)
    person = a_person(Role.COUNCIL)
    given = {"round_": round_, "role": MemberRole.MEMBER, "agency": "Sở Công Thương"}
    rounds.seat(actor=officer, account=public_id_of(person), **given)

    with pytest.raises(Refusal, match="đã có trong Hội đồng"):
        rounds.seat(actor=officer, account=public_id_of(person), **given)
    with pytest.raises(NotFound):
        rounds.seat(actor=officer, account=public_id_of(officer), **given)
    with pytest.raises(Refusal, match="cơ quan"):
        rounds.seat(actor=officer, account=public_id_of(a_person(Role.COUNCIL)), **given | {"agency": " "})


@on_sqlite
def test_a_council_needs_one_chair_one_secretary_dossiers_and_somebody_to_score(officer) -> None:
    round_ = opened(officer)

    with pytest.raises(Refusal) as told:
        rounds.begin(actor=officer, round_=round_, held_on=clock.today())

    assert [one.field for one in each_of(told.value)] == ["chair", "secretary", "dossiers"]
    assert kept(round_).state is RoundState.PREPARING


@on_sqlite
def test_a_second_chair_is_refused_when_seated_and_not_only_when_scoring_begins(officer) -> None:
    round_ = opened(officer)
    a_council(officer, round_, members=2)

    with pytest.raises(Refusal, match="Hội đồng đã có Chủ tịch") as refused:
        rounds.seat(
            actor=officer,
            round_=round_,
            account=public_id_of(a_person(Role.COUNCIL, name="Người thứ hai")),
            role=MemberRole.CHAIR,
            agency="Sở",
        )

    assert refused.value.field == "role"
    assert len(kept(round_).seats) == 2


@on_sqlite
def test_nobody_begins_where_every_member_is_tied_to_a_producer(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_ = opened(officer)
    council = a_council(officer, round_, members=2)
    rounds.admit(actor=officer, round_=round_, dossiers=[dossier])
    for member in council:
        rounds.tie(
            actor=member, seat=seat_of(round_, member), producer=producer_of(dossier), reason="Thành viên góp vốn"
        )

    with pytest.raises(Refusal, match="Không còn thành viên nào"):
        rounds.begin(actor=officer, round_=round_, held_on=clock.today())


@on_sqlite
def test_the_council_and_its_rules_stand_once_scoring_has_begun(actors, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    narrower = {**to_settings(DEFAULT_RULES), "spread_limit": "5", "ground": "Quy chế số 1"}
    settings.change(actor=actors["administrator"], values={"council_rules": narrower})

    assert kept(round_).rules == to_settings(DEFAULT_RULES)
    for attempt in (
        lambda: rounds.unseat(actor=officer, seat=seat_of(round_, council[0])),
        lambda: rounds.begin(actor=officer, round_=round_, held_on=clock.today()),
        lambda: rounds.seat(
            actor=officer,
            round_=round_,
            account=public_id_of(a_person(Role.COUNCIL)),
            role=MemberRole.MEMBER,
            agency="Sở",
        ),
    ):
        with pytest.raises(Refusal, match="Đợt đã bắt đầu chấm"):
            attempt()


@on_sqlite
def test_a_member_with_a_tie_cannot_score_and_nobody_else_declares_it(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    tie = {"seat": seat_of(round_, council[2]), "producer": producer_of(dossier), "reason": "Vợ là giám đốc"}

    with pytest.raises(NotFound):
        rounds.tie(actor=council[1], **tie)
    with pytest.raises(NotFound):
        rounds.tie(actor=a_member(officer, producer_of(dossier)), **tie)
    with pytest.raises(Refusal, match="quan hệ"):
        rounds.tie(actor=council[2], **tie | {"reason": " "})
    rounds.tie(actor=council[2], **tie)

    with pytest.raises(ConflictOfInterest):
        scoring.save_draft(actor=council[2], dossier=dossier, marks=Marks(ticks={}), serial=0)


def test_a_tie_that_comes_up_late_is_told_once_the_sheet_is_open_again(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    ticks = ticks_with_total(criteria_of(dossier), total=60, stars=3)
    for member in council:
        signed(member, dossier, ticks)
    whose = seat_of(round_, council[2])
    tie = {"actor": officer, "seat": whose, "producer": producer_of(dossier), "reason": "Anh em ruột"}

    with pytest.raises(Refusal, match="mở lại phiếu"):
        rounds.tie(**tie)
    scoring.reopen(actor=council[0], dossier=dossier, seat=whose, reason="Có quan hệ với chủ thể")
    rounds.tie(**tie)
    concluding.conclude(actor=officer, dossier=dossier)

    with reading() as session:
        row = dossier_questions.dossier(session, dossier)
        assert len(questions.latest_results(session, [row.id])[row.id].sheets) == 2


@on_sqlite
def test_a_dossier_nobody_could_score_does_not_come_into_a_council_at_work(officer) -> None:
    first = a_forwarded_dossier(officer, a_product("Một"))
    round_, council = a_round(officer, [first], members=2)
    second = a_forwarded_dossier(officer, a_product("Hai", producer=a_producer("Hợp tác xã Hai")))
    for member in council:
        rounds.tie(actor=member, seat=seat_of(round_, member), producer=producer_of(second), reason="Góp vốn")

    with pytest.raises(ConflictOfInterest):
        rounds.admit(actor=officer, round_=round_, dossiers=[second])


@on_sqlite
def test_who_is_there_is_marked_among_the_members(officer) -> None:
    round_, council = a_round(officer, [a_forwarded_dossier(officer)])
    there = [seat_of(round_, one) for one in council[:2]]

    rounds.mark_present(actor=officer, round_=round_, present=there)

    assert [one.is_present for one in kept(round_).seats] == [True, True, False]
    with pytest.raises(NotFound):
        rounds.mark_present(actor=officer, round_=round_, present=["người ngoài"])
