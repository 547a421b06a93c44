"""Brings a database to the newest migration, and refuses one that is newer than this program."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from registry.database import db

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer program."""


def alembic_config() -> AlembicConfig:
    """Return Alembic's configuration, without an ini file."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade() -> None:
    """Run the missing migrations in one transaction.

    :raises NewerDatabase: if the database knows a migration that this program does not.
    """
    config = alembic_config()
    engine = db.engine.execution_options(writes=True)
    with engine.begin() as connection:
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in known:
            raise NewerDatabase(current)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
