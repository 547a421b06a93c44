"""A register opened by the real command: its own processes, its own folder, its own port."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
LOOKS_PER_SECOND = 20


@dataclass(frozen=True)
class OpenedRegister:
    """A register that is open, and where."""

    folder: Path
    address: str
    server: int
    """Its server's process."""

    def kept(self, sha256: str) -> bytes:
        """Return the bytes that the vault keeps under a hash."""
        return next((self.folder / "vault").rglob(sha256)).read_bytes()

    @contextmanager
    def worker_at_rest(self) -> Iterator[None]:
        """Let the worker do nothing for a while, so that work can be seen under way."""
        worker = self._worker()
        os.kill(worker, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(worker, signal.SIGCONT)

    def _worker(self) -> int:
        # A process's children are listed by the thread that started them.
        for thread in Path(f"/proc/{self.server}/task").iterdir():
            for child in (thread / "children").read_text().split():
                if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                    return int(child)
        raise AssertionError("no worker")


def say(folder: Path, *words: str) -> str:
    """Give a command to a register and return what it answers."""
    answer = subprocess.run(
        [sys.executable, "-m", "registry", "--register", str(folder), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE_S,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def opens_account(register: OpenedRegister, email: str, *roles: str, by: str) -> str:
    """Open an account by command and return the password that its owner is told."""
    given = [word for role in roles for word in ("--role", role)]
    return say(register.folder, "account", "create", email, "--as", by, "--name", "Lò Thị Thử", *given).split()[-1]


def built_once(folder: Path, *words: str) -> None:
    """Make a register that several test processes copy; whoever comes first builds it."""
    with taking_turns(folder):
        if not folder.exists():
            say(folder, "init", *words)


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Let one test process after another see to a folder that they share."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def served(folder: Path) -> Iterator[OpenedRegister]:
    """Serve a register, its worker beside it, until the tests are through."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "registry", "--register", str(folder), "serve", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    # What it says is read all along: a full pipe would stop it.
    said: list[str] = []
    listener = Thread(target=_listen, args=(process.stdout, said), daemon=True)
    listener.start()
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(process, address, said)
        yield OpenedRegister(folder, address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join()
        process.stdout.close()
        shutil.rmtree(folder)


def _listen(stream: IO[str], said: list[str]) -> None:
    said.extend(stream)


def _wait_until_it_answers(process: "subprocess.Popen[str]", address: str, said: list[str]) -> None:
    for _ in range(PATIENCE_S * LOOKS_PER_SECOND):
        try:
            urllib.request.urlopen(address, timeout=PATIENCE_S).close()  # noqa: S310 - our own server
        except urllib.error.URLError:
            assert process.poll() is None, "".join(said)
            Event().wait(1 / LOOKS_PER_SECOND)
        else:
            return
    raise AssertionError("".join(said))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
