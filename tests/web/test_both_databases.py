"""The doors on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from datetime import date

import pytest
from builders.one_program import opened
from flask import Flask
from web.conftest import ADMINISTRATOR, PASSWORD, Browser

from registry.config import Config
from registry.queries import accounts as account_queries
from registry.queries import journal
from registry.queries.listing import ListRequest
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import accounts


@pytest.fixture
def doors(config: Config) -> Iterator[Flask]:
    """The register with its doors, on either database."""
    with opened(config, doors=True) as application:
        yield application


@pytest.fixture
def officer(doors: Flask) -> Browser:
    """An officer and administrator who signed in by the form."""
    with doors.app_context():
        public_id, _ = accounts.create(
            actor=ADMINISTRATOR,
            name="Lò Thị Hai",
            email="hai@vi-du.vn",
            roles=[Role.OFFICER, Role.ADMINISTRATOR],
            password=PASSWORD,
            must_choose_password=False,
        )
    browser = Browser(doors.test_client(), account=public_id)
    assert browser.send("/dang-nhap", email="HAI@vi-du.vn", password=PASSWORD).status_code == 303
    return browser


def test_a_person_signs_in_acts_and_signs_out(officer) -> None:
    answer = officer.send("/can-bo/tai-khoan/moi", name="Vàng A Ba", email="ba@vi-du.vn", roles="auditor")

    assert answer.status_code == 200
    assert "Vàng A Ba" in officer.get("/can-bo/tai-khoan?q=vang+a&vai-tro=auditor&trang-thai=active&sap=-last").text
    assert officer.send("/dang-xuat", page="/can-bo").status_code == 303
    assert officer.get("/can-bo").status_code == 303


def test_the_journal_answers_every_filter(doors, officer) -> None:
    with doors.app_context(), reading() as session:
        everything = journal.page(session, ListRequest(sort="sequence"))
        narrowed = journal.page(
            session,
            ListRequest(
                text=officer.account,
                sort="who",
                descending=True,
                filters={
                    "tu": date(2020, 1, 1),
                    "den": date(2199, 1, 1),
                    "viec": "account.sign_in",
                    "nguoi": officer.account,
                    "doi-tuong": "account",
                },
            ),
        )
        history = journal.history(session, subject="account", subject_id=officer.account)
        people, acts = journal.people(session), journal.acts_done(session)
        found = account_queries.find(session, by="email", value="Hai@Vi-Du.vn")

    assert [line.sequence for line in everything.rows] == [1, 2, 3, 4]
    assert [line.act for line in narrowed.rows] == ["account.sign_in"]
    assert [line.act for line in history] == ["account.create"]
    assert (officer.account, "Lò Thị Hai") in people
    assert {"register.found", "settings.change", "account.create", "account.sign_in"} <= set(acts)
    assert found is not None


def test_an_export_of_the_journal_is_a_file(officer) -> None:
    answer = officer.get("/can-bo/nhat-ky?xuat=csv&viec=account.create")

    lines = answer.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Mở tài khoản" in lines[1]
