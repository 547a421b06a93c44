"""Reminders are written by the worker every hour, and never twice, whoever runs at the same time."""

from datetime import date
from threading import Barrier, Thread

import pytest
from builders.register import a_line, a_producer, a_product, issue
from flask import Flask
from sqlalchemy import func, select

from registry import clock
from registry.jobs import reminders
from registry.jobs.queue import queue
from registry.models.expiry import ExpiryNotice
from registry.models.outbox import Letter
from registry.rules.permissions import Actor
from registry.transaction import reading


@pytest.fixture
def producers(app: Flask, actors: dict[str, Actor], monkeypatch: pytest.MonkeyPatch) -> int:
    """Three producers whose certificates run out in three months."""
    lines = [a_line(a_product(f"Chè {name}", producer=a_producer(f"Hợp tác xã {name}"))) for name in "ABC"]
    issue(actors["officer"], actors["approver"], lines)
    monkeypatch.setattr(clock, "today", lambda: date(2023, 9, 11))
    return len(lines)


def counted() -> tuple[int, int]:
    """Return how many reminders and how many letters of them there are."""
    with reading() as session:
        written = select(func.count()).select_from(Letter).where(Letter.subject.contains("sắp hết hạn"))
        return session.scalar(select(func.count()).select_from(ExpiryNotice)) or 0, session.scalar(written) or 0


def test_the_worker_looks_for_reminders_by_itself(app: Flask) -> None:
    known = queue().huey._registry.periodic_tasks

    assert "remind" in {one.name for one in known}
    queue().huey.storage.close()


def test_two_runs_at_once_remind_each_holder_once(app: Flask, producers: int) -> None:
    barrier = Barrier(2)

    def run() -> None:
        with app.app_context():
            barrier.wait()
            reminders.remind()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted() == (producers, producers)
