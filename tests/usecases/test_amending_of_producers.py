"""Amending producing units, two people at once among them."""

import pytest
from builders.units import a_unit, kept_unit, unit_facts
from flask import Flask
from sqlalchemy import select

from registry.models.journal import JournalEntry
from registry.models.producer import ContactKind, ProducerContact
from registry.rules.permissions import Actor
from registry.rules.producer_kinds import ProducerKind
from registry.transaction import reading
from registry.usecases import registration
from registry.usecases.registration import ChangedMeanwhile, ContactFacts, LooksLikeExisting


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


def test_amending_writes_everything_anew(officer: Actor) -> None:
    public_id = a_unit(officer, contacts=(ContactFacts(kind=ContactKind.PHONE, value="0912345678"),))

    registration.amend_producer(
        actor=officer,
        producer=public_id,
        version=kept_unit(public_id).version,
        facts=unit_facts("Hợp tác xã Minh Họa 1", kind=ProducerKind.COOPERATIVE_GROUP, note="Sửa lỗi gõ"),
    )

    unit = kept_unit(public_id)
    assert (unit.name, unit.kind, unit.note) == ("Hợp tác xã Minh Họa 1", ProducerKind.COOPERATIVE_GROUP, "Sửa lỗi gõ")
    assert (unit.search_key, [(one.name, one.search_key) for one in unit.names]) == (
        "hop tac xa minh hoa 1",
        [("Hợp tác xã Minh Họa 1", "hop tac xa minh hoa 1")],
    )
    assert unit.contacts == []


def test_amending_may_keep_its_own_name_and_tax_number(officer: Actor) -> None:
    public_id = a_unit(officer, tax_number="0100109106")

    registration.amend_producer(
        actor=officer, producer=public_id, version=1, facts=unit_facts(tax_number="0100109106", address="Bản Hon")
    )

    assert kept_unit(public_id).address == "Bản Hon"


def test_amending_to_the_name_of_another_needs_a_person_to_say_so(officer: Actor) -> None:
    a_unit(officer, "Hợp tác xã Minh Họa 02")
    public_id = a_unit(officer, "Hợp tác xã Minh Họa 01")

    with pytest.raises(LooksLikeExisting):
        registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts("HTX Minh Hoa 02"))

    assert kept_unit(public_id).name == "Hợp tác xã Minh Họa 01"


def test_the_later_of_two_savers_is_told_what_the_earlier_one_changed(officer: Actor) -> None:
    public_id = a_unit(officer)
    seen = kept_unit(public_id).version
    registration.amend_producer(
        actor=officer,
        producer=public_id,
        version=seen,
        facts=unit_facts(address="Bản Hon", contacts=(ContactFacts(kind=ContactKind.PHONE, value="0912345678"),)),
    )

    with pytest.raises(ChangedMeanwhile, match=r"địa chỉ.*liên hệ|liên hệ.*địa chỉ") as refused:
        registration.amend_producer(actor=officer, producer=public_id, version=seen, facts=unit_facts(note="của tôi"))

    assert set(refused.value.fields) == {"address", "contacts"}
    assert officer.name in refused.value.text
    unit = kept_unit(public_id)
    assert (unit.address, unit.note) == ("Bản Hon", None)


def test_a_change_of_contacts_alone_counts_as_a_change_of_the_unit(officer: Actor) -> None:
    public_id = a_unit(officer)
    phone = (ContactFacts(kind=ContactKind.PHONE, value="0912345678"),)
    registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts(contacts=phone))

    with pytest.raises(ChangedMeanwhile) as refused:
        registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts())

    assert refused.value.fields == ("contacts",)


def test_only_what_was_changed_after_it_was_read_is_told(officer: Actor) -> None:
    public_id = a_unit(officer)
    registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts(address="Bản Hon"))
    seen = kept_unit(public_id).version
    registration.amend_producer(
        actor=officer, producer=public_id, version=seen, facts=unit_facts(address="Bản Hon", note="Mới")
    )

    with pytest.raises(ChangedMeanwhile) as refused:
        registration.amend_producer(actor=officer, producer=public_id, version=seen, facts=unit_facts())

    assert refused.value.fields == ("note",)


def test_a_contact_keeps_its_identity_when_only_its_switch_is_turned(officer: Actor) -> None:
    hidden = ContactFacts(kind=ContactKind.PHONE, value="0912345678")
    public_id = a_unit(officer, contacts=(hidden,))
    with reading() as session:
        before = session.scalars(select(ProducerContact.id)).all()

    shown = ContactFacts(kind=ContactKind.PHONE, value="0912345678", is_public=True)
    registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts(contacts=(shown,)))

    with reading() as session:
        assert session.execute(select(ProducerContact.id, ProducerContact.is_public)).all() == [(before[0], True)]


def test_a_contact_taken_away_is_journalled_as_removed(officer: Actor) -> None:
    public_id = a_unit(officer, contacts=(ContactFacts(kind=ContactKind.PHONE, value="0912345678"),))

    registration.amend_producer(actor=officer, producer=public_id, version=1, facts=unit_facts())

    with reading() as session:
        entry = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()
    assert entry is not None
    assert [(change["on"], change["how"]) for change in entry.changes] == [
        ("producer_contact", "removed"),
        ("producer", "changed"),
    ]
