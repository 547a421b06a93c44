"""What the public may look up, brought up to date after each act: always what gathering everything would give."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders.crowd import a_crowd
from builders.register import a_line, issue
from flask import Flask
from sqlalchemy import event, select, text

from registry.database import db
from registry.models.certificate import Certificate
from registry.models.journal import JournalEntry
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import public_touches, search_rows
from registry.queries.public_gathering import gather
from registry.queries.public_index import PublicIndex
from registry.queries.public_renewing import renewed
from registry.queries.public_search import Question, search
from registry.rules.decision_life import DecisionKind, LineAct
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading, transaction
from registry.usecases import producer_fates, registration, renaming
from registry.usecases.drafting import Line
from registry.usecases.producer_facts import ProducerFacts
from registry.usecases.product_facts import PackingFacts, ProductFacts

TODAY = date(2025, 6, 1)
Step = Callable[[], object]


@pytest.fixture
def crowd(app: Flask) -> None:
    a_crowd(producers=12, products=30, certificates=45)


def gathered() -> PublicIndex:
    with reading() as session:
        return gather(session, day=TODAY)


def after(before: PublicIndex) -> PublicIndex:
    with reading() as session:
        return renewed(session, before, day=TODAY)


def contents(index: PublicIndex) -> dict[str, Any]:
    """Return all that answers are made of, beside the tables of words."""
    return {
        "products": list(index.products),
        "producers": list(index.producers),
        "decisions": list(index.decisions),
        "facets": index.facets,
        "last act": index.last_act,
    }


def total(index: PublicIndex, text: str) -> int:
    with reading() as session:
        return search(session, index, Question(text=text)).total


def unfollowed() -> list[str]:
    """Return the tables of the search that do not say what the rest of the register says."""
    with reading() as session:
        return [
            table.__tablename__
            for table, rows in search_rows.TABLES.items()
            if search_rows.stored(session, table) != rows(session)
        ]


def public_ids(model: Any) -> list[str]:
    with reading() as session:
        return list(session.scalars(select(model.public_id).order_by(model.id)))


def held_by(producer: str) -> list[str]:
    with reading() as session:
        return list(
            session.scalars(select(Product.public_id).join(Product.producer).where(Producer.public_id == producer))
        )


def version_of(product: str) -> int:
    with reading() as session:
        return session.scalars(select(Product.version).filter_by(public_id=product)).one()


def the_steps(officer: Actor, approver: Actor) -> list[tuple[str, Step]]:
    """Return acts that each change something else of what the public sees."""
    producers, products, communes = public_ids(Producer), public_ids(Product), public_ids(Place)
    first, other = producers[0], producers[1]

    def register_anew() -> None:
        maker = registration.register_producer(
            actor=officer,
            facts=ProducerFacts(name="Hợp tác xã Mây Núi", kind=ProducerKind.COOPERATIVE, commune=communes[-1]),
        )
        goods = registration.register_product(
            actor=officer,
            producer=maker,
            facts=ProductFacts(
                name="Đào phai sấy dẻo", packings=(PackingFacts(label="Hộp 200 g", gtin="5901234123457"),)
            ),
        )
        issue(officer, approver, [a_line(goods, stars=4, score=Decimal(75))], number="77/QĐ-UBND")

    def revoke() -> None:
        with reading() as session:
            row = session.scalars(select(Certificate.public_id).order_by(Certificate.id.desc())).first()
        line = Line(product=public_ids(Product)[-1], certificate=row, kind=None, act=LineAct.REVOKE, ground="c")
        issue(officer, approver, [line], number="78/QĐ-UBND", signed_on=date(2021, 3, 1), kind=DecisionKind.REVOCATION)

    def amend() -> None:
        facts = ProductFacts(name="Zét lá rừng", packings=(PackingFacts(label="Gói", gtin="4006381333931"),))
        registration.amend_product(
            actor=officer, product=products[3], version=version_of(products[3]), facts=facts, confirmed_distinct=True
        )

    day = date(2024, 5, 1)
    return [
        ("a producer and its product enter and are recognised", register_anew),
        ("its certificate is revoked", revoke),
        ("a product is corrected", amend),
        (
            "a producer bears another name",
            lambda: renaming.rename_producer(
                actor=officer, producer=first, name="Hợp tác xã Ánh Dương", on=day, confirmed_distinct=True
            ),
        ),
        (
            "a product bears another name",
            lambda: renaming.rename_product(
                actor=officer, product=products[5], name="Ấm trà cổ thụ", on=day, confirmed_distinct=True
            ),
        ),
        (
            "a product is handed over",
            lambda: renaming.transfer_product(actor=officer, product=held_by(first)[0], to=other, on=day),
        ),
        (
            "a producer merges into another",
            lambda: producer_fates.merge_producers(
                actor=officer, olds=[producers[2]], into=producers[3], on=day + timedelta(days=1)
            ),
        ),
    ]


@pytest.mark.usefixtures("crowd")
def test_after_every_act_the_renewed_is_what_gathering_everything_gives(actors: dict[str, Actor]) -> None:
    index = gathered()
    for what, step in the_steps(actors["officer"], actors["approver"]):
        step()
        index = after(index)

        assert unfollowed() == [], what
        assert contents(index) == contents(gathered()), what


@pytest.mark.usefixtures("crowd")
def test_the_index_of_before_stays_as_it_was(actors: dict[str, Actor]) -> None:
    index = gathered()
    as_it_was = contents(index)
    for _, step in the_steps(actors["officer"], actors["approver"])[:3]:
        step()
    after(index)

    assert contents(index) == as_it_was
    assert total(after(index), "dao phai say deo") == 1


@pytest.mark.usefixtures("crowd")
class TestEverythingIsGatheredAgain:
    """Where what happened cannot be followed."""

    def test_on_another_day(self) -> None:
        with reading() as session:
            index = renewed(session, gathered(), day=TODAY + timedelta(days=400))
            whole = gather(session, day=TODAY + timedelta(days=400))
        assert contents(index) == contents(whole)

    def test_where_a_row_was_changed_behind_the_register_s_back(self) -> None:
        index = gathered()
        with transaction() as session:
            session.execute(text("UPDATE product SET name = 'Sửa tay' WHERE id = 1"))
        assert "Sửa tay" in {row.name for row in after(index).products}

    def test_where_the_journal_is_another_one(self, actors: dict[str, Actor]) -> None:
        index = gathered()
        assert index.last_act is not None
        with transaction() as session:
            session.execute(text("UPDATE product SET name = 'Sổ khác' WHERE id = 1"))
        the_steps(actors["officer"], actors["approver"])[4][1]()
        other = index.last_act._replace(hash="another", version=index.last_act.version + 1)
        object.__setattr__(index, "last_act", other)

        assert "Sổ khác" in {row.name for row in after(index).products}

    def test_where_a_row_is_gone(self, actors: dict[str, Actor]) -> None:
        officer, products = actors["officer"], public_ids(Product)
        the_steps(officer, actors["approver"])[2][1]()
        index = gathered()
        facts = ProductFacts(name="Zét lá rừng")
        registration.amend_product(
            actor=officer, product=products[3], version=version_of(products[3]), facts=facts, confirmed_distinct=True
        )

        assert contents(after(index)) == contents(gathered())
        assert total(after(index), "4006381333931") == 0


@pytest.mark.usefixtures("crowd")
def test_every_table_that_the_search_follows_from_is_followed() -> None:
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        gathered()
        unfollowed()
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)

    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(asked)))
    unchanging = {JournalEntry.__tablename__, "register_version"}
    written = {table.__tablename__ for table in search_rows.TABLES}
    assert tables - unchanging - written == {*public_touches.PRODUCTS_OF, *public_touches.FAR_REACHING}
