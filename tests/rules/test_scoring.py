"""Stars of every set of the law, with cases made from the data itself."""

from decimal import Decimal

import pytest
from builders.score_sheets import SCORED, UNDER_26, best_ticks, just_below, named, sheets, the_set, ticks_with_total

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import DEFAULT_RULES, CouncilRules, MinimaReading
from registry.rules.criteria import NOTHING_REACHED
from registry.rules.instruments import BodyLevel, Instrument
from registry.rules.scoring import council_result
from registry.rules.scoring_sheet import Sheet, sheet_score

MEAN = CouncilRules(minima_reading=MinimaReading.MEAN)


def result_of(criteria, *ticks, rules=DEFAULT_RULES):
    return council_result(criteria=criteria, sheets=sheets(*ticks), rules=rules, under=BUILT_IN[criteria.instrument])


@pytest.mark.parametrize("some", range(8))
def test_the_bands_of_every_set_begin_exactly_where_its_instrument_says(some):
    for one in SCORED[some::8]:
        criteria = the_set(one)
        for lowest, stars in ((50, 3), (70, 4), (90, 5)):
            within = ticks_with_total(criteria, total=lowest, stars=stars)
            below = ticks_with_total(criteria, total=lowest - 1, stars=stars)
            hundred = result_of(criteria, *[within] * 99, below)
            half = result_of(criteria, within, below)

            assert result_of(criteria, within).stars == stars, one
            assert (hundred.score, hundred.stars) == (Decimal(lowest) - Decimal("0.01"), stars - 1), one
            assert hundred.held_back_by == (), one
            assert (half.score, half.stars) == (Decimal(lowest) - Decimal("0.5"), stars - 1), one
            assert half.in_printed_gap is (one.instrument == Instrument.QD_1048_781), one


@pytest.mark.parametrize("one", UNDER_26, ids=named)
def test_whoever_misses_one_minimum_falls_and_is_told_exactly_which(one):
    criteria = the_set(one)
    best = best_ticks(criteria)
    tried = 0
    for leaf in criteria.leaves():
        marks = {option.required_for: place for place, option in enumerate(leaf.options) if option.required_for}
        for stars, place in marks.items():
            missing = best | {leaf.code: just_below(leaf, place)}
            result = result_of(criteria, missing, best, missing)
            also = [other for other, there in marks.items() if there >= place and other <= result.band]

            assert result.band >= stars
            assert result.stars == stars - 1
            assert [(miss.stars, miss.code) for miss in result.held_back_by] == [(other, leaf.code) for other in also]
            assert {(miss.reached_by, miss.sheets) for miss in result.held_back_by} == {(1, 3)}
            assert result_of(criteria, best, missing, best).stars == result_of(criteria, best, missing, best).band
            tried += 1

    assert tried == sum(option.required_for is not None for leaf in criteria.leaves() for option in leaf.options)


def test_of_cases_that_exclude_one_another_each_gives_its_own_points_and_never_both():
    for criteria, leaf in [(the_set(one), leaf) for one in SCORED for leaf in the_set(one).leaves() if leaf.cases]:
        best = best_ticks(criteria)
        for place, option in enumerate(leaf.options):
            score = sheet_score(criteria=criteria, sheet=Sheet(ticks=best | {leaf.code: place}))
            assert score.points[leaf.code] == option.points
            assert score.total == 100 - leaf.max + option.points
        tops = {case: max(o.points for o in leaf.options if o.case == case) for case in leaf.cases}
        assert set(tops.values()) <= {leaf.max} or leaf.doubt is not None


def test_every_set_with_cases_is_among_those_tried():
    cased = {(one.instrument, one.number, leaf.code) for one in SCORED for leaf in the_set(one).leaves() if leaf.cases}

    assert {code for kind, number, code in cased if kind == "26/2026"} == {"8", "9", "15"}
    assert {code for kind, number, code in cased if (kind, number) == ("1048+781", 26)} == {"3.2", "9", "10", "16"}
    assert len(cased) == 3 + 4 + 21  # 3.2 of the sets 1 to 25 of QĐ 1048 that can be scored


def test_a_criterion_that_hangs_on_a_story_needs_no_tick_without_one():
    for one in SCORED:
        criteria = the_set(one)
        best = best_ticks(criteria)
        for node in criteria.nodes.values():
            if node.applies_if is None:
                continue
            ticks = {code: place for code, place in best.items() if code != node.code}
            without = sheet_score(criteria=criteria, sheet=Sheet(ticks=ticks | {node.applies_if.criterion: 0}))
            kept = sheet_score(criteria=criteria, sheet=Sheet(ticks=best | {node.applies_if.criterion: 0}))
            assert node.code in without.not_applying
            assert without.complete
            assert kept.total == without.total
            assert sheet_score(criteria=criteria, sheet=Sheet(ticks=ticks)).unanswered == (node.code,)


def test_an_empty_sheet_asks_for_every_criterion_that_can_apply():
    for one in SCORED:
        criteria = the_set(one)
        score = sheet_score(criteria=criteria, sheet=Sheet(ticks={}))
        assert score.total == 0
        assert not score.complete
        assert {*score.unanswered, *score.not_applying} == set(criteria.leaf_codes)


def test_where_no_option_fits_the_sheet_can_say_so_and_gets_nothing():
    for one in SCORED:
        criteria = the_set(one)
        best = best_ticks(criteria)
        for leaf in criteria.leaves():
            if leaf.may_reach_nothing:
                score = sheet_score(criteria=criteria, sheet=Sheet(ticks=best | {leaf.code: NOTHING_REACHED}))
                assert score.points[leaf.code] == 0
                assert score.complete


@pytest.mark.parametrize(
    ("stars", "body"),
    [(3, "Chủ tịch Ủy ban nhân dân cấp tỉnh"), (5, "Bộ trưởng Bộ Nông nghiệp và Môi trường")],
)
def test_a_result_says_who_recognises_it_and_what_may_become_five_stars(stars, body):
    criteria = the_set(UNDER_26[2])
    result = result_of(criteria, ticks_with_total(criteria, total=50 + 20 * (stars - 3), stars=stars))

    assert (result.recognised_by.title, result.potential_five_stars) == (body, stars == 5)
    assert (result.recognised_by.level is BodyLevel.MINISTRY) is (stars == 5)


def test_two_stars_are_recognised_by_nobody():
    criteria = the_set(UNDER_26[2])

    assert result_of(criteria, ticks_with_total(criteria, total=49, stars=3)).recognised_by is None


def test_parts_and_sections_of_a_result_are_the_means_of_the_sheets():
    criteria = the_set(UNDER_26[2])
    best = best_ticks(criteria)
    result = result_of(criteria, best, best, best | {"1.1": 0})

    assert result.score == Decimal("99.33")
    assert result.parts == {"A": Decimal("39.33"), "B": Decimal(25), "C": Decimal(35)}
    assert (result.means["1"], result.means["1.1"]) == (Decimal("17.33"), Decimal("2.33"))


@pytest.mark.parametrize(
    ("of", "decimals", "score", "stars"),
    [
        (100, 2, "69.99", 3),
        (100, 1, "70.0", 4),
        (20, 2, "69.95", 3),
        (20, 1, "70.0", 4),
        (2, 1, "69.5", 3),
        (2, 0, "70", 4),
    ],
)
def test_the_rounded_score_that_is_shown_is_the_one_that_gives_the_stars(of, decimals, score, stars):
    criteria = the_set(UNDER_26[2])
    within, below = (ticks_with_total(criteria, total=total, stars=4) for total in (70, 69))
    result = result_of(criteria, *[within] * (of - 1), below, rules=CouncilRules(decimals=decimals))

    assert (str(result.score), result.stars) == (score, stars)
