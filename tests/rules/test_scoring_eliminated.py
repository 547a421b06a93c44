"""Grounds of elimination, unfinished sheets, and sets that cannot be scored with."""

import pytest
from builders.score_sheets import best_ticks

from registry.law.criteria import criteria_set
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.council import DEFAULT_RULES, CouncilRules, Disqualification
from registry.rules.instruments import Instrument
from registry.rules.refusal import Refusal
from registry.rules.scoring import council_result, gap_to_next
from registry.rules.scoring_sheet import Sheet, sheet_score

FORGED = ":0"
IMPURE = "6.1:0"


def set_of_26(number):
    return criteria_set(instrument=Instrument.QD_26_2026, number=number)


def named(criteria, *grounds, ticks=None):
    return Sheet(ticks=best_ticks(criteria) if ticks is None else ticks, grounds=frozenset(grounds))


def together(criteria, *sheets, rules=DEFAULT_RULES):
    return council_result(
        criteria=criteria, sheets=dict(enumerate(sheets)), rules=rules, under=BUILT_IN[criteria.instrument]
    )


@pytest.mark.parametrize(("naming", "of", "eliminated"), [(1, 1, True), (1, 2, False), (2, 3, True), (5, 11, False)])
def test_a_ground_holds_when_more_than_half_of_the_sheets_name_it(naming, of, eliminated):
    rice = set_of_26(3)
    result = together(rice, *[named(rice, FORGED)] * naming, *[named(rice)] * (of - naming))

    assert [ground.text for ground in result.eliminated_by] == (["Hồ sơ giả mạo"] if eliminated else [])
    assert result.stars == (None if eliminated else 5)
    assert (result.recognised_by is None) is eliminated
    assert not (eliminated and result.potential_five_stars)


def test_rules_may_ask_for_everyone_to_name_a_ground():
    rice = set_of_26(3)
    rules = CouncilRules(disqualification=Disqualification.EVERYONE)

    assert together(rice, named(rice, FORGED), named(rice, FORGED), named(rice), rules=rules).stars == 5
    assert together(rice, named(rice, FORGED), named(rice, FORGED), rules=rules).stars is None


def test_different_grounds_do_not_add_up_to_one():
    rice = set_of_26(3)

    assert together(rice, named(rice, FORGED), named(rice, IMPURE), named(rice)).stars == 5


def test_a_sheet_that_stops_at_a_ground_is_finished_and_the_council_may_share_it():
    rice = set_of_26(3)
    stopped = named(rice, IMPURE, ticks={"1.1": 0})

    assert sheet_score(criteria=rice, sheet=stopped).complete
    assert together(rice, stopped, stopped, named(rice)).eliminated_by[0].code == "6.1"


def test_a_sheet_that_stopped_alone_must_be_scored_to_the_end():
    rice = set_of_26(3)
    stopped = named(rice, IMPURE, ticks={"1.1": 0})

    with pytest.raises(Refusal, match="1 phiếu dừng chấm vì nêu căn cứ loại mà Hội đồng không thống nhất"):
        together(rice, stopped, named(rice), named(rice))


def test_an_unfinished_sheet_is_not_counted_up():
    rice = set_of_26(3)
    unfinished = named(rice, ticks={"1.1": 0})

    with pytest.raises(Refusal, match="Còn 1 phiếu chưa chấm hết"):
        together(rice, unfinished, named(rice))
    with pytest.raises(Refusal, match="Chưa có phiếu"):
        together(rice)


@pytest.mark.parametrize(
    ("instrument", "number", "code"), [("26/2026", 16, "6.1"), ("1048+781", 17, "6.1"), ("1048+781", 7, "6.1")]
)
def test_where_nothing_is_itself_a_ground_0_points_eliminate(instrument, number, code):
    criteria = criteria_set(instrument=Instrument(instrument), number=number)
    zero = named(criteria, ticks=best_ticks(criteria) | {code: 0})

    assert criteria.nodes[code].options[0].points == 0
    assert sheet_score(criteria=criteria, sheet=zero).stopped
    assert together(criteria, zero, zero, named(criteria)).stars is None
    assert together(criteria, zero, named(criteria), named(criteria)).stars is not None


def test_0_points_elsewhere_eliminate_nobody():
    rice = set_of_26(3)

    assert not sheet_score(criteria=rice, sheet=named(rice, ticks=best_ticks(rice) | {"2.1": 0})).stopped


@pytest.mark.parametrize("ground", [":99", "9.9:0", "", "1.1:0"])
def test_a_ground_that_is_not_printed_cannot_be_named(ground):
    rice = set_of_26(3)

    with pytest.raises(Refusal, match="không có căn cứ loại"):
        sheet_score(criteria=rice, sheet=named(rice, ground))


@pytest.mark.parametrize("number", [10, 16, 19])
def test_an_incomplete_set_gives_no_score_at_all(number):
    criteria = criteria_set(instrument=Instrument.QD_1048_781, number=number)

    for ask in (
        sheet_score,
        lambda **given: gap_to_next(**given, rules=DEFAULT_RULES, under=BUILT_IN[criteria.instrument]),
    ):
        with pytest.raises(Refusal, match="thiếu 2 điểm"):
            ask(criteria=criteria, sheet=named(criteria))
