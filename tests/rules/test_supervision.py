"""What is open to an inspection, what its conclusion may be, and by when what follows is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.law.holidays import known_calendar
from registry.rules.refusal import Refusal
from registry.rules.stamps import Stamps, check, held
from registry.rules.supervision import (
    CaseKind,
    Conclusion,
    InspectionMove,
    InspectionState,
    MoveNotOpen,
    StampMove,
    answer_by,
    check_conclusion,
    check_move,
    check_terms,
    follow_up_by,
    open_moves,
)

A_MONDAY = date(2026, 9, 7)


@pytest.mark.parametrize("state", [InspectionState.CLOSED, InspectionState.CANCELLED])
def test_nothing_is_open_to_an_inspection_that_has_ended(state: InspectionState) -> None:
    assert open_moves(state) == frozenset()
    for move in InspectionMove:
        with pytest.raises(MoveNotOpen):
            check_move(move, state)


def test_a_visit_that_was_not_made_cannot_be_concluded() -> None:
    with pytest.raises(MoveNotOpen, match="chưa được tiến hành"):
        check_move(InspectionMove.CONCLUDE, InspectionState.PLANNED)


def test_all_is_in_order_only_where_no_breach_was_found() -> None:
    check_conclusion(Conclusion.IN_ORDER, breaches=0)
    with pytest.raises(Refusal, match="1 vi phạm"):
        check_conclusion(Conclusion.IN_ORDER, breaches=1)


@pytest.mark.parametrize("conclusion", [Conclusion.WARNING, Conclusion.REASSESSMENT, Conclusion.REVOCATION])
def test_nobody_is_warned_or_loses_a_certificate_without_a_breach(conclusion: Conclusion) -> None:
    check_conclusion(conclusion, breaches=1)
    with pytest.raises(Refusal, match="ít nhất một vi phạm"):
        check_conclusion(conclusion, breaches=0)


def test_a_revocation_is_due_fifteen_days_after_the_conclusion_whatever_the_province_sets() -> None:
    due = follow_up_by(
        Conclusion.REVOCATION,
        concluded_on=A_MONDAY,
        days={"warning": 300, "reassessment": 300},
        calendar=known_calendar(),
    )
    assert due == date(2026, 9, 22)


def test_a_time_limit_that_ends_on_a_sunday_ends_on_monday() -> None:
    due = follow_up_by(Conclusion.REVOCATION, concluded_on=date(2026, 9, 5), days={}, calendar=known_calendar())
    assert due == date(2026, 9, 21)


def test_the_province_sets_how_long_mending_and_answering_may_take() -> None:
    calendar = known_calendar()
    assert follow_up_by(Conclusion.WARNING, concluded_on=A_MONDAY, days={"warning": 10}, calendar=calendar) == date(
        2026, 9, 17
    )
    assert answer_by(CaseKind.COMPLAINT, received_on=A_MONDAY, days={"complaint": 1}, calendar=calendar) == date(
        2026, 9, 8
    )


def test_nothing_is_due_where_all_is_in_order() -> None:
    assert follow_up_by(Conclusion.IN_ORDER, concluded_on=A_MONDAY, days={}, calendar=known_calendar()) is None


@pytest.mark.parametrize("days", [{"complaint": 0}, {"complaint": 366}, {"complaint": True}, {"nonsense": 3}])
def test_a_time_limit_is_a_number_of_days_of_something_that_exists(days: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        check_terms(days)


def stamps(move: StampMove, first: int, last: int, certificate: int = 1, series: str = "LC") -> Stamps:
    return Stamps(move=move, series=series, first=first, last=last, certificate=certificate, day=A_MONDAY)


OUT, BACK, GONE = StampMove.HANDED_OUT, StampMove.GIVEN_BACK, StampMove.DESTROYED


def test_a_stamp_is_handed_out_to_one_certificate_at_a_time() -> None:
    ledger = [stamps(OUT, 1, 100)]
    check(stamps(OUT, 101, 200, 2), ledger=ledger)
    check(stamps(OUT, 1, 100, 2, "LC-B"), ledger=ledger)
    for first, last in ((100, 150), (1, 1), (50, 60), (1, 200)):
        with pytest.raises(Refusal, match="đã được cấp"):
            check(stamps(OUT, first, last, 2), ledger=ledger)


def test_what_was_given_back_may_be_handed_out_again_and_what_was_destroyed_may_not() -> None:
    ledger = [stamps(OUT, 1, 100), stamps(BACK, 41, 60), stamps(GONE, 1, 10)]
    check(stamps(OUT, 41, 60, 2), ledger=ledger)
    with pytest.raises(Refusal, match="đã hủy"):
        check(stamps(OUT, 5, 5, 2), ledger=ledger)
    assert [(one.first, one.last) for one in held(ledger)] == [(11, 40), (61, 100)]


def test_only_stamps_that_are_with_the_certificate_come_back() -> None:
    ledger = [stamps(OUT, 1, 100), stamps(OUT, 101, 150)]
    check(stamps(BACK, 90, 110), ledger=ledger)
    for wrong in (stamps(BACK, 140, 151), stamps(BACK, 1, 5, 2), stamps(GONE, 1, 5, 1, "LC-B")):
        with pytest.raises(Refusal, match="không phải đều đang ở chủ thể"):
            check(wrong, ledger=ledger)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (-3, -1), (1, 1_000_001)])
def test_numbers_run_upwards_from_one_and_no_farther_than_a_million(first: int, last: int) -> None:
    with pytest.raises(Refusal):
        check(stamps(OUT, first, last), ledger=[])


@given(st.lists(st.tuples(st.sampled_from([OUT, BACK, GONE]), st.integers(1, 30), st.integers(0, 10)), max_size=25))
def test_whatever_is_written_no_number_is_ever_out_twice(steps: list[tuple[StampMove, int, int]]) -> None:
    ledger: list[Stamps] = []
    for place, (move, first, length) in enumerate(steps):
        entry = stamps(move, first, first + length, certificate=1 + place % 2)
        try:
            check(entry, ledger=ledger)
        except Refusal:
            continue
        ledger.append(entry)
    numbers = [number for one in held(ledger) for number in range(one.first, one.last + 1)]
    assert len(numbers) == len(set(numbers))
