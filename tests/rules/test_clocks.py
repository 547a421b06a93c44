"""Every step of a dossier has its limit, the days it used, and those it has left."""

from datetime import date
from fractions import Fraction

import pytest

from registry.rules.clocks import LEGAL_LIMITS, STATES, Clock, Entry, Step, clocks, monthly, stays, took, urgency
from registry.rules.dossier_life import ENDED, DossierState
from registry.rules.instruments import RecognitionKind
from registry.rules.working_days import Calendar, DayKind, Limit

FIRST, AGAIN = RecognitionKind.FIRST, RecognitionKind.REASSESSED
CALENDAR = Calendar(announced=frozenset({2026}))
RECEIVING = Limit(days=5, kind=DayKind.WORKING, ground="Quy chế của tỉnh")


def way(*entries: tuple[str, int, int]) -> list[Entry]:
    """States with the day and month of 2026 on which the dossier came in."""
    return [Entry(state=DossierState(state), on=date(2026, month, day)) for state, day, month in entries]


def running(entries: list[Entry], *, on: date, kind: RecognitionKind = FIRST, **more) -> dict[Step, Clock]:
    given = {"limits": LEGAL_LIMITS, "calendar": CALENDAR, **more}
    return {one.step: one for one in clocks(entries, kind=kind, on=on, **given)}


SCREENED = way(("drafting", 1, 10), ("submitted", 2, 11))


@pytest.mark.parametrize(
    ("on", "used", "left", "over"),
    [
        (date(2026, 11, 2), 0, 15, False),
        (date(2026, 11, 3), 1, 14, False),
        (date(2026, 11, 20), 14, 1, False),
        (date(2026, 11, 23), 15, 0, False),
        (date(2026, 11, 24), 16, -1, True),
    ],
)
def test_a_commune_has_fifteen_working_days(on: date, used: int, left: int, over: bool) -> None:
    clock = running(SCREENED, on=on)[Step.SCREENING]

    assert (clock.due, clock.used, clock.left, clock.is_over) == (date(2026, 11, 23), used, left, over)
    assert "Điều 7" in clock.ground


def test_the_communes_days_begin_anew_when_a_returned_dossier_comes_again() -> None:
    entries = [*SCREENED, *way(("returned", 10, 11), ("submitted", 16, 11))]
    clock = running(entries, on=date(2026, 11, 17))[Step.SCREENING]

    assert (clock.since, clock.used, clock.due) == (date(2026, 11, 16), 1, date(2026, 12, 7))


def test_a_draft_has_no_clock_and_neither_has_what_has_ended() -> None:
    assert running(way(("drafting", 1, 10)), on=date(2026, 11, 1)) == {}
    assert running([], on=date(2026, 11, 1)) == {}
    for state in ENDED:
        assert running([*SCREENED, Entry(state=state, on=date(2026, 11, 5))], on=date(2026, 12, 1), kind=AGAIN) == {}


def test_a_step_without_a_limit_shows_its_days_and_is_never_over() -> None:
    clock = running([*SCREENED, *way(("forwarded", 20, 11))], on=date(2026, 12, 20))[Step.RECEIVING]

    assert (clock.due, clock.left, clock.used, clock.is_over) == (None, None, 30, False)


def test_the_province_sets_limits_of_its_own_beside_the_legal_ones() -> None:
    entries = [*SCREENED, *way(("forwarded", 20, 11))]
    clock = running(entries, on=date(2026, 11, 30), limits={**LEGAL_LIMITS, Step.RECEIVING: RECEIVING})[Step.RECEIVING]

    assert (clock.due, clock.left, clock.ground) == (date(2026, 11, 27), -1, "Quy chế của tỉnh")


def test_a_council_is_done_the_day_before_its_round_must_be_finished() -> None:
    entries = [*SCREENED, *way(("forwarded", 9, 11), ("in_round", 10, 11))]
    last = running(entries, on=date(2026, 12, 29), finish_before=date(2026, 12, 30))[Step.COUNCIL]
    late = running(entries, on=date(2026, 12, 30), finish_before=date(2026, 12, 30))[Step.COUNCIL]

    assert (last.due, last.left, last.is_over) == (date(2026, 12, 29), 0, False)
    assert (late.left, late.is_over) == (-1, True)


AGAIN_AT_PROVINCE = [*SCREENED, *way(("forwarded", 9, 11), ("in_round", 20, 11), ("scored", 10, 12))]


@pytest.mark.parametrize(("on", "left"), [(date(2026, 12, 24), 0), (date(2026, 12, 25), -1)])
def test_a_reassessment_has_forty_five_days_over_all_steps_of_the_province(on: date, left: int) -> None:
    clock = running(AGAIN_AT_PROVINCE, on=on, kind=AGAIN)[Step.REASSESSING]

    assert (clock.since, clock.due, clock.left) == (date(2026, 11, 9), date(2026, 12, 24), left)
    assert Step.REASSESSING not in running(AGAIN_AT_PROVINCE, on=on, kind=FIRST)


def test_a_dossier_taken_out_of_a_round_still_runs_on_the_same_clock() -> None:
    entries = [*SCREENED, *way(("forwarded", 9, 11), ("in_round", 20, 11), ("forwarded", 25, 11))]
    found = running(entries, on=date(2026, 12, 1), kind=AGAIN)

    assert found[Step.REASSESSING].since == date(2026, 11, 9)
    assert found[Step.RECEIVING].since == date(2026, 11, 25)


def test_a_request_completed_after_a_return_begins_its_days_anew() -> None:
    entries = [
        *SCREENED,
        *way(("forwarded", 9, 11), ("returned", 12, 11), ("submitted", 13, 11), ("forwarded", 16, 11)),
    ]

    assert running(entries, on=date(2026, 12, 1), kind=AGAIN)[Step.REASSESSING].since == date(2026, 11, 16)


def test_a_decision_that_let_go_of_a_result_again_never_stopped_the_clock() -> None:
    entries = [*AGAIN_AT_PROVINCE, *way(("decided", 15, 12), ("scored", 18, 12))]
    found = running(entries, on=date(2026, 12, 20), kind=AGAIN)

    assert found[Step.DECIDING].since == date(2026, 12, 10)
    assert found[Step.REASSESSING].since == date(2026, 11, 9)


def test_a_notified_result_without_a_decision_stops_every_clock() -> None:
    assert running(AGAIN_AT_PROVINCE, on=date(2027, 3, 1), kind=AGAIN, notified_on=date(2026, 12, 15)) == {}
    ended = stays(AGAIN_AT_PROVINCE, kind=AGAIN, notified_on=date(2026, 12, 15))
    assert {stay.until for stay in ended if stay.step in (Step.DECIDING, Step.REASSESSING)} == {date(2026, 12, 15)}


def test_a_last_day_in_a_year_whose_holidays_are_not_announced_is_not_certain() -> None:
    assert running(SCREENED, on=date(2026, 11, 3))[Step.SCREENING].is_certain
    late = way(("submitted", 21, 12))
    assert not running(late, on=date(2026, 12, 22))[Step.SCREENING].is_certain


def test_of_calendar_days_only_the_last_must_be_known_and_of_working_days_all() -> None:
    early = Calendar(announced=frozenset({2027}))
    at_commune = running(way(("submitted", 21, 12)), on=date(2026, 12, 22), calendar=early)
    at_province = running(way(("forwarded", 21, 12)), on=date(2026, 12, 22), kind=AGAIN, calendar=early)

    assert not at_commune[Step.SCREENING].is_certain
    assert at_province[Step.REASSESSING].is_certain


def test_the_most_urgent_comes_first_and_what_has_no_last_day_comes_last() -> None:
    entries = [*SCREENED, *way(("forwarded", 9, 11), ("in_round", 20, 11))]
    found = clocks(
        entries,
        kind=AGAIN,
        on=date(2026, 12, 1),
        limits=LEGAL_LIMITS,
        calendar=CALENDAR,
        finish_before=date(2026, 12, 10),
    )
    unlimited = clocks(SCREENED, kind=FIRST, on=date(2026, 12, 1), limits={}, calendar=CALENDAR)

    assert [one.step for one in found] == [Step.COUNCIL, Step.REASSESSING]
    assert [one.step for one in sorted([*unlimited, *found], key=urgency)][-1] is Step.SCREENING


def test_every_state_in_somebodys_hands_belongs_to_a_step() -> None:
    covered = frozenset[DossierState]().union(*STATES.values())

    assert covered == set(DossierState) - ENDED - {DossierState.DRAFTING}


def took_of(entries: list[Entry], office: str, kind: RecognitionKind = FIRST):
    return took(entries, kind=kind, office_of={Step.SCREENING: office}, limits=LEGAL_LIMITS, calendar=CALENDAR)


def test_what_took_exactly_its_days_was_in_time_and_a_day_more_was_not() -> None:
    (in_time,) = took_of([*SCREENED, *way(("forwarded", 23, 11))], "Xã Sin Suối Hồ")
    (late,) = took_of([*SCREENED, *way(("forwarded", 24, 11))], "Xã Sin Suối Hồ")

    assert (in_time.days, in_time.over) == (15, False)
    assert (late.days, late.over) == (16, True)


def test_the_figure_of_a_month_counts_what_ended_in_it_by_step_and_office() -> None:
    sin_suoi_ho = took_of([*SCREENED, *way(("forwarded", 24, 11), ("in_round", 1, 12))], "Xã Sin Suối Hồ")
    again = took_of([*SCREENED, *way(("forwarded", 9, 11))], "Xã Sin Suối Hồ")
    tan_phong = took_of([*SCREENED, *way(("forwarded", 30, 11))], "Phường Tân Phong")
    november = monthly([*sin_suoi_ho, *again, *tan_phong], year=2026, month=11)
    december = monthly([*sin_suoi_ho, *again, *tan_phong], year=2026, month=12)

    assert [(one.office, one.ended, one.mean, one.longest, one.over) for one in november] == [
        ("Phường Tân Phong", 1, 20, 20, 1),
        ("Xã Sin Suối Hồ", 2, Fraction(21, 2), 16, 1),
    ]
    assert [(one.step, one.ended, one.mean, one.kind) for one in december] == [(Step.RECEIVING, 1, 7, DayKind.CALENDAR)]


def test_a_month_in_which_nothing_ended_has_no_figure() -> None:
    assert monthly(took_of(SCREENED, "Xã"), year=2026, month=11) == []
