"""What is missing to the next star, as a producer and a notice read it."""

import pytest
from builders.score_sheets import UNDER_26, best_ticks, sheets, the_set, ticks_with_total

from registry.law.criteria import criteria_set
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import DEFAULT_RULES
from registry.rules.instruments import Instrument
from registry.rules.scoring import council_result, gap_of_result, gap_to_next
from registry.rules.scoring_sheet import Sheet

NOW = BUILT_IN[Instrument.QD_26_2026]


def rice():
    return criteria_set(instrument=Instrument.QD_26_2026, number=3)


def gap_of(ticks, *, grounds=(), rules=DEFAULT_RULES):
    return gap_to_next(criteria=rice(), sheet=Sheet(ticks=ticks, grounds=frozenset(grounds)), rules=rules, under=NOW)


def test_a_gap_names_points_room_and_minima():
    ticks = ticks_with_total(rice(), total=64, stars=4) | {"2.1": 0, "3.5": 0}
    gap = gap_of(ticks)
    below = [code for code, place in ticks.items() if rice().nodes[code].options[place].points < rice().nodes[code].max]

    assert (gap.stars, gap.aim, gap.lacking) == (3, 4, 70 - gap.score)
    assert [room.code for room in gap.room] == below
    assert gap.sentence == (
        f"Để đạt 4 sao: thiếu 10 điểm; {len(below)} tiêu chí còn điểm; chưa đạt mức tối thiểu 4 sao ở 2.1, 3.5."
    )


def test_half_points_of_a_council_are_written_with_a_comma():
    low, high = (ticks_with_total(rice(), total=total, stars=3) | {"2.1": 0} for total in (63, 64))
    result = council_result(criteria=rice(), sheets=sheets(low, high), rules=DEFAULT_RULES, under=NOW)
    gap = gap_of_result(criteria=rice(), result=result, under=NOW)

    assert (gap.stars, gap.aim, gap.lacking) == (3, 4, 70 - result.score)
    assert gap.sentence.startswith(f"Để đạt 4 sao: thiếu {str(gap.lacking.normalize()).replace('.', ',')} điểm; ")
    assert f" {len(gap.room)} tiêu chí còn điểm; chưa đạt mức tối thiểu 4 sao ở " in gap.sentence
    assert "2.1" in [one.code for one in gap.missed]


def test_enough_points_without_the_minima_is_said_as_that():
    assert gap_of(best_ticks(rice()) | {"2.1": 0}).sentence == (
        "Để đạt 4 sao: đủ điểm; chưa đạt mức tối thiểu 4 sao ở 2.1."
    )


def test_who_has_begun_is_told_what_is_unanswered():
    gap = gap_of({"1.1": 2})

    assert gap.unanswered
    assert gap.sentence.startswith("Để đạt 3 sao: thiếu 47 điểm; ")
    assert gap.sentence.endswith(f"; {len(gap.unanswered)} tiêu chí chưa chấm.")


def test_below_three_stars_the_aim_is_three_for_nobody_recognises_two():
    assert gap_of({}).aim == 3
    assert gap_of(ticks_with_total(rice(), total=40, stars=3)).aim == 3


def test_at_five_stars_nothing_is_missing():
    gap = gap_of(best_ticks(rice()))

    assert (gap.aim, gap.lacking, gap.missed, gap.room) == (None, 0, (), ())
    assert gap.sentence == "Đủ điểm và đạt mọi mức tối thiểu của 5 sao."


def test_a_ground_of_elimination_comes_before_any_star():
    gap = gap_of(best_ticks(rice()), grounds=[":0"])

    assert gap.aim is None
    assert gap.sentence == "Hồ sơ bị loại nếu có căn cứ: Hồ sơ giả mạo."


def test_a_criterion_that_does_not_apply_is_no_room_for_points():
    without_story = gap_of(best_ticks(rice()) | {"5.1": 0})

    assert "5.1" in [room.code for room in without_story.room]
    assert "5.2" not in [room.code for room in without_story.room]


@pytest.mark.parametrize("stars", [3, 4])
def test_whoever_closes_the_gap_gets_the_star_in_every_set(stars):
    for one in UNDER_26:
        criteria = the_set(one)
        ticks = ticks_with_total(criteria, total=30 + 20 * (stars - 2) - 1, stars=stars)
        gap = gap_to_next(criteria=criteria, sheet=Sheet(ticks=ticks), rules=DEFAULT_RULES, under=NOW)
        assert (gap.aim, gap.lacking, gap.missed) == (stars, 1, ())
        closed = ticks_with_total(criteria, total=30 + 20 * (stars - 2), stars=stars)
        reached = gap_to_next(criteria=criteria, sheet=Sheet(ticks=closed), rules=DEFAULT_RULES, under=NOW)
        assert reached.stars == stars
