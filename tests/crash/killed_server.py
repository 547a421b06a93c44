"""A register that is really served, pages and worker, and whose whole process group is killed and started again."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from registry.config import Config

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120
_HIDDEN = re.compile(r'name="(csrf_token|version|once)" type="hidden" value="([^"]*)"')
_FILE = re.compile(r'href="(/can-bo/quyet-dinh/[^"]+/tep/[^"]+)"')


class NoAnswer(Exception):
    """The server is not there, or went away while it was asked."""


@dataclass
class KilledServer:
    """One register's server, killed and started again on the same port."""

    config: Config
    port: int = field(default_factory=lambda: _free_port())
    group: int = 0
    process: subprocess.Popen[bytes] | None = None
    """As the command starts it; a warm start has none."""
    warm: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the processes as the command does; they may be killed before they answer."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "registry", "--register", self.config.folder, "serve", "--port", str(self.port)],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.group = self.process.pid

    def start_warm(self) -> None:
        """Start the processes from one that has read in the program."""
        if self.warm is None:
            self.warm = subprocess.Popen(
                [sys.executable, Path(__file__).with_name("warm_start.py"), self.config.folder],
                env={**self._environment(), "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.warm.stdin is not None
        assert self.warm.stdout is not None
        self.warm.stdin.write(f"{self.port}\n")
        self.warm.stdin.flush()
        self.group = int(self.warm.stdout.readline())

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.config.database_url}

    def wait_until_open(self) -> float:
        """Return how many seconds it took from now until the server answered."""
        begun = time.monotonic()
        while time.monotonic() < begun + PATIENCE_S:
            if self._listens():
                return time.monotonic() - begun
            assert self.process is None or self.process.poll() is None, "the server ended by itself"
            Event().wait(0.02)
        raise AssertionError("the server does not answer")

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """Kill every process of the group at once, and return when none is left and nobody listens any more."""
        os.killpg(self.group, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
        # A process whose first thread is dead is told dead, though another thread may hold its sockets a moment longer.
        while _alive(self.group) or self._listens():
            Event().wait(0.005)
        self.process = None

    def close(self) -> None:
        """End the process that warm starts come from."""
        if self.warm is not None:
            self.warm.communicate()


@dataclass
class Client:
    """Somebody who is signed in, asking over the wire."""

    port: int
    cookie: str

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str, bytes]:
        """Ask for a page and return status, Location and content.

        :raises NoAnswer: if the server went away.
        """
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location") or "", answer.read()
        except (OSError, http.client.HTTPException) as fault:
            raise NoAnswer(str(fault)) from fault
        finally:
            connection.close()

    def order(self, decision: str, *, times: int) -> bool:
        """Order a decision to be put in effect, pressing the button so often; say whether it is in effect already."""
        address = f"/can-bo/quyet-dinh/{decision}/hieu-luc"
        status, leads_to, page = self.ask("GET", address)
        if leads_to.endswith("/giay"):
            return True
        assert status == 200, (status, leads_to, page.decode())
        fields = dict(_HIDDEN.findall(page.decode()))
        for _ in range(times if "csrf_token" in fields and "version" in fields else 0):
            status, _, answered = self.ask("POST", address, urlencode(fields))
            assert status in {303, 409}, (status, answered.decode())
        return False

    def files(self, decision: str) -> dict[str, bytes]:
        """Download every file of a decision that is in effect, by address."""
        _, _, page = self.ask("GET", f"/can-bo/quyet-dinh/{decision}/giay")
        files = {}
        for address in _FILE.findall(page.decode()):
            status, _, content = self.ask("GET", address)
            assert status == 200, (address, status)
            files[address] = content
        return files


def _alive(group: int) -> bool:
    """Say whether a process of the group still runs; one that nobody has buried is dead all the same."""
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, of_group = process.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of_group) == group and state not in "ZX":
            return True
    return False


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
