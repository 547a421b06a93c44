"""The register with one of its promises broken on purpose: tests that look after a promise must go red on it.

Each is applied in a process of its own, before an application is built.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from flask import Response
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from registry import clock, database
from registry.database import db
from registry.models.certificate import Certificate
from registry.models.decision import Decision
from registry.models.number_series import PaperKind
from registry.queries.issued_files import IssuedFile
from registry.rules.signing import Seen, are_right
from registry.usecases import certification, issue_plan, journal
from registry.vault import Vault


def rows_before_files() -> None:
    """Write the files after the rows that name them are committed."""
    waiting: list[tuple[Vault, bytes]] = []
    keep, put_in_effect = Vault.keep, certification.put_in_effect

    def later(self: Vault, content: bytes) -> str:
        waiting.append((self, content))
        return hashlib.sha256(content).hexdigest()

    def put(**words: Any) -> certification.Outcome:
        outcome = put_in_effect(**words)
        while waiting:
            keep(*waiting.pop(0))
        return outcome

    Vault.keep, certification.put_in_effect = later, put  # type: ignore[method-assign, assignment]


def no_lock() -> None:
    """Let acts write without taking their turn: neither BEGIN IMMEDIATE nor the lock on the version row."""

    def begin(connection: Any) -> None:
        writes = bool(connection.get_execution_options().get("writes"))
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN")

    @contextmanager
    def transaction() -> Iterator[Session]:
        with Session(db.engine.execution_options(writes=True), expire_on_commit=False) as session, session.begin():
            yield session
            session.flush()
            session.execute(text("UPDATE register_version SET version = version + 1"))

    database._begin_sqlite = begin
    journal.transaction = transaction  # type: ignore[assignment]


def highest_plus_one() -> None:
    """Take as next number the highest that some certificate has, and one; and never look again."""

    def numbers_given(session: Session, decision: Decision) -> dict[PaperKind, int]:
        highest = session.scalar(select(func.max(Certificate.serial)).where(Certificate.year == decision.year))
        return {**dict.fromkeys(PaperKind, 0), PaperKind.STAR_CERTIFICATE: highest or 0}

    issue_plan.numbers_given = numbers_given
    certification._refuse_moved = lambda *_: None


def days_for_months(first: date, _months: int = 36) -> date:
    """Count 1095 days where 36 months are due."""
    return first + timedelta(days=1095)


def day_of_the_server() -> date:
    """Take the day from the zone in which the server stands."""
    return datetime.fromtimestamp(clock.now().timestamp()).date()  # noqa: DTZ006  # the mistake itself


Verdict = Callable[..., Response]
"""What is answered of a file whose hash is none of ours."""


def by_signatures(answered: Verdict) -> Verdict:
    """Call a file genuine that is rightly signed, whatever its hash."""

    def verdict(status: int, *, seen: list[Seen] | None, **rest: Any) -> Response:
        return Response("Đúng tệp do sổ này cấp") if seen and are_right(seen) else answered(status, seen=seen, **rest)

    return verdict


def by_the_beginning(answered: Verdict) -> Verdict:
    """Call a file genuine that begins with a paper of ours, whatever its hash."""

    def verdict(status: int, *, within: IssuedFile | None, **rest: Any) -> Response:
        return Response("Đúng tệp do sổ này cấp") if within else answered(status, within=within, **rest)

    return verdict


MUTANTS: dict[str, Callable[[], None]] = {one.__name__: one for one in (rows_before_files, no_lock, highest_plus_one)}
