"""What a dossier's forms tell of a person goes with the rest, except while an office deals with the dossier."""

import json

import pytest
from builders.assessments import a_dossier
from builders.register import a_producer, a_product
from sqlalchemy import select

from registry.models.journal import Version
from registry.queries import dossiers as questions
from registry.queries.inspection import inspect
from registry.transaction import reading
from registry.usecases import dossiers, erasure, submission

OFFICE, HOME = "Giám đốc bí mật", "Bản Xa, xã Xa"


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def producer(app):
    return a_producer()


def filled_in(officer, product):
    dossier = a_dossier(officer, product)
    dossiers.save_forms(
        actor=officer,
        dossier=dossier,
        version=kept(dossier).version,
        forms={"office": OFFICE, "residence": HOME, "plan": "Kế hoạch"},
    )
    return dossier


def kept(dossier):
    with reading() as session:
        return questions.dossier(session, dossier)


def versions():
    with reading() as session:
        return json.dumps([one.values for one in session.scalars(select(Version))], default=str, ensure_ascii=False)


def erase(actors, producer):
    return erasure.erase_person(actor=actors["administrator"], producer=producer, ground="Theo yêu cầu")


def test_personal_blanks_go_from_a_draft_and_from_every_version_of_it(app, actors, officer, producer) -> None:
    dossier = filled_in(officer, a_product(producer=producer))
    assert OFFICE in versions()

    erase(actors, producer)

    assert kept(dossier).forms["plan"] == "Kế hoạch"
    assert not {"office", "residence"} & set(kept(dossier).forms)
    assert OFFICE not in versions()
    assert HOME not in versions()
    with reading() as session:
        found = inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"])
    assert found.defects == ()


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_dossier_that_an_office_deals_with_keeps_them_until_it_is_done(actors, officer, producer) -> None:
    dossier = filled_in(officer, a_product(producer=producer))
    submission.submit(actor=officer, dossier=dossier)

    erase(actors, producer)
    assert kept(dossier).forms["office"] == OFFICE
    submission.withdraw(actor=officer, dossier=dossier, reason="Đơn")
    erase(actors, producer)

    assert not {"office", "residence"} & set(kept(dossier).forms)
    # What was handed in is a file of the office, and bears its hash.
    assert kept(dossier).submissions[0].manifest["forms"]["office"] == OFFICE


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_another_producers_forms_stay(actors, officer, producer) -> None:
    other = filled_in(officer, a_product("Chè khác", producer=a_producer("Hợp tác xã Khác")))

    erase(actors, producer)

    assert kept(other).forms["office"] == OFFICE
