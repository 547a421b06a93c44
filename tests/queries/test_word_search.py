"""The tables of words: on either engine they find what reading every name would, and no act leaves them behind."""

from collections.abc import Iterator
from datetime import date

import pytest
from builders.damage import behind_its_back, inspected
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask
from sqlalchemy import select, text

from registry.models.place import Place
from registry.models.product import Product
from registry.models.search import SearchProduct
from registry.queries import public_index, search_rows
from registry.queries.public_gathering import gather
from registry.queries.public_index import PublicIndex
from registry.queries.public_search import Question, search
from registry.rules.permissions import Actor, Permission
from registry.rules.search_key import clean, fold
from registry.transaction import Session, reading
from registry.usecases import search_rows as writing
from registry.usecases.journal import acting

UNIT = "Hợp tác xã Ngọc Ánh 1e5"
UGLY = (
    "Đũa tre D2C",
    "Bánh a\u0302\u0301m <b>&amp; 01-SP",
    "Ο Ω ß ﬁ Straße",
    "ʼngô\u00b2 Ⅷ x\u030cy",
    "Trà 茶 ชา \u13a0\u13a1 \U0001f36f",
    "a",
    "NEAR AND OR NOT",
    "w" * 300,
    "Đường phèn = đường",
)
PLAIN = ("Mây", "Tre", "Gốm", "Sứ", "Đá quý", "Gỗ lim", "Vải lanh", "Lụa", "Giấy dó")
"""What they were called when they were certified: it stands on the papers."""
TYPED = (
    "d2c", "dua", "đũa TRE", "am", "amp", "01-sp", "01", "strasse", "STRAßE", "fi", "ngo2", "viii", "茶", "ชา",
    "\u13a0",
    "\uab70", "a",
    "near", "NEAR(a b)", "and or", "w", "w" * 300, "w" * 201, "1e5", "1e", "=đường", "duong phen",
    "xy",
)  # fmt: skip
HOSTILE = (
    '"', '""', '" OR "', "a*", "-a", "words:a", "{words}: a", "^a", "a + b", "NEAR(", "a AND", "'", "\\", "'a':*", "!a",
    "a & b", "(", "\x00", "\ud800", "a\ud800b", "%", "_", "a " * 5000, " ".join(map(str, range(2000))), "\u0301", "=",
)  # fmt: skip


@pytest.fixture
def session(app: Flask, actors: dict[str, Actor]) -> Iterator[Session]:
    """A view of a register of ugly names."""
    maker = a_producer(UNIT)
    goods = [a_product(name, producer=maker) for name in PLAIN]
    issue(actors["officer"], actors["approver"], [a_line(one) for one in goods])
    # What no paper can be printed with may stand in an old list.
    with acting(actors["officer"], "product.amend", Permission.EDIT_REGISTER) as act:
        for product, name in zip(act.session.scalars(select(Product)), UGLY, strict=True):
            product.name = name
    with reading() as session:
        yield session


@pytest.fixture
def index(session: Session) -> PublicIndex:
    return gather(session, day=date(2021, 1, 1))


def names(session: Session, index: PublicIndex, typed: str) -> set[str]:
    return {row.name for row in search(session, index, Question(text=typed, size=100)).rows}


def test_ugly_names_are_found_by_their_words_as_reading_them_would(session: Session, index: PublicIndex) -> None:
    printed = {clean(name): plain for name, plain in zip(UGLY, PLAIN, strict=True)}
    words = {row.name: fold(f"{row.name} {printed[row.name]} {UNIT} htx").split() for row in index.products}
    for typed in TYPED:
        *whole, begun = (word[:200] for word in fold(typed).split())
        expected = {
            name
            for name, own in words.items()
            if set(whole) <= set(own) and any(word[:200].startswith(begun) for word in own)
        }

        assert names(session, index, typed) - expected == set(), typed
        assert expected <= names(session, index, typed), typed


def test_no_text_means_anything_to_the_index(session: Session, index: PublicIndex) -> None:
    for typed in HOSTILE:
        assert search(session, index, Question(text=typed)).total in range(len(UGLY) + 1)
    assert names(session, index, "a OR d2c") == set()


def test_strangers_do_not_fill_the_memory(
    session: Session, index: PublicIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_index, "MOST_FOUND", 3)
    for typed in ("a", "b", "c", "d", "a"):
        search(session, index, Question(text=typed))

    assert len(index._found) <= 3
    assert names(session, index, "d2c") == {"Đũa tre D2C"}


def unfollowed() -> list[str]:
    """Return the tables of the search that do not say what the rest of the register says."""
    with reading() as session:
        return [
            table.__tablename__
            for table, rows in search_rows.TABLES.items()
            if search_rows.stored(session, table) != rows(session)
        ]


@pytest.mark.usefixtures("session")
def test_what_an_act_takes_back_leaves_no_word(actors: dict[str, Actor]) -> None:
    def amend_and_fail() -> None:
        with acting(actors["officer"], "product.amend", Permission.EDIT_REGISTER) as act:
            product = act.session.scalars(select(Product).limit(1)).one()
            product.name = "Tên khác"
            act.session.flush()
            writing.write_all(act.session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        amend_and_fail()

    assert unfollowed() == []


@pytest.mark.usefixtures("session")
def test_a_commune_that_bears_another_name_is_found_by_it(actors: dict[str, Actor]) -> None:
    with acting(actors["officer"], "place.load", Permission.EDIT_REGISTER) as act:
        act.session.scalars(select(Place)).one().search_key = "muong moi"

    with reading() as session:
        assert len(names(session, gather(session, day=date(2021, 1, 1)), "muong moi")) == len(UGLY)
    assert unfollowed() == []


@pytest.mark.usefixtures("session")
def test_check_names_what_is_otherwise_and_a_rebuilding_mends_it(app: Flask) -> None:
    key = "SELECT min(product_id) FROM search_product"
    with behind_its_back() as connection:
        one = connection.scalar(text(key))
        connection.execute(text("UPDATE search_product SET words = 'sai' WHERE product_id = :one"), {"one": one})
        connection.execute(text("DELETE FROM search_producer"))
        connection.execute(
            text("UPDATE search_standing SET standing = 'revoked' WHERE product_id = :one"), {"one": one}
        )
        with Session(connection, autoflush=False) as damaged:
            said = [defect for defect in inspected(connection, app).defects if "Tra cứu" in defect]
            assert any("search_product" in defect and f"dòng {one} không đúng" in defect for defect in said)
            assert any("search_producer" in defect and "thiếu" in defect for defect in said)
            assert any("search_standing" in defect for defect in said)
            if connection.dialect.name == "sqlite":  # its triggers were dropped
                assert any("fts_product" in defect for defect in said)
            assert writing.write_all(damaged) > 0
            assert damaged.scalars(select(SearchProduct.words).where(SearchProduct.product_id == one)).one() != "sai"
    assert unfollowed() == []
    assert writing.rebuild() == 0
