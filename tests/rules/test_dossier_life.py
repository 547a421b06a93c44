"""A dossier goes its way by legal moves alone, each made by those whose move it is."""

from itertools import product

import pytest

from registry.rules.dossier_life import (
    ENDED,
    MOVES,
    OPEN_TO_CHANGE,
    OPEN_TO_SUPPLEMENT,
    DossierMove,
    DossierState,
    MoveNotOpen,
    NotTheirMove,
    Party,
    check_item_reasons,
    check_open_to_change,
    check_open_to_supplement,
    move,
    open_moves,
)
from registry.rules.hearing import Refusals
from registry.rules.refusal import NotFound, Refusal

STATE, MOVE, PARTY = DossierState, DossierMove, Party

EVERY_STEP = list(product(DossierState, DossierMove, Party))


def legal(state: DossierState, act: DossierMove) -> bool:
    return (state, act) in MOVES


def test_the_usual_way_leads_from_a_draft_into_a_decision() -> None:
    way = [
        (MOVE.SUBMIT, PARTY.PRODUCER, STATE.SUBMITTED),
        (MOVE.FORWARD, PARTY.COMMUNE, STATE.FORWARDED),
        (MOVE.ADMIT, PARTY.OFFICER, STATE.IN_ROUND),
        (MOVE.CONCLUDE, PARTY.SECRETARY, STATE.SCORED),
        (MOVE.DECIDE, PARTY.OFFICER, STATE.DECIDED),
    ]
    state = STATE.DRAFTING
    for act, by, expected in way:
        state = move(state, act, by=by)
        assert state is expected


@pytest.mark.parametrize("by", [PARTY.COMMUNE, PARTY.OFFICER])
def test_what_a_commune_returns_is_handed_in_again_in_place(by: Party) -> None:
    returned = move(STATE.SUBMITTED, MOVE.RETURN, by=by, reason="Thiếu phiếu kiểm nghiệm.")

    assert returned is STATE.RETURNED
    assert move(returned, MOVE.SUBMIT, by=PARTY.PRODUCER) is STATE.SUBMITTED


def test_what_was_forwarded_is_out_of_the_communes_hands() -> None:
    with pytest.raises(NotTheirMove, match="cấp xã không thể trả lại"):
        move(STATE.FORWARDED, MOVE.RETURN, by=PARTY.COMMUNE, reason="Nhầm.")

    assert move(STATE.FORWARDED, MOVE.RETURN, by=PARTY.OFFICER, reason="Chưa rõ.") is STATE.RETURNED


@pytest.mark.parametrize(("state", "act", "by"), EVERY_STEP)
def test_every_step_is_legal_in_the_table_or_refused_in_words(state, act, by) -> None:
    if not legal(state, act):
        with pytest.raises(MoveNotOpen, match=r"^Hồ sơ .+, không thể .+\.$"):
            move(state, act, by=by, reason="Có lý do.")
    elif by not in MOVES[state, act].who:
        with pytest.raises(NotTheirMove):
            move(state, act, by=by, reason="Có lý do.")
    else:
        assert move(state, act, by=by, reason="Có lý do.") is MOVES[state, act].to
        assert act in open_moves(state, by=by)


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize(
    ("state", "act", "by"), [step for step in EVERY_STEP if legal(*step[:2]) and step[2] in MOVES[step[:2]].reasoned]
)
def test_a_move_against_the_stream_needs_a_reason(state, act, by, reason) -> None:
    with pytest.raises(Refusal, match="Cần ghi lý do") as refused:
        move(state, act, by=by, reason=reason)

    assert refused.value.field == "reason"


def test_the_moves_that_need_a_reason_are_those_against_the_stream() -> None:
    needing = {act for (_, act), route in MOVES.items() if route.reasoned}

    assert needing == {MOVE.RETURN, MOVE.POSTPONE, MOVE.REOPEN, MOVE.TAKE_OUT, MOVE.CLOSE, MOVE.WITHDRAW, MOVE.REJECT}


def test_a_producer_withdraws_without_saying_why_and_staff_say_on_what_paper() -> None:
    assert move(STATE.SUBMITTED, MOVE.WITHDRAW, by=PARTY.PRODUCER) is STATE.WITHDRAWN
    with pytest.raises(Refusal, match="Cần ghi lý do khi rút"):
        move(STATE.SUBMITTED, MOVE.WITHDRAW, by=PARTY.OFFICER)


def test_a_producer_withdraws_until_the_council_has_it() -> None:
    for state in (STATE.DRAFTING, STATE.SUBMITTED, STATE.RETURNED, STATE.FORWARDED):
        assert move(state, MOVE.WITHDRAW, by=PARTY.PRODUCER) is STATE.WITHDRAWN
    with pytest.raises(NotTheirMove):
        move(STATE.IN_ROUND, MOVE.WITHDRAW, by=PARTY.PRODUCER)
    with pytest.raises(MoveNotOpen):
        move(STATE.SCORED, MOVE.WITHDRAW, by=PARTY.PRODUCER)


def test_only_the_secretary_concludes_and_reopens_a_result() -> None:
    for state, act in ((STATE.IN_ROUND, MOVE.CONCLUDE), (STATE.SCORED, MOVE.REOPEN)):
        assert MOVES[state, act].who == {PARTY.SECRETARY}


def test_a_decided_result_is_never_reopened() -> None:
    with pytest.raises(MoveNotOpen):
        move(STATE.DECIDED, MOVE.REOPEN, by=PARTY.SECRETARY, reason="Chấm nhầm.")

    assert move(STATE.DECIDED, MOVE.TAKE_OUT, by=PARTY.OFFICER, reason="Dự thảo bị hủy.") is STATE.SCORED


def test_nothing_leads_out_of_what_was_withdrawn() -> None:
    assert [act for act in DossierMove if legal(STATE.WITHDRAWN, act)] == []
    assert STATE.WITHDRAWN in ENDED


def test_what_was_eliminated_can_only_be_looked_at_again_by_the_council() -> None:
    assert [act for act in DossierMove if legal(STATE.REJECTED, act)] == [MOVE.REOPEN]
    assert move(STATE.REJECTED, MOVE.REOPEN, by=PARTY.SECRETARY, reason="Giấy đã được xác minh.") is STATE.IN_ROUND
    assert STATE.REJECTED in ENDED


def test_only_the_council_eliminates_a_dossier() -> None:
    eliminating = {state: route.who for (state, act), route in MOVES.items() if act is MOVE.REJECT}

    assert eliminating == {STATE.IN_ROUND: {PARTY.SECRETARY}}
    with pytest.raises(MoveNotOpen, match="không thể loại hồ sơ"):
        move(STATE.FORWARDED, MOVE.REJECT, by=PARTY.OFFICER, reason="Hồ sơ giả mạo.")


def test_every_state_can_be_come_to() -> None:
    assert {route.to for route in MOVES.values()} | {STATE.DRAFTING} == set(DossierState)


@pytest.mark.parametrize("state", sorted(set(DossierState) - OPEN_TO_CHANGE))
def test_what_was_handed_in_is_frozen(state: DossierState) -> None:
    with pytest.raises(MoveNotOpen, match="không thể sửa"):
        check_open_to_change(state)


@pytest.mark.parametrize("state", sorted(OPEN_TO_CHANGE))
def test_what_the_producer_holds_may_be_changed(state: DossierState) -> None:
    check_open_to_change(state)


def test_a_supplement_is_added_only_where_somebody_asked() -> None:
    for state in OPEN_TO_SUPPLEMENT:
        check_open_to_supplement(state, asked=True)
        with pytest.raises(MoveNotOpen, match="Chưa có yêu cầu"):
            check_open_to_supplement(state, asked=False)
    for state in set(DossierState) - OPEN_TO_SUPPLEMENT:
        with pytest.raises(MoveNotOpen, match="không thể bổ sung"):
            check_open_to_supplement(state, asked=True)


def test_a_return_names_at_least_one_item() -> None:
    with pytest.raises(Refusal, match="ít nhất một mục"):
        check_item_reasons({}, items=["E01"])

    check_item_reasons({"E01": "Ảnh mờ."}, items=["E01", "E02"])


def test_every_item_of_a_return_has_its_reason_and_all_that_lack_one_are_told_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        check_item_reasons({"E01": " ", "E02": "Hết hạn.", "E03": ""}, items=["E01", "E02", "E03"])

    assert [one.field for one in refused.value.each] == ["reasons-E01", "reasons-E03"]


def test_a_return_names_no_item_that_the_dossier_has_not() -> None:
    with pytest.raises(NotFound):
        check_item_reasons({"E99": "Thiếu."}, items=["E01"])
