"""Asking the register's public version a thousand times a second: one plain statement on a connection of one's own."""

from contextlib import suppress
from threading import local
from typing import Any

from sqlalchemy import Engine

from registry.database import db

_QUESTION = "SELECT public_version FROM register_version"


def watch() -> "VersionWatch":
    """Return a watch over the register of the application at hand."""
    return VersionWatch(db.engine)


class VersionWatch(local):
    """Tells the number that rises with every act that changes what the public sees; one connection a thread."""

    def __init__(self, engine: Engine) -> None:
        # Called once in every thread that asks, with the engine given at first.
        self._engine = engine
        self._own: _Own | None = None

    def version(self) -> int:
        """Return the number as of now."""
        if self._own is None:
            self._own = _Own(self._engine)
        try:
            return self._own.ask()
        except Exception:  # the server was restarted, or the connection idled too long: once more on a new one
            self._own = _Own(self._engine)
            return self._own.ask()


class _Own:
    """A connection that belongs to one thread and is closed when the thread ends."""

    def __init__(self, engine: Engine) -> None:
        pooled = engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        if engine.dialect.name == "postgresql":
            connection.autocommit = True
        self._connection = connection

    def ask(self) -> int:
        return int(self._connection.execute(_QUESTION).fetchone()[0])

    def __del__(self) -> None:
        with suppress(Exception):
            self._connection.close()
