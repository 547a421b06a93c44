"""Lists of producers and products, against the same question asked of the rows in Python."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from builders.crowd import a_crowd
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import joinedload, selectinload

from registry.database import db
from registry.models.certificate import Certificate
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer, ProducerName, ProducerStatus
from registry.models.product import Packing, Product
from registry.queries import producers, products, register
from registry.queries.listing import ListRequest
from registry.rules.certificate_life import Standing
from registry.rules.search_key import fold
from registry.rules.sort_key import sort_key
from registry.transaction import Session, reading, transaction

TODAY = date(2025, 6, 1)
TELLING = (Standing.IN_FORCE, Standing.SUSPENDED, Standing.UNDETERMINED, Standing.NOT_YET)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A view of a register with 30 producers and 80 products, some of them never certified."""
    a_crowd(producers=30, products=80, certificates=70)
    with transaction() as writing:
        for key in (3, 4):
            row = writing.get_one(Producer, key)
            row.commune_id, row.tax_number = None, f"010010910{key}"
        writing.get_one(Producer, 5).status = ProducerStatus.DISSOLVED
        writing.add(ProducerName(producer_id=6, name="Tổ Thuở Trước", valid_from=date(1890, 1, 1)))
        writing.add(Packing(product_id=9, position=1, label="Túi", gtin="8934673583220"))
    with reading() as session:
        yield session


def units(session: Session) -> list[Producer]:
    """Return every producer."""
    return list(
        session.scalars(select(Producer).options(joinedload(Producer.commune), joinedload(Producer.commune_then)))
    )


def goods(session: Session) -> list[Product]:
    """Return every product."""
    return list(session.scalars(select(Product).options(joinedload(Product.producer))))


def lives(session: Session) -> dict[int, list[tuple[Standing, Certificate]]]:
    """Return the certificates of each product with how each stands today, by the rule."""
    found: dict[int, list[tuple[Standing, Certificate]]] = {}
    rows = session.scalars(
        select(Certificate).options(selectinload(Certificate.moves), joinedload(Certificate.recognition))
    )
    for one in rows:
        found.setdefault(one.recognition.product_id, []).append((register.standing_of(one, on=TODAY), one))
    return found


def found_units(session: Session, **request: Any) -> set[str]:
    """Ask for producers."""
    return {line.public_id for line in producers.page(session, ListRequest(page_size=None, **request), on=TODAY).rows}


def found_goods(session: Session, **request: Any) -> set[str]:
    """Ask for products."""
    return {line.public_id for line in products.page(session, ListRequest(page_size=None, **request), on=TODAY).rows}


def test_every_filter_of_producers_finds_exactly_what_it_says(session: Session) -> None:
    every = units(session)
    commune = every[8].commune
    then = every[8].commune_then
    assert commune is not None
    assert then is not None
    district = session.get_one(Place, then.parent_id)
    certified = {
        product.producer_id
        for product in goods(session)
        for standing, _ in lives(session).get(product.id, [])
        if standing is Standing.IN_FORCE
    }
    questions: list[tuple[str, Any, Callable[[Producer], bool]]] = [
        ("kind", "household", lambda one: one.kind == "household"),
        ("status", "dissolved", lambda one: one.id == 5),
        ("commune", commune.public_id, lambda one: one.commune_id == commune.id),
        ("commune", then.public_id, lambda one: one.commune_then_id == then.id),
        (
            "district",
            district.public_id,
            lambda one: bool(one.commune_then and one.commune_then.parent_id == district.id),
        ),
        ("missing", "commune", lambda one: one.id in {3, 4}),
        ("missing", "tax_number", lambda one: one.id not in {3, 4}),
        ("in_force", "yes", lambda one: one.id in certified),
        ("in_force", "no", lambda one: one.id not in certified),
    ]

    for name, value, test in questions:
        assert found_units(session, filters={name: value}) == {one.public_id for one in every if test(one)}, name
    assert 0 < len(certified) < 30


def test_producers_are_found_by_words_earlier_names_and_tax_number(session: Session) -> None:
    every = {one.id: one.public_id for one in units(session)}

    assert found_units(session, text="minh hoa 00007") == {every[7]}
    assert found_units(session, text="thuo truoc") == {every[6]}
    assert found_units(session, text="0100109103") == {every[3]}
    assert found_units(session, text="  ") == set(every.values())
    assert found_units(session, text="không có ai") == set()


def test_a_line_counts_the_products_and_those_in_force(session: Session) -> None:
    held = goods(session)
    standing = lives(session)

    for line in producers.page(session, ListRequest(page_size=None), on=TODAY).rows:
        own = [one for one in held if one.producer.public_id == line.public_id]
        good = [one for one in own if any(each is Standing.IN_FORCE for each, _ in standing.get(one.id, []))]
        assert (line.products, line.in_force) == (len(own), len(good))


def test_every_order_of_producers_is_kept_down_to_the_key(session: Session) -> None:
    for name in producers.SORTS:
        up = producers.page(session, ListRequest(sort=name, page_size=None), on=TODAY).rows
        down = producers.page(session, ListRequest(sort=name, descending=True, page_size=None), on=TODAY).rows
        assert list(up) == list(reversed(down)), name
        assert len(up) == 30
    lines = producers.page(session, ListRequest(page_size=None), on=TODAY).rows
    assert [line.name for line in lines] == sorted((line.name for line in lines), key=sort_key)
    by_count = producers.page(session, ListRequest(sort="in_force", page_size=None), on=TODAY).rows
    assert [line.in_force for line in by_count] == sorted(line.in_force for line in by_count)


def test_every_filter_of_products_finds_exactly_what_it_says(session: Session) -> None:
    every = goods(session)
    held = lives(session)
    sample = every[11]

    def some(one: Product, test: Callable[[Standing, Certificate], bool]) -> bool:
        return any(test(standing, certificate) for standing, certificate in held.get(one.id, []))

    def stands(one: Product, asked: Standing) -> bool:
        return some(one, lambda standing, _: standing is asked) and (
            asked in TELLING or not some(one, lambda standing, _: standing in TELLING)
        )

    gone = {Standing.SUPERSEDED, Standing.ANNULLED}
    questions: list[tuple[dict[str, Any], Callable[[Product], bool]]] = [
        ({"industry": sample.industry}, lambda one: one.industry == sample.industry),
        ({"producer": sample.producer.public_id}, lambda one: one.producer_id == sample.producer_id),
        ({"standing": "none"}, lambda one: one.id not in held),
        ({"stars": "4"}, lambda one: some(one, lambda how, paper: paper.recognition.stars == 4 and how not in gone)),
        ({"year": "2022"}, lambda one: some(one, lambda how, paper: paper.year == 2022 and how not in gone)),
        (
            {"standing": "in_force", "stars": "3"},
            lambda one: some(one, lambda how, paper: how is Standing.IN_FORCE and paper.recognition.stars == 3),
        ),
        *(({"standing": each.value}, lambda one, each=each: stands(one, each)) for each in Standing),
    ]

    for filters, test in questions:
        assert found_goods(session, filters=filters) == {one.public_id for one in every if test(one)}, filters


def test_products_of_a_commune_are_those_of_its_producers(session: Session) -> None:
    commune = session.scalars(
        select(Place).where(Place.level == PlaceLevel.COMMUNE, Place.valid_until.is_(None)).order_by(Place.id).offset(2)
    ).first()
    assert commune is not None

    found = found_goods(session, filters={"commune": commune.public_id})

    assert found == {one.public_id for one in goods(session) if one.producer.commune_id == commune.id}
    assert found


def test_products_are_found_by_words_of_product_and_producer_and_by_article_number(session: Session) -> None:
    every = {one.id: one for one in goods(session)}

    found = found_goods(session, text="mật ong kinh doanh")

    assert found == {
        one.public_id
        for one in every.values()
        if "mat ong" in fold(one.name)
        and all(word in fold(f"{one.name} {one.producer.name}") for word in ("kinh", "doanh"))
    }
    assert found
    assert found_goods(session, text="thuo truoc") == {one.public_id for one in every.values() if one.producer_id == 6}
    assert found_goods(session, text="8934673583220") == {every[9].public_id}
    by_gtin = products.by_gtin(session, "8934673583220")
    assert by_gtin is not None
    assert by_gtin.id == 9


def test_a_product_shows_the_certificate_that_says_most_about_today(session: Session) -> None:
    held = lives(session)
    keys = {one.public_id: one.id for one in goods(session)}

    for line in products.page(session, ListRequest(page_size=None), on=TODAY).rows:
        own = held.get(keys[line.public_id], [])
        if not own:
            assert line.certificate is None
            continue
        assert line.certificate is not None
        ranks = [TELLING.index(standing) if standing in TELLING else len(TELLING) for standing, _ in own]
        shown = line.certificate
        assert (TELLING.index(shown.standing) if shown.standing in TELLING else len(TELLING)) == min(ranks)
        assert shown.public_id in {certificate.public_id for _, certificate in own}


def test_what_somebody_is_typing_is_suggested_likeliest_first(session: Session) -> None:
    assert [each.name for each in producers.suggest(session, "minh hoa 0001", limit=3)] == [
        "Công ty TNHH Minh Họa 00013",
        "Công ty TNHH Minh Họa 00017",
        "Hộ kinh doanh Minh Họa 00010",
    ]
    assert [each.name for each in producers.suggest(session, "hợp tác xã minh họa 00004")] == [
        "Hợp tác xã Minh Họa 00004"
    ]
    [suggested] = products.suggest(session, "ong rung so 00009")
    assert (suggested.name, suggested.hint) == ("Mật ong rừng số 00009", "Hộ kinh doanh Minh Họa 00010")
    assert producers.suggest(session, " ") == []
    assert products.suggest(session, "%") == []
    dissolved = producers.suggest(session, "00005")
    assert [each.name for each in dissolved] == ["Công ty TNHH Minh Họa 00005"]
    assert producers.suggest(session, "00005", active_only=True) == []
    names = [name for _, name in producers.choices(session)]
    assert names == sorted(names, key=sort_key)
    assert "Công ty TNHH Minh Họa 00005" not in names
    mine = goods(session)[4]
    own = products.suggest(session, "so", producer=mine.producer.public_id, limit=50)
    assert {each.hint for each in own} == {mine.producer.name}


def test_the_name_typed_with_its_accents_comes_before_others(app: Flask) -> None:
    a_crowd(producers=2, products=2, certificates=2)
    with transaction() as writing:
        for name in ("Mắm tép", "Mâm tre", "Mam", "Dâu tằm", "Đậu xị"):
            writing.add(Product(name=name, producer_id=1))

    with reading() as session:
        assert [each.name for each in products.suggest(session, "mâm")] == ["Mâm tre", "Mam", "Mắm tép"]
        assert [each.name for each in products.suggest(session, "đậu")] == ["Đậu xị", "Dâu tằm"]


def test_a_longer_page_asks_the_database_no_more_often(session: Session) -> None:
    asked: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    goods(session)
    event.listen(db.engine, "before_cursor_execute", count)
    for module in (producers, products):
        numbers = []
        for size in (5, 200):
            asked.clear()
            module.page(session, ListRequest(page_size=size), on=TODAY)
            numbers.append(len(asked))
        assert numbers[0] == numbers[1] <= 5
    event.remove(db.engine, "before_cursor_execute", count)
