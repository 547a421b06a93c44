from datetime import date

import pytest
from builders.annexes import a_line, a_register, found

from registry.rules.annex import KnownName
from registry.rules.certificate_life import Standing
from registry.rules.check_sheet import check_sheet
from registry.rules.finding import Severity
from registry.rules.instruments import BodyLevel, Instrument, RecognitionKind
from registry.rules.producer_kinds import producer_near_key
from registry.rules.search_key import near_key

BLOCKS, ACKNOWLEDGE = Severity.BLOCKS, Severity.ACKNOWLEDGE


def test_an_annex_in_order_has_nothing_to_find():
    assert found(*(a_line(str(number)) for number in range(1, 48))) == []


def test_an_empty_annex_is_blocked():
    assert found() == [("", "empty", BLOCKS)]


def test_one_product_in_two_lines_is_blocked_at_the_second():
    assert found(a_line("1"), a_line("2", product_key="product 1")) == [("2", "product_twice", BLOCKS)]


@pytest.mark.parametrize(
    ("name", "producer", "code"),
    [
        ("trà MINH HỌA 1", "HTX Minh Họa 07", [("2", "name_twice", BLOCKS)]),
        ("Tra Minh-Hoa 1", "Hợp tác xã Minh Họa 07", [("2", "name_twice", ACKNOWLEDGE)]),
        ("Trà Minh Họa 1", "HTX Minh Họa 08", []),
    ],
)
def test_one_name_twice_is_the_same_producer_s_mistake_and_another_s_right(name, producer, code):
    second = a_line("2", product_name=name, producer_name=producer, producer_key=producer)

    assert found(a_line("1"), second) == code


@pytest.mark.parametrize(
    "field", ["product_name", "producer_name", "commune", "stars", "kind", "instrument", "assessed_on"]
)
def test_a_missing_field_blocks(field):
    empty = "" if field.endswith("name") else None

    assert found(a_line(**{field: empty})) == [("1", "missing", BLOCKS)]


def test_each_missing_field_and_each_line_has_its_own_finding():
    bare = {"commune": None, "kind": None}

    assert found(a_line("1", **bare), a_line("2", **bare)) == [
        ("1", "missing", BLOCKS),
        ("1", "missing", BLOCKS),
        ("2", "missing", BLOCKS),
        ("2", "missing", BLOCKS),
    ]


def test_a_missing_score_blocks():
    assert found(a_line(score_hundredths=None)) == [("1", "score_missing", BLOCKS)]


def test_what_a_recorded_list_does_not_say_is_not_asked_for():
    bare = a_line(
        score_hundredths=None, commune=None, instrument=None, filed_on=None, assessed_on=None, product_set=None
    )

    assert found(bare, recorded=True) == []


def test_the_score_is_held_against_the_stars():
    assert found(a_line(stars=4)) == [("1", "more_stars_than_score", BLOCKS)]
    assert found(a_line(score_hundredths=7500)) == [("1", "fewer_stars_without_ground", BLOCKS)]
    assert found(a_line(score_hundredths=7500, stars_ground="minimum_not_reached")) == []
    assert found(a_line(score_hundredths=6950)) == [("1", "score_in_printed_gap", ACKNOWLEDGE)]


def test_five_stars_are_not_the_province_s_to_give():
    assert found(a_line(score_hundredths=9600, stars=5)) == [("1", "five_stars_are_central", BLOCKS)]
    assert found(a_line(score_hundredths=9600, stars=5), level=BodyLevel.MINISTRY) == []


def test_a_district_gives_nothing_under_1048_and_three_stars_under_148():
    of_2024 = {"instrument": Instrument.QD_148, "filed_on": None, "assessed_on": date(2024, 5, 5)}

    assert found(a_line(), level=BodyLevel.DISTRICT) == [("1", "wrong_body", BLOCKS)]
    assert found(a_line(), level=BodyLevel.DISTRICT, recorded=True) == [("1", "wrong_body", ACKNOWLEDGE)]
    assert found(a_line(**of_2024), level=BodyLevel.DISTRICT, today=date(2024, 6, 1)) == []
    assert found(a_line(**of_2024), today=date(2024, 6, 1)) == [("1", "wrong_body", ACKNOWLEDGE)]


@pytest.mark.parametrize("kind", [RecognitionKind.FIRST, RecognitionKind.REASSESSED, RecognitionKind.UPGRADED])
def test_no_new_certificate_begins_before_one_the_product_already_has(kind):
    later = {"product 1": date(2021, 6, 1)}

    (finding,) = check_sheet([a_line(kind=kind)], a_register(begins_later=later))

    assert (finding.code, finding.severity) == ("certified_later", BLOCKS)
    assert "01/06/2021" in finding.text
    assert "certified_later" not in [code for _, code, _ in found(a_line(kind=kind), begins_later=later, recorded=True)]


@pytest.mark.parametrize(
    ("kind", "standing", "expected"),
    [
        (RecognitionKind.FIRST, None, []),
        (RecognitionKind.FIRST, Standing.EXPIRED, []),
        (RecognitionKind.FIRST, Standing.IN_FORCE, [("1", "already_certified", BLOCKS)]),
        (RecognitionKind.FIRST, Standing.UNDETERMINED, [("1", "already_certified", BLOCKS)]),
        (RecognitionKind.FIRST, Standing.REVOKED, [("1", "revoked_before", ACKNOWLEDGE)]),
        (RecognitionKind.REASSESSED, Standing.IN_FORCE, []),
        (RecognitionKind.REASSESSED, Standing.EXPIRED, []),
        (RecognitionKind.REASSESSED, None, [("1", "nothing_before", ACKNOWLEDGE)]),
        (RecognitionKind.REASSESSED, Standing.REVOKED, [("1", "nothing_before", ACKNOWLEDGE)]),
    ],
)
def test_the_kind_is_held_against_what_the_product_has(kind, standing, expected):
    standings = {} if standing is None else {"product 1": standing}

    assert found(a_line(kind=kind), standings=standings) == expected


@pytest.mark.parametrize(("stars", "blocked"), [(3, True), (4, False)])
def test_an_upgrade_goes_up(stars, blocked):
    line = a_line(kind=RecognitionKind.UPGRADED, stars=stars, score_hundredths=stars * 2000 - 500)
    codes = found(line, standings={"product 1": Standing.IN_FORCE}, stars={"product 1": 3})

    assert codes == ([("1", "upgrade_not_higher", BLOCKS)] if blocked else [])


def test_a_product_of_the_same_producer_with_a_near_name_must_be_acknowledged():
    name = KnownName(key="other", name="Trà minh hoạ 1", producer_key="producer")
    register = {"products": {near_key(name.name): [name]}}

    assert found(a_line(), **register) == [("1", "product_name_near", ACKNOWLEDGE)]
    assert found(a_line(producer_key="somebody else"), **register) == []
    assert found(a_line(product_key="other"), **register) == []


def test_a_producer_with_a_near_name_must_be_acknowledged():
    name = KnownName(key="other", name="Hợp tác xã Minh Hoạ 07")

    assert found(a_line(), producers={producer_near_key(name.name): [name]}) == [
        ("1", "producer_name_near", ACKNOWLEDGE)
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("12-105-03388-3-2020", []),
        ("12-03388-3-2020", [("1", "code", BLOCKS)]),
        ("rubbish", [("1", "code", BLOCKS)]),
        ("12-105-03388-3-2019", [("1", "code_year", ACKNOWLEDGE)]),
        ("12-105-03388-9-2020", [("1", "code_taken", BLOCKS)]),
    ],
)
def test_the_product_code_is_of_its_time_and_of_one_product(code, expected):
    assert found(a_line(product_code=code), codes={"12-105-03388-9-2020": "another"}) == expected


def test_a_damaged_code_of_a_recorded_list_is_kept_and_acknowledged():
    assert found(a_line(product_code="rubbish"), recorded=True) == [("1", "code", ACKNOWLEDGE)]


def test_one_code_for_two_products_blocks_however_it_is_written():
    lines = [a_line("1", product_code="12-105-03388-3-2020"), a_line("2", product_code="12-105-03388-03-2020")]

    assert found(*lines) == [("2", "code_twice", BLOCKS)]


def test_the_instrument_is_one_that_the_dates_allow():
    wrong = a_line(instrument=Instrument.QD_26_2026)

    assert found(wrong) == [("1", "instrument", BLOCKS)]
    assert found(wrong, recorded=True) == [("1", "instrument", ACKNOWLEDGE)]


def test_the_product_set_is_one_of_the_instrument():
    sets = {Instrument.QD_1048_781: range(1, 27)}

    assert found(a_line(product_set=26), sets=sets) == []
    assert found(a_line(product_set=27), sets=sets) == [("1", "product_set", BLOCKS)]


def test_missing_product_sets_are_said_once_for_the_whole_annex():
    lines = [a_line("1", product_set=None), a_line("2"), a_line("3", product_set=None)]

    assert found(*lines) == [("", "set_missing", ACKNOWLEDGE)]


def test_days_that_cannot_be_are_blocked():
    assert found(a_line(filed_on=date(2020, 12, 9))) == [("1", "filed_later", BLOCKS)]
    assert found(a_line(assessed_on=date(2020, 12, 10))) == []
    assert found(a_line(assessed_on=date(2020, 12, 11))) == [("1", "assessed_later", BLOCKS)]
    backwards = {"valid_from": date(2021, 1, 2), "valid_until": date(2021, 1, 1), "validity_ground": "Điều 3"}
    assert found(a_line(**backwards)) == [("1", "term", BLOCKS)]


def test_a_term_of_other_days_needs_its_ground():
    assert found(a_line(valid_until=date(2021, 12, 12))) == [("1", "term_without_ground", BLOCKS)]
    assert found(a_line(valid_until=date(2021, 12, 12), validity_ground="Quyết định nêu rõ")) == []


def test_a_product_in_another_open_decision_must_be_acknowledged():
    codes = found(a_line(), elsewhere={"product 1": "Công nhận đợt 2 năm 2020"})

    assert codes == [("1", "elsewhere", ACKNOWLEDGE)]


def test_findings_stand_in_the_order_of_the_lines_and_those_of_the_whole_last():
    lines = [a_line("91", product_set=None), a_line("93", commune=None), a_line("92", stars=4)]

    assert [key for key, _, _ in found(*lines)] == ["92", "93", ""]


def test_every_finding_is_a_vietnamese_sentence():
    lines = [
        a_line("1", stars=4, commune=None),
        a_line("2", product_key="product 1", product_code="x", filed_on=date(2021, 1, 1)),
    ]

    assert all(one.text.endswith((".", "?")) for one in check_sheet(lines, a_register()))
