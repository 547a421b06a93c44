"""The days of change say the same as the rule, on every day."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.rules.certificate_life import Life, Move, MoveKind, Standing, standing
from registry.rules.standing_days import changes_by_term, standing_by_changes, standing_changes

FIRST = date(2024, 1, 1)
SPAN = 200
days = st.integers(0, SPAN).map(lambda number: FIRST + timedelta(days=number))
instants = st.integers(0, SPAN).map(lambda number: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number))
lives = st.builds(Life, valid_from=st.none() | days, valid_until=st.none() | days, year=st.sampled_from([2021, 2024]))
moves = st.builds(
    Move,
    kind=st.sampled_from(MoveKind),
    effective_on=days | st.just(date.min),
    recorded_at=instants,
    extended_until=st.none() | days,
)
OPENED = Move(kind=MoveKind.ISSUED, effective_on=FIRST, recorded_at=datetime(2024, 1, 1, tzinfo=UTC))
NEVER_ENDING = Life(valid_from=None, valid_until=None, year=2021)


@settings(max_examples=400, deadline=None)
@example(NEVER_ENDING, [])
@given(lives, st.lists(moves, max_size=5))
def test_the_changes_say_how_it_stands_on_every_day(life: Life, made: list[Move]) -> None:
    known = [OPENED, *made]
    changes = standing_changes(life, known)

    for number in range(-SPAN, SPAN * 8, 3):
        day = FIRST + timedelta(days=number)
        assert standing_by_changes(changes, on=day) is standing(life, known, on=day), day
    for day, _ in changes[1:]:
        assert day is not None
        for near in (day - timedelta(days=1), day):
            assert standing_by_changes(changes, on=near) is standing(life, known, on=near)


def test_an_ordinary_certificate_changes_at_its_two_days_only() -> None:
    life = Life(valid_from=date(2024, 2, 29), valid_until=date(2027, 2, 28), year=2024)

    changes = standing_changes(life, [OPENED])

    assert changes == changes_by_term(date(2024, 2, 29), date(2027, 2, 28))
    assert standing_by_changes(changes, on=date(2027, 2, 28)) is Standing.IN_FORCE
    assert standing_by_changes(changes, on=date(2027, 3, 1)) is Standing.EXPIRED


def test_what_was_never_opened_is_not_yet_for_ever() -> None:
    assert standing_changes(NEVER_ENDING, []) == [(None, Standing.NOT_YET)]
