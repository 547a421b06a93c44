"""The journal of dossiers, councils and criteria: every record is called by a name, and leads to its page."""

import re
from typing import Any

import pytest
from builders.assessments import a_forwarded_dossier, a_round, criteria_of, signed
from builders.desk import visible
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from flask import Flask

from registry.database import Base
from registry.queries.journal_records import Records, reference
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import concluding
from registry.web.journal_words import subject_word

HOME = "/can-bo/nhat-ky"
BESIDE = frozenset({"account_role", "journal_entry", "search_producer", "search_product", "search_standing", "version"})
"""Tables that no act writes of in the journal."""


def test_every_table_that_an_act_may_write_can_be_named(web_app: Flask) -> None:
    with web_app.app_context(), reading() as session:
        for table in sorted(set(Base.metadata.tables) - BESIDE):
            key = reference(table, "1")
            records = Records(session)
            records.look_up([key])
            assert records.named(key).table == table
            assert records.whole(key)


@pytest.fixture
def scored(web_app: Flask) -> None:
    """A dossier that went from its opening to a council's result."""
    with web_app.app_context():
        officer = a_person(Role.OFFICER)
        dossier = a_forwarded_dossier(officer, a_product("Chè nhật ký"))
        _, council = a_round(officer, [dossier])
        criteria = criteria_of(dossier)
        for member in council:
            signed(member, dossier, ticks_with_total(criteria, total=75, stars=4))
        concluding.conclude(actor=officer, dossier=dossier)


def test_a_dossier_a_round_and_their_parts_are_called_by_their_names(scored: None, someone: Any) -> None:
    auditor = someone(Role.AUDITOR)

    page = auditor.get(f"{HOME}?co=200")

    text = visible(page.text)
    assert page.status_code == 200
    assert "Chè nhật ký" in text
    assert "1/20" in text
    assert re.search(r'href="/can-bo/ho-so/[a-z0-9]{16}"', page.text)
    assert re.search(r'href="/can-bo/dot-danh-gia/[a-z0-9]{16}"', page.text)
    sequences = sorted({int(one) for one in re.findall(rf'href="{HOME}/(\d+)"', page.text)})
    assert sequences
    for sequence in sequences:
        entry = auditor.get(f"{HOME}/{sequence}")
        assert entry.status_code == 200, sequence


def test_every_kind_of_record_has_a_word() -> None:
    assert [one for one in sorted(set(Base.metadata.tables) - BESIDE) if subject_word(one) == one] == []
