"""Lists of the register: each filter, each order, each page, against the same question asked of the rows in Python."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders.crowd import a_crowd
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import joinedload, selectinload

from registry.database import db
from registry.models.certificate import Certificate
from registry.models.place import Place, PlaceLevel
from registry.models.product import ProductName
from registry.models.recognition import Recognition
from registry.queries import places, register
from registry.queries.listing import ListRequest, Page
from registry.queries.register_lines import RegisterLine
from registry.rules import lookup_code
from registry.rules.certificate_life import Standing, standing
from registry.rules.search_key import fold
from registry.rules.sort_key import sort_key
from registry.transaction import Session, reading, transaction

TODAY = date(2025, 6, 1)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A view of a register with 120 certificates of 80 products."""
    a_crowd(producers=30, products=80, certificates=120)
    with reading() as session:
        yield session


def rows(session: Session) -> list[Certificate]:
    """Return every certificate with all that belongs to it."""
    recognition = joinedload(Certificate.recognition)
    return list(
        session.scalars(
            select(Certificate).options(
                selectinload(Certificate.moves),
                recognition.joinedload(Recognition.product),
                recognition.joinedload(Recognition.producer),
                recognition.joinedload(Recognition.decision),
                recognition.joinedload(Recognition.commune).joinedload(Place.parent),
            )
        )
    )


def stands(one: Certificate) -> Standing:
    """Say how a certificate stands today, by the rule."""
    return standing(one.life, [move.as_rule() for move in one.moves], on=TODAY)


def ask(session: Session, **request: Any) -> Page[RegisterLine]:
    """Ask for certificates."""
    return register.certificates(session, ListRequest(**request), on=TODAY)


def test_every_filter_finds_exactly_what_it_says(session: Session) -> None:
    every = rows(session)
    sample = every[7].recognition
    now = session.scalars(
        select(Place).where(Place.level == PlaceLevel.COMMUNE, Place.valid_until.is_(None)).order_by(Place.id)
    ).first()
    assert now is not None
    covered = set(places.covering(session, now.public_id))
    district = next(
        one.recognition.commune.parent
        for one in every
        if one.recognition.commune
        and one.recognition.commune.parent
        and one.recognition.commune.parent.level is PlaceLevel.DISTRICT
    )
    questions: list[tuple[str, Any, Callable[[Certificate], bool]]] = [
        ("stars", "4", lambda one: one.recognition.stars == 4),
        ("year", 2021, lambda one: one.year == 2021),
        ("industry", sample.product.industry, lambda one: one.recognition.product.industry == sample.product.industry),
        ("commune", now.public_id, lambda one: one.recognition.commune_id in covered),
        ("district", district.public_id, lambda one: getattr(one.recognition.commune, "parent", None) is district),
        ("origin", "recorded", lambda one: True),
        ("origin", "issued", lambda one: False),
        ("decision", sample.decision.public_id, lambda one: one.recognition.decision_id == sample.decision_id),
        ("producer", sample.producer.public_id, lambda one: one.recognition.producer_id == sample.producer_id),
        ("product", sample.product.public_id, lambda one: one.recognition.product_id == sample.product_id),
        ("expires_by", TODAY, lambda one: (one.valid_until or date.max) <= TODAY),
        ("expires_from", TODAY, lambda one: (one.valid_until or date.min) >= TODAY),
        *(("standing", each.value, lambda one, each=each: stands(one) is each) for each in Standing),
    ]

    for name, value, test in questions:
        found = ask(session, filters={name: value}, page_size=None)
        expected = {one.public_id for one in every if test(one)}
        assert {line.public_id for line in found.rows} == expected, name
        assert found.total == len(expected)
    assert len({stands(one) for one in every}) >= 5


def test_filters_are_asked_together(session: Session) -> None:
    found = ask(session, filters={"standing": "in_force", "stars": "3"}, text="chè", page_size=None)

    expected = {
        one.public_id
        for one in rows(session)
        if stands(one) is Standing.IN_FORCE and one.recognition.stars == 3 and "Chè" in one.recognition.product_name
    }
    assert {line.public_id for line in found.rows} == expected
    assert expected


@pytest.mark.parametrize("typed", ["che so 00008", "00008 CHÈ", "hợp tác xã 00012", "mat ong hop tac"])
def test_words_are_found_without_accents_in_any_order_in_product_and_producer(session: Session, typed: str) -> None:
    found = ask(session, text=typed, page_size=None)

    expected = {
        one.public_id
        for one in rows(session)
        if all(
            word in fold(one.recognition.product_name) or word in fold(one.recognition.producer_name)
            for word in fold(typed).split()
        )
    }
    assert {line.public_id for line in found.rows} == expected
    assert expected


def test_a_paper_is_found_by_its_number_or_its_code(session: Session) -> None:
    one = rows(session)[3]
    assert one.number is not None

    assert [line.public_id for line in ask(session, text=one.number.lower()).rows] == [one.public_id]
    code = lookup_code.grouped(one.lookup_code).lower()
    assert [line.public_id for line in ask(session, text=code).rows] == [one.public_id]
    found = register.by_lookup_code(session, code)
    assert found is not None
    assert found.id == one.id
    assert register.by_lookup_code(session, "KHONG-PHAI-MA") is None
    assert [found.id for found in register.by_number(session, f" {one.number.lower()} ")] == [one.id]
    assert ask(session, text="%").total == 0
    assert ask(session, text="_").total == 0


def test_an_earlier_name_still_finds_the_product(app: Flask) -> None:
    a_crowd(producers=3, products=5, certificates=5)
    with transaction() as writing:
        writing.add(ProductName(product_id=2, name="Tên Thuở Trước", valid_from=date(1890, 1, 1)))

    with reading() as session:
        found = ask(session, text="thuo truoc")
        assert [line.product_name for line in found.rows] == ["Gạo séng cù số 00002"]


def test_every_order_is_the_same_one_way_and_turned_round(session: Session) -> None:
    every = {one.public_id: one for one in rows(session)}
    keys: dict[str, Callable[[Certificate], Any]] = {
        "name": lambda one: sort_key(one.recognition.product.name),
        "producer": lambda one: sort_key(one.recognition.producer.name),
        "commune": lambda one: sort_key(one.recognition.commune.name) if one.recognition.commune else "",
        "stars": lambda one: one.recognition.stars,
        "score": lambda one: one.recognition.score,
        "number": lambda one: (one.year, one.number),
        "year": lambda one: one.year,
        "signed_on": lambda one: one.recognition.decision.signed_on,
        "issued_on": lambda one: one.issued_on,
        "valid_until": lambda one: one.valid_until,
    }
    assert set(keys) == set(register.SORTS)

    for name, key in keys.items():
        up = [line.public_id for line in ask(session, sort=name, page_size=None).rows]
        down = [line.public_id for line in ask(session, sort=name, descending=True, page_size=None).rows]
        values = [key(every[public_id]) for public_id in up]
        assert values == sorted(values), name
        assert down == list(reversed(up)), name


def test_pages_put_together_are_the_whole_list(session: Session) -> None:
    for asked in ({"sort": "name"}, {}, {"text": "minh hoa"}, {"filters": {"standing": "in_force"}}):
        whole = ask(session, **asked, page_size=None)
        pages = [ask(session, **asked, page=number, page_size=25) for number in range(1, whole.total // 25 + 2)]

        assert [line for page in pages for line in page.rows] == list(whole.rows)
        assert {page.total for page in pages} == {whole.total}
        beyond = ask(session, **asked, page=99, page_size=25)
        assert list(beyond.rows) == list(pages[-1].rows)
        assert beyond.number == len(pages)


def test_a_line_says_what_the_paper_of_the_day_said_and_where(session: Session) -> None:
    one = next(row for row in rows(session) if row.recognition.commune and row.recognition.commune.valid_until)
    assert one.recognition.commune is not None
    assert one.recognition.commune.parent is not None
    [line] = ask(session, text=one.number or "").rows

    assert (line.product_name, line.producer_name) == (one.recognition.product_name, one.recognition.producer_name)
    assert line.commune == one.recognition.commune.full_name
    assert line.district == one.recognition.commune.parent.full_name
    assert (line.decision_number, line.issuer) == (one.recognition.decision.number, "Ủy ban nhân dân tỉnh Lai Châu")
    assert (line.stars, line.score, line.valid_until) == (one.recognition.stars, one.recognition.score, one.valid_until)
    assert line.standing is stands(one)


def test_recognitions_come_by_decision_in_the_order_of_its_annex(session: Session) -> None:
    found = register.recognitions(session, ListRequest(page_size=None), on=TODAY)

    order = {one.recognition.public_id: one.recognition for one in rows(session)}
    keys = [
        (-order[line.recognition_id].decision.signed_on.toordinal(), order[line.recognition_id].position)  # type: ignore[union-attr]
        for line in found.rows
    ]
    assert keys == sorted(keys)
    assert len(keys) == 120


def test_what_expires_soon_comes_next_to_end_first(session: Session) -> None:
    before = TODAY + timedelta(days=180)

    found = register.expiring(session, on=TODAY, before=before)

    expected = {
        one.public_id
        for one in rows(session)
        if stands(one) is Standing.IN_FORCE and one.valid_until and TODAY <= one.valid_until < before
    }
    assert {line.public_id for line in found} == expected
    assert expected
    days = [line.valid_until for line in found]
    assert days == sorted(day for day in days if day)


def test_the_certificates_of_a_product_and_the_one_that_counts(session: Session) -> None:
    every = rows(session)
    for product_id in range(1, 81):
        of_product = [one for one in every if one.recognition.product_id == product_id]
        found = register.certificates_of(session, product_id)
        assert {one.id for one in found} == {one.id for one in of_product}
        begins = [one.valid_from for one in found]
        assert begins == sorted((day for day in begins if day), reverse=True)
        current = register.current_certificate(session, product_id=product_id, on=TODAY)
        good = {one.id for one in of_product if stands(one) in register.GOOD}
        assert (current.id in good) if current else not good


def test_counts_by_standing_add_up(session: Session) -> None:
    counts = register.counts_by_standing(session, on=TODAY)

    every = [stands(one) for one in rows(session)]
    assert counts == {each: every.count(each) for each in set(every)}
    assert register.years(session) == sorted({one.year for one in rows(session)}, reverse=True)


def test_a_longer_page_asks_the_database_no_more_often(session: Session) -> None:
    asked: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    ask(session, page_size=5)
    event.listen(db.engine, "before_cursor_execute", count)
    numbers = []
    for size in (5, 100):
        asked.clear()
        found = ask(session, page_size=size)
        assert [line.product_name and line.issuer and line.decision_number for line in found.rows]
        numbers.append(len(asked))
    event.remove(db.engine, "before_cursor_execute", count)

    assert numbers[0] == numbers[1] <= 5
