"""A program that has read in the whole register program, and forks its processes from itself whenever it is asked.

Reading in takes three processes seven seconds of CPU, which a run of two hundred kills cannot spare at every start. The
processes are those that ``serve`` starts, in one group of their own: keeper, pages, worker. ``python warm_start.py
FOLDER`` takes a port in each line of its input, and answers with the process group.
"""

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from registry.__main__ import PROGRAM
from registry.app import create_app
from registry.cli import serving
from registry.cli.entrance import main
from registry.config import Config
from registry.jobs import queue, worker
from registry.usecases import certification

READ_IN = (queue, worker, certification)


def _be_server(folder: str, port: str) -> NoReturn:
    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    at = ["--register", folder]
    if os.fork() == 0:
        os._exit(main(PROGRAM, [*at, "worker"]))
    serving.WorkerKeeper.start = serving.WorkerKeeper.stop = lambda _: None  # type: ignore[method-assign]
    multiprocessing.set_start_method("fork")
    multiprocessing.set_start_method = lambda *_, **__: None  # type: ignore[assignment]
    os._exit(main(PROGRAM, [*at, "serve", "--port", port]))


def take_orders(folder: str) -> None:
    """Read everything in, and fork as often as asked."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead bury themselves
    create_app(Config.from_environment({}, folder=Path(folder)))
    for port in sys.stdin:
        group = os.fork()
        if group == 0:
            _be_server(folder, port.strip())
        with suppress(PermissionError):  # it has done so itself already
            os.setpgid(group, group)
        print(group, flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    take_orders(sys.argv[1])
