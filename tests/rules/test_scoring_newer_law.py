"""What a newer instrument may print and today's do not: minima within cases, or where a condition is not met."""

import pytest

from registry.law.criteria_reading import criteria_set_from
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import DEFAULT_RULES, CouncilRules, MinimaReading
from registry.rules.scoring import council_result, gap_to_next
from registry.rules.scoring_sheet import Sheet, sheet_score


def option(points, required_for=None, case=None):
    label = f"{points} điểm {case or ''}"
    extra = {"required_for": required_for} if required_for else {}
    return {"points": points, "label": label, **extra, **({"case": case} if case else {})}


def section(code, *options, **more):
    most = max(one["points"] for one in options)
    return {"code": code, "title": f"Mục {code}", "max": most, "options": list(options), **more}


def a_set():
    story = section("2", option(0), option(10))
    told = section("3", option(1), option(15, required_for=3), applies_if={"criterion": "2", "min_points": 10})
    cases = section(
        "1",
        option(10, 3, "xã"),
        option(20, 4, "xã"),
        option(40, 5, "xã"),
        option(5, None, "phường"),
        option(40, 3, "phường"),
    )
    clean = section(
        "4",
        option(0),
        option(35),
        disqualified_if=["Có tạp chất (bị loại)", "Giả mạo (bị loại)"],
        zero_disqualifies=True,
    )
    reading = criteria_set_from(
        {
            "format": "ocop-criteria/1",
            "instrument": "26/2026",
            "effective_from": "2027-01-01",
            "set": 1,
            **dict.fromkeys(("name", "industry", "group", "managing_agency", "source"), "Minh họa"),
            "parts": [
                {"code": "A", "title": "A", "max": 40, "criteria": [cases]},
                {"code": "B", "title": "B", "max": 25, "criteria": [story, told]},
                {"code": "C", "title": "C", "max": 35, "criteria": [clean]},
            ],
        }
    )
    assert reading.flaws == ()
    return reading.criteria


BEST = {"1": 2, "2": 1, "3": 1, "4": 1}


def result_of(*ticks, rules=DEFAULT_RULES):
    criteria, counted = a_set(), {i: Sheet(ticks=one) for i, one in enumerate(ticks)}
    return council_result(criteria=criteria, sheets=counted, rules=rules, under=BUILT_IN[criteria.instrument])


@pytest.mark.parametrize(
    ("place", "missed"),
    [(0, [4, 5]), (1, [5]), (2, []), (3, [3, 4, 5]), (4, [])],
)
def test_a_minimum_is_asked_within_its_case_and_by_points_where_the_case_has_none(place, missed):
    assert [one.stars for one in result_of(BEST | {"1": place}).missed] == missed


def test_the_mean_of_cases_is_held_against_the_fewest_points_that_are_enough():
    mean = CouncilRules(minima_reading=MinimaReading.MEAN)

    assert [one.stars for one in result_of(BEST | {"1": 0}, BEST | {"1": 3}, rules=mean).missed] == [3, 4, 5]
    assert [one.stars for one in result_of(BEST | {"1": 0}, BEST | {"1": 1}, rules=mean).missed] == [4, 5]


@pytest.mark.parametrize("reading", MinimaReading)
def test_a_minimum_that_hangs_on_an_unmet_condition_is_missed_whatever_was_ticked_there(reading):
    result = result_of(BEST | {"2": 0}, rules=CouncilRules(minima_reading=reading))

    assert [(one.stars, one.code) for one in result.held_back_by] == [(3, "3")]
    assert result.stars == 2


def test_the_gap_names_the_minima_of_its_aim_alone():
    def missed(place, **rules):
        criteria, sheet = a_set(), Sheet(ticks=BEST | {"1": place})
        gap = gap_to_next(
            criteria=criteria, sheet=sheet, rules=CouncilRules(**rules), under=BUILT_IN[criteria.instrument]
        )
        return gap.aim, [(one.stars, one.code) for one in gap.missed]

    assert missed(0) == (4, [(4, "1")])
    assert missed(3) == (3, [(3, "1")])
    assert missed(3, minima_cumulative=False) == (3, [(3, "1")])


def test_only_the_first_ground_at_a_place_lies_in_its_0_points():
    score = sheet_score(criteria=a_set(), sheet=Sheet(ticks=BEST | {"4": 0}))

    assert [ground.text for ground in score.grounds] == ["Có tạp chất (bị loại)"]
