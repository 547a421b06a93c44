"""What a council says of a product enters a decision from its round: nothing typed stands in its place."""

from decimal import Decimal

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.concluded_round import a_concluded_round
from builders.register import a_draft, a_line, a_product
from builders.score_sheets import ticks_with_total

from registry.models.decision import Decision, DecisionLine, LineAssessment
from registry.queries import check_sheet, decisions, dossiers
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.dossier_life import DossierState
from registry.rules.finding import Severity
from registry.rules.instruments import Instrument
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import concluding, drafting, rounds, scoring


@pytest.fixture
def officer(actors):
    return actors["officer"]


def product_of(dossier):
    with reading() as session:
        return dossiers.dossier(session, dossier).product.public_id


def blocked(decision):
    with reading() as session:
        row = decisions.decision(session, decision).decision
        return [
            one.code
            for one in check_sheet.findings(session, row)
            if one.severity is Severity.BLOCKS and one.code == "past_the_council"
        ]


def typed(product, **changes):
    return a_line(product, instrument=Instrument.QD_26_2026, score=Decimal(85), stars=4, product_set=11, **changes)


def test_a_result_taken_out_of_an_annex_is_not_typed_in_again(officer) -> None:
    done = a_concluded_round(officer)
    draft = a_draft(officer, [])
    concluding.fill_annex(actor=officer, round_=done.round, decision=draft)
    with reading() as session:
        lines = list(decisions.decision(session, draft).lines)
    taken = next(one for one in lines if one.product == product_of(done.four_stars))
    drafting.remove_line(actor=officer, decision=draft, line=taken.public_id)
    assert blocked(draft) == []

    drafting.add_lines(actor=officer, decision=draft, lines=[typed(product_of(done.four_stars))])
    assert blocked(draft) == ["past_the_council"]


def test_a_product_before_a_council_is_not_recognised_past_it(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    a_round(officer, [dossier])
    draft = a_draft(officer, [typed(product_of(dossier))])
    assert blocked(draft) == ["past_the_council"]


def test_a_product_no_council_of_the_register_knows_is_entered_by_hand_as_ever(officer) -> None:
    assert blocked(a_draft(officer, [a_line(a_product())])) == []


def test_results_for_the_ministry_fill_the_annex_of_an_approval_and_no_other(officer) -> None:
    done = a_concluded_round(officer)
    recognition = a_draft(officer, [])
    concluding.fill_annex(actor=officer, round_=done.round, decision=recognition)
    approval = a_draft(officer, [], kind=DecisionKind.RESULT_APPROVAL)

    filled = concluding.fill_annex(actor=officer, round_=done.round, decision=approval)
    with reading() as session:
        (line,) = session.query(DecisionLine).join(Decision).filter(Decision.public_id == approval)
        assert session.get(LineAssessment, line.id) is not None
        assert line.product.name == "Hồng trà"
        assert dossiers.dossier(session, done.prospect).state is DossierState.DECIDED
    assert filled.lines == 1
    assert (line.act, line.kind, line.stars) == (LineAct.APPROVE_RESULT, None, None)
    assert line.score >= 9000
    assert blocked(approval) == []
    with pytest.raises(Refusal, match="Không còn kết quả"):
        concluding.fill_annex(actor=officer, round_=done.round, decision=approval)


def test_a_sheet_that_is_open_again_is_not_left_out_unless_its_member_has_gone(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    round_, council = a_round(officer, [dossier], members=5)
    ticks = ticks_with_total(criteria_of(dossier), total=60, stars=3)
    for member in council:
        signed(member, dossier, ticks)
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        seats = {seat.account_id: seat.public_id for seat in row.round.seats}
    outlier = council[-1]
    scoring.reopen(actor=council[0], dossier=dossier, seat=seats[outlier.account_id], reason="Ghi nhầm")

    with pytest.raises(Refusal, match="chưa ký lại"):
        concluding.conclude(actor=officer, dossier=dossier)

    present = [seat for account, seat in seats.items() if account != outlier.account_id]
    rounds.mark_present(actor=officer, round_=round_, present=present)
    concluding.conclude(actor=officer, dossier=dossier)


def test_a_sheet_signed_again_counts(officer) -> None:
    dossier = a_forwarded_dossier(officer)
    _, council = a_round(officer, [dossier])
    ticks = ticks_with_total(criteria_of(dossier), total=60, stars=3)
    for member in council:
        signed(member, dossier, ticks)
    with reading() as session:
        seats = {seat.account_id: seat.public_id for seat in dossiers.dossier(session, dossier).round.seats}
    last = council[-1]
    scoring.reopen(actor=council[0], dossier=dossier, seat=seats[last.account_id], reason="Ghi nhầm")
    signed(last, dossier, ticks)
    concluding.conclude(actor=officer, dossier=dossier)
