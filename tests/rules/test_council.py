"""A council works when enough are there, and concludes when its totals lie close enough together."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.council import (
    DEFAULT_RULES,
    CouncilRules,
    MemberRole,
    Quorum,
    Seat,
    check_conclusion,
    quorum,
    spoken,
    spread,
)
from registry.rules.hearing import Refusals
from registry.rules.refusal import Refusal

D = Decimal
ELEVEN = [
    Seat(id=1, role=MemberRole.CHAIR),
    Seat(id=2, role=MemberRole.VICE_CHAIR),
    Seat(id=3, role=MemberRole.SECRETARY),
    *(Seat(id=number, role=MemberRole.MEMBER) for number in range(4, 12)),
]
ENOUGH = Quorum(members=4, needed=3, present=3, chair_missing=False)


def sheet(**points: int) -> dict[str, Decimal]:
    return {code.replace("_", "."): D(value) for code, value in points.items()}


def test_of_eleven_members_nine_are_three_quarters() -> None:
    eight = quorum(DEFAULT_RULES, of=ELEVEN, present=range(1, 9))
    nine = quorum(DEFAULT_RULES, of=ELEVEN, present=range(1, 10))

    assert (eight.needed, eight.present, eight.reached) == (9, 8, False)
    assert (nine.members, nine.present, nine.reached) == (11, 9, True)


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (3, 3), (4, 3), (5, 4), (8, 6), (9, 7), (12, 9)])
def test_a_share_of_the_members_is_rounded_up(members: int, needed: int) -> None:
    assert quorum(DEFAULT_RULES, of=ELEVEN[:1] * members, present=[]).needed == needed


def test_without_the_chair_no_number_is_enough() -> None:
    without = quorum(DEFAULT_RULES, of=ELEVEN, present=range(2, 12))

    assert without.chair_missing
    assert not without.reached


def test_a_vice_chair_presides_only_where_the_rules_say_so() -> None:
    rules = replace(DEFAULT_RULES, vice_chair_presides=True)

    assert quorum(rules, of=ELEVEN, present=range(2, 12)).reached
    assert not quorum(rules, of=ELEVEN, present=range(3, 12)).reached
    assert quorum(replace(DEFAULT_RULES, chair_needed=False), of=ELEVEN, present=range(3, 12)).reached


def test_a_chair_who_may_not_score_a_dossier_is_not_missed_among_its_sheets() -> None:
    assert quorum(DEFAULT_RULES, of=ELEVEN[1:], present=range(2, 10)).reached


def test_who_is_no_member_does_not_count() -> None:
    assert quorum(DEFAULT_RULES, of=ELEVEN, present=[1, 90, 91, 92, 93, 94, 95, 96, 97]).present == 1


def test_a_council_of_nobody_is_never_enough() -> None:
    assert not quorum(DEFAULT_RULES, of=[], present=[]).reached


@pytest.mark.parametrize(("low", "beyond"), [(40, False), (39, True)])
def test_exactly_ten_points_apart_is_still_good(low: int, beyond: bool) -> None:
    measured = spread(DEFAULT_RULES, {1: sheet(a=50), 2: sheet(a=low), 3: sheet(a=45)})

    assert measured is not None
    assert measured.beyond is beyond


def test_the_limit_is_the_provinces_to_the_hundredth() -> None:
    rules = CouncilRules(spread_limit=D("9.5"))
    at = spread(rules, {1: {"a": D("59.5")}, 2: {"a": D("50")}})
    past = spread(rules, {1: {"a": D("59.51")}, 2: {"a": D("50")}})

    assert at is not None
    assert not at.beyond
    assert past is not None
    assert past.beyond


@pytest.mark.parametrize("sheets", [{}, {1: {"a": D(5)}}])
def test_one_sheet_has_no_spread(sheets) -> None:
    assert spread(DEFAULT_RULES, sheets) is None


def test_the_criteria_that_pull_apart_are_named_the_strongest_first() -> None:
    measured = spread(
        DEFAULT_RULES,
        {
            1: sheet(a1_1=5, a1_2=20, b4_1=2, c6=12),
            2: sheet(a1_1=5, a1_2=12, b4_1=3, c6=3),
            3: sheet(a1_1=5, a1_2=15, b4_1=3, c6=9),
        },
    )

    assert measured is not None
    assert (measured.highest_by, measured.lowest_by, measured.width) == (1, 2, 16)
    assert (measured.highest, measured.lowest) == (39, 23)
    assert [(cause.code, cause.gap) for cause in measured.causes] == [("c6", 9), ("a1.2", 8)]


def test_half_a_point_pulls_apart_too() -> None:
    measured = spread(DEFAULT_RULES, {1: {"a": D("2.5")}, 2: {"a": D("2")}})

    assert measured is not None
    assert [cause.gap for cause in measured.causes] == [D("0.5")]


def test_as_few_criteria_are_flagged_as_bring_the_two_together() -> None:
    measured = spread(DEFAULT_RULES, {1: sheet(a=10, b=9, c=3), 2: sheet(a=0, b=4, c=1)})

    assert measured is not None
    assert [cause.code for cause in measured.flagged] == ["a"]
    tighter = replace(measured, limit=D(5))
    assert [cause.code for cause in tighter.flagged] == ["a", "b"]
    assert replace(measured, limit=D(17)).flagged == ()


def test_a_criterion_that_only_one_of_the_two_has_counts_as_nothing_on_the_other() -> None:
    measured = spread(DEFAULT_RULES, {1: sheet(a=10, b=3), 2: sheet(a=10, c=1, d=0)})

    assert measured is not None
    assert [(cause.code, cause.highest, cause.lowest) for cause in measured.causes] == [("b", 3, 0)]


def test_the_order_of_members_never_matters() -> None:
    sheets = {1: sheet(a=30), 2: sheet(a=45), 3: sheet(a=45), 4: sheet(a=30)}
    found = {
        (one.highest_by, one.lowest_by, one.width)
        for order in permutations(sheets)
        if (one := spread(DEFAULT_RULES, {member: sheets[member] for member in order}))
    }

    assert found == {(2, 1, D(15))}


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=11))
def test_what_is_flagged_is_always_enough_to_come_within_the_limit(rows: list[list[int]]) -> None:
    rules = CouncilRules(spread_limit=D(2))
    sheets = {number: {str(code): D(points) for code, points in enumerate(row)} for number, row in enumerate(rows)}
    measured = spread(rules, sheets)

    assert measured is not None
    left = measured.width - sum(cause.gap for cause in measured.flagged)
    assert left <= rules.spread_limit
    assert measured.beyond is bool(measured.flagged)


def test_enough_members_and_sheets_close_together_conclude() -> None:
    close = spread(DEFAULT_RULES, {1: sheet(a=50), 2: sheet(a=45)})

    check_conclusion(DEFAULT_RULES, present=ENOUGH, scored=ENOUGH, between=close, discussions=0)
    check_conclusion(DEFAULT_RULES, present=ENOUGH, scored=ENOUGH, between=None, discussions=0)


def test_all_that_keeps_a_council_from_concluding_is_said_at_once() -> None:
    few = Quorum(members=4, needed=3, present=2, chair_missing=False)
    headless = Quorum(members=4, needed=3, present=3, chair_missing=True)
    wide = spread(DEFAULT_RULES, {1: sheet(a=50, b=4), 2: sheet(a=39, b=3)})

    with pytest.raises(Refusals) as refused:
        check_conclusion(DEFAULT_RULES, present=headless, scored=few, between=wide, discussions=0)

    assert [one.field for one in refused.value.each] == ["present", "sheets", "spread"]
    assert "2/4 phiếu" in refused.value.text
    assert "lệch nhau 12 điểm, quá 10 điểm" in refused.value.text
    assert "các tiêu chí a." in refused.value.text


def test_too_few_at_the_meeting_and_no_sheet_of_the_chair_are_refused_too() -> None:
    few = Quorum(members=4, needed=3, present=2, chair_missing=False)
    headless = Quorum(members=4, needed=3, present=3, chair_missing=True)

    with pytest.raises(Refusal, match="cần ít nhất 3"):
        check_conclusion(DEFAULT_RULES, present=few, scored=ENOUGH, between=None, discussions=0)
    with pytest.raises(Refusal, match="Chưa có phiếu đã ký của Chủ tịch"):
        check_conclusion(DEFAULT_RULES, present=ENOUGH, scored=headless, between=None, discussions=0)


def test_a_wide_spread_stands_only_after_as_many_discussions_as_the_rules_say() -> None:
    wide = spread(DEFAULT_RULES, {1: sheet(a=50), 2: sheet(a=39)})
    twice = replace(DEFAULT_RULES, spread_stands_after=2)

    with pytest.raises(Refusal):
        check_conclusion(DEFAULT_RULES, present=ENOUGH, scored=ENOUGH, between=wide, discussions=9)
    with pytest.raises(Refusal):
        check_conclusion(twice, present=ENOUGH, scored=ENOUGH, between=wide, discussions=1)
    check_conclusion(twice, present=ENOUGH, scored=ENOUGH, between=wide, discussions=2)


def test_the_defaults_are_those_of_provinces_whose_rules_are_known() -> None:
    assert DEFAULT_RULES.quorum_share == Fraction(3, 4)
    assert DEFAULT_RULES.chair_needed
    assert DEFAULT_RULES.spread_limit == 10
    assert DEFAULT_RULES.decimals == 2
    assert DEFAULT_RULES.minima_cumulative
    assert DEFAULT_RULES.secretary_scores


@pytest.mark.parametrize(("points", "said"), [("10", "10"), ("9.50", "9,5"), ("100", "100"), ("0.25", "0,25")])
def test_points_are_said_without_idle_zeros(points: str, said: str) -> None:
    assert spoken(D(points)) == said
