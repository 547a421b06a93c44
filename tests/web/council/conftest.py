"""Members of a council before their doors, with a round that is being scored."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from builders.assessments import FINDINGS, TEA, a_dossier, a_paper, a_round, criteria_of, public_id_of, signed
from builders.people import a_person
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from flask import Flask
from sqlalchemy import select
from web.conftest import Browser, _sign_in
from werkzeug.test import TestResponse

from registry import clock
from registry.models.account import Account
from registry.models.assessment_round import Seat
from registry.queries import assessment_rounds as rounds
from registry.queries import dossiers as dossier_questions
from registry.rules.criteria import CriteriaSet
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import evidence_files, submission

SERIAL = re.compile(r'name="serial" type="hidden" value="(\d+)"')
SEAT = re.compile(r'name="seat" value="([a-z0-9]{16})"')


@dataclass
class Table:
    """A round that is scored: its dossiers, its council, and a browser for each member."""

    officer: Actor
    round: str
    dossiers: list[str]
    people: list[Actor]
    browsers: list[Browser]
    app: Flask
    mark: str = ""
    words: list[str] = field(default_factory=list)
    """What only pages of this round say."""

    @property
    def criteria(self) -> CriteriaSet:
        """The criteria of the first dossier."""
        with self.app.app_context():
            return criteria_of(self.dossiers[0])

    def ticks(self, total: int, *, stars: int = 3) -> dict[str, int]:
        """Ticks of that many points."""
        return ticks_with_total(self.criteria, total=total, stars=stars)

    def signs(self, member: int, total: int, *, dossier: int = 0) -> None:
        """Let a member sign a sheet of that many points."""
        with self.app.app_context():
            signed(self.people[member], self.dossiers[dossier], self.ticks(total))

    def seat_of(self, member: int) -> str:
        """Public id of a member's seat."""
        with self.app.app_context(), reading() as session:
            return session.scalars(
                select(Seat.public_id).where(Seat.account_id == self.people[member].account_id)
            ).one()

    def sheets(self, dossier: int = 0) -> dict[int, str]:
        """Public ids of the signed sheets that count, by account."""
        with self.app.app_context(), reading() as session:
            row = dossier_questions.dossier(session, self.dossiers[dossier])
            assert row is not None
            return {one.seat.account_id: one.public_id for one in rounds.signed_sheets(session, row.id).values()}

    def sheet_of(self, member: int, dossier: int = 0) -> str:
        """Public id of a member's signed sheet."""
        return self.sheets(dossier)[self.people[member].account_id or 0]

    def files(self, dossier: int = 0) -> list[str]:
        """Public ids of a dossier's files."""
        with self.app.app_context(), reading() as session:
            row = dossier_questions.dossier(session, self.dossiers[dossier])
            assert row is not None
            return [one.public_id for item in row.items for one in item.files]

    def sends(self, member: int, address: str, fields: dict[str, object]) -> TestResponse:
        """Send the sheet of a page with more in it than the page has."""
        browser = self.browsers[member]
        page = self.page_of(address)
        held = browser.hidden(page)
        text = browser.get(page).text
        held["serial"] = SERIAL.findall(text)[-1]
        held["seat"] = SEAT.findall(text)[-1]
        return browser.client.post(address, data={**held, **fields})

    @staticmethod
    def page_of(address: str) -> str:
        """The page whose form goes to an address."""
        return address.removesuffix("/luu")


def as_fields(ticks: dict[str, int]) -> dict[str, object]:
    """Ticks as the page sends them."""
    return {f"tick-{code}": str(place) for code, place in ticks.items()}


MakeTable = Callable[..., Table]


@pytest.fixture
def a_table(web_app: Flask) -> MakeTable:
    """Set a table: a round with dossiers, a council, and everybody signed in."""

    def make(
        *, mark: str = "Ánh", number: int = 1, products: int = 1, members: int = 3, product_set: int = TEA
    ) -> Table:
        with web_app.app_context():
            officer = a_person(Role.OFFICER)
            names = [f"Chè {mark} {place}" for place in range(1, products + 1)]
            dossiers = [_a_dossier(officer, a_product(name), product_set) for name in names]
            round_, people = a_round(officer, dossiers, members=members, number=number)
            browsers = [_browser(web_app, person) for person in people]
        for browser in browsers:
            _sign_in(web_app, browser)
        return Table(officer, round_, dossiers, people, browsers, web_app, mark, [mark])

    return make


def _a_dossier(officer: Actor, product: str, product_set: int) -> str:
    """Bring a dossier with two papers as far as the province."""
    dossier = a_dossier(officer, product, product_set=product_set)
    for item in ("E03", "E07"):
        paper = io.BytesIO(a_paper(f"{item} {dossier}"))
        evidence_files.add(actor=officer, dossier=dossier, item=item, source=paper, filename=f"{item}.pdf")
    submission.submit(actor=officer, dossier=dossier)
    submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)
    return dossier


def _browser(app: Flask, person: Actor) -> Browser:
    with transaction() as session:
        account = session.get(Account, person.account_id)
        assert account is not None
        account.confirmed_at = clock.now()
    return Browser(app.test_client(), account=public_id_of(person))


@pytest.fixture
def table(a_table: MakeTable) -> Table:
    """A round with one dossier and three members, the chair first, then the secretary."""
    return a_table()
