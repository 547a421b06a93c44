"""Many people at once: numbers stay consecutive, and nothing is issued twice."""

from concurrent.futures import ThreadPoolExecutor

from builders.register import a_draft, a_line, a_producer, a_product, sign_off
from builders.signed_alike import signed_alike
from flask import Flask
from sqlalchemy import select

from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.number_series import NumberSeries
from registry.models.recognition import Recognition
from registry.queries.kept_files import hashes_named
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import certification

DECISIONS = 200
ATTEMPTS = 50
CLIENTS = 16


def test_200_decisions_put_in_effect_at_once_give_consecutive_numbers(app: Flask, actors: dict[str, Actor]) -> None:
    producer = a_producer()
    products = [a_product(f"Sản phẩm thứ {order}", producer=producer) for order in range(DECISIONS)]
    decisions = signed_alike(actors["officer"], actors["approver"], products)

    def put(decision: str) -> int:
        with app.app_context():
            return certification.put_in_effect(actor=actors["approver"], decision=decision).certificates

    with ThreadPoolExecutor(CLIENTS) as clients:
        issued = list(clients.map(put, decisions))

    assert issued == [1] * DECISIONS
    with reading() as session:
        assert sorted(session.scalars(select(Certificate.serial))) == list(range(1, DECISIONS + 1))
        assert session.scalars(select(NumberSeries.last)).all() == [DECISIONS]


def test_50_attempts_at_the_same_decision_issue_once(app: Flask, actors: dict[str, Actor]) -> None:
    products = [a_product(f"Sản phẩm {order}") for order in range(3)]
    decision = a_draft(actors["officer"], [a_line(product) for product in products])
    sign_off(actors["officer"], actors["approver"], decision)

    def put(_attempt: int) -> int:
        with app.app_context():
            return certification.put_in_effect(actor=actors["approver"], decision=decision).certificates

    with ThreadPoolExecutor(CLIENTS) as clients:
        issued = list(clients.map(put, range(ATTEMPTS)))

    assert sorted(issued) == [0] * (ATTEMPTS - 1) + [3]
    with reading() as session:
        assert sorted(session.scalars(select(Certificate.serial))) == [1, 2, 3]


def test_numbers_taken_while_papers_are_drawn_are_not_given_again(app: Flask, actors: dict[str, Actor]) -> None:
    producer = a_producer()
    decisions = []
    for order in range(2):
        decision = a_draft(actors["officer"], [a_line(a_product(f"Sản phẩm thứ {order}", producer=producer))])
        sign_off(actors["officer"], actors["approver"], decision, number=f"{order + 1}/QĐ-UBND")
        decisions.append(decision)
    slow, quick = decisions

    def overtake(_done: int, _all: int) -> None:
        certification.put_in_effect(actor=actors["approver"], decision=quick)

    certification.put_in_effect(actor=actors["approver"], decision=slow, report=overtake)

    with reading() as session:
        rows = session.execute(
            select(Certificate.number, Decision.number).join(Certificate.recognition).join(Recognition.decision)
        )
        assert {tuple(row) for row in rows} == {
            ("001/2020/GCN-OCOP", "2/QĐ-UBND"),
            ("002/2020/GCN-OCOP", "1/QĐ-UBND"),
        }
        # Papers that were drawn with a number already given are thrown away.
        assert set(app.config["VAULT"].names()) == hashes_named(session)
