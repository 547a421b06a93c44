"""The worker: one process per register that does the jobs, one after the other."""

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from flask import current_app

from registry.config import Config
from registry.jobs import progress
from registry.jobs.queue import queue
from registry.rules.refusal import Refusal

LOCK_FILE = "worker.lock"
LOOK_AFTER_THREADS_S = 10


def run() -> NoReturn:
    """Do jobs until told to stop.

    :raises Refusal: if another worker serves this register.
    """
    from huey.consumer import Consumer  # for the worker only: the server starts without it

    with _only_one():
        opened = queue()
        for job in progress.put_back():
            opened.give(job)
        # One thread: papers of two decisions drawn at once would be drawn again, since both take the next numbers.
        consumer = Consumer(opened.huey, workers=1, check_worker_health=False, initial_delay=0.05, max_delay=0.5)
        consumer.start()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        while True:
            signal.sigtimedwait([signal.SIGUSR1], LOOK_AFTER_THREADS_S)
            consumer.check_worker_health()


def _stop(_number: int, _frame: object) -> NoReturn:
    # At once: acts are all or nothing, and a job under way is taken up again at the next start.
    os._exit(0)


@contextmanager
def _only_one() -> Iterator[None]:
    register: Config = current_app.config["REGISTER"]
    with (register.folder / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("Sổ này đã có một tiến trình chạy nền.") from None
        yield
