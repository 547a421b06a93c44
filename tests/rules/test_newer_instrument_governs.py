"""A newer instrument takes over on its first day, and leaves to the older one what its transition leaves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from builders.newer_law import BEGINS, LAST_FIRST, NEW, TITLE, chapter

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.governing import governing, renewed_under
from registry.rules.instruments import Instrument, Instruments, RecognitionKind, UnknownInstrument
from registry.rules.reassessment import FilingDays
from registry.rules.stars import is_in_printed_gap, potential_five_stars, star_rating

OLD = Instrument.QD_26_2026
FIRST, AGAIN, UP, _ = RecognitionKind
EVE, DAY = BEGINS - timedelta(days=1), timedelta(days=1)


@pytest.fixture(scope="module")
def known() -> Instruments:
    return BUILT_IN.followed_by(chapter().facts)


def test_the_one_before_ends_on_the_eve_of_the_first_day(known) -> None:
    assert (known[OLD].applies_to, known[NEW].applies_to) == (EVE, None)
    assert (known.in_force_on(EVE).code, known.in_force_on(BEGINS).code) == (OLD, NEW)
    assert known.before(known[NEW]).code == OLD
    assert BUILT_IN[OLD].applies_to is None


@pytest.mark.parametrize(
    ("kind", "filed", "assessed", "proposed", "may_be"),
    [
        (FIRST, EVE, EVE, OLD, {OLD}),
        (FIRST, EVE, BEGINS, OLD, {OLD, NEW}),
        (FIRST, EVE, LAST_FIRST, OLD, {OLD, NEW}),
        (FIRST, EVE, LAST_FIRST + DAY, NEW, {NEW}),
        (FIRST, BEGINS, LAST_FIRST, NEW, {NEW}),
        (FIRST, None, LAST_FIRST, NEW, {OLD, NEW}),
        # Of these kinds its transition says nothing: they pass to it at once.
        (UP, EVE, BEGINS, NEW, {NEW}),
        (AGAIN, EVE, BEGINS, NEW, {NEW}),
        # The transition of the older one still holds for its own days.
        (FIRST, date(2026, 5, 21), date(2026, 7, 21), Instrument.QD_148_1489, {Instrument.QD_148_1489, OLD}),
    ],
)
def test_the_dates_propose_it_around_its_first_day(known, kind, filed, assessed, proposed, may_be) -> None:
    proposal = governing(known, filed_on=filed, assessed_on=assessed, kind=kind)

    assert (proposal.instrument, proposal.allowed) == (proposed, may_be)


def test_the_reason_names_the_newer_instrument_its_day_and_its_article(known) -> None:
    proposal = governing(known, filed_on=EVE, assessed_on=BEGINS, kind=FIRST)

    assert "trước ngày 01/3/2028" in proposal.reason
    assert proposal.reason.endswith(f"tại Điều 15 {TITLE}.")


@pytest.mark.parametrize(
    ("score", "stars"), [("54.99", 2), ("55", 3), ("74.99", 3), ("75", 4), ("91.99", 4), ("92", 5), ("100", 5)]
)
def test_stars_follow_its_own_bands(known, score, stars) -> None:
    assert star_rating(Decimal(score), known[NEW]) == stars
    assert potential_five_stars(Decimal(score), known[NEW]) is (stars == 5)
    assert not is_in_printed_gap(Decimal(score), known[NEW])


def test_what_is_not_known_is_refused_in_a_sentence(known) -> None:
    with pytest.raises(UnknownInstrument) as refused:
        known[Instrument("100/2030")]

    assert refused.value.text == "Sổ chưa có văn bản mang mã «100/2030»."
    assert known.get(Instrument("100/2030")) is None


@pytest.mark.parametrize("code", ["490", "148+1489", "26/2026", "99/2028", "26/2026+15/2027", "1048+781"])
def test_a_code_survives_its_address(code) -> None:
    assert Instrument.from_address(Instrument(code).in_address) == code


@pytest.mark.parametrize("code", ["", "0", "QĐ 26", "26-2026", "26/1999", "148+2030", "1/2028+", "٣", "1" * 33])
def test_what_is_no_code_is_none(code) -> None:
    with pytest.raises(ValueError, match="no code"):
        Instrument(code)


def test_a_renewal_falls_under_what_is_in_force_when_it_can_be_filed_at_the_earliest(known) -> None:
    def under(opens: date | None, on: date) -> Instrument:
        days = FilingDays(first=opens, last=opens + 60 * DAY) if opens else None
        return renewed_under(known, on=on, filing=days).code

    early = BEGINS - 30 * DAY
    assert [under(opens, early) for opens in (EVE, BEGINS, None)] == [OLD, NEW, OLD]
    assert [under(opens, BEGINS) for opens in (EVE, BEGINS, None)] == [NEW, NEW, NEW]
    assert under(None, date(2017, 1, 1)) == Instrument.QD_490
