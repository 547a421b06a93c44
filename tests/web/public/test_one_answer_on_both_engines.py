"""The same register on SQLite and on PostgreSQL gives the same bytes: every page, every search, every list.

One register is filled once and moved to the other engine by its own backup, so that identities and codes are the same.
"""

import html
import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from builders import public_register
from builders.people import a_person
from builders.portal import a_member, account_of
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import URL, create_engine, text
from web.conftest import Browser, _sign_in

from registry.app import create_app
from registry.config import Config, sqlite_url
from registry.database import db
from registry.queries import memberships
from registry.rules.permissions import Role
from registry.transaction import reading
from registry.usecases import backup, restoring
from registry.web.public.pace import Pace

WORDS = (
    "",
    "che",
    "Chè",
    "hop tac xa",
    "minh hoa 0000",
    "mật ong rừng",
    "binh minh",
    "1757/QĐ-UBND",
    "số 1001",
    "0001",
)
ODD = (
    "%",
    "_",
    "\\",
    "'",
    "đ",
    "che\u0301",
    "a" * 300,
    "!!",
    "K7MQ-2XHD-9RTB",
    "00001/2020/GCN",
    "shan tuyet so 00007",
)
ORDERS = ("", "ten", "moi", "han")
PLACES_OF_A_QUESTION = ("/tra-cuu", "/tra-cuu.csv", "/tra-cuu.json")
UNKNOWN = ("/c/khong-co", "/c/K7MQ-2XHD-9RT0", "/c/KKKKKKKKKKKK", "/san-pham/aaaaaaaaaaaaaaaa", "/khong-co")
SIGNPOSTS = ("/robots.txt", "/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml")
OF_THE_MOMENT = re.compile(r'name="(?:csrf_token|once)"[^>]*>')
PROMISED = ("ETag", "Content-Type", "Cache-Control", "Vary", "Location", "Content-Disposition")


@dataclass(frozen=True)
class Pair:
    """One register on two engines."""

    apps: tuple[Flask, Flask]
    addresses: list[str]
    secrets: list[str]
    member: str
    """Public id of the account of somebody who speaks for a producer."""
    portal: list[str]

    def clients(self) -> tuple[FlaskClient, FlaskClient]:
        """Return a visitor before each."""
        return self.apps[0].test_client(), self.apps[1].test_client()


@pytest.fixture(scope="module")
def pair(founded_folder: Path, postgres: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A filled register on SQLite, and its restored backup on PostgreSQL."""
    folder = tmp_path_factory.mktemp("pair")
    name = f"pair_{uuid4().hex}"
    _sql(postgres, f'CREATE DATABASE "{name}"')
    shutil.copytree(founded_folder, folder / "first")
    first = _opened(folder / "first", sqlite_url(folder / "first"))
    with first.app_context():
        public_register.fill()
        addresses, secrets = public_register.addresses(), public_register.secrets()
        member, portal = _portal()
        backup.make(folder / "backup.tar")
    (folder / "restored").mkdir()
    manifest = restoring.unpack(folder / "backup.tar", folder / "restored")
    url = postgres.set(database=name).render_as_string(hide_password=False)
    second = _opened(folder / "restored", url)
    with second.app_context():
        restoring.load(manifest, folder / "restored")
    yield Pair((first, second), addresses, secrets, member, portal)
    for app in (first, second):
        with app.app_context():
            db.engine.dispose()
    _sql(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


def _opened(folder: Path, url: str) -> Flask:
    app = create_app(replace(Config.from_environment({}, folder=folder), testing=True, database_url=url))
    # A minute passes between any two looks at the clock: nobody here asks too fast.
    app.extensions["pace"] = Pace(now=itertools.count(0, 61).__next__)
    return app


def _portal() -> tuple[str, list[str]]:
    """Let somebody speak for a producer, and return the account and where it leads."""
    officer = a_person(Role.OFFICER)
    unit = public_register.producer_named("Hợp tác xã Đầy Đủ")
    person = a_member(officer, unit)
    with reading() as session:
        (spoken_for,) = memberships.producers_of(session, person.account_id)
        assert spoken_for.public_id == unit
    goods = public_register.products_of(unit)
    return account_of(person), [
        "/cua-toi",
        "/cua-toi/de-nghi",
        f"/cua-toi/chu-the/{unit}",
        *(f"/cua-toi/san-pham/{one}" for one in goods),
    ]


def _sql(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def alike(clients: tuple[FlaskClient, FlaskClient], address: str) -> str:
    """Ask both for an address, demand one answer, and return it."""
    one, other = (client.get(address, buffered=True) for client in clients)
    assert one.status_code == other.status_code < 500, address
    assert one.get_data() == other.get_data(), address
    assert [one.headers.get(name) for name in PROMISED] == [other.headers.get(name) for name in PROMISED], address
    return one.get_data().decode("utf-8", "replace")


def asked(path: str, **values: str) -> str:
    """Return the address of a question."""
    return f"{path}?{urlencode({name: value for name, value in values.items() if value})}"


def ways(page: str, rel: str) -> list[str]:
    """Return where the links of a kind lead."""
    return [html.unescape(one) for one in re.findall(rf'rel="{rel}" href="([^"]+)"', page)]


def test_the_two_stand_on_different_engines(pair: Pair) -> None:
    names = []
    for app in pair.apps:
        with app.app_context():
            names.append(db.engine.dialect.name)

    assert names == ["sqlite", "postgresql"]


def test_every_public_page_is_the_same(pair: Pair) -> None:
    clients = pair.clients()

    for address in (*pair.addresses, *UNKNOWN, *SIGNPOSTS):
        alike(clients, address)


def test_what_nobody_published_is_on_no_page_and_in_no_list(pair: Pair) -> None:
    visitor = pair.apps[0].test_client()
    assert {"Số 7, bản Kín Đáo", "Lò Thị Kín Đáo", "Ghi chú kín đáo", "kin@vi-du.vn"} <= set(pair.secrets)

    for address in (*pair.addresses, *PLACES_OF_A_QUESTION, "/tra-cuu?q=kin+dao", *UNKNOWN, *SIGNPOSTS):
        said = html.unescape(visitor.get(address, buffered=True).get_data().decode("utf-8", "replace"))
        assert [secret for secret in pair.secrets if re.search(rf"\b{re.escape(secret)}\b", said)] == [], address


def test_every_standing_is_among_the_pages(pair: Pair) -> None:
    page = pair.apps[0].test_client().get("/tra-cuu").text

    for standing in ("con-hieu-luc", "het-han", "tam-dung", "thu-hoi", "thoi-su-dung", "chua-xac-dinh"):
        assert f"tinh-trang={standing}" in page, standing


@pytest.mark.parametrize("path", PLACES_OF_A_QUESTION)
def test_every_question_has_one_answer_in_every_order(pair: Pair, path: str) -> None:
    clients = pair.clients()

    for words, order in itertools.product((*WORDS, *ODD), ORDERS):
        alike(clients, asked(path, q=words, xep=order))


def test_every_narrowing_counts_the_same(pair: Pair) -> None:
    clients = pair.clients()
    seen: set[str] = set()

    for words in ("", "che"):
        page = alike(clients, asked("/tra-cuu", q=words))
        links = set(re.findall(r'href="([^"]+)"[^>]* rel="nofollow"', page))
        assert len(links) > 20
        for address in map(html.unescape, links):
            alike(clients, address)
            seen |= {name for name in ("tinh-trang", "sao", "nganh", "xa", "nam") if f"{name}=" in address}

    assert seen == {"tinh-trang", "sao", "nganh", "xa", "nam"}


@pytest.mark.parametrize("order", ORDERS)
def test_one_turns_the_same_pages_there_and_back(pair: Pair, order: str) -> None:
    clients = pair.clients()
    first = page = alike(clients, asked("/tra-cuu", xep=order))
    turned = 1

    while onward := ways(page, "next"):
        page, turned = alike(clients, onward[0]), turned + 1
    while back := ways(page, "prev"):
        page = alike(clients, back[0])

    assert turned >= 3
    assert html.unescape(re.sub(r"[?&](?:sau|truoc)=\w+", "", page)).count("<li>") == html.unescape(first).count("<li>")


def test_the_pages_of_producers_are_the_same(pair: Pair) -> None:
    browsers = [Browser(app.test_client(), account=pair.member) for app in pair.apps]
    for app, browser in zip(pair.apps, browsers, strict=True):
        _sign_in(app, browser)

    for address in pair.portal:
        answers = [browser.get(address) for browser in browsers]
        assert [answer.status_code for answer in answers] == [200, 200], address
        one, other = (OF_THE_MOMENT.sub("", answer.text) for answer in answers)
        assert one == other, address
