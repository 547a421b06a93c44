"""A large register, written row by row into the tables: for questions that must stay quick."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from registry.database import Base, new_public_id
from registry.law import classification
from registry.models.body import Body
from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision, Origin
from registry.models.place import Place, PlaceLevel
from registry.models.producer import Producer, ProducerName, producer_keys
from registry.models.product import Product, ProductHolder, ProductName, product_keys
from registry.models.recognition import Recognition
from registry.rules import lookup_code
from registry.rules.certificate_life import MoveKind, expires_on
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor, Role
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import Session, transaction
from registry.usecases import places, search_rows

FIRST_DAY = date(2020, 6, 1)
_GOODS = ("Chè shan tuyết", "Mật ong rừng", "Gạo séng cù", "Miến dong", "Thịt sấy", "Rượu ngô", "Tinh dầu quế", "Nấm")
_FORMS = ("Hợp tác xã", "Công ty TNHH", "Hộ kinh doanh", "Tổ hợp tác")
_KINDS = (
    ProducerKind.COOPERATIVE,
    ProducerKind.COMPANY_LIMITED,
    ProducerKind.HOUSEHOLD,
    ProducerKind.COOPERATIVE_GROUP,
)
SYSTEM = Actor(account_id=None, name="Đám đông", roles=frozenset(Role), means="system")


def a_crowd(*, producers: int, products: int, certificates: int, seed: int = 1) -> None:
    """Fill an empty register: places, producers, products, and certificates of every standing."""
    chance = random.Random(seed)
    places.load(actor=SYSTEM)
    with transaction() as session:
        communes = session.scalars(
            select(Place.id).where(Place.level == PlaceLevel.COMMUNE).order_by(Place.valid_until.is_not(None), Place.id)
        ).all()
        _put(session, Producer, [_producer(number, communes, chance) for number in range(1, producers + 1)])
        _put(
            session,
            ProducerName,
            [_first_name(ProducerName, "producer_id", n, _unit(n)) for n in range(1, producers + 1)],
        )
        _put(session, Product, [_product(number, producers, chance) for number in range(1, products + 1)])
        _put(
            session, ProductName, [_first_name(ProductName, "product_id", n, _good(n)) for n in range(1, products + 1)]
        )
        _put(session, ProductHolder, [_holder(n, producers) for n in range(1, products + 1)])
        decisions = _decisions(session)
        _put(
            session,
            Recognition,
            [_recognition(n, producers, products, communes, decisions, chance) for n in range(1, certificates + 1)],
        )
        rows = [_certificate(n, decisions) for n in range(1, certificates + 1)]
        _put(session, Certificate, rows)
        _put(session, CertificateMove, [move for row in rows for move in _moves(row, products, certificates, chance)])
        search_rows.write_all(session)


def _put(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> None:
    session.execute(insert(model), rows)
    if "id" in rows[0] and session.get_bind().dialect.name == "postgresql":
        # Keys given by hand leave PostgreSQL's own counting behind.
        table = model.__tablename__
        session.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), len(rows))))


def _unit(number: int) -> str:
    return f"{_FORMS[number % 4]} Minh Họa {number:05d}"


def _good(number: int) -> str:
    return f"{_GOODS[number % 8]} số {number:05d}"


def _producer(number: int, communes: Any, chance: random.Random) -> dict[str, Any]:
    name = _unit(number)
    return {
        "id": number,
        "public_id": new_public_id(),
        "name": name,
        "kind": _KINDS[number % 4],
        "commune_id": communes[number % 38],
        "commune_then_id": chance.choice(communes[38:]),
        "address": f"Bản {number % 90}",
        "status": "active",
        "version": 1,
        **producer_keys(name),
    }


def _first_name(model: type[Base], owner: str, number: int, name: str) -> dict[str, Any]:
    return {owner: number, "name": name, "valid_from": date(1900, 1, 1)}


def _product(number: int, producers: int, chance: random.Random) -> dict[str, Any]:
    name = _good(number)
    return {
        "id": number,
        "public_id": new_public_id(),
        "producer_id": number % producers + 1,
        "name": name,
        "industry": chance.choice(classification.industries()).code,
        "version": 1,
        **product_keys(name),
    }


def _holder(number: int, producers: int) -> dict[str, Any]:
    return {"product_id": number, "producer_id": number % producers + 1, "valid_from": date(1900, 1, 1)}


def _decisions(session: Session) -> list[dict[str, Any]]:
    body = session.scalars(select(Body.id).where(Body.is_ours)).one()
    days = [FIRST_DAY + timedelta(days=30 * number) for number in range(76)]
    rows = [
        {
            "id": number,
            "public_id": new_public_id(),
            "origin": Origin.RECORDED,
            "kind": DecisionKind.RECOGNITION,
            "state": DecisionState.IN_EFFECT,
            "body_id": body,
            "title": f"Công nhận sản phẩm OCOP đợt {number}",
            "number": f"{1000 + number}/QĐ-UBND",
            "signed_on": day,
            "year": day.year,
            "drafter_ids": [],
            "version": 1,
        }
        for number, day in enumerate(days, start=1)
    ]
    _put(session, Decision, rows)
    return rows


def _decision_of(number: int, decisions: list[dict[str, Any]]) -> dict[str, Any]:
    return decisions[number % len(decisions)]


def _recognition(
    number: int, producers: int, products: int, communes: Any, decisions: list[dict[str, Any]], chance: random.Random
) -> dict[str, Any]:
    product = (number - 1) % products + 1
    holder = product % producers + 1
    return {
        "id": number,
        "public_id": new_public_id(),
        "product_id": product,
        "producer_id": holder,
        "decision_id": _decision_of(number, decisions)["id"],
        "position": number,
        "origin": Origin.RECORDED,
        "kind": RecognitionKind.FIRST if number <= products else RecognitionKind.REASSESSED,
        "product_name": _good(product),
        "producer_name": _unit(holder),
        "commune_id": chance.choice(communes),
        "score": chance.randint(5000, 8999),
        "stars": chance.choices((3, 4, 5), weights=(70, 28, 2))[0],
        "instrument": Instrument.QD_148,
    }


def _certificate(number: int, decisions: list[dict[str, Any]]) -> dict[str, Any]:
    day = _decision_of(number, decisions)["signed_on"]
    return {
        "id": number,
        "public_id": new_public_id(),
        "recognition_id": number,
        "origin": Origin.RECORDED,
        "number": f"{number:05d}/{day.year}/GCN",
        "lookup_code": lookup_code.new_code(demonstration=False),
        "issued_on": day,
        "valid_from": day,
        "valid_until": expires_on(day),
        "year": day.year,
    }


def _moves(row: dict[str, Any], products: int, certificates: int, chance: random.Random) -> list[dict[str, Any]]:
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def move(kind: MoveKind, on: date) -> dict[str, Any]:
        return {"certificate_id": row["id"], "kind": kind, "effective_on": on, "recorded_at": at}

    moves = [move(MoveKind.RECORDED, row["valid_from"])]
    if row["id"] + products <= certificates:
        moves.append(move(MoveKind.SUPERSEDED, row["valid_from"] + timedelta(days=900)))
    elif chance.random() < 0.2:
        moves.append(
            move(
                chance.choice((MoveKind.REVOKED, MoveKind.WITHDRAWN, MoveKind.SUSPENDED)),
                row["valid_from"] + timedelta(days=400),
            )
        )
    return moves
