"""What the register says of any day, what it said then, and the whole of it as at that day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from builders.crowd import a_crowd
from builders.recorded import a_recorded_recognition
from builders.register import a_line, a_product, issue
from sqlalchemy import select

from registry import clock
from registry.models.certificate import Certificate
from registry.models.product import Product
from registry.queries import any_day, past_register, register
from registry.rules.certificate_life import RevocationGround, Standing
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Actor
from registry.rules.term import expires_on
from registry.transaction import reading
from registry.usecases.drafting import Line

pytestmark = pytest.mark.usefixtures("app")
TODAY = clock.today()
ONE_DAY = timedelta(days=1)
Travel = Callable[[date], None]


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Let it be noon of another day in Vietnam: the register was founded today, so only days ahead make sense."""

    def to(day: date) -> None:
        noon = datetime.combine(day, time(12), clock.VIETNAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: noon)

    return to


def certified(actors: dict[str, Actor], on: date, name: str = "Chè thử nghiệm") -> str:
    product = a_product(name)
    line = a_line(product, instrument=None, assessed_on=on - ONE_DAY, filed_on=on - 2 * ONE_DAY)
    issue(actors["officer"], actors["approver"], [line], signed_on=on, number=f"{len(name)}/QĐ-UBND")
    return product


def revoke(actors: dict[str, Actor], product: str, *, signed_on: date, effective_on: date) -> None:
    with reading() as session:
        key = session.scalars(select(Product.id).where(Product.public_id == product)).one()
        held = register.certificates_of(session, key)[0].public_id
    line = Line(
        product=product,
        act=LineAct.REVOKE,
        certificate=held,
        ground=RevocationGround.BREACH_OF_LAW,
        effective_on=effective_on,
    )
    issue(
        actors["officer"],
        actors["approver"],
        [line],
        signed_on=signed_on,
        number="77/QĐ-UBND",
        kind=DecisionKind.REVOCATION,
    )


def asked(product: str, on: date, known_on: date | None = None) -> any_day.Answer:
    with reading() as session:
        key = session.scalars(select(Product.id).where(Product.public_id == product)).one()
        return any_day.of_product(session, key, on=on, known_on=known_on)


def stood(answer: any_day.Answer) -> Standing | None:
    return answer.now.standing if answer.now else None


def test_every_boundary_of_a_term_is_answered_to_the_day(actors: dict[str, Actor]) -> None:
    first = date(2020, 12, 11)
    product = certified(actors, first)
    last = expires_on(first)

    days = [first - ONE_DAY, first, last, last + ONE_DAY]
    assert [stood(asked(product, day)) for day in days] == [
        None,
        Standing.IN_FORCE,
        Standing.IN_FORCE,
        Standing.EXPIRED,
    ]
    before = asked(product, first - ONE_DAY)
    assert (before.is_certified, before.first_day) == (False, first)


def test_a_day_before_the_register_was_kept_has_nothing_said_then(actors: dict[str, Actor]) -> None:
    product = certified(actors, date(2020, 12, 11))

    answer = asked(product, date(2022, 12, 14))

    assert answer.is_certified
    assert (answer.was_kept, answer.has_changed, answer.kept_since) == (False, False, TODAY)


def test_a_revocation_entered_late_shows_what_was_said_then_and_since_when_it_is_not(
    actors: dict[str, Actor], travel: Travel
) -> None:
    product = certified(actors, TODAY - ONE_DAY)
    effective, entered = TODAY + 10 * ONE_DAY, TODAY + 100 * ONE_DAY
    travel(entered)
    revoke(actors, product, signed_on=effective, effective_on=effective)
    travel(entered + 50 * ONE_DAY)

    answer = asked(product, effective)

    assert (stood(answer), answer.is_certified) == (Standing.REVOKED, False)
    assert answer.then is not None
    assert answer.then.standing is Standing.IN_FORCE
    assert answer.has_changed
    assert answer.learnt_at is not None
    assert clock.day_of(answer.learnt_at) == entered
    assert answer.now is not None
    assert answer.now.brought_by is not None
    assert (answer.now.brought_by.effective_on, clock.day_of(answer.now.brought_by.recorded_at)) == (effective, entered)
    assert answer.now.brought_by.decision is not None
    assert stood(asked(product, effective - ONE_DAY)) is Standing.IN_FORCE
    assert not asked(product, effective - ONE_DAY).has_changed
    assert not asked(product, entered).has_changed
    known_before = asked(product, effective, entered - ONE_DAY)
    assert known_before.then is not None
    assert known_before.then.standing is Standing.IN_FORCE
    assert not asked(product, effective, entered).has_changed


@pytest.mark.parametrize(("second", "is_known_that_day"), [(time(23, 59, 59), True), (time(0, 0), False)])
def test_what_is_entered_before_midnight_in_vietnam_was_known_that_day(
    actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch, second: time, is_known_that_day: bool
) -> None:
    product = certified(actors, TODAY - ONE_DAY)
    day = TODAY + 10 * ONE_DAY
    entered = datetime.combine(day if is_known_that_day else day + ONE_DAY, second, clock.VIETNAM).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: entered)
    revoke(actors, product, signed_on=day, effective_on=day)

    answer = asked(product, day)

    assert stood(answer) is Standing.REVOKED
    assert answer.has_changed is not is_known_that_day


def test_what_is_recorded_later_was_not_known_then(actors: dict[str, Actor], travel: Travel) -> None:
    travel(TODAY + 30 * ONE_DAY)
    product = certified(actors, TODAY - ONE_DAY)

    answer = asked(product, TODAY)

    assert answer.is_certified
    assert (answer.was_kept, answer.has_changed, answer.then) == (True, True, None)


def test_of_a_certificate_known_by_its_year_alone_the_answer_is_undetermined(actors: dict[str, Actor]) -> None:
    product = a_product("Gừng năm nào")
    a_recorded_recognition(actors["officer"], product, signed_on=None, year=2022)

    answer = asked(product, date(2022, 12, 14))

    assert (stood(answer), answer.is_certified) == (Standing.UNDETERMINED, None)


def test_the_register_as_at_any_day_says_of_every_product_what_the_product_itself_says(
    actors: dict[str, Actor], travel: Travel
) -> None:
    a_crowd(producers=3, products=12, certificates=20, seed=11)
    late = certified(actors, TODAY - ONE_DAY, "Chè bị thu hồi muộn")
    travel(TODAY + 90 * ONE_DAY)
    revoke(actors, late, signed_on=TODAY, effective_on=TODAY)
    with reading() as session:
        keys = session.scalars(select(Product.id)).all()
        starts = set(session.scalars(select(Certificate.valid_from).where(Certificate.valid_from.is_not(None))))
        ends = {expires_on(day) for day in starts if day}
        days = [*sorted({*starts, *ends})[::9], date(2018, 1, 1), TODAY, TODAY + 60 * ONE_DAY]
        for day in days:
            found = past_register.as_at(session, day)
            listed = {(one.certificate_id, one.standing, one.then) for one in found.products}
            answers = [any_day.of_product(session, key, on=day) for key in keys]
            assert listed == {
                (one.now.certificate.id, one.now.standing, one.then.standing if one.then else None)
                for one in answers
                if one.now is not None
            }, day
            lines = past_register.lines_of(session, found.products, on=day)
            assert [line.standing for line in lines] == [one.standing for one in found.products]


def test_before_the_first_certificate_the_register_is_empty_and_says_since_when_it_is_not(
    actors: dict[str, Actor],
) -> None:
    certified(actors, date(2020, 12, 11))

    with reading() as session:
        found = past_register.as_at(session, date(2020, 12, 10))
        assert (list(found.products), found.first_day) == ([], date(2020, 12, 11))
        assert len(past_register.as_at(session, date(2020, 12, 11)).products) == 1
