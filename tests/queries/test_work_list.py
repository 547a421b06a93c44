"""The work list counts what waits for somebody, and leaves out what does not."""

from datetime import date

import pytest
from builders.register import a_draft, a_line, a_product, issue, sign_off
from builders.units import goods_facts, unit_facts
from flask import Flask
from sqlalchemy import select

from registry.models.producer import Producer
from registry.queries import work_list
from registry.queries.work_list import DueKind
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading, transaction
from registry.usecases import producer_fates, registration

EXPIRY = date(2023, 12, 11)


def _counts(today: date) -> dict[DueKind, int]:
    with reading() as session:
        return {one.kind: one.count for one in work_list.due(session, today=today)}


def test_an_empty_register_has_nothing_to_do(app: Flask) -> None:
    assert _counts(date(2026, 11, 23)) == {}


def test_each_decision_waits_for_its_next_act(app: Flask, actors: dict[str, Actor]) -> None:
    a_draft(actors["officer"], [a_line(a_product("Chè một"))])
    signed = a_draft(actors["officer"], [a_line(a_product("Chè hai"))])
    sign_off(actors["officer"], actors["approver"], signed)

    counts = _counts(date(2020, 12, 12))

    assert (counts[DueKind.DRAFTS], counts[DueKind.PUT_IN_EFFECT]) == (1, 1)


@pytest.mark.parametrize(
    ("days_before", "kind"),
    [
        (211, None),
        (210, DueKind.WINDOW_AHEAD),
        (181, DueKind.WINDOW_AHEAD),
        (180, DueKind.FILING_WINDOW),
        (120, DueKind.FILING_WINDOW),
        (119, DueKind.EXPIRING),
        (0, DueKind.EXPIRING),
        (-1, None),
    ],
)
def test_a_certificate_is_listed_by_the_days_before_its_expiry(
    app: Flask, actors: dict[str, Actor], days_before: int, kind: DueKind | None
) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product())])

    counts = _counts(date.fromordinal(EXPIRY.toordinal() - days_before))

    of_certificates = {DueKind.EXPIRING, DueKind.FILING_WINDOW, DueKind.WINDOW_AHEAD}
    assert set(counts) & of_certificates == ({kind} if kind else set())


def test_a_certificate_whose_successor_is_already_issued_waits_for_nobody(app: Flask, actors: dict[str, Actor]) -> None:
    product = a_product()
    issue(actors["officer"], actors["approver"], [a_line(product)])
    day = date.fromordinal(EXPIRY.toordinal() - 30)
    assert _counts(day)[DueKind.EXPIRING] == 1

    renewal = a_line(product, kind=RecognitionKind.REASSESSED, instrument=Instrument.QD_148, assessed_on=day)
    issue(actors["officer"], actors["approver"], [renewal], number="9/QĐ-UBND", signed_on=day)

    assert DueKind.EXPIRING not in _counts(date.fromordinal(day.toordinal() - 1))
    assert DueKind.EXPIRING not in _counts(day)


def test_names_that_could_be_the_same_wait_to_be_looked_at(app: Flask, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    first = registration.register_producer(actor=officer, facts=unit_facts("HTX Minh Họa", tax_number="0100109106"))
    with transaction() as session:
        session.add(Producer(name="Hợp tác xã Minh Hoạ", kind=ProducerKind.COOPERATIVE))
    for name in ("Chè", "Chè "):
        registration.register_product(
            actor=officer, producer=first, facts=goods_facts(name, industry="drink"), confirmed_distinct=True
        )

    counts = _counts(date(2026, 11, 23))

    assert (counts[DueKind.PRODUCERS_ALIKE], counts[DueKind.PRODUCTS_ALIKE]) == (2, 2)
    assert DueKind.UNSORTED not in counts


def test_different_tax_numbers_tell_units_of_one_name_apart(app: Flask, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    for number in ("0100109106", "0300588569"):
        registration.register_producer(
            actor=officer, facts=unit_facts("HTX Minh Họa", tax_number=number), confirmed_distinct=True
        )

    assert DueKind.PRODUCERS_ALIKE not in _counts(date(2026, 11, 23))


def test_what_is_not_known_of_records_waits_to_be_filled_in(app: Flask, actors: dict[str, Actor]) -> None:
    unit = registration.register_producer(actor=actors["officer"], facts=unit_facts())
    registration.register_product(actor=actors["officer"], producer=unit, facts=goods_facts())

    counts = _counts(date(2026, 11, 23))

    assert (counts[DueKind.UNPLACED], counts[DueKind.UNSORTED]) == (1, 1)


def test_what_is_in_force_of_a_producer_that_is_no_more_waits_for_a_decision(
    app: Flask, actors: dict[str, Actor]
) -> None:
    product = a_product()
    issue(actors["officer"], actors["approver"], [a_line(product)])
    day = date(2021, 6, 1)
    assert DueKind.HOLDER_ENDED not in _counts(day)
    with reading() as session:
        unit = session.scalars(select(Producer.public_id)).one()

    producer_fates.dissolve_producer(actor=actors["officer"], producer=unit, on=day)

    assert _counts(day)[DueKind.HOLDER_ENDED] == 1
