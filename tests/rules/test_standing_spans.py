"""How a product stands from day to day: what asking the rule about each of its certificates would say."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.rules.certificate_life import Life, Move, MoveKind, standing
from registry.rules.standing_spans import GOOD, Held, spans

FIRST = date(2024, 1, 1)
days = st.integers(0, 200).map(lambda number: FIRST + timedelta(days=number))
instants = days.map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC))
lives = st.builds(Life, valid_from=st.none() | days, valid_until=st.none() | days, year=st.sampled_from([2021, 2024]))
moves = st.builds(
    Move, kind=st.sampled_from(MoveKind), effective_on=days, recorded_at=instants, extended_until=st.none() | days
)
OPENED = Move(kind=MoveKind.ISSUED, effective_on=FIRST, recorded_at=datetime(2024, 1, 1, tzinfo=UTC))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(lives, st.lists(moves, max_size=3)), min_size=1, max_size=3))
def test_on_every_day_one_span_says_what_the_rule_says(certificates: list[tuple[Life, list[Move]]]) -> None:
    held = [Held(key=key, life=life, moves=[OPENED, *made]) for key, (life, made) in enumerate(certificates)]
    found = spans(held)

    assert (found[0].from_day, found[-1].until_day) == (date.min, date.max)
    assert all(one.until_day + timedelta(days=1) == two.from_day for one, two in pairwise(found))
    for number in range(-200, 1600, 7):
        day = FIRST + timedelta(days=number)
        [span] = [one for one in found if one.from_day <= day <= one.until_day]
        stand = [standing(one.life, one.moves, on=day) for one in held]
        good = [one for one in GOOD if one in stand]
        assert span.standing is (good or stand)[0]
        assert span.certificate == stand.index(span.standing) or not good


def test_an_ordinary_product_has_three_spans_and_a_longer_term_from_the_day_it_is_lengthened() -> None:
    life = Life(valid_from=date(2024, 1, 1), valid_until=date(2024, 6, 30), year=2024)
    on = date(2024, 6, 1)
    longer = Move(
        kind=MoveKind.EXTENDED, effective_on=on, recorded_at=OPENED.recorded_at, extended_until=date(2024, 9, 1)
    )

    assert [one.from_day for one in spans([Held(key=1, life=life, moves=[OPENED])])] == [
        date.min,
        date(2024, 1, 1),
        date(2024, 7, 1),
    ]
    assert [(one.from_day, one.valid_until) for one in spans([Held(key=1, life=life, moves=[OPENED, longer])])] == [
        (date.min, date(2024, 6, 30)),
        (date(2024, 1, 1), date(2024, 6, 30)),
        (on, date(2024, 9, 1)),
        (date(2024, 9, 2), date(2024, 9, 1)),
    ]
