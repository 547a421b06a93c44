"""How far each job has come, kept outside the register's own transaction so that it is seen while the job runs.

A file of its own (SQLite), because a row in the register's open transaction would be invisible, and a second writer
would be locked out.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import current_app

from registry.config import Config

KEPT_S = 30 * 24 * 60 * 60
_TABLE = """
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id INTEGER,
    given TEXT,
    state TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    result TEXT,
    text TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    started_at REAL NOT NULL,
    changed_at REAL NOT NULL
)
"""


_LATER_COLUMNS = {"given": "TEXT"}
"""Columns that a file made by an older version lacks."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job as it stands."""

    id: str
    kind: str
    subject: str
    """Public id of what it is about."""
    account_id: int | None
    """Who ordered it; None for the register itself."""
    given: dict[str, Any] | None
    """What it needs to know besides."""
    state: JobState
    done: int
    total: int
    """0 until it is known."""
    result: dict[str, Any] | None
    text: str | None
    """Why it failed, in Vietnamese."""
    attempts: int
    """How often a worker has begun it."""
    started_at: float
    changed_at: float

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def start(kind: str, subject: str, *, account_id: int | None = None, given: dict[str, Any] | None = None) -> str:
    """Write down a new job, waiting for a worker, and return its id.

    :param given: what it needs to know besides its subject.
    """
    name = secrets.token_hex(8)
    now = time.time()
    with _store() as store:
        store.execute("DELETE FROM job WHERE changed_at < ?", (now - KEPT_S,))
        store.execute(
            "INSERT INTO job (id, kind, subject, account_id, given, state, started_at, changed_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (name, kind, subject, account_id, _json(given), JobState.WAITING, now, now),
        )
    return name


def take(job: str) -> Job | None:
    """Begin a job that is waiting; None if another has begun or ended it."""
    with _store() as store:
        taken = store.execute(
            "UPDATE job SET state = ?, attempts = attempts + 1, done = 0, changed_at = ? WHERE id = ? AND state = ?",
            (JobState.RUNNING, time.time(), job, JobState.WAITING),
        )
        return _job(store, "id = ?", job) if taken.rowcount else None


def report(job: str, done: int, total: int) -> None:
    """Say how far a job has come."""
    with _store() as store:
        store.execute(
            "UPDATE job SET done = ?, total = ?, changed_at = ? WHERE id = ?", (done, total, time.time(), job)
        )


def finish(job: str, result: dict[str, Any] | None = None) -> None:
    """Write down that a job is done, and what came of it."""
    with _store() as store:
        store.execute(
            "UPDATE job SET state = ?, done = total, result = ?, changed_at = ? WHERE id = ?",
            (JobState.DONE, _json(result), time.time(), job),
        )


def fail(job: str, text: str) -> None:
    """Write down that a job came to nothing, and why, in Vietnamese."""
    with _store() as store:
        store.execute(
            "UPDATE job SET state = ?, text = ?, changed_at = ? WHERE id = ?", (JobState.FAILED, text, time.time(), job)
        )


def read(job: str) -> Job | None:
    """Return a job."""
    with _store() as store:
        return _job(store, "id = ?", job)


def latest(subject: str, *, kind: str | None = None) -> Job | None:
    """Return the newest job about something, of some kind or of any."""
    with _store() as store:
        return _job(store, "subject = ? AND kind = coalesce(?, kind)", subject, kind)


def put_back() -> list[str]:
    """Put jobs whose worker died back to waiting, and return every job that waits, oldest first."""
    with _store() as store:
        store.execute("UPDATE job SET state = ? WHERE state = ?", (JobState.WAITING, JobState.RUNNING))
        waiting = store.execute("SELECT id FROM job WHERE state = ? ORDER BY started_at", (JobState.WAITING,))
        return [row["id"] for row in waiting]


def _json(value: dict[str, Any] | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _job(store: sqlite3.Connection, condition: str, *asked: str | None) -> Job | None:
    row = store.execute(
        f"SELECT * FROM job WHERE {condition} ORDER BY started_at DESC, rowid DESC LIMIT 1",  # noqa: S608 - our words
        asked,
    ).fetchone()
    if row is None:
        return None
    values = dict(row)
    told = {name: json.loads(values[name] or "null") for name in ("result", "given")}
    return Job(**{**values, **told, "state": JobState(values["state"])})


@contextmanager
def _store() -> Iterator[sqlite3.Connection]:
    register: Config = current_app.config["REGISTER"]
    with closing(sqlite3.connect(register.progress_file, timeout=10)) as store:
        store.row_factory = sqlite3.Row
        store.execute("PRAGMA journal_mode=WAL")
        # What a power cut takes away is how far a job had come; the job itself is taken up anew.
        store.execute("PRAGMA synchronous=NORMAL")
        store.execute(_TABLE)
        _add_later_columns(store)
        with store:
            yield store


def _add_later_columns(store: sqlite3.Connection) -> None:
    known = {row["name"] for row in store.execute("PRAGMA table_info(job)")}
    for name, kind in _LATER_COLUMNS.items():
        if name not in known:
            with suppress(sqlite3.OperationalError):  # another process has just added it
                store.execute(f"ALTER TABLE job ADD COLUMN {name} {kind}")
