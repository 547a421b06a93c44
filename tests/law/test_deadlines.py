from registry.law.deadlines import deadlines
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.clocks import LEGAL_LIMITS, Step
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.reassessment import CLOSES_DAYS, OPENS_DAYS
from registry.rules.rounds import DAYS_OF_EXTENSION, DEFAULT_ROUNDS, LEAST_ROUNDS, REASSESSMENT
from registry.rules.term import MONTHS_OF_VALIDITY

UNTIL = BUILT_IN[Instrument.QD_26_2026].transition.until


def known(code: str):
    return deadlines().by_code[code]


def test_the_commune_has_the_days_of_the_instrument() -> None:
    screening, limit = known("commune-screening"), LEGAL_LIMITS[Step.SCREENING]

    assert (limit.days, limit.kind) == (screening.days, screening.day_kind) == (15, "working")


def test_the_rounds_of_the_rules_are_those_of_the_instrument() -> None:
    assert known("province-rounds-per-year").minimum_per_year == LEAST_ROUNDS == len(DEFAULT_ROUNDS.rounds)
    for number, one in enumerate(DEFAULT_ROUNDS.rounds, start=1):
        listed = known(f"province-round-{number}")
        assert f"{one.filed_before.month:02}-{one.filed_before.day:02}" == listed.filing_before
        assert f"{one.finish_before.month:02}-{one.finish_before.day:02}" == listed.finish_before


def test_reassessment_has_the_days_of_the_instrument() -> None:
    window, procedure = known("reassessment-window"), known("reassessment-procedure")

    assert (window.earliest_days_before_expiry, window.latest_days_before_expiry) == (OPENS_DAYS, CLOSES_DAYS)
    assert (procedure.days, procedure.day_kind) == (REASSESSMENT.days, REASSESSMENT.kind)
    assert known("late-reassessment-extension").days == DAYS_OF_EXTENSION


def test_the_term_and_the_transition_are_those_of_the_instrument() -> None:
    assert known("certificate-validity").months == MONTHS_OF_VALIDITY
    assert known("transition-first-or-upgrade").until == UNTIL[RecognitionKind.FIRST]
    assert known("transition-reassessment").until == UNTIL[RecognitionKind.REASSESSED]


def test_what_is_known_from_the_press_alone_says_so() -> None:
    assert [one.code for one in deadlines().by_code.values() if one.grade != "read"] == ["expiry-notice-148"]
    assert deadlines().checks
    assert deadlines().source


def test_whatever_was_read_in_an_instrument_names_its_article() -> None:
    assert all(one.article for one in deadlines().by_code.values() if one.grade == "read")
