"""Erasing personal data without breaking the journal."""

import json

import pytest
from builders.units import a_unit, kept_unit, unit_facts
from flask import Flask
from sqlalchemy import inspect, select, text

from registry.config import Config
from registry.database import db
from registry.models.journal import JournalEntry, Version
from registry.models.producer import ContactKind
from registry.rules.journal_chain import GENESIS, entry_hash
from registry.rules.permissions import Actor, NotAllowed
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import erasure, registration
from registry.usecases.registration import ContactFacts

PERSON = "Nguyễn Thị Minh Họa"
PRIVATE, FORMER, PUBLIC = "0912345678", "0987654321", "0900000001"
PERSONAL_NUMBER = "012123456789"


@pytest.fixture
def officer(app: Flask, actors: dict[str, Actor]) -> Actor:
    """The person who keeps the register."""
    return actors["officer"]


@pytest.fixture
def unit(officer: Actor) -> str:
    """A household with a representative and contacts, one of which was taken away again."""
    public_id = a_unit(
        officer,
        "Hộ kinh doanh Minh Họa 09",
        representative=PERSON,
        representative_gender="Nữ",
        representative_ethnicity="Lự",
        tax_number=PERSONAL_NUMBER,
        contacts=(
            ContactFacts(kind=ContactKind.PHONE, value=PRIVATE),
            ContactFacts(kind=ContactKind.PHONE, value=FORMER),
            ContactFacts(kind=ContactKind.PHONE, value=PUBLIC, is_public=True),
        ),
    )
    registration.amend_producer(
        actor=officer,
        producer=public_id,
        version=1,
        facts=unit_facts(
            "Hộ kinh doanh Minh Họa 09",
            representative=PERSON,
            representative_gender="Nữ",
            representative_ethnicity="Lự",
            tax_number=PERSONAL_NUMBER,
            contacts=(
                ContactFacts(kind=ContactKind.PHONE, value=PRIVATE),
                ContactFacts(kind=ContactKind.PHONE, value=PUBLIC, is_public=True),
            ),
        ),
    )
    return public_id


def everything_kept() -> str:
    """Return every value of every table as one text."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = [list(connection.execute(text(f'SELECT * FROM "{table}"'))) for table in tables]  # noqa: S608
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_nothing_personal_is_left_anywhere_and_what_is_public_stays(
    officer: Actor, actors: dict[str, Actor], unit: str
) -> None:
    before = everything_kept()
    assert all(value in before for value in (PERSON, PRIVATE, FORMER, PUBLIC, PERSONAL_NUMBER))

    blanked = erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu của bà")

    after = everything_kept().encode().decode("unicode_escape", errors="ignore") + everything_kept()
    assert [value for value in (PERSON, PRIVATE, FORMER, PERSONAL_NUMBER) if value in after] == []
    assert PUBLIC in after
    assert blanked > 0
    kept = kept_unit(unit)
    assert (kept.name, kept.representative, kept.representative_gender) == ("Hộ kinh doanh Minh Họa 09", None, None)
    assert (kept.representative_ethnicity, kept.tax_number) == (None, None)
    assert [contact.value for contact in kept.contacts] == [PUBLIC]


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_not_even_the_bytes_of_the_database_file_remember(
    officer: Actor, actors: dict[str, Actor], unit: str, config: Config
) -> None:
    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu")

    with db.engine.execution_options(writes=True).connect() as connection:
        connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (config.folder / "register.sqlite3").read_bytes()
    assert [value for value in (PERSON, PRIVATE, FORMER, PERSONAL_NUMBER) if value.encode() in content] == []
    assert PUBLIC.encode() in content


def test_public_contacts_go_too_when_that_is_asked(officer: Actor, actors: dict[str, Actor], unit: str) -> None:
    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu", with_public_contacts=True)

    assert kept_unit(unit).contacts == []
    assert PUBLIC not in everything_kept()


def test_the_chain_of_the_journal_stays_whole_and_tells_of_the_erasure(
    officer: Actor, actors: dict[str, Actor], unit: str
) -> None:
    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu")

    with reading() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.sequence)).all()
    previous = GENESIS
    for entry in entries:
        assert entry.previous_hash == previous
        assert entry.hash == entry_hash(entry.hashed_content)
        previous = entry.hash
    assert (entries[-1].act, entries[-1].reason) == ("producer.erase_person", "Theo yêu cầu")
    assert entries[-1].account_id == actors["administrator"].account_id


def test_nobody_elses_data_goes(officer: Actor, actors: dict[str, Actor], unit: str) -> None:
    other = a_unit(
        officer,
        "Hợp tác xã Minh Họa 10",
        representative="Lò Văn Minh Họa",
        contacts=(ContactFacts(kind=ContactKind.PHONE, value="0933333333"),),
    )

    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu")

    kept = kept_unit(other)
    assert (kept.representative, [contact.value for contact in kept.contacts]) == ("Lò Văn Minh Họa", ["0933333333"])
    with reading() as session:
        versions = session.scalars(select(Version).where(Version.subject_id == other)).all()
        assert [version.values and version.values["representative"] for version in versions] == ["Lò Văn Minh Họa"]


def test_a_freed_key_given_to_another_units_contact_takes_nothing_of_it_along(
    officer: Actor, actors: dict[str, Actor]
) -> None:
    first = a_unit(officer, contacts=(ContactFacts(kind=ContactKind.PHONE, value=FORMER),))
    registration.amend_producer(actor=officer, producer=first, version=1, facts=unit_facts())
    second = a_unit(
        officer, "Hợp tác xã Minh Họa 02", contacts=(ContactFacts(kind=ContactKind.PHONE, value="0933333333"),)
    )

    erasure.erase_person(actor=actors["administrator"], producer=first, ground="Theo yêu cầu")

    with reading() as session:
        versions = session.scalars(select(Version).where(Version.subject == "producer_contact")).all()
        kept = [version.values for version in versions if version.values]
    assert [values["value"] for values in kept] == ["0933333333"]
    assert FORMER not in everything_kept()
    assert [contact.value for contact in kept_unit(second).contacts] == ["0933333333"]


def test_a_units_own_tax_number_is_not_personal(officer: Actor, actors: dict[str, Actor]) -> None:
    unit = a_unit(officer, tax_number="0100109106", representative=PERSON)

    erasure.erase_person(actor=actors["administrator"], producer=unit, ground="Theo yêu cầu")

    assert kept_unit(unit).tax_number == "0100109106"


def test_an_erasure_needs_a_ground_and_the_right_person(officer: Actor, actors: dict[str, Actor], unit: str) -> None:
    with pytest.raises(Refusal) as refused:
        erasure.erase_person(actor=actors["administrator"], producer=unit, ground="  ")
    with pytest.raises(NotAllowed):
        erasure.erase_person(actor=officer, producer=unit, ground="Theo yêu cầu")

    assert refused.value.field == "ground"
    assert kept_unit(unit).representative == PERSON
