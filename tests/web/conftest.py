"""Browsers before the doors of a fresh register."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from builders.conference import Conference, a_conference
from builders.kept_registers import KeptRegisters
from builders.one_program import opened
from builders.people import a_person
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from registry import clock
from registry.config import Config, sqlite_url
from registry.models.account import Account, RoleRow
from registry.queries import accounts as account_queries
from registry.rules.permissions import Actor, Role
from registry.transaction import reading, transaction
from registry.usecases import passwords

PASSWORD = "ruộng bậc thang mùa nước đổ"
ADMINISTRATOR = Actor(account_id=None, name="Kiểm thử", roles=frozenset({Role.ADMINISTRATOR}), means="system")
_TOKEN = re.compile(r'name="csrf_token" type="hidden" value="([^"]+)"|name="csrf_token" value="([^"]+)"')
_ONCE = re.compile(r'name="once" type="hidden" value="([^"]+)"')


@dataclass
class Browser:
    """A person's browser: it keeps cookies, and sends forms as the page it looks at has them."""

    client: FlaskClient
    account: str = ""

    def get(self, address: str, **options: Any) -> TestResponse:
        """Look at a page."""
        return self.client.get(address, buffered=True, **options)

    def open(self, method: str, address: str) -> TestResponse:
        """Come to an address in any way, with nothing in hand."""
        return self.client.open(address, method=method, buffered=True)

    def hidden(self, address: str) -> dict[str, str]:
        """Return the hidden fields of the last form on a page."""
        page = self.client.get(address).text
        token = [found[0] or found[1] for found in _TOKEN.findall(page)]
        once = _ONCE.findall(page)
        return {"csrf_token": token[-1], **({"once": once[-1]} if once else {})}

    def send(self, address: str, /, *, page: str | None = None, **fields: Any) -> TestResponse:
        """Send the form of a page, to the page's own address unless another is given."""
        return self.client.post(address, data={**self.hidden(page or address), **fields})


@pytest.fixture
def web_config(tmp_path: Path, founded_folder: Path) -> Config:
    """The configuration of a fresh, empty, real register on SQLite."""
    folder = tmp_path / "register"
    shutil.copytree(founded_folder, folder)
    return replace(Config.from_environment({}, folder=folder), testing=True, database_url=sqlite_url(folder.resolve()))


@pytest.fixture
def web_app(web_config: Config) -> Iterator[Flask]:
    """The register with its doors."""
    with opened(web_config, doors=True) as application:
        yield application


@pytest.fixture
def held(web_app: Flask, kept_registers: KeptRegisters) -> Conference:
    """The award event of 2020, held by an officer and an approver: see builders/conference.py."""
    return kept_registers.begin_with(
        web_app, "conference", lambda: a_conference(a_person(Role.OFFICER), a_person(Role.APPROVER))
    )


@pytest.fixture
def visitor(web_app: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(web_app.test_client())


Someone = Callable[..., Browser]


@pytest.fixture(scope="session")
def password_hash(founded_folder: Path) -> str:
    """PASSWORD as it is kept, worked out once: hashing is made to be slow."""
    return passwords.hashed(PASSWORD, salt=Config.from_environment({}, folder=founded_folder).password_salt)


@pytest.fixture
def someone(web_app: Flask, password_hash: str) -> Someone:
    """Make a person with the given roles and PASSWORD, signed in."""

    def make(*roles: Role, email: str = "", signed_in: bool = True) -> Browser:
        address = email or f"{'-'.join(role.value for role in roles)}@vi-du.vn"
        with web_app.app_context(), transaction() as session:
            account = Account(
                name=f"Người {' '.join(role.value for role in roles)}",
                email=address,
                password=password_hash,
                fs_uniquifier=uuid4().hex,
                confirmed_at=clock.now(),
                create_datetime=clock.now(),
                update_datetime=clock.now(),
                roles=list(session.scalars(select(RoleRow).where(RoleRow.name.in_([role.value for role in roles])))),
            )
            session.add(account)
            session.flush()
            browser = Browser(web_app.test_client(), account=account.public_id)
        if signed_in:
            _sign_in(web_app, browser)
        return browser

    return make


def _sign_in(app: Flask, browser: Browser) -> None:
    """Give a browser the session that signing in by the form gives, without the price of the password."""
    with app.app_context(), reading() as session:
        account = account_queries.account(session, browser.account)
        assert account is not None
        key = account.fs_uniquifier
    with browser.client.session_transaction() as cookie:
        cookie.permanent = True
        cookie.update({"_user_id": key, "_fresh": True, "fs_paa": time.time(), "fs_cc": "set"})
