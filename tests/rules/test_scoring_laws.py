"""What must hold of any sheets of any council under any working rules, and what an opinion of its own says of them."""

from decimal import Decimal
from fractions import Fraction
from statistics import fmean

import pytest
from builders.score_sheets import SCORED, UNDER_26, best_ticks, just_below, leaves_of, raw, sheets, the_set
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import CouncilRules, MinimaReading
from registry.rules.criteria import NOTHING_REACHED
from registry.rules.refusal import Refusal
from registry.rules.scoring import council_result

WORKING_RULES = st.builds(
    CouncilRules,
    decimals=st.integers(0, 2),
    minima_cumulative=st.booleans(),
    minima_reading=st.sampled_from(MinimaReading),
)


@st.composite
def councils(draw, among=SCORED):
    """A set and one to five whole sheets of it, high enough that minima matter."""
    one = draw(st.sampled_from(among))
    criteria = the_set(one)
    best = best_ticks(criteria)
    ticks = []
    for _ in range(draw(st.integers(1, 5))):
        lowered = draw(st.lists(st.sampled_from(criteria.leaf_codes), max_size=12))
        ticks.append(best | {code: draw(any_tick(criteria.nodes[code])) for code in lowered})
    return one, criteria, ticks


def any_tick(leaf):
    places = range(NOTHING_REACHED if leaf.may_reach_nothing else 0, len(leaf.options))
    return st.sampled_from(places)


def result_of(criteria, ticks, rules):
    return council_result(criteria=criteria, sheets=sheets(*ticks), rules=rules, under=BUILT_IN[criteria.instrument])


def rank(result):
    return result.stars or 0


@settings(max_examples=80, deadline=None)
@given(councils(), WORKING_RULES, st.data())
def test_adding_points_never_lowers_a_rank(council, rules, data):
    _, criteria, ticks = council
    member = data.draw(st.integers(0, len(ticks) - 1))
    leaf = criteria.nodes[data.draw(st.sampled_from(criteria.leaf_codes))]
    had = 0 if ticks[member][leaf.code] == NOTHING_REACHED else leaf.options[ticks[member][leaf.code]].points
    higher = [place for place, option in enumerate(leaf.options) if option.points > had]
    if not higher:
        return
    raised = [*ticks]
    raised[member] = ticks[member] | {leaf.code: data.draw(st.sampled_from(higher))}

    before, after = result_of(criteria, ticks, rules), result_of(criteria, raised, rules)

    assert after.score >= before.score
    assert rank(after) >= rank(before)


@settings(max_examples=80, deadline=None)
@given(councils(among=UNDER_26), WORKING_RULES, st.data())
def test_a_missing_minimum_never_raises_a_rank(council, rules, data):
    _, criteria, ticks = council
    marks = [
        (leaf, place, option.required_for)
        for leaf in criteria.leaves()
        for place, option in enumerate(leaf.options)
        if option.required_for
    ]
    leaf, place, stars = data.draw(st.sampled_from(marks))
    reached = [one | {leaf.code: max(place, one[leaf.code])} for one in ticks]
    missed = [one | {leaf.code: min(just_below(leaf, place), one[leaf.code])} for one in ticks]

    with_it, without = result_of(criteria, reached, rules), result_of(criteria, missed, rules)

    assert rank(without) <= rank(with_it)
    assert without.stars != stars
    assert not rules.minima_cumulative or rank(without) < stars
    if without.band >= stars and without.stars is not None and without.stars < stars:
        assert (stars, leaf.code) in {(one.stars, one.code) for one in without.held_back_by}


@settings(max_examples=40, deadline=None)
@given(councils(), WORKING_RULES, st.randoms(use_true_random=False))
def test_the_order_of_members_never_matters(council, rules, chance):
    _, criteria, ticks = council
    numbered = list(sheets(*ticks).items())
    chance.shuffle(numbered)
    shuffled = [*ticks]
    chance.shuffle(shuffled)

    result = result_of(criteria, ticks, rules)

    under = BUILT_IN[criteria.instrument]
    assert council_result(criteria=criteria, sheets=dict(numbered), rules=rules, under=under) == result
    assert result_of(criteria, shuffled, rules) == result


@settings(max_examples=120, deadline=None)
@given(councils(), WORKING_RULES)
def test_an_opinion_made_from_the_bare_data_agrees(council, rules):
    one, criteria, ticks = council
    result = result_of(criteria, ticks, rules)

    if result.eliminated_by:
        assert result.stars is None
    else:
        assert result.stars == opinion(raw(one), ticks, rules)


def opinion(document, ticks, rules):
    """Stars worked out once more, straight from the data file."""
    leaves = leaves_of(document)
    given = [points_of(leaves, one) for one in ticks]
    mean = Fraction(sum(sum(one.values()) for one in given), len(given))
    step = Fraction(1, 10**rules.decimals)
    shown = (mean + step / 2) // step * step
    stars = 5 if shown >= 90 else 4 if shown >= 70 else 3 if shown >= 50 else 2 if shown >= 30 else 1
    while stars > 2:
        asked = range(3 if rules.minima_cumulative else stars, stars + 1)
        needed = [
            (leaf["code"], option["points"])
            for leaf in leaves
            for option in leaf["options"]
            if option.get("required_for") in asked
        ]
        if all(agreed([one[code] for one in given], points, rules) for code, points in needed):
            break
        stars -= 1
    return stars


def points_of(leaves, ticks):
    points = {}
    for leaf in leaves:
        tick = ticks[leaf["code"]]
        condition = leaf.get("applies_if")
        skipped = condition is not None and points[condition["criterion"]] < condition["min_points"]
        points[leaf["code"]] = 0 if skipped or tick < 0 else leaf["options"][tick]["points"]
    return points


def agreed(points, needed, rules):
    if rules.minima_reading is MinimaReading.MEAN:
        return fmean(points) >= needed
    return sum(one >= needed for one in points) > len(points) / 2


@settings(max_examples=40, deadline=None)
@given(councils(among=SCORED[:3]), st.dictionaries(st.text(max_size=5), st.integers(-5, 50), min_size=1, max_size=3))
def test_ticks_that_the_set_does_not_have_are_refused_and_never_added_up(council, strange):
    _, criteria, ticks = council
    known = {
        code: place
        for code, place in strange.items()
        if (leaf := criteria.leaf(code)) and -1 <= place < len(leaf.options)
    }
    if known == strange:
        return
    with pytest.raises(Refusal):
        result_of(criteria, [ticks[0] | strange], CouncilRules())


def test_a_score_never_exceeds_a_hundred():
    for one in SCORED:
        criteria = the_set(one)
        assert result_of(criteria, [best_ticks(criteria)], CouncilRules()).score == Decimal(100)
