"""Who looks at a commune's dossiers: appointed by an administrator, and dismissed."""

import pytest
from builders.assessments import FINDINGS, a_dossier, public_id_of
from builders.people import a_person

from registry.queries import dossiers as questions
from registry.rules.permissions import Role
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import communes, submission

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
"""What no engine does differently."""


@pytest.fixture
def officer(actors):
    return actors["officer"]


@pytest.fixture
def dossier(officer):
    return a_dossier(officer)


def commune_of(dossier):
    with reading() as session:
        return questions.dossier(session, dossier).commune.public_id


@on_sqlite
def test_an_appointed_officer_looks_at_a_communes_dossiers_until_dismissed(actors, officer, dossier) -> None:
    person, administrator = a_person(Role.COMMUNE), actors["administrator"]
    submission.submit(actor=officer, dossier=dossier)
    where = {"account": public_id_of(person), "commune": commune_of(dossier)}
    communes.appoint(actor=administrator, **where)
    with pytest.raises(Refusal, match="đã phụ trách"):
        communes.appoint(actor=administrator, **where)
    communes.dismiss(actor=administrator, **where)

    with pytest.raises(NotFound):
        submission.forward(actor=person, dossier=dossier, findings=FINDINGS)
    with pytest.raises(NotFound):
        communes.dismiss(actor=administrator, **where)


@on_sqlite
def test_only_accounts_of_communes_are_appointed_and_only_by_administrators(actors, officer, dossier) -> None:
    person = a_person(Role.COMMUNE)
    commune = commune_of(dossier)

    with pytest.raises(Refusal, match="không có quyền"):
        communes.appoint(actor=officer, account=public_id_of(person), commune=commune)
    with pytest.raises(Refusal, match="cấp xã"):
        communes.appoint(actor=actors["administrator"], account=public_id_of(officer), commune=commune)
    with pytest.raises(NotFound):
        communes.appoint(actor=actors["administrator"], account=public_id_of(person), commune="không có")
