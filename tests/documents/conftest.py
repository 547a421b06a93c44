"""A register in which an award event was held: built once, and copied for every test that reads papers of it.

What a paper says does not depend on the database, so these tests run on SQLite alone.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from builders.conference import Conference, a_conference
from builders.people import a_person
from flask import Flask

from registry.app import create_app
from registry.config import Config, sqlite_url
from registry.database import db
from registry.rules.permissions import Role


@pytest.fixture(scope="session")
def conference(founded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Conference]:
    """The register's folder, which tests copy and never open, and the event held in it."""
    folder = tmp_path_factory.mktemp("conference") / "register"
    shutil.copytree(founded_folder, folder)
    app = create_app(_config(folder), doors=False)
    with app.app_context():
        held = a_conference(a_person(Role.OFFICER), a_person(Role.APPROVER))
        db.engine.dispose()
    return folder, held


@pytest.fixture
def config(conference: tuple[Path, Conference], tmp_path: Path) -> Config:
    """The configuration of a copy of that register."""
    folder = tmp_path / "register"
    shutil.copytree(conference[0], folder)
    return _config(folder)


@pytest.fixture
def held(app: Flask, conference: tuple[Path, Conference]) -> Conference:
    """The event, in a register of the test's own."""
    return conference[1]


def _config(folder: Path) -> Config:
    place = folder.resolve()
    return replace(Config.from_environment({}, folder=place), testing=True, database_url=sqlite_url(place))
