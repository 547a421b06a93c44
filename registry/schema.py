"""Brings a database to the newest migration, and refuses one that is newer than this program."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from registry.database import db

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program."""


def alembic_config() -> "AlembicConfig":
    """Return Alembic's configuration, without an ini file."""
    from alembic.config import Config as AlembicConfig  # only where there is something to run: it takes long to read

    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether a table or index of a database is one that the models know.

    The job queue has tables of its own, FTS5 keeps what finds words in tables, PostgreSQL in indices.
    """
    own = {"table": ("huey_", "sqlite_", "fts_"), "index": ("gin_",)}
    return not (name or "").startswith(own.get(kind, ("-",)))


def upgrade(revision: str = "head") -> None:
    """Run the missing migrations, up to a revision, in one transaction.

    :raises NewerDatabase: if the database knows a migration that this program does not.
    """
    from alembic import command

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
        return _known_revision(connection) == _revisions()[-1]


def knows(revision: str) -> bool:
    """Say whether this program knows a revision."""
    return revision in _revisions()


@cache
def _revisions() -> tuple[str, ...]:
    """Return every revision, the newest last: a migration's file begins with its own."""
    return tuple(sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")))


def _known_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    current: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if current is not None and not knows(current):
        raise NewerDatabase(current)
    return current
