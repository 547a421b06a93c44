from datetime import date, timedelta
from itertools import pairwise

import pytest

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.governing import governing
from registry.rules.instruments import BodyLevel, Instrument, RecognitionKind
from registry.rules.refusal import Refusal

FIRST, AGAIN, UP, PAPER = RecognitionKind
OLD, NEW = Instrument.QD_148_1489, Instrument.QD_26_2026


@pytest.mark.parametrize(
    ("day", "instrument"),
    [
        (date(2018, 5, 6), None),
        (date(2018, 5, 7), "490"),
        (date(2019, 8, 20), "490"),
        (date(2019, 8, 21), "1048"),
        (date(2020, 6, 7), "1048"),
        (date(2020, 6, 8), "1048+781"),
        (date(2020, 12, 8), "1048+781"),
        (date(2023, 2, 23), "1048+781"),
        (date(2023, 2, 24), "148"),
        (date(2025, 7, 5), "148"),
        (date(2025, 7, 6), "148+1489"),
        (date(2026, 5, 21), "148+1489"),
        (date(2026, 5, 22), "26/2026"),
        (date(2040, 1, 1), "26/2026"),
    ],
)
def test_each_day_has_its_instrument(day, instrument):
    found = BUILT_IN.in_force_on(day)

    assert (found.code if found else None) == instrument


def test_the_instruments_follow_one_another_without_a_gap():
    facts = list(BUILT_IN.values())

    for earlier, later in pairwise(facts):
        assert earlier.applies_to is not None
        assert earlier.applies_to + timedelta(days=1) == later.applies_from


@pytest.mark.parametrize(
    ("kind", "filed", "assessed", "proposed", "may_be"),
    [
        # QĐ 26/2026, Điều 12: first time and upgrade until 21/7/2026, re-assessment until 21/6/2026.
        (FIRST, date(2026, 5, 21), date(2026, 5, 21), OLD, {OLD}),
        (FIRST, date(2026, 5, 21), date(2026, 5, 22), OLD, {OLD, NEW}),
        (FIRST, date(2026, 5, 21), date(2026, 7, 21), OLD, {OLD, NEW}),
        (FIRST, date(2026, 5, 21), date(2026, 7, 22), NEW, {NEW}),
        (FIRST, date(2026, 5, 22), date(2026, 7, 1), NEW, {NEW}),
        (UP, date(2026, 3, 1), date(2026, 7, 21), OLD, {OLD, NEW}),
        (UP, date(2026, 3, 1), date(2026, 7, 22), NEW, {NEW}),
        (AGAIN, date(2026, 5, 21), date(2026, 6, 21), OLD, {OLD, NEW}),
        (AGAIN, date(2026, 5, 21), date(2026, 6, 22), NEW, {NEW}),
        (AGAIN, date(2026, 5, 22), date(2026, 6, 1), NEW, {NEW}),
        # Without the filing date either may be right, and the one in force is proposed.
        (FIRST, None, date(2026, 6, 1), NEW, {OLD, NEW}),
        (AGAIN, None, date(2026, 6, 22), NEW, {NEW}),
        # No other change of instrument has a transition that could be found.
        (FIRST, date(2023, 2, 1), date(2023, 2, 24), Instrument.QD_148, {Instrument.QD_148}),
    ],
)
def test_the_dates_propose_an_instrument(kind, filed, assessed, proposed, may_be):
    proposal = governing(BUILT_IN, filed_on=filed, assessed_on=assessed, kind=kind)

    assert proposal.instrument == proposed
    assert proposal.allowed == may_be
    assert proposal.reason.endswith(".")


def test_before_the_assessment_the_filing_date_gives_a_first_guess():
    proposal = governing(BUILT_IN, filed_on=date(2026, 4, 1), assessed_on=None, kind=FIRST)

    assert proposal.instrument == OLD
    assert proposal.allowed == {OLD, NEW}


def test_without_any_date_nothing_is_proposed_and_everything_allowed():
    proposal = governing(BUILT_IN, filed_on=None, assessed_on=None, kind=FIRST)

    assert proposal.instrument is None
    assert proposal.allowed == set(BUILT_IN)


def test_a_reissued_paper_keeps_whatever_instrument_it_had():
    proposal = governing(BUILT_IN, filed_on=None, assessed_on=date(2023, 3, 1), kind=PAPER)

    assert proposal.instrument is None
    assert proposal.allowed == {
        Instrument.QD_490,
        Instrument.QD_1048,
        Instrument.QD_1048_781,
        Instrument.QD_148,
    }


def test_nothing_governs_before_the_programme_began():
    assert governing(BUILT_IN, filed_on=None, assessed_on=date(2018, 5, 6), kind=FIRST).allowed == set()


def test_a_dossier_cannot_be_filed_after_it_was_assessed():
    with pytest.raises(Refusal) as refused:
        governing(BUILT_IN, filed_on=date(2026, 6, 2), assessed_on=date(2026, 6, 1), kind=FIRST)

    assert refused.value.field == "filed_on"


@pytest.mark.parametrize(
    ("instrument", "levels"),
    [
        ("490", "PPM"),
        ("1048", "PPM"),
        ("1048+781", "PPM"),
        ("148", "DPM"),
        ("148+1489", "PPM"),
        ("26/2026", "PPM"),
    ],
)
def test_three_four_and_five_stars_are_recognised_by_these_levels(instrument, levels):
    names = {"D": BodyLevel.DISTRICT, "P": BodyLevel.PROVINCE, "M": BodyLevel.MINISTRY}
    who = [BUILT_IN[Instrument(instrument)].recogniser(stars) for stars in (3, 4, 5)]

    assert [one.level for one in who] == [names[letter] for letter in levels]


@pytest.mark.parametrize("instrument", list(BUILT_IN))
def test_nobody_recognises_one_and_two_stars(instrument):
    assert BUILT_IN[instrument].recogniser(1) is None
    assert BUILT_IN[instrument].recogniser(2) is None


def test_since_2026_the_chairman_and_the_minister_recognise_in_person():
    assert BUILT_IN[NEW].recogniser(3).title == "Chủ tịch Ủy ban nhân dân cấp tỉnh"
    assert BUILT_IN[NEW].recogniser(5).title == "Bộ trưởng Bộ Nông nghiệp và Môi trường"
