"""The queue between the pages and the worker; what waits in it is the id of a job, nothing else."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import make_url

from registry.config import Config
from registry.jobs import issuing, letters, orphans, progress, reminders, signed_papers
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal

NAME = "registry"
MOST_ATTEMPTS = 3
HANDLERS = {issuing.KIND: issuing.run, signed_papers.KIND: signed_papers.run}
"""Kind of job → what does it."""
_LEFT_BY = {
    issuing.KIND: "chưa có gì được ghi",
    signed_papers.KIND: "giấy nào đã ghi nhận thì vẫn được giữ",
}
# Reminders are looked for every hour, not once a day: a server that was off at the hour would lose the day.
PERIODIC = {("*", "*"): letters.send_due, ("23", "*"): reminders.remind, ("17", "2"): orphans.sweep}
"""(minute, hour) → what is done then."""
P = ParamSpec("P")
LOG = logging.getLogger(__name__)


class _Json(Serializer):  # type: ignore[misc]  # huey has no types
    """Messages as JSON: what is read back from the queue is data, never code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data._asdict()).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(**json.loads(bytes(data)))


@dataclass(frozen=True, kw_only=True)
class JobQueue:
    """The queue of one register."""

    huey: Huey
    give: Callable[[str], object]
    """Put the id of a job into the queue."""


def queue() -> JobQueue:
    """Return the queue of the register at hand, opened on first use."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    found: JobQueue | None = app.extensions.get("job_queue")
    if found is None:
        found = app.extensions["job_queue"] = _open(app)
    return found


def _open(app: Flask) -> JobQueue:
    config: Config = app.config["REGISTER"]
    options: dict[str, Any] = {"name": NAME, "results": False, "serializer": _Json()}
    if config.database_url.startswith("sqlite"):
        opened = SqliteHuey(filename=str(config.queue_file), fsync=True, strict_fifo=True, **options)
    else:
        plain = make_url(config.database_url).set(drivername="postgresql")
        opened = PostgresHuey(dsn=plain.render_as_string(hide_password=False), **options)
    for when, what in PERIODIC.items():
        opened.periodic_task(crontab(**dict(zip(("minute", "hour"), when, strict=True))), name=what.__name__)(
            _within(app, what)
        )
    return JobQueue(huey=opened, give=opened.task(name="work")(_within(app, work)))


def _within(app: Flask, what: Callable[P, None]) -> Callable[P, None]:
    """Let something run in a thread of the worker, which knows no application of its own."""

    @wraps(what)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with app.app_context():
            what(*args, **kwargs)

    return run


def put_in_effect_later(*, actor: Actor, decision: str, seen: int) -> str:
    """Order a decision to be put in effect by the worker, and return the job's id.

    A second order for the same while the first is waiting or running is the same job.

    :param decision: its public id.
    :param seen: the version that the person saw: none other is put in effect by this order.
    :raises NotAllowed: if the actor may not do this.
    """
    authorise(actor, Permission.PUT_IN_EFFECT)
    order = {issuing.SEEN: seen}
    known = progress.latest(decision, kind=issuing.KIND)
    if known is not None and known.is_open and known.given == order:
        return known.id
    job = progress.start(issuing.KIND, decision, account_id=actor.account_id, given=order)
    queue().give(job)
    return job


def take_signed_later(*, actor: Actor, decision: str, files: list[tuple[str, str]]) -> str:
    """Order files that came back signed to be looked at by the worker, and return the job's id.

    :param decision: its public id.
    :param files: the name of each file, and its hash in the vault.
    :raises NotAllowed: if the actor may not do this.
    """
    authorise(actor, Permission.ENTER_SIGNATURE)
    job = progress.start(signed_papers.KIND, decision, account_id=actor.account_id, given=signed_papers.given(files))
    queue().give(job)
    return job


def work(name: str) -> None:
    """Do one job; a message about a job that is done already does nothing."""
    job = progress.take(name)
    if job is None:
        return
    if job.attempts > MOST_ATTEMPTS:
        progress.fail(name, f"Máy chủ đã dừng giữa chừng {MOST_ATTEMPTS} lần khi làm việc này. Hãy báo quản trị viên.")
        return
    try:
        HANDLERS[job.kind](job)
    except Refusal as refusal:
        progress.fail(name, refusal.text)
    except Exception:
        LOG.exception("job %s (%s) failed", job.id, job.kind)
        progress.fail(name, f"Gặp lỗi ngoài dự kiến, {_LEFT_BY[job.kind]}. Hãy thử lại hoặc báo quản trị viên.")
