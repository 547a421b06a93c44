"""Processes that end together: no child outlives the process that started it."""

import atexit
import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait


def end_at_once() -> None:
    """Let this process end without taking itself apart first, which takes most of a second and saves nothing."""
    atexit.register(os._exit, 0)


def end_with_parent() -> None:
    """End this process as soon as the server process that started it is gone, however it went."""
    parent = parent_process()
    if parent is None:
        return
    threading.Thread(target=_end_after, args=(parent.sentinel,), name="end-with-parent", daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGKILL)


def end_with_input(stream: int = 0) -> None:
    """End this process as soon as its input is closed: whoever holds the other end has gone.

    What was under way is lost, which is safe: acts are all or nothing, and a job begun is taken up again.
    """
    threading.Thread(target=_end_after_input, args=(stream,), name="end-with-input", daemon=True).start()


def _end_after_input(stream: int) -> None:
    while os.read(stream, 4096):
        pass
    os._exit(0)


def end_with_interrupt() -> None:
    """Let Ctrl+C end this process as any other order to end does, and say nothing to the children it will start.

    A terminal says it to all of them at once, and each would tell where it was interrupted. A child takes over what
    is blocked here, and is ended by this process in its turn.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_end_after_interrupt, name="end-with-interrupt", daemon=True).start()


def _end_after_interrupt() -> None:
    signal.sigwait({signal.SIGINT})
    os.kill(os.getpid(), signal.SIGTERM)
