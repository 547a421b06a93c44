"""A result is what the sheets say: nobody types it, and it stands in one decision only."""

import threading
from decimal import Decimal

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.register import a_product, sign_off
from builders.score_sheets import best_ticks, ticks_with_total
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry import clock
from registry.database import db
from registry.models.assessment import Assessment
from registry.queries import assessment_rounds as questions
from registry.queries import decisions, dossiers
from registry.rules.council import DEFAULT_RULES
from registry.rules.council_settings import to_settings
from registry.rules.decision_life import DecisionKind
from registry.rules.dossier_life import DossierState, MoveNotOpen
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import concluding, drafting, rounds, scoring, settings
from registry.usecases.assessed_lines import ResultIsNotOverridden
from registry.usecases.lines import Line

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


def scored(officer, *totals, stars=3, dossiers_=None, number=1):
    """Bring a dossier before a council of which every member gives one of the totals."""
    dossier = dossiers_ or a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier], members=len(totals), number=number)
    for member, total in zip(council, totals, strict=True):
        signed(member, dossier, ticks_with_total(criteria_of(dossier), total=total, stars=stars))
    return dossier, round_, council


def state_of(dossier):
    with reading() as session:
        return dossiers.dossier(session, dossier).state


def results_of(dossier):
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        return session.query(Assessment).filter_by(dossier_id=row.id).order_by(Assessment.turn).all()


def a_decision(officer, title="Công nhận sản phẩm OCOP"):
    return drafting.draft(actor=officer, kind=DecisionKind.RECOGNITION, title=title)


def lines_of(decision):
    with reading() as session:
        return list(decisions.decision(session, decision).lines)


def in_an_annex(officer, *totals):
    dossier, round_, _ = scored(officer, *totals)
    concluding.conclude(actor=officer, dossier=dossier)
    rounds.conclude(actor=officer, round_=round_)
    decision = a_decision(officer)
    concluding.fill_annex(actor=officer, round_=round_, decision=decision)
    return dossier, round_, decision


def behind_the_acts(statement):
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


@on_sqlite
def test_fewer_than_three_quarters_of_the_sheets_make_no_result(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    _, council = a_round(officer, [dossier], members=4)
    ticks = ticks_with_total(criteria_of(dossier), total=60, stars=3)
    for member in council[:2]:
        signed(member, dossier, ticks)

    with pytest.raises(Refusal, match="Mới có 2/4 phiếu"):
        concluding.conclude(actor=officer, dossier=dossier)
    signed(council[2], dossier, ticks)
    concluding.conclude(actor=officer, dossier=dossier)
    assert results_of(dossier)[0].score == 6000


@on_sqlite
def test_a_meeting_without_its_chair_or_quorum_concludes_nothing(officer) -> None:
    dossier, round_, _ = scored(officer, 60, 60, 60, 60)
    with reading() as session:
        seats = [one.public_id for one in questions.round_(session, round_).seats]

    rounds.mark_present(actor=officer, round_=round_, present=seats[1:])
    with pytest.raises(Refusal, match="Chủ tịch Hội đồng vắng mặt"):
        concluding.conclude(actor=officer, dossier=dossier)
    rounds.mark_present(actor=officer, round_=round_, present=seats[:2])
    with pytest.raises(Refusal, match="Phiên họp có 2/4"):
        concluding.conclude(actor=officer, dossier=dossier)
    rounds.mark_present(actor=officer, round_=round_, present=seats[:3])
    concluding.conclude(actor=officer, dossier=dossier)


@on_sqlite
def test_a_missing_minimum_holds_a_product_back_and_is_named(officer) -> None:
    dossier, _, _ = scored(officer, 72, 72, 72, stars=0)
    concluding.conclude(actor=officer, dossier=dossier)

    (result,) = results_of(dossier)
    assert result.score == 7200
    assert result.stars < 4
    assert result.facts["band"] == 4
    assert result.facts["held_back_by"]
    assert result.facts["rules"] == to_settings(DEFAULT_RULES)


@on_sqlite
def test_the_rules_a_round_began_with_hold_to_its_end(actors, officer) -> None:
    dossier, _, _ = scored(officer, 60, 60, 75)
    wider = {**to_settings(DEFAULT_RULES), "spread_limit": "20", "ground": "Quy chế số 1"}
    settings.change(actor=actors["administrator"], values={"council_rules": wider})

    with pytest.raises(Refusal, match="lệch nhau 15 điểm"):
        concluding.conclude(actor=officer, dossier=dossier)


@on_sqlite
def test_a_result_is_concluded_once_by_an_officer(actors, officer) -> None:
    dossier, _, council = scored(officer, 60, 60, 60)
    for who in (council[0], actors["approver"], actors["administrator"], actors["auditor"]):
        with pytest.raises(Refusal, match="không có quyền"):
            concluding.conclude(actor=who, dossier=dossier)
    concluding.conclude(actor=officer, dossier=dossier)

    with pytest.raises(MoveNotOpen):
        concluding.conclude(actor=officer, dossier=dossier)
    assert len(results_of(dossier)) == 1


def test_a_reopened_result_stays_beside_the_one_that_follows(officer) -> None:
    dossier, round_, council = scored(officer, 60, 60, 60)
    concluding.conclude(actor=officer, dossier=dossier)
    rounds.conclude(actor=officer, round_=round_)
    with pytest.raises(Refusal, match="lý do"):
        concluding.reopen(actor=officer, dossier=dossier, reason=" ")
    concluding.reopen(actor=officer, dossier=dossier, reason="Chấm nhầm tiêu chí 2.1")
    with reading() as session:
        seat = questions.seat_in(
            session, account_id=council[2].account_id, round_id=dossiers.dossier(session, dossier).round_id
        )
    scoring.reopen(actor=council[0], dossier=dossier, seat=seat.public_id, reason="Chấm nhầm")
    signed(council[2], dossier, ticks_with_total(criteria_of(dossier), total=66, stars=3))
    concluding.conclude(actor=officer, dossier=dossier)

    first, second = results_of(dossier)
    assert (first.turn, first.score, second.turn, second.score) == (1, 6000, 2, 6200)
    assert len(set(first.sheets) & set(second.sheets)) == 2


@on_sqlite
def test_a_result_of_an_annex_says_what_the_council_said_and_nothing_else(officer) -> None:
    dossier, _, decision = in_an_annex(officer, 60, 60, 60)
    (line,) = lines_of(decision)
    said = Line(
        product=line.product,
        kind=line.kind,
        score=Decimal(90),
        stars=4,
        instrument=line.instrument,
        product_set=line.product_set,
        filed_on=line.filed_on,
        assessed_on=line.assessed_on,
    )

    with pytest.raises(ResultIsNotOverridden):
        drafting.amend_line(actor=officer, decision=decision, line=line.public_id, values=said)
    with pytest.raises(MoveNotOpen):
        concluding.reopen(actor=officer, dossier=dossier, reason="Sửa điểm")
    assert lines_of(decision)[0].score == 6000


def test_a_line_that_is_taken_out_frees_its_result_for_another_decision(officer) -> None:
    dossier, round_, decision = in_an_annex(officer, 60, 60, 60)
    drafting.remove_line(actor=officer, decision=decision, line=lines_of(decision)[0].public_id)
    assert state_of(dossier) is DossierState.SCORED

    second = a_decision(officer, "Quyết định khác")
    assert concluding.fill_annex(actor=officer, round_=round_, decision=second) == concluding.Filled(
        lines=1, left_out=0
    )
    assert (len(lines_of(decision)), len(lines_of(second))) == (0, 1)


@on_sqlite
def test_what_gives_no_line_is_counted_and_what_has_its_line_is_not(officer) -> None:
    names = ("Đủ", "Cũng đủ", "Năm sao", "Hai sao")
    filed = [a_forwarded_dossier(officer, a_product(name)) for name in names]
    round_, council = a_round(officer, filed)
    criteria = criteria_of(filed[0])
    enough = ticks_with_total(criteria, total=60, stars=3)
    ticked = (enough, enough, best_ticks(criteria), dict.fromkeys(criteria.leaf_codes, 0))
    for dossier, ticks in zip(filed, ticked, strict=True):
        for member in council:
            signed(member, dossier, ticks)
        concluding.conclude(actor=officer, dossier=dossier)
    rounds.conclude(actor=officer, round_=round_)
    decision = a_decision(officer)

    filled = concluding.fill_annex(actor=officer, round_=round_, decision=decision)

    assert filled == concluding.Filled(lines=2, left_out=2)
    drafting.remove_line(actor=officer, decision=decision, line=lines_of(decision)[0].public_id)
    again = concluding.fill_annex(actor=officer, round_=round_, decision=decision)
    assert again == concluding.Filled(lines=1, left_out=2)


def test_two_officers_at_once_put_a_result_into_one_decision(app, officer) -> None:
    dossier, round_, _ = scored(officer, 60, 60, 60)
    concluding.conclude(actor=officer, dossier=dossier)
    rounds.conclude(actor=officer, round_=round_)
    drafts = [a_decision(officer, f"Quyết định {number}") for number in (1, 2)]
    ended = []

    def fill(decision):
        with app.app_context():
            try:
                concluding.fill_annex(actor=officer, round_=round_, decision=decision)
                ended.append("done")
            except Refusal as refusal:
                ended.append(refusal.text)

    at_once = [threading.Thread(target=fill, args=(one,)) for one in drafts]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()

    assert sorted(ended) == ["Không còn kết quả nào để đưa vào phụ lục.", "done"]
    assert sorted(len(lines_of(one)) for one in drafts) == [0, 1]


def test_the_database_itself_keeps_a_result_with_its_line(actors, officer) -> None:
    _, _, decision = in_an_annex(officer, 60, 60, 60)
    with pytest.raises(DBAPIError, match="line_assessment_stays"):
        behind_the_acts("UPDATE line_assessment SET assessment_id = assessment_id")
    sign_off(officer, actors["approver"], decision, signed_on=clock.today())

    with pytest.raises(DBAPIError, match="line_assessment_is_frozen"):
        behind_the_acts("DELETE FROM line_assessment")


@on_sqlite
def test_a_product_that_is_in_the_annex_already_is_refused_and_nothing_is_put_in(officer) -> None:
    dossier, round_, _ = scored(officer, 60, 60, 60)
    concluding.conclude(actor=officer, dossier=dossier)
    rounds.conclude(actor=officer, round_=round_)
    decision = a_decision(officer)
    with reading() as session:
        product = dossiers.dossier(session, dossier).product.public_id
    drafting.add_lines(
        actor=officer, decision=decision, lines=[Line(product=product, kind=RecognitionKind.FIRST, score=Decimal(80))]
    )

    with pytest.raises(Refusal, match="đã có ở dòng 1"):
        concluding.fill_annex(actor=officer, round_=round_, decision=decision)
    assert state_of(dossier) is DossierState.SCORED


@on_sqlite
def test_a_round_that_is_not_over_fills_no_annex(officer) -> None:
    dossier, round_, _ = scored(officer, 60, 60, 60)
    concluding.conclude(actor=officer, dossier=dossier)

    with pytest.raises(Refusal, match="chưa kết thúc"):
        concluding.fill_annex(actor=officer, round_=round_, decision=a_decision(officer))


@on_sqlite
def test_a_result_with_known_criteria_is_never_typed(officer) -> None:
    dossier, _, _ = scored(officer, 60, 60, 60)

    with pytest.raises(Refusal, match="không ghi tay"):
        concluding.record(actor=officer, dossier=dossier, score=Decimal(100), stars=5, source="Biên bản")
    assert results_of(dossier) == []
