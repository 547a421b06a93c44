"""Which round a dossier falls in, and what keeps a certificate in effect while it is assessed again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.instruments import RecognitionKind
from registry.rules.rounds import (
    DEFAULT_ROUNDS,
    Keeping,
    RoundRules,
    TooLateForRound,
    YearDay,
    YearlyRound,
    check_admitted,
    is_by_written_opinions,
    kept_until,
    needs_field_visit,
    reassessment_due,
    round_for,
    rounds_of,
)
from registry.rules.working_days import Calendar

FIRST, UPGRADED, REASSESSED = RecognitionKind.FIRST, RecognitionKind.UPGRADED, RecognitionKind.REASSESSED
THIRD = YearlyRound(filed_before=YearDay(11, 30), finish_before=YearDay(1, 30))
EXPIRES = date(2027, 6, 29)
"""Filing days: 31/12/2026 to 01/3/2027."""


@pytest.mark.parametrize(
    ("forwarded_on", "year", "number"),
    [
        (date(2026, 1, 1), 2026, 1),
        (date(2026, 4, 29), 2026, 1),
        (date(2026, 4, 30), 2026, 2),
        (date(2026, 10, 29), 2026, 2),
        (date(2026, 10, 30), 2027, 1),
        (date(2026, 12, 31), 2027, 1),
    ],
)
def test_a_dossier_falls_in_the_first_round_whose_cut_off_is_still_to_come(forwarded_on, year, number) -> None:
    found = round_for(forwarded_on, DEFAULT_ROUNDS)

    assert (found.year, found.number) == (year, number)


def test_a_round_is_finished_before_its_day() -> None:
    first, second = rounds_of(2026, DEFAULT_ROUNDS)

    assert (first.filed_before, first.finish_before) == (date(2026, 4, 30), date(2026, 6, 30))
    assert (second.filed_before, second.finish_before) == (date(2026, 10, 30), date(2026, 12, 30))


def test_the_day_of_the_cut_off_counts_where_the_province_says_so() -> None:
    lenient = replace(DEFAULT_ROUNDS, cutoff_counts=True)

    assert round_for(date(2026, 4, 30), lenient).number == 1
    assert round_for(date(2026, 5, 1), lenient).number == 2


def test_a_third_round_takes_what_the_second_missed_and_ends_in_the_year_after() -> None:
    rules = RoundRules(rounds=(THIRD, *DEFAULT_ROUNDS.rounds))
    found = round_for(date(2026, 10, 30), rules)

    assert (found.year, found.number, found.finish_before) == (2026, 3, date(2027, 1, 30))


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)))
def test_every_day_has_its_round_and_later_days_never_an_earlier_one(day: date) -> None:
    found = round_for(day, DEFAULT_ROUNDS)
    following = round_for(date.fromordinal(day.toordinal() + 1), DEFAULT_ROUNDS)

    assert day < found.filed_before < found.finish_before
    assert following.filed_before >= found.filed_before


@pytest.mark.parametrize("kind", [FIRST, UPGRADED])
def test_what_was_forwarded_on_the_cut_off_goes_into_the_next_round(kind: RecognitionKind) -> None:
    cut = date(2026, 10, 30)

    check_admitted(kind=kind, forwarded_on=date(2026, 10, 29), filed_before=cut, rules=DEFAULT_ROUNDS)
    with pytest.raises(TooLateForRound, match="hãy đưa vào đợt sau") as refused:
        check_admitted(kind=kind, forwarded_on=cut, filed_before=cut, rules=DEFAULT_ROUNDS)
    assert refused.value.field == "round"


def test_a_reassessment_waits_for_no_cut_off() -> None:
    check_admitted(
        kind=REASSESSED, forwarded_on=date(2026, 12, 1), filed_before=date(2026, 10, 30), rules=DEFAULT_ROUNDS
    )


def test_a_reassessment_goes_by_written_opinions_unless_they_diverge_or_it_is_complex() -> None:
    assert is_by_written_opinions(kind=REASSESSED, divergent=False, complex_case=False)
    assert not is_by_written_opinions(kind=REASSESSED, divergent=True, complex_case=False)
    assert not is_by_written_opinions(kind=REASSESSED, divergent=False, complex_case=True)
    for kind in (FIRST, UPGRADED):
        assert not is_by_written_opinions(kind=kind, divergent=False, complex_case=False)


def test_a_reassessment_is_visited_only_for_large_changes_or_unclear_evidence() -> None:
    assert not needs_field_visit(kind=REASSESSED, large_changes=False, unclear_evidence=False)
    assert needs_field_visit(kind=REASSESSED, large_changes=True, unclear_evidence=False)
    assert needs_field_visit(kind=REASSESSED, large_changes=False, unclear_evidence=True)
    assert needs_field_visit(kind=FIRST, large_changes=False, unclear_evidence=False)


def test_a_reassessment_takes_no_more_than_forty_five_days() -> None:
    assert reassessment_due(date(2026, 11, 9), Calendar()) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("filed_on", "keeping", "until"),
    [
        (date(2026, 12, 30), Keeping.OUTSIDE_WINDOW, date(2027, 12, 26)),
        (date(2026, 12, 31), Keeping.NOT_BY_SETTING, EXPIRES),
        (date(2027, 3, 1), Keeping.NOT_BY_SETTING, EXPIRES),
        (date(2027, 3, 2), Keeping.OUTSIDE_WINDOW, date(2027, 12, 26)),
        (EXPIRES, Keeping.OUTSIDE_WINDOW, date(2027, 12, 26)),
        (date(2027, 6, 30), Keeping.AFTER_EXPIRY, EXPIRES),
    ],
)
def test_a_file_outside_the_window_keeps_its_certificate_at_most_180_days(filed_on, keeping, until) -> None:
    kept = kept_until(last_day_of_certificate=EXPIRES, filed_on=filed_on, result_on=None, rules=DEFAULT_ROUNDS)

    assert (kept.keeping, kept.until) == (keeping, until)


def test_a_file_in_time_keeps_its_certificate_where_the_province_reads_it_so() -> None:
    rules = replace(DEFAULT_ROUNDS, in_time_keeps_effect=True)
    kept = kept_until(last_day_of_certificate=EXPIRES, filed_on=date(2027, 1, 15), result_on=None, rules=rules)

    assert (kept.keeping, kept.until) == (Keeping.IN_TIME, date(2027, 12, 26))


@pytest.mark.parametrize(
    ("result_on", "until"),
    [
        (date(2027, 6, 1), EXPIRES),
        (date(2027, 8, 1), date(2027, 8, 1)),
        (date(2027, 12, 26), date(2027, 12, 26)),
        (date(2027, 12, 27), date(2027, 12, 26)),
    ],
)
def test_effect_ends_with_the_result_and_never_before_the_certificates_own_last_day(result_on, until) -> None:
    kept = kept_until(
        last_day_of_certificate=EXPIRES, filed_on=date(2027, 5, 1), result_on=result_on, rules=DEFAULT_ROUNDS
    )

    assert kept.until == until
