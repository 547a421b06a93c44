"""The server and its worker as real processes: they answer, they work, and they end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders.register import a_draft, a_line, a_product, sign_off, version_of
from flask import Flask

from registry.config import Config
from registry.jobs import progress
from registry.jobs.progress import JobState
from registry.jobs.queue import put_in_effect_later, queue
from registry.rules.permissions import Actor

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


def eventually(what: Callable[[], object]) -> object:
    """Wait until something is so, and return it."""
    end = time.monotonic() + PATIENCE_S
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.05)
    assert found
    return found


def is_running(process: int) -> bool:
    """Say whether a process is there and no mere shadow."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@dataclass
class Served:
    """A register that is open."""

    process: subprocess.Popen[str]
    address: str

    def children(self) -> list[int]:
        """Return the processes it has started."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            listed += (thread / "children").read_text().split()
        return sorted({int(child) for child in listed})

    def worker(self) -> int | None:
        """Return the worker's process."""
        for child in self.children():
            if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0") and is_running(child):
                return child
        return None

    def status(self) -> int | None:
        """Ask for the public page."""
        try:
            with urllib.request.urlopen(self.address, timeout=5) as answer:  # noqa: S310 - our own server
                return int(answer.status)
        except urllib.error.HTTPError as fault:
            return fault.code
        except OSError:
            return None


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def serve(config: Config) -> Iterator[Callable[[], Served]]:
    """Open the test's register with the real command."""
    opened: list[subprocess.Popen[str]] = []

    def start() -> Served:
        port = free_port()
        words = ["--register", str(config.folder), "serve", "--port", str(port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "registry", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        opened.append(process)
        served = Served(process, f"http://127.0.0.1:{port}/")
        eventually(served.status)
        return served

    yield start
    for process in opened:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_everything_ends_together_when_it_is_told_to(number: signal.Signals, serve: Callable[[], Served]) -> None:
    served = serve()
    eventually(served.worker)
    children = served.children()
    opening = said_until(served.process, "Đã mở tại ")

    served.process.send_signal(number)
    said, _ = served.process.communicate(timeout=PATIENCE_S)

    assert served.process.returncode == 0
    assert "Sổ đăng ký sản phẩm OCOP" in opening
    assert served.address.rstrip("/") in opening
    assert said == ""
    eventually(lambda: not any(is_running(child) for child in children))


@pytest.fixture
def at_terminal(config: Config) -> Iterator[subprocess.Popen[str]]:
    """The server as somebody starts it at a terminal, which says Ctrl+C to all its processes at once."""
    words = ["--register", str(config.folder), "serve", "--port", str(free_port())]
    process = subprocess.Popen(
        [sys.executable, "-m", "registry", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    yield process
    process.kill()
    process.communicate()


def hear_ctrl_c() -> None:
    """Hear it even where the tests themselves were started deaf to it, as shells start what runs in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def said_until(process: subprocess.Popen[str], words: str) -> str:
    """Read what a process says down to the line with these words."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            break
    return said


def test_the_address_is_said_when_it_answers_and_not_before(at_terminal: subprocess.Popen[str]) -> None:
    said = said_until(at_terminal, "Đã mở tại ")

    address = said.split("Đã mở tại ")[1].split()[0]
    assert said.count("http://") == 1
    assert Served(at_terminal, address).status() is not None


# Not before it says its first word: until then the interpreter itself is starting, and answers for itself.
@pytest.mark.parametrize("moment", ["Dữ liệu: ", "Đã mở tại "], ids=["while it opens", "when open"])
def test_ctrl_c_ends_it_without_a_word_of_the_program(moment: str, at_terminal: subprocess.Popen[str]) -> None:
    said_before = said_until(at_terminal, moment)

    os.killpg(at_terminal.pid, signal.SIGINT)
    said, _ = at_terminal.communicate(timeout=PATIENCE_S)

    assert "Traceback" not in said_before + said
    assert "granian" not in said.lower()
    assert "khởi động lại" not in said


def test_no_child_outlives_a_server_that_is_killed(serve: Callable[[], Served]) -> None:
    served = serve()
    eventually(served.worker)
    children = served.children()

    served.process.kill()

    eventually(lambda: not any(is_running(child) for child in children))


def test_a_worker_that_dies_is_started_again(serve: Callable[[], Served]) -> None:
    served = serve()
    first = eventually(served.worker)

    os.kill(int(str(first)), signal.SIGKILL)

    eventually(lambda: served.worker() not in {None, first})
    assert served.status() is not None


def test_what_is_ordered_is_done_by_the_worker_beside_the_pages(
    app: Flask, actors: dict[str, Actor], serve: Callable[[], Served]
) -> None:
    decision = a_draft(actors["officer"], [a_line(a_product(f"Chè số {number}")) for number in range(3)])
    sign_off(actors["officer"], actors["approver"], decision)
    serve()

    job = put_in_effect_later(actor=actors["approver"], decision=decision, seen=version_of(decision))

    def ended() -> bool:
        found = progress.read(job)
        return found is not None and not found.is_open

    eventually(ended)
    done = progress.read(job)
    assert done is not None
    assert (done.state, done.text) == (JobState.DONE, None)
    queue().huey.storage.close()


def test_a_job_left_by_a_dead_worker_is_taken_up_at_the_next_start(
    app: Flask, actors: dict[str, Actor], serve: Callable[[], Served]
) -> None:
    decision = a_draft(actors["officer"], [a_line(a_product())])
    sign_off(actors["officer"], actors["approver"], decision)
    job = put_in_effect_later(actor=actors["approver"], decision=decision, seen=version_of(decision))
    queue().huey.dequeue()
    progress.take(job)
    queue().huey.storage.close()

    serve()

    def ended() -> bool:
        found = progress.read(job)
        return found is not None and found.state is JobState.DONE

    eventually(ended)


def test_a_register_has_one_worker(serve: Callable[[], Served], config: Config) -> None:
    eventually(serve().worker)

    def refused() -> bool:
        second = subprocess.run(
            [sys.executable, "-m", "registry", "--register", str(config.folder), "worker"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        return second.returncode == 1 and "đã có một tiến trình chạy nền" in second.stderr

    eventually(lambda: (config.folder / "worker.lock").exists())
    assert refused()


def test_a_port_in_use_is_told_in_a_sentence(config: Config) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        words = ["--register", str(config.folder), "serve", "--port", str(taken.getsockname()[1])]
        answer = subprocess.run(
            [sys.executable, "-m", "registry", *words], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S
        )

    assert answer.returncode == 1
    assert "chương trình khác đang dùng cổng này" in answer.stderr
    assert "Traceback" not in answer.stderr
