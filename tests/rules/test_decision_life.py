from datetime import date

import pytest

from registry.rules.decision_life import (
    ACTS_WITH_A_REASON,
    LINE_ACTS,
    MOVES,
    ActNotOpen,
    DecisionAct,
    DecisionKind,
    DecisionState,
    LineAct,
    SamePerson,
    check_annex_open,
    check_reason,
    check_second_person,
    check_signed_facts,
    move,
    open_acts,
)
from registry.rules.permissions import Actor, Role
from registry.rules.refusal import Refusal

# state: {act: next state}, written out by hand; whatever is not here is refused.
TABLE = {
    "draft": {"check": "checked", "cancel": "cancelled"},
    "checked": {"reopen": "draft", "approve": "submitted", "cancel": "cancelled"},
    "submitted": {"reopen": "draft", "sign": "signed", "cancel": "cancelled"},
    "signed": {"reopen": "draft", "put_in_effect": "in_effect"},
    "in_effect": {},
    "cancelled": {},
}


@pytest.mark.parametrize("act", list(DecisionAct))
@pytest.mark.parametrize("state", list(DecisionState))
def test_an_act_leads_where_the_table_says_and_is_refused_elsewhere(state, act):
    if act in TABLE[state]:
        assert move(state, act) == TABLE[state][act]
    else:
        with pytest.raises(ActNotOpen, match=r"^Quyết định .*, không thể "):
            move(state, act)


@pytest.mark.parametrize("state", list(DecisionState))
def test_the_open_acts_of_a_state_are_those_of_its_row(state):
    assert set(open_acts(state)) == set(TABLE[state])


def test_a_signed_decision_cannot_be_cancelled():
    assert open_acts(DecisionState.SIGNED) == [DecisionAct.REOPEN, DecisionAct.PUT_IN_EFFECT]


def test_no_way_leads_around_the_second_person():
    reached, todo = set(), [DecisionState.DRAFT]
    while todo:
        state = todo.pop()
        reached.add(state)
        todo += [
            to
            for (start, act), to in MOVES.items()
            if start is state and act is not DecisionAct.APPROVE and to not in reached
        ]

    assert not reached & {DecisionState.SUBMITTED, DecisionState.SIGNED, DecisionState.IN_EFFECT}


@pytest.mark.parametrize("state", list(DecisionState))
def test_the_annex_is_open_in_a_draft_only(state):
    if state is DecisionState.DRAFT:
        check_annex_open(state)
    else:
        with pytest.raises(ActNotOpen, match="phụ lục"):
            check_annex_open(state)


@pytest.mark.parametrize("act", list(DecisionAct))
def test_going_back_and_cancelling_need_a_reason(act):
    check_reason(act, "Sai tên chủ thể")
    if act in ACTS_WITH_A_REASON:
        with pytest.raises(Refusal, match="lý do"):
            check_reason(act, " ")
    else:
        check_reason(act, "")


def test_the_drafter_cannot_be_the_second_person():
    with pytest.raises(SamePerson):
        check_second_person([3, 7], _person(7))


def test_another_person_may():
    check_second_person([3, 7], _person(8))


def test_the_register_itself_is_no_second_person():
    with pytest.raises(SamePerson):
        check_second_person([3], _person(None))


@pytest.mark.parametrize(
    ("number", "signed_on", "field"),
    [
        ("1757/QĐ-UBND", date(2020, 12, 11), None),
        ("1757/QĐ-UBND", date(2020, 12, 9), None),
        ("1757/QĐ-UBND", date(2020, 12, 13), None),
        ("1757/QĐ-UBND", date(2020, 12, 8), "signed_on"),
        ("1757/QĐ-UBND", date(2020, 12, 14), "signed_on"),
        ("1757", date(2020, 12, 11), "number"),
        ("1757⁄QĐUBND", date(2020, 12, 11), "number"),
        ("", date(2020, 12, 11), "number"),
    ],
)
def test_signed_facts_are_between_the_last_assessment_and_today(number, signed_on, field):
    facts = {
        "number": number,
        "signed_on": signed_on,
        "today": date(2020, 12, 13),
        "last_assessed_on": date(2020, 12, 9),
    }
    if field is None:
        assert check_signed_facts(**facts) == number
    else:
        with pytest.raises(Refusal) as refused:
            check_signed_facts(**facts)
        assert refused.value.field == field


def test_every_kind_of_decision_says_what_its_lines_may_do():
    assert set(LINE_ACTS) == set(DecisionKind)
    assert frozenset().union(*LINE_ACTS.values()) == set(LineAct)


def _person(account_id):
    return Actor(account_id=account_id, name="Minh Họa", roles=frozenset({Role.APPROVER}), means="web")
