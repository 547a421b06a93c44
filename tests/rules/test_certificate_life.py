from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.rules.certificate_life import Life, Move, MoveKind, Standing, last_day, standing

FROM = date(2020, 12, 13)
UNTIL = date(2023, 12, 13)
TERM = Life(valid_from=FROM, valid_until=UNTIL)
WRITTEN = datetime(2020, 12, 13, 3, tzinfo=UTC)


def move(kind, on, *, recorded=None, until=None):
    at = recorded or datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Move(kind=kind, effective_on=on, recorded_at=at, extended_until=until)


ISSUED = move(MoveKind.ISSUED, FROM, recorded=WRITTEN)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 12, 12), Standing.NOT_YET),
        (date(2020, 12, 13), Standing.IN_FORCE),
        (date(2022, 2, 28), Standing.IN_FORCE),
        (date(2023, 12, 13), Standing.IN_FORCE),
        (date(2023, 12, 14), Standing.EXPIRED),
    ],
)
def test_a_certificate_is_in_force_from_its_first_to_the_end_of_its_last_day(on, expected):
    assert standing(TERM, [ISSUED], on=on) is expected


def test_a_certificate_without_a_stated_end_runs_36_months():
    life = Life(valid_from=FROM)

    assert standing(life, [ISSUED], on=UNTIL) is Standing.IN_FORCE
    assert standing(life, [ISSUED], on=UNTIL + timedelta(days=1)) is Standing.EXPIRED


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (MoveKind.SUPERSEDED, Standing.SUPERSEDED),
        (MoveKind.REVOKED, Standing.REVOKED),
        (MoveKind.WITHDRAWN, Standing.WITHDRAWN),
        (MoveKind.ANNULLED, Standing.ANNULLED),
    ],
)
def test_an_ending_counts_from_its_day_and_outlasts_the_expiry(kind, expected):
    moves = [ISSUED, move(kind, date(2022, 5, 5))]

    assert standing(TERM, moves, on=date(2022, 5, 4)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=date(2022, 5, 5)) is expected
    assert standing(TERM, moves, on=date(2030, 1, 1)) is expected


def test_renewal_before_expiry_supersedes_on_the_day_of_the_new_one():
    moves = [ISSUED, move(MoveKind.SUPERSEDED, date(2023, 11, 1))]

    assert standing(TERM, moves, on=date(2023, 10, 31)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=date(2023, 11, 1)) is Standing.SUPERSEDED
    assert last_day(TERM, moves) == date(2023, 10, 31)


def test_renewal_after_expiry_leaves_the_days_between_expired():
    moves = [ISSUED, move(MoveKind.SUPERSEDED, date(2024, 5, 1))]

    assert standing(TERM, moves, on=date(2024, 1, 1)) is Standing.EXPIRED
    assert standing(TERM, moves, on=date(2024, 5, 1)) is Standing.SUPERSEDED
    assert last_day(TERM, moves) == UNTIL


def test_a_suspension_lasts_until_reinstatement():
    moves = [
        ISSUED,
        move(MoveKind.SUSPENDED, date(2021, 3, 1)),
        move(MoveKind.REINSTATED, date(2021, 6, 1)),
        move(MoveKind.SUSPENDED, date(2023, 12, 1)),
    ]

    assert standing(TERM, moves, on=date(2021, 5, 31)) is Standing.SUSPENDED
    assert standing(TERM, moves, on=date(2021, 6, 1)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=UNTIL) is Standing.SUSPENDED
    assert standing(TERM, moves, on=UNTIL + timedelta(days=1)) is Standing.EXPIRED


def test_an_extension_keeps_it_in_force_past_its_term():
    moves = [ISSUED, move(MoveKind.EXTENDED, date(2023, 12, 10), until=date(2024, 6, 10))]

    assert standing(TERM, moves, on=date(2024, 6, 10)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=date(2024, 6, 11)) is Standing.EXPIRED
    assert last_day(TERM, moves) == date(2024, 6, 10)


def test_an_extension_entered_late_does_not_rewrite_the_days_before_it():
    moves = [ISSUED, move(MoveKind.EXTENDED, date(2024, 1, 10), until=date(2024, 6, 10))]

    assert standing(TERM, moves, on=date(2024, 1, 9)) is Standing.EXPIRED
    assert standing(TERM, moves, on=date(2024, 1, 10)) is Standing.IN_FORCE


def test_an_annulment_counts_over_any_earlier_ending():
    moves = [ISSUED, move(MoveKind.SUPERSEDED, date(2021, 1, 1)), move(MoveKind.ANNULLED, date(2022, 1, 1))]

    assert standing(TERM, moves, on=date(2021, 6, 1)) is Standing.SUPERSEDED
    assert standing(TERM, moves, on=date(2022, 1, 1)) is Standing.ANNULLED


def test_the_first_of_two_endings_counts():
    moves = [ISSUED, move(MoveKind.SUPERSEDED, date(2022, 1, 7)), move(MoveKind.REVOKED, date(2022, 1, 5))]

    assert standing(TERM, moves, on=date(2022, 2, 1)) is Standing.REVOKED


def test_what_was_not_yet_recorded_does_not_count():
    revoked = move(MoveKind.REVOKED, date(2022, 1, 5), recorded=datetime(2022, 2, 1, tzinfo=UTC))
    moves = [ISSUED, revoked]
    day = date(2022, 1, 10)

    assert standing(TERM, moves, on=day, known_at=datetime(2022, 1, 31, 23, tzinfo=UTC)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=day, known_at=datetime(2022, 2, 1, tzinfo=UTC)) is Standing.REVOKED
    assert last_day(TERM, moves, known_at=datetime(2022, 1, 31, tzinfo=UTC)) == UNTIL


def test_before_it_was_written_down_there_was_no_certificate():
    assert standing(TERM, [ISSUED], on=FROM, known_at=WRITTEN - timedelta(seconds=1)) is Standing.NOT_YET
    assert standing(TERM, [], on=FROM) is Standing.NOT_YET


def test_a_recorded_certificate_held_before_the_register_learned_of_it():
    recorded = move(MoveKind.RECORDED, date(2026, 11, 1))

    assert standing(TERM, [recorded], on=date(2021, 1, 1)) is Standing.IN_FORCE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 12, 31), Standing.NOT_YET),
        (date(2020, 1, 1), Standing.UNDETERMINED),
        (date(2020, 12, 30), Standing.UNDETERMINED),
        (date(2020, 12, 31), Standing.IN_FORCE),
        (date(2023, 1, 1), Standing.IN_FORCE),
        (date(2023, 1, 2), Standing.UNDETERMINED),
        (date(2023, 12, 31), Standing.UNDETERMINED),
        (date(2024, 1, 1), Standing.EXPIRED),
    ],
)
def test_a_year_alone_says_what_is_certain_and_no_more(on, expected):
    recorded = move(MoveKind.RECORDED, date(2026, 11, 1))

    assert standing(Life(year=2020), [recorded], on=on) is expected


def test_nothing_known_says_nothing():
    recorded = move(MoveKind.RECORDED, date(2026, 11, 1))

    assert standing(Life(), [recorded], on=date(2021, 1, 1)) is Standing.UNDETERMINED
    assert last_day(Life(), [recorded]) is None


def test_a_last_day_alone_makes_the_36_months_before_it_certain():
    recorded = move(MoveKind.RECORDED, date(2026, 11, 1))
    life = Life(valid_until=UNTIL)

    assert standing(life, [recorded], on=FROM) is Standing.IN_FORCE
    assert standing(life, [recorded], on=UNTIL) is Standing.IN_FORCE
    assert standing(life, [recorded], on=UNTIL + timedelta(days=1)) is Standing.EXPIRED


def test_the_last_day_is_unknown_where_only_the_year_is():
    recorded = move(MoveKind.RECORDED, date(2026, 11, 1))

    assert last_day(Life(year=2020), [recorded]) is None
    assert last_day(Life(year=2020), [recorded, move(MoveKind.REVOKED, date(2022, 1, 5))]) == date(2022, 1, 4)
    assert last_day(Life(year=2020), [recorded, move(MoveKind.REVOKED, date(2023, 8, 5))]) is None


def test_a_certificate_annulled_on_its_first_day_was_never_good():
    assert last_day(TERM, [ISSUED, move(MoveKind.ANNULLED, FROM)]) is None


DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
LATER_MOVES = st.lists(
    st.builds(
        move,
        st.sampled_from([kind for kind in MoveKind if kind not in {MoveKind.ISSUED, MoveKind.RECORDED}]),
        DAYS,
        recorded=st.integers(0, 2_000_000).map(lambda minutes: WRITTEN + timedelta(minutes=minutes)),
        until=DAYS,
    ),
    max_size=5,
)


@given(LATER_MOVES, DAYS, st.randoms())
def test_the_order_in_which_moves_are_given_does_not_matter(moves, on, random):
    shuffled = [ISSUED, *moves]
    random.shuffle(shuffled)
    instants = {one.recorded_at for one in moves}
    if len(instants) == len(moves):
        assert standing(TERM, shuffled, on=on) is standing(TERM, [ISSUED, *moves], on=on)


@given(LATER_MOVES)
def test_after_its_last_day_a_certificate_is_never_in_force_again(moves):
    moves = [ISSUED, *(one for one in moves if one.kind is not MoveKind.EXTENDED)]
    last = last_day(TERM, moves)

    assert standing(TERM, moves, on=(last or FROM - timedelta(days=1)) + timedelta(days=1)) not in {
        Standing.IN_FORCE,
        Standing.SUSPENDED,
    }


def test_what_a_correction_lifts_counts_no_longer_and_may_come_again():
    moves = [
        ISSUED,
        move(MoveKind.REVOKED, date(2021, 3, 1)),
        move(MoveKind.RESTORED, date(2021, 5, 1)),
        move(MoveKind.REVOKED, date(2022, 1, 1)),
    ]

    assert standing(TERM, moves, on=date(2021, 4, 30)) is Standing.REVOKED
    assert standing(TERM, moves, on=date(2021, 5, 1)) is Standing.IN_FORCE
    assert standing(TERM, moves, on=date(2022, 1, 1)) is Standing.REVOKED
    assert last_day(TERM, moves) == date(2021, 12, 31)
    assert last_day(TERM, moves[:3]) == UNTIL


def test_an_annulment_is_never_lifted():
    moves = [ISSUED, move(MoveKind.ANNULLED, date(2021, 3, 1)), move(MoveKind.RESTORED, date(2021, 5, 1))]

    assert standing(TERM, moves, on=date(2022, 1, 1)) is Standing.ANNULLED
