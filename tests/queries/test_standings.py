"""The standing of certificates in SQL is the standing that the rule gives, whatever their lives."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.register import a_commune
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from registry.database import new_public_id
from registry.models.body import Body
from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision, Origin
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import register
from registry.queries.standings import ends_on, standing_on
from registry.rules.certificate_life import MoveKind, Standing, standing
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.instruments import RecognitionKind
from registry.rules.producer_kinds import ProducerKind
from registry.rules.term import expires_on
from registry.transaction import Session, reading, transaction

LIVES = 400
STARTS = [
    date(2024, 2, 29),
    date(2024, 2, 28),
    date(2024, 3, 1),
    date(2024, 1, 1),
    date(2023, 12, 31),
    date(2023, 1, 31),
    date(2021, 2, 28),
    date(2021, 3, 1),
]
LEARNT = [datetime(2024, 6, day, 12, tzinfo=UTC) for day in (1, 2, 3)]
EVERY_DAY = sorted(
    {day + timedelta(days=shift) for start in STARTS for day in (start, expires_on(start)) for shift in (-1, 0, 1)}
    | {date(year, month, day) for year in range(2020, 2029) for month, day in ((1, 1), (12, 31), (2, 28), (3, 1))}
    | {date(2024, 2, 29), date(2028, 2, 29)}
)


FEW_DAYS = EVERY_DAY[:: len(EVERY_DAY) // 3]
"""So few that moves of one certificate meet on them, learnt of in another order than written."""


def a_life(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a certificate's row: days known, half known, or only the year."""
    start = chance.choice(STARTS)
    ends = chance.choice([expires_on(start), None, expires_on(start) - timedelta(days=chance.randint(0, 400))])
    return {
        "id": number,
        "public_id": new_public_id(),
        "recognition_id": number,
        "origin": Origin.RECORDED,
        "lookup_code": f"code-{number}",
        "valid_from": chance.choice([start, start, None]),
        "valid_until": ends,
        "year": start.year,
    }


def moves_of(row: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """Return a certificate's moves: any, in any order, on few enough days that many fall together."""
    later = [kind for kind in MoveKind if kind not in {MoveKind.ISSUED, MoveKind.RECORDED}]
    kinds = [MoveKind.RECORDED, *chance.choices(later, k=chance.choice([0, 0, 1, 1, 2, 4]))]
    return [
        {
            "certificate_id": row["id"],
            "kind": kind,
            "effective_on": chance.choice(chance.choice([EVERY_DAY, FEW_DAYS]))
            if place
            else chance.choice([row["valid_from"], None]),
            "recorded_at": chance.choice(LEARNT),
            "extended_until": chance.choice([*EVERY_DAY, None]) if kind is MoveKind.EXTENDED else None,
        }
        for place, kind in enumerate(kinds)
    ]


def populate(session: Session, commune: int) -> None:
    """Write a product with many certificates of every sort of life."""
    chance = random.Random(26)
    session.add(Producer(id=1, name="Hợp tác xã", kind=ProducerKind.COOPERATIVE, commune_id=commune))
    session.flush()
    session.add(Product(id=1, name="Chè", producer_id=1))
    body = session.scalars(select(Body.id).where(Body.is_ours)).one()
    session.add(
        Decision(
            id=1,
            origin=Origin.RECORDED,
            kind=DecisionKind.RECOGNITION,
            state=DecisionState.IN_EFFECT,
            body_id=body,
            title="Công nhận",
            number="1/QĐ-UBND",
            year=2024,
        )
    )
    session.flush()
    recognition = {
        "product_id": 1,
        "producer_id": 1,
        "decision_id": 1,
        "origin": Origin.RECORDED,
        "kind": RecognitionKind.FIRST,
        "product_name": "Chè",
        "producer_name": "Hợp tác xã",
        "stars": 3,
    }
    numbers = range(1, LIVES + 1)
    session.execute(
        insert(Recognition), [{**recognition, "id": n, "public_id": new_public_id(), "position": n} for n in numbers]
    )
    rows = [a_life(number, chance) for number in numbers]
    session.execute(insert(Certificate), rows)
    session.execute(insert(CertificateMove), [move for row in rows for move in moves_of(row, chance)])


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A view of a register full of lives."""
    commune = a_commune()
    with transaction() as writing:
        populate(writing, commune)
    with reading() as session:
        yield session


def lives(session: Session) -> list[Certificate]:
    """Return all certificates with their moves."""
    return list(session.scalars(select(Certificate).order_by(Certificate.id).options(selectinload(Certificate.moves))))


def test_on_every_day_and_as_known_at_every_time_sql_says_what_the_rule_says(session: Session) -> None:
    certificates = lives(session)
    seen: set[Standing] = set()

    for known_at in (None, *LEARNT, LEARNT[0] - timedelta(days=1)):
        for day in EVERY_DAY if known_at is None else EVERY_DAY[::9]:
            told = dict(session.execute(select(Certificate.id, standing_on(day, known_at=known_at))).all())
            ruled = {
                one.id: standing(one.life, [move.as_rule() for move in one.moves], on=day, known_at=known_at)
                for one in certificates
            }
            assert told == ruled, (day, known_at)
            seen |= set(told.values())

    assert seen == set(Standing)


def test_a_standing_filters_groups_and_orders(session: Session) -> None:
    day = date(2025, 6, 1)
    certificates = lives(session)

    found = session.scalars(
        select(Certificate.id).where(standing_on(day) == Standing.SUSPENDED).order_by(Certificate.id)
    ).all()

    assert found == [one.id for one in certificates if register.standing_of(one, on=day) is Standing.SUSPENDED]
    assert found


def test_the_last_day_counts_the_extensions_known_to_have_been_given(session: Session) -> None:
    day = date(2026, 6, 1)

    told = dict(session.execute(select(Certificate.id, ends_on(day))).all())

    for one in lives(session):
        given = [
            (move.recorded_at, move.effective_on or date.min, move.id, move.extended_until)
            for move in one.moves
            if move.kind is MoveKind.EXTENDED
            and move.extended_until
            and (move.effective_on is None or move.effective_on <= day)
        ]
        recorded_last = [until for *_, until in sorted(given)[-1:]]
        expected = one.valid_until and max([one.valid_until, *recorded_last])
        assert told[one.id] == expected
