"""The public's search: the answers a person reading every row would give, on both engines."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from builders.crowd import a_crowd
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask

from registry.models.product import Product
from registry.models.search import SearchProduct
from registry.queries.public_gathering import gather
from registry.queries.public_index import FACETS, PublicIndex, PublicProduct
from registry.queries.public_search import Answer, Question, everything, search
from registry.queries.register import GOOD, certificates_of, standing_of
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Actor
from registry.rules.search_key import fold
from registry.rules.sort_key import sort_key
from registry.transaction import Session, reading

TODAY = date(2025, 6, 1)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A view of a register with 120 certificates of 80 products."""
    a_crowd(producers=30, products=80, certificates=120)
    with reading() as session:
        yield session


@pytest.fixture
def index(session: Session) -> PublicIndex:
    """What the public may look up in it."""
    return gather(session, day=TODAY)


def names(session: Session, index: PublicIndex, text: str, **asked: Any) -> list[str]:
    """Return the names of the products found, in order."""
    return [row.name for row in search(session, index, Question(text=text, size=1000, **asked)).rows]


def pages(session: Session, index: PublicIndex, **asked: Any) -> Iterator[Answer]:
    """Turn the pages of a question to the last."""
    answer = search(session, index, Question(**asked))
    yield answer
    while answer.after is not None:
        answer = search(session, index, Question(**asked, after=answer.after))
        yield answer


def test_every_certified_product_stands_as_the_rule_says(session: Session, index: PublicIndex) -> None:
    assert index.products
    for row in index.products:
        goods = session.query(Product).filter_by(public_id=row.public_id).one()
        standings = [standing_of(one, on=TODAY) for one in certificates_of(session, goods.id)]
        good = [one for one in (Standing.IN_FORCE, Standing.SUSPENDED, Standing.UNDETERMINED) if one in standings]
        assert row.standing is (good or standings)[0]


TEXTS = ("", "chè", "che shan", "mật ong", "minh hoa", "0001", "hop tac xa mi", "chè 2023", "rừng ong", "khong co")
NARROWED: tuple[dict[str, Any], ...] = ({}, {"stars": 4}, {"standing": Standing.IN_FORCE, "year": 2024})


def test_a_search_finds_and_counts_what_reading_every_row_finds(session: Session, index: PublicIndex) -> None:
    words = {row.product_id: row.words.split() for row in session.query(SearchProduct)}
    for text, narrowed in product(TEXTS, NARROWED):
        found = [row for row in index.products if matches(words[row.row_id], text)]

        answer = search(session, index, Question(text=text, narrowed=narrowed, size=1000))

        assert sorted(answer.rows) == sorted(row for row in found if is_kept(row, narrowed))
        assert answer.total == len(answer.rows)
        for name, value in FACETS.items():
            others = {other: wanted for other, wanted in narrowed.items() if other != name}
            counted = Counter(value(row) for row in found if is_kept(row, others) and value(row) is not None)
            assert dict(answer.facets[name]) == dict(counted)


def matches(words: list[str], text: str) -> bool:
    """Say whether a product with these words has those of a text, the last of them begun."""
    *whole, begun = fold(text).split() or [""]
    return set(whole) <= set(words) and any(word.startswith(begun) for word in words)


def is_kept(row: PublicProduct, narrowed: dict[str, Any]) -> bool:
    """Say whether a product has the values that a question is narrowed to."""
    return all(FACETS[name](row) == value for name, value in narrowed.items())


ORDERED: list[tuple[str | None, Callable[[PublicProduct], Any]]] = [
    ("name", lambda row: sort_key(row.name)),
    ("newest", lambda row: -row.year),
    ("ending", lambda row: (row.standing is not Standing.IN_FORCE, row.valid_until or date.max)),
    (None, lambda row: (GOOD.index(row.standing) if row.standing in GOOD else len(GOOD), -row.stars)),
]


@pytest.mark.parametrize("size", [1, 7])
def test_the_pages_together_are_everything_once_in_order(session: Session, index: PublicIndex, size: int) -> None:
    for order, key in ORDERED:
        turned = list(pages(session, index, text="minh hoa", order=order, size=size))

        rows = [row for page in turned for row in page.rows]
        assert rows == list(everything(session, index, Question(text="minh hoa", order=order)))
        assert len(set(rows)) == len(rows) == turned[0].total > size
        assert [key(row) for row in rows] == sorted(key(row) for row in rows)
        assert [page.first for page in turned] == list(range(1, len(rows) + 1, size))


@pytest.mark.parametrize("order", ["name", None])
def test_one_turns_back_by_the_pages_one_came_by(session: Session, index: PublicIndex, order: str | None) -> None:
    first, second, third, *_ = pages(session, index, order=order, size=7)

    back = search(session, index, Question(order=order, size=7, before=third.before))

    assert (back.rows, back.first) == (second.rows, 8)
    assert search(session, index, Question(order=order, size=7, before=second.before)).rows == first.rows


def test_a_page_after_a_product_that_is_gone_begins_at_the_beginning(session: Session, index: PublicIndex) -> None:
    assert search(session, index, Question(after="khongcothatkhong")).first == 1


class TestWords:
    """How people type."""

    @pytest.fixture
    def session(self, app: Flask, actors: dict[str, Actor]) -> Iterator[Session]:
        """A view of a register of names that resemble each other."""
        of_ma = a_producer("Hợp tác xã Mạ")
        of_dao = a_producer("Hộ kinh doanh Đào Văn Đạo")
        goods = [
            a_product("Má đào", producer=of_ma),
            a_product("Mạ non", producer=of_ma),
            a_product("Ma quế", producer=of_dao),
            a_product("Chè Đào Tiên", producer=of_dao),
        ]
        issue(actors["officer"], actors["approver"], [a_line(one) for one in goods])
        with reading() as session:
            yield session

    @pytest.fixture
    def index(self, session: Session) -> PublicIndex:
        """What the public may look up in it."""
        return gather(session, day=date(2021, 1, 1))

    @pytest.mark.parametrize("text", ["đào tiên", "DAO TIEN", "tiên đào", "đa\u0300o tie\u0302n", "  dao   tien "])
    def test_accents_case_order_and_blanks_do_not_matter(self, session: Session, index: PublicIndex, text: str) -> None:
        assert names(session, index, text) == ["Chè Đào Tiên"]

    def test_only_the_last_word_may_be_unfinished(self, session: Session, index: PublicIndex) -> None:
        assert names(session, index, "dao tie") == ["Chè Đào Tiên"]
        assert names(session, index, "tie dao") == []

    def test_a_kind_of_unit_is_found_as_it_is_written_on_packets(self, session: Session, index: PublicIndex) -> None:
        assert names(session, index, "htx mạ non") == ["Mạ non"]
        assert set(names(session, index, "hkd dao")) == {"Ma quế", "Chè Đào Tiên"}
        assert [one.name for one in search(session, index, Question(text="htx ma")).producers] == ["Hợp tác xã Mạ"]

    def test_what_is_typed_with_accents_comes_first(self, session: Session, index: PublicIndex) -> None:
        assert names(session, index, "mạ")[:1] == ["Má đào"]  # its producer is called so
        assert names(session, index, "Mạ non") == ["Mạ non"]
        assert set(names(session, index, "ma")) == {"Má đào", "Mạ non", "Ma quế"}
        assert names(session, index, "má")[0] == "Má đào"

    def test_words_run_together_are_found_where_nothing_else_is(self, session: Session, index: PublicIndex) -> None:
        assert names(session, index, "chèđào") == ["Chè Đào Tiên"]
        assert names(session, index, "xyz") == []

    def test_numbers_of_certificates_and_decisions_are_found(self, session: Session, index: PublicIndex) -> None:
        assert names(session, index, "003/2020/GCN-OCOP") == ["Ma quế"]
        assert len(names(session, index, "1757/QĐ-UBND")) == 4

    def test_producers_are_named_beside_the_products(self, session: Session, index: PublicIndex) -> None:
        answer = search(session, index, Question(text="hop tac xa m"))

        assert [(one.name, one.products) for one in answer.producers] == [("Hợp tác xã Mạ", 2)]

    @pytest.mark.parametrize("text", ["%", "'; DROP TABLE product", "\u0000", "*", "((", "a" * 5000, "🍯"])
    def test_nothing_typed_is_ever_an_error(self, session: Session, index: PublicIndex, text: str) -> None:
        assert search(session, index, Question(text=text)).total in {0, 4}
