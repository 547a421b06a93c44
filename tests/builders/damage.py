"""Damage done to a register behind its back, and what an inspection says of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Connection

from registry.database import db
from registry.queries import inspection
from registry.queries.inspection import Inspection
from registry.transaction import Session


@contextmanager
def behind_its_back() -> Iterator[Connection]:
    """Write to the database as somebody with its password would: no trigger, no foreign key, no journal."""
    with db.engine.execution_options(writes=True).connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
            triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in triggers.scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield connection
        connection.rollback()
        connection.invalidate()


def inspected(connection: Connection, app: Flask) -> Inspection:
    """Inspect the register as this connection sees it."""
    with Session(connection, autoflush=False) as session:
        return inspection.inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"])
