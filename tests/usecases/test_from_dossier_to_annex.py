"""The whole way: a dossier is filed, scored by a council, and stands in a decision's annex as the council said."""

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.register import a_product
from builders.score_sheets import best_ticks, ticks_with_total

from registry.models.assessment import Outcome
from registry.queries import assessment_rounds as rounds
from registry.queries import decisions, dossiers
from registry.rules.decision_life import DecisionKind
from registry.rules.dossier_life import DossierState
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import concluding, drafting, scoring
from registry.usecases import rounds as round_acts


@pytest.fixture
def officer(actors):
    return actors["officer"]


def state_of(dossier):
    with reading() as session:
        return dossiers.dossier(session, dossier).state


def result_of(dossier):
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        return rounds.latest_results(session, [row.id])[row.id]


def test_three_members_make_a_mean_a_rank_and_a_line(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    criteria = criteria_of(dossier)

    for member, total in zip(council, (72, 75, 78), strict=True):
        signed(member, dossier, ticks_with_total(criteria, total=total, stars=4))
    concluding.conclude(actor=officer, dossier=dossier)
    round_acts.conclude(actor=officer, round_=round_)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm OCOP")
    filled = concluding.fill_annex(actor=officer, round_=round_, decision=decision)

    assert result_of(dossier).score == 7500
    assert (result_of(dossier).stars, result_of(dossier).outcome) == (4, Outcome.RECOGNISE)
    assert filled == concluding.Filled(lines=1, left_out=0)
    assert state_of(dossier) is DossierState.DECIDED
    with reading() as session:
        line = decisions.decision(session, decision).lines[0]
    assert (line.score, line.stars, line.filed_on is not None) == (7500, 4, True)


def test_ninety_points_wait_for_the_ministry(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, best_ticks(criteria_of(dossier)))
    concluding.conclude(actor=officer, dossier=dossier)
    round_acts.conclude(actor=officer, round_=round_)
    decision = drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title="Công nhận sản phẩm OCOP")

    assert result_of(dossier).outcome is Outcome.POTENTIAL_FIVE
    with pytest.raises(Refusal, match="Không còn kết quả nào"):
        concluding.fill_annex(actor=officer, round_=round_, decision=decision)


def test_a_result_stands_in_one_decision_only(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)
    round_acts.conclude(actor=officer, round_=round_)
    first, second = (
        drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title=f"Quyết định {number}") for number in (1, 2)
    )
    concluding.fill_annex(actor=officer, round_=round_, decision=first)

    with pytest.raises(Refusal, match="Không còn kết quả nào"):
        concluding.fill_annex(actor=officer, round_=round_, decision=second)


def test_a_result_of_two_stars_ends_with_its_notice_and_frees_the_product(app, officer) -> None:
    product = a_product()
    dossier = a_forwarded_dossier(officer, product)
    _, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=40, stars=1))
    concluding.conclude(actor=officer, dossier=dossier)

    concluding.close(actor=officer, dossier=dossier, notice="Thông báo số 12/TB-SNNMT ngày 01/12/2026")

    assert (result_of(dossier).outcome, state_of(dossier)) == (Outcome.NOT_RECOGNISED, DossierState.CLOSED)
    assert a_forwarded_dossier(officer, product) != dossier


def test_a_result_that_is_recognised_is_not_ended_by_a_notice(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    _, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)

    with pytest.raises(Refusal, match="phụ lục"):
        concluding.close(actor=officer, dossier=dossier, notice="Thông báo số 12")


def test_a_ground_that_most_find_given_eliminates_whatever_was_scored_until_then(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    _, council = a_round(officer, [dossier])
    signed(council[0], dossier, best_ticks(criteria_of(dossier)))
    for member in council[1:]:
        signed(member, dossier, {}, grounds=[":0"])

    concluding.conclude(actor=officer, dossier=dossier)

    assert (result_of(dossier).outcome, result_of(dossier).score) == (Outcome.ELIMINATED, None)
    assert state_of(dossier) is DossierState.REJECTED


def test_what_the_council_eliminated_it_may_look_at_again(app, officer) -> None:
    product = a_product()
    dossier = a_forwarded_dossier(officer, product)
    _, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, {}, grounds=[":0"])
    concluding.conclude(actor=officer, dossier=dossier)

    concluding.reopen(actor=officer, dossier=dossier, reason="Giấy chứng nhận đã được xác minh là thật.")

    assert state_of(dossier) is DossierState.IN_ROUND


def test_an_eliminated_dossier_stays_so_while_another_is_under_way(app, officer) -> None:
    product = a_product()
    dossier = a_forwarded_dossier(officer, product)
    _, council = a_round(officer, [dossier])
    for member in council:
        signed(member, dossier, {}, grounds=[":0"])
    concluding.conclude(actor=officer, dossier=dossier)
    a_forwarded_dossier(officer, product)

    with pytest.raises(Refusal, match="hồ sơ khác"):
        concluding.reopen(actor=officer, dossier=dossier, reason="Đã xác minh.")


def test_the_others_see_nothing_of_a_sheet_before_it_is_signed(app, officer) -> None:
    dossier = a_forwarded_dossier(officer)
    _, council = a_round(officer, [dossier])
    scoring.save_draft(actor=council[0], dossier=dossier, marks=scoring.Marks(ticks={"1.1": 0}), serial=0)

    with reading() as session:
        row = dossiers.dossier(session, dossier)
        assert rounds.signed_sheets(session, row.id) == {}


def test_somebody_outside_the_council_scores_nothing(app, officer, actors) -> None:
    first, second = (a_forwarded_dossier(officer, a_product(name)) for name in ("Chè một", "Chè hai"))
    a_round(officer, [first])
    _, others = a_round(officer, [second], number=2)

    with pytest.raises(NotFound):
        scoring.save_draft(actor=others[0], dossier=first, marks=scoring.Marks(ticks={}), serial=0)
