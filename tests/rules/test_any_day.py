"""How a product stood on a day, by which of its certificates, and since when the register says so."""

from datetime import UTC, date, datetime, timedelta

import pytest

from registry.rules.any_day import CannotBeKnown, Judged, Lived, cause, check_day, is_certified, judged, learnt_at
from registry.rules.certificate_life import Life, Move, MoveKind, Standing

FIRST, LAST = date(2020, 12, 11), date(2023, 12, 11)
ONE_DAY = timedelta(days=1)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def a_move(kind: MoveKind, day: date, *, recorded: date | None = None, until: date | None = None) -> Move:
    return Move(kind=kind, effective_on=day, recorded_at=at(recorded or day), extended_until=until)


def a_life(first: date, last: date, *more: Move, recorded: date | None = None) -> Lived:
    return Lived(
        life=Life(valid_from=first, valid_until=last),
        moves=[a_move(MoveKind.ISSUED, first, recorded=recorded), *more],
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST - ONE_DAY, None),
        (FIRST, Judged(0, Standing.IN_FORCE)),
        (LAST, Judged(0, Standing.IN_FORCE)),
        (LAST + ONE_DAY, Judged(0, Standing.EXPIRED)),
    ],
)
def test_one_certificate_counts_from_its_first_to_its_last_day(day: date, expected: Judged | None) -> None:
    assert judged([a_life(FIRST, LAST)], on=day) == expected


def test_the_certificate_that_was_good_on_the_day_is_the_one_that_counts() -> None:
    renewed_on = date(2023, 6, 1)
    old = a_life(FIRST, LAST, a_move(MoveKind.SUPERSEDED, renewed_on))
    new = a_life(renewed_on, date(2026, 6, 1))

    assert judged([new, old], on=renewed_on - ONE_DAY) == Judged(1, Standing.IN_FORCE)
    assert judged([new, old], on=renewed_on) == Judged(0, Standing.IN_FORCE)


def test_between_two_certificates_the_one_that_had_begun_counts() -> None:
    new = a_life(date(2024, 6, 1), date(2027, 6, 1))

    assert judged([new, a_life(FIRST, LAST)], on=date(2024, 1, 1)) == Judged(1, Standing.EXPIRED)


def test_a_revocation_written_down_late_is_told_with_the_day_it_was_learnt() -> None:
    effective, recorded = date(2022, 3, 1), date(2023, 1, 15)
    lives = [a_life(FIRST, LAST, a_move(MoveKind.REVOKED, effective, recorded=recorded))]
    asked = date(2022, 12, 14)

    assert judged(lives, on=asked) == Judged(0, Standing.REVOKED)
    assert judged(lives, on=asked, known_at=at(asked)) == Judged(0, Standing.IN_FORCE)
    assert learnt_at(lives, on=asked, after=at(asked)) == at(recorded)
    assert learnt_at(lives, on=effective - ONE_DAY, after=at(effective)) is None
    assert learnt_at(lives, on=asked, after=at(recorded)) is None


def test_what_is_not_yet_known_of_is_not_there() -> None:
    lives = [a_life(FIRST, LAST, recorded=date(2025, 1, 1))]

    assert judged(lives, on=date(2022, 1, 1), known_at=at(date(2022, 1, 1))) is None
    assert learnt_at(lives, on=date(2022, 1, 1), after=at(date(2022, 1, 1))) == at(date(2025, 1, 1))


def test_of_a_certificate_known_by_its_year_alone_it_cannot_be_said_within_the_doubtful_years() -> None:
    lived = Lived(life=Life(year=2022), moves=[a_move(MoveKind.RECORDED, date(2022, 1, 1))])

    assert judged([lived], on=date(2021, 12, 31)) is None
    for day in (date(2022, 1, 1), date(2022, 12, 14), date(2025, 6, 1)):
        assert judged([lived], on=day) == Judged(0, Standing.UNDETERMINED)
    assert judged([lived], on=date(2023, 6, 1)) == Judged(0, Standing.IN_FORCE)
    assert judged([lived], on=date(2026, 1, 1)) == Judged(0, Standing.EXPIRED)


def test_a_move_of_an_ending_is_the_first_and_of_a_pause_the_last() -> None:
    first, second = date(2021, 5, 1), date(2021, 9, 1)
    pauses = [
        a_move(MoveKind.ISSUED, FIRST),
        a_move(MoveKind.SUSPENDED, first),
        a_move(MoveKind.REINSTATED, first + 30 * ONE_DAY),
        a_move(MoveKind.SUSPENDED, second),
    ]

    assert cause(pauses, Standing.SUSPENDED, on=first) == 1
    assert cause(pauses, Standing.SUSPENDED, on=second) == 3
    assert cause(pauses, Standing.IN_FORCE, on=second) is None
    assert cause(pauses, Standing.SUSPENDED, on=second, known_at=at(first)) == 1


def test_in_force_means_certified_and_the_undetermined_is_not_guessed() -> None:
    assert {standing: is_certified(standing) for standing in Standing} == {
        **dict.fromkeys(Standing, False),
        Standing.IN_FORCE: True,
        Standing.UNDETERMINED: None,
    }
    assert is_certified(None) is False


def test_a_day_to_come_cannot_be_known() -> None:
    today = date(2026, 11, 23)

    check_day(today, today=today)
    with pytest.raises(CannotBeKnown, match="24/11/2026 chưa đến") as refused:
        check_day(today + ONE_DAY, today=today)
    assert refused.value.field == "ngay"


def test_of_an_ending_that_came_again_the_second_is_the_cause() -> None:
    ended, restored, again = (date(2021, month, 1) for month in (5, 7, 9))
    moves = [
        a_move(MoveKind.ISSUED, FIRST),
        a_move(MoveKind.REVOKED, ended),
        a_move(MoveKind.RESTORED, restored),
        a_move(MoveKind.REVOKED, again),
    ]

    assert cause(moves, Standing.REVOKED, on=ended) == 1
    assert cause(moves, Standing.REVOKED, on=again) == 3
