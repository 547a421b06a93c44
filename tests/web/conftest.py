"""Browsers before the doors of a fresh register."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from registry.app import create_app
from registry.config import Config, sqlite_url
from registry.database import db
from registry.rules.permissions import Actor, Role
from registry.usecases import accounts

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
        return self.client.get(address, **options)

    def hidden(self, address: str) -> dict[str, str]:
        """Return the hidden fields of the last form on a page."""
        page = self.client.get(address).text
        token = [found[0] or found[1] for found in _TOKEN.findall(page)]
        once = _ONCE.findall(page)
        return {"csrf_token": token[-1], **({"once": once[-1]} if once else {})}

    def send(self, address: str, *, page: str | None = None, **fields: Any) -> TestResponse:
        """Send the form of a page, to the page's own address unless another is given."""
        return self.client.post(address, data={**self.hidden(page or address), **fields})


@pytest.fixture
def web_config(tmp_path: Path, founded_folder: Path) -> Config:
    """The configuration of a fresh, empty, real register on SQLite."""
    folder = tmp_path / "register"
    shutil.copytree(founded_folder, folder)
    return replace(
        Config.from_environment({}, folder=folder), testing=True, database_url=sqlite_url(folder.resolve())
    )


@pytest.fixture
def web_app(web_config: Config) -> Iterator[Flask]:
    """The register with its doors; no context is pushed, as each request brings its own."""
    application = create_app(web_config)
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(web_app: Flask) -> Browser:
    """Somebody who is not signed in."""
    return Browser(_client(web_app))


def _client(app: Flask) -> FlaskClient:
    return app.test_client()


Someone = Callable[..., Browser]


@pytest.fixture
def someone(web_app: Flask) -> Someone:
    """Make a person with the given roles, signed in."""

    def make(*roles: Role, email: str = "", signed_in: bool = True) -> Browser:
        address = email or f"{'-'.join(role.value for role in roles)}@vi-du.vn"
        with web_app.app_context():
            public_id, _ = accounts.create(
                actor=ADMINISTRATOR,
                name=f"Người {' '.join(role.value for role in roles)}",
                email=address,
                roles=roles,
                password=PASSWORD,
                must_choose_password=False,
            )
        browser = Browser(_client(web_app), account=public_id)
        if signed_in:
            answer = browser.send("/dang-nhap", email=address, password=PASSWORD)
            assert answer.status_code == 303, answer.text
        return browser

    return make
