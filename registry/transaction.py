"""reading() and transaction(): the only two sessions, and the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.database import db

UNSEEN = "leaves what the public sees as it is"
"""Key of a transaction's session.info under which an act may say so; unsaid, it counts as a public one."""


@contextmanager
def reading() -> Iterator[Session]:
    """Open a session that sees one unchanging picture of the register and cannot write to it."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        yield session


@contextmanager
def transaction() -> Iterator[Session]:
    """Open the session of one act: everything in it is committed together, or nothing is.

    Acts follow one another: SQLite by BEGIN IMMEDIATE, PostgreSQL by a lock on the register's version row. So a
    journal can be chained and numbers taken without gaps, and no act fails for having met another. Nothing slow
    (drawing, signing, mail) belongs inside.
    """
    engine = db.engine.execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        if engine.dialect.name == "postgresql":
            session.execute(text("SELECT version FROM register_version FOR UPDATE"))
        yield session
        session.flush()
        seen = "" if session.info.get(UNSEEN) else ", public_version = public_version + 1"
        session.execute(text(f"UPDATE register_version SET version = version + 1{seen}"))  # noqa: S608


__all__ = ["UNSEEN", "Session", "reading", "transaction"]
