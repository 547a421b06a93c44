"""Brings a database to the newest migration, and refuses one that is newer than this program."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from registry.database import db

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program."""


def alembic_config() -> AlembicConfig:
    """Return Alembic's configuration, without an ini file."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(revision: str = "head") -> None:
    """Run the missing migrations, up to a revision, in one transaction.

    :raises NewerDatabase: if the database knows a migration that this program does not.
    """
    config = alembic_config()
    engine = db.engine.execution_options(writes=True)
    with engine.begin() as connection:
        _known_revision(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def is_current() -> bool:
    """Say whether the database has every migration of this program.

    :raises NewerDatabase: if it has one that this program does not know.
    """
    with db.engine.connect() as connection:
        return _known_revision(connection) == _scripts().get_current_head()


def knows(revision: str) -> bool:
    """Say whether this program knows a revision."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


@cache
def _scripts() -> ScriptDirectory:
    """Read the migrations once: it takes longer than most commands do."""
    return ScriptDirectory.from_config(alembic_config())


def _known_revision(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and not knows(current):
        raise NewerDatabase(current)
    return current
