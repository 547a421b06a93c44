"""Questions about decisions: lists, and one with everything, in as many questions for 500 lines as for one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from builders.conference import a_commune_of, a_place, a_producer_in, a_product_of, a_rated_line, an_award
from builders.register import a_draft, a_line, a_product, issue, sign_off
from sqlalchemy import event, select

from registry.database import db
from registry.models.award import RecipientKind
from registry.models.body import BodyKind
from registry.models.certificate import FileRole
from registry.models.place import Place
from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import decisions
from registry.queries.decisions import DecisionDetail
from registry.queries.listing import ListRequest
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading, transaction
from registry.usecases import drafting, recording
from registry.usecases.awarding import Recipient
from registry.usecases.recording import Result
from registry.usecases.sources import Source

pytestmark = pytest.mark.usefixtures("app")


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the statements that the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SET")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def products_of_many(count: int) -> list[str]:
    """Put as many products of as many producers, each in a commune of its own name's district, into the register."""
    communes = [a_commune_of(f"Xã {place}", f"Huyện {place % 3}") for place in range(5)]
    with transaction() as session:
        rows = []
        for place in range(count):
            holder = Producer(
                name=f"Hợp tác xã số {place}", kind=ProducerKind.COOPERATIVE, commune_id=communes[place % 5]
            )
            session.add(holder)
            session.flush()
            rows.append(Product(name=f"Sản phẩm số {place}", producer_id=holder.id))
        session.add_all(rows)
        session.flush()
        return [row.public_id for row in rows]


def detail_of(public_id: str) -> DecisionDetail:
    with reading() as session:
        found = decisions.decision(session, public_id)
    assert found is not None
    return found


def listed(**request: Any) -> list[str | None]:
    with reading() as session:
        return [row.number for row in decisions.page(session, ListRequest(**request)).rows]


def test_an_unknown_decision_is_none() -> None:
    with reading() as session:
        assert decisions.decision(session, "khongco") is None


def test_500_lines_are_read_in_as_many_questions_as_one(actors: dict[str, Actor]) -> None:
    products = products_of_many(501)
    one = a_draft(actors["officer"], [a_line(products[0])])
    many = a_draft(actors["officer"], [a_line(product) for product in products[1:]])

    with counting() as for_one:
        detail_of(one)
    with counting() as for_many:
        detail = detail_of(many)
        addresses = {line.address for line in detail.lines}

    assert len(detail.lines) == 500
    assert len(addresses) == 5
    assert len(for_many) == len(for_one) <= 12


def test_a_line_says_what_its_product_and_producer_are_called_on_the_day(actors: dict[str, Actor]) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    product = a_product_of(producer, "Chè Ánh Dương")
    decision = a_draft(actors["officer"], [a_rated_line(product, 4)])

    (line,) = detail_of(decision).lines

    assert (line.product, line.product_name, line.producer) == (product, "Chè Ánh Dương", producer)
    assert line.address == "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"
    assert (line.stars, line.score, line.issued, line.about) == (4, 7500, None, None)


def test_a_line_names_the_commune_of_its_day(actors: dict[str, Actor]) -> None:
    producer = a_producer_in("Bản Bo", "Tam Đường", name="Hợp tác xã Ánh Dương")
    with transaction() as session:
        old = session.scalars(select(Place).where(Place.name == "Bản Bo")).one()
        old.valid_until = date(2025, 6, 30)
    new = a_place("Bình Lư", parent=a_place("Lai Châu"))
    with transaction() as session:
        row = session.scalars(select(Producer).where(Producer.public_id == producer)).one()
        row.commune_then_id, row.commune_id = row.commune_id, new
    product = a_product_of(producer, "Chè Ánh Dương")

    then = issue(actors["officer"], actors["approver"], [a_rated_line(product)])
    now = a_draft(actors["officer"], [a_rated_line(a_product_of(producer, "Trà Ánh Dương"))])

    assert detail_of(then).lines[0].address == "Bản Thử, xã Bản Bo, huyện Tam Đường, tỉnh Lai Châu"
    assert detail_of(now).lines[0].address.startswith("Bản Thử, xã Bình Lư")


def test_in_effect_each_line_leads_to_its_certificate(actors: dict[str, Actor]) -> None:
    products = [a_product(f"Chè {place}") for place in range(3)]
    decision = issue(actors["officer"], actors["approver"], [a_line(product) for product in products])

    detail = detail_of(decision)

    assert [line.issued.number for line in detail.lines if line.issued] == [
        "001/2020/GCN-OCOP",
        "002/2020/GCN-OCOP",
        "003/2020/GCN-OCOP",
    ]
    assert detail.decision.approved_by is not None
    assert detail.decision.approved_by.name == actors["approver"].name
    assert FileRole.PRINT in [file.role for file in detail.files]


def test_recipients_lead_to_their_merit_certificates(actors: dict[str, Actor]) -> None:
    decision = an_award(
        actors["officer"],
        actors["approver"],
        [Recipient(kind=RecipientKind.PERSON, name="Ông Lò Văn Thử", achievement="xuất sắc")],
    )

    (recipient,) = detail_of(decision).recipients

    assert (recipient.name, recipient.number) == ("Ông Lò Văn Thử", "001/2020/BK-OCOP")


def test_unsigned_decisions_come_first_then_the_newest(actors: dict[str, Actor]) -> None:
    officer, approver = actors["officer"], actors["approver"]
    issue(officer, approver, [a_line(a_product("A"))], number="1/QĐ-UBND", signed_on=date(2020, 12, 11))
    a_draft(officer, [a_line(a_product("C"))])
    issue(officer, approver, [a_line(a_product("B"))], number="2/QĐ-UBND", signed_on=date(2021, 1, 5))

    assert listed() == [None, "2/QĐ-UBND", "1/QĐ-UBND"]


def test_a_list_is_sorted_filtered_and_paged(actors: dict[str, Actor]) -> None:
    officer, approver = actors["officer"], actors["approver"]
    for number, day in (("1/QĐ-UBND", date(2020, 12, 11)), ("2/QĐ-UBND", date(2021, 1, 5))):
        issue(officer, approver, [a_line(a_product(number))], number=number, signed_on=day)
    signed = a_draft(officer, [a_line(a_product("C"))])
    sign_off(officer, approver, signed, number="3/QĐ-UBND", signed_on=date(2021, 2, 1))

    assert listed(sort="signed_on") == ["1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND"]
    assert listed(sort="signed_on", descending=True) == ["3/QĐ-UBND", "2/QĐ-UBND", "1/QĐ-UBND"]
    assert listed(filters={"state": DecisionState.SIGNED}) == ["3/QĐ-UBND"]
    assert listed(filters={"year": 2021}) == ["3/QĐ-UBND", "2/QĐ-UBND"]
    assert listed(filters={"kind": DecisionKind.AWARD}) == []
    assert listed(sort="signed_on", page=2, page_size=2) == ["3/QĐ-UBND"]
    with reading() as session:
        assert decisions.years(session) == [2021, 2020]


@pytest.mark.parametrize("text", ["tặng bằng khen", "TANG BANG", "bang khen"])
def test_a_decision_is_found_by_its_title_without_accents(actors: dict[str, Actor], text: str) -> None:
    a_draft(actors["officer"], [])
    wanted = drafting.draft(actor=actors["officer"], kind=DecisionKind.AWARD, title="Tặng Bằng khen năm 2020")

    with reading() as session:
        found = decisions.page(session, ListRequest(text=text))

    assert [row.public_id for row in found.rows] == [wanted]
    assert found.total == 1


def test_a_list_says_how_much_a_decision_holds_and_who_drafted_it(actors: dict[str, Actor]) -> None:
    a_draft(actors["officer"], [a_line(a_product(f"Chè {place}")) for place in range(3)])

    with reading() as session:
        (row,) = decisions.page(session, ListRequest()).rows

    assert (row.entries, row.drafted_by) == (3, actors["officer"].name)
    assert row.body_name == "Ủy ban nhân dân tỉnh Lai Châu"


def test_a_list_of_many_decisions_asks_as_often_as_one_of_few(actors: dict[str, Actor]) -> None:
    def ask() -> Sequence[str]:
        with counting() as asked, reading() as session:
            decisions.page(session, ListRequest())
        return asked

    a_draft(actors["officer"], [])
    few = ask()
    for _ in range(20):
        a_draft(actors["officer"], [])

    assert len(ask()) == len(few) <= 4


def test_what_was_recorded_under_a_decision_is_its_annex(actors: dict[str, Actor]) -> None:
    product_id = a_product("Chè ghi nhận")
    with reading() as session:
        product = session.scalars(select(Product).where(Product.public_id == product_id)).one()
    recording.record(
        actor=actors["officer"],
        source=Source(
            body_kind=BodyKind.OTHER_PROVINCE,
            body_name="Ủy ban nhân dân tỉnh Lào Cai",
            number="4261/QĐ-UBND",
            year=2021,
        ),
        results=[
            Result(
                product_id=product.id,
                producer_id=product.producer_id,
                product_name="Chè ghi nhận",
                producer_name="Hợp tác xã Thử Nghiệm",
                stars=4,
            )
        ],
    )

    with reading() as session:
        (row,) = decisions.page(session, ListRequest()).rows
    (line,) = detail_of(row.public_id).lines

    assert (row.number, row.entries) == ("4261/QĐ-UBND", 1)
    assert (line.product_name, line.stars, line.score) == ("Chè ghi nhận", 4, None)
    assert line.issued is not None
    assert line.issued.number is None
