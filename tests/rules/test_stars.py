from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.finding import Severity
from registry.rules.instruments import BodyLevel, Instrument
from registry.rules.refusal import Refusal
from registry.rules.stars import (
    StarRating,
    certifiable,
    check_stars,
    from_hundredths,
    hundredths,
    is_in_printed_gap,
    star_rating,
    vietnamese_score,
)

VERIFIED = [instrument for instrument, facts in BUILT_IN.items() if facts.verified]
UNVERIFIED = [instrument for instrument, facts in BUILT_IN.items() if not facts.verified]


@pytest.mark.parametrize("instrument", list(BUILT_IN))
@pytest.mark.parametrize(
    ("score", "stars"),
    [
        ("0", 1),
        ("29.99", 1),
        ("30", 2),
        ("49.99", 2),
        ("50", 3),
        ("69.99", 3),
        ("70", 4),
        ("89.99", 4),
        ("90", 5),
        ("100", 5),
    ],
)
def test_the_bands_begin_exactly_at_30_50_70_and_90(score, stars, instrument):
    assert star_rating(Decimal(score), BUILT_IN[instrument]) == stars


def test_only_the_instruments_that_could_be_read_are_verified():
    assert set(VERIFIED) == {Instrument.QD_1048, Instrument.QD_1048_781, Instrument.QD_26_2026}


@pytest.mark.parametrize("score", ["-0.01", "100.01", "52.805", "NaN", "Infinity"])
def test_what_is_no_score_is_refused(score):
    with pytest.raises(Refusal) as refused:
        star_rating(Decimal(score), BUILT_IN[Instrument.QD_26_2026])

    assert refused.value.field == "score"


@given(st.integers(0, 10_000))
def test_a_score_survives_the_table(kept):
    assert hundredths(from_hundredths(kept)) == kept


@pytest.mark.parametrize(("stars", "given_paper"), [(1, False), (2, False), (3, True), (4, True), (5, True)])
def test_certificates_begin_at_three_stars(stars, given_paper):
    assert certifiable(stars) is given_paper
    assert codes(stars=stars, score="95", level=BodyLevel.MINISTRY, ground="central_result") == (
        [] if given_paper else [("not_certifiable", Severity.BLOCKS)]
    )


@pytest.mark.parametrize(
    ("score", "instrument", "gap"),
    [
        ("69", "1048", False),
        ("69.5", "1048", True),
        ("69.99", "1048+781", True),
        ("70", "1048+781", False),
        ("49.01", "1048", True),
        ("89.5", "1048", True),
        ("69.5", "26/2026", False),
        ("69.5", "148", False),
        ("52.8", "1048+781", False),
    ],
)
def test_scores_between_two_printed_bands_of_1048_are_said(score, instrument, gap):
    assert is_in_printed_gap(Decimal(score), BUILT_IN[Instrument(instrument)]) is gap


def test_69_5_under_1048_is_three_stars_to_be_acknowledged_and_never_four():
    gap = ("score_in_printed_gap", Severity.ACKNOWLEDGE)

    assert codes(stars=3, score="69.5", instrument=Instrument.QD_1048_781) == [gap]
    assert codes(stars=4, score="69.5", instrument=Instrument.QD_1048_781) == [
        ("more_stars_than_score", Severity.BLOCKS),
        gap,
    ]


@pytest.mark.parametrize("instrument", VERIFIED)
def test_more_stars_than_the_score_are_refused(instrument):
    assert codes(stars=4, score="68", instrument=instrument) == [("more_stars_than_score", Severity.BLOCKS)]


@pytest.mark.parametrize("instrument", UNVERIFIED)
def test_more_stars_than_an_unverified_band_are_a_warning(instrument):
    assert codes(stars=4, score="68", instrument=instrument) == [("more_stars_than_score", Severity.ACKNOWLEDGE)]


def test_fewer_stars_need_a_ground():
    assert codes(stars=3, score="75") == [("fewer_stars_without_ground", Severity.BLOCKS)]
    assert codes(stars=3, score="75", ground="  ") == [("fewer_stars_without_ground", Severity.BLOCKS)]
    assert codes(stars=3, score="75", ground="minimum_not_reached") == []


def test_a_score_may_be_missing_only_where_the_recognition_is_recorded():
    assert codes(stars=3, score=None) == [("score_missing", Severity.BLOCKS)]
    assert codes(stars=3, score=None, recorded=True) == []


def test_90_points_at_the_province_are_potential_and_not_five_stars():
    found = check_stars(stars=5, score=Decimal(96), under=BUILT_IN[Instrument.QD_26_2026], level=BodyLevel.PROVINCE)

    assert [finding.severity for finding in found] == [Severity.BLOCKS]
    assert "tiềm năng 5 sao" in found[0].text


def test_five_stars_of_the_ministry_pass():
    assert codes(stars=5, score="90", level=BodyLevel.MINISTRY) == []
    assert codes(stars=5, score=None, level=BodyLevel.MINISTRY, recorded=True) == []


def test_the_province_gives_four_stars_for_90_points_on_the_central_result():
    assert codes(stars=4, score="91", ground="central_result", level=BodyLevel.PROVINCE) == []


@given(st.integers(0, 10_000), st.integers(3, 5), st.sampled_from(VERIFIED))
def test_the_rank_of_the_score_is_the_only_one_that_needs_no_word(kept, stars, instrument):
    score = from_hundredths(kept)
    found = check_stars(stars=stars, score=score, under=BUILT_IN[instrument], level=BodyLevel.MINISTRY)
    blocked = any(finding.severity is Severity.BLOCKS for finding in found)

    assert blocked == (star_rating(score, BUILT_IN[instrument]) != stars)


@pytest.mark.parametrize(
    ("score", "written"), [("52.80", "52,8"), ("96", "96"), ("69.05", "69,05"), ("100", "100"), ("0", "0")]
)
def test_scores_are_written_with_a_comma(score, written):
    assert vietnamese_score(Decimal(score)) == written


def test_stars_count():
    assert StarRating.FOUR > StarRating.THREE == 3


def codes(*, score, instrument=Instrument.QD_26_2026, level=BodyLevel.PROVINCE, **rest):
    under, points = BUILT_IN[instrument], None if score is None else Decimal(score)
    found = check_stars(score=points, under=under, level=level, **rest)
    return [(finding.code, finding.severity) for finding in found]
