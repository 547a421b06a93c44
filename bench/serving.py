"""What a public page costs the server: a kept answer beside a bare one of the same bytes, a fresh one beside Django.

Kept answers are asked of the real server, one process, whose own CPU is read before and after; fresh ones are asked of
the application in this process, each under an address of its own. The register has 20,000 products.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from werkzeug.test import EnvironBuilder

from bench.lists import a_register

ROUNDS = 5
ASKED = 3000
FRESH = 60
PAGE = "/tra-cuu?q=che"
KEPT_GOAL = 3.0
FRESH_GOAL = 0.5
_ROOT = Path(__file__).resolve().parents[1]


def register_application() -> Any:
    """Return the register of the folder that BENCH_FOLDER names, for the server."""
    from registry.app import create_app
    from registry.config import Config

    return create_app(Config.from_environment(folder=Path(os.environ["BENCH_FOLDER"])))


def bare_application() -> Any:
    """Return an application that answers with the bytes of the file that BENCH_BYTES names, for the server."""
    body = Path(os.environ["BENCH_BYTES"]).read_bytes()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]

    def answer(_environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", headers)
        return [body]

    return answer


@contextmanager
def _server(application: str, **environment: str) -> Iterator[tuple[int, int]]:
    """Serve an application and yield the port and the process."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1"]
    command += ["--blocking-threads", "1", "--port", str(port), "--no-ws", "--log-level", "error", application]
    process = subprocess.Popen(command, cwd=_ROOT, env={**os.environ, **environment})
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Return once a server answers; a busy machine takes its time."""
    until = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")


def _cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process and its workers have taken."""
    ticks = 0
    for one in [pid, *_children(pid)]:
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ask(port: int, times: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = b""
    for _ in range(times):
        connection.request("GET", PAGE, headers={"Host": "127.0.0.1:8000"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"answered {answer.status}")
    connection.close()
    return body


def _kept(folder: Path) -> None:
    with _server("bench.serving:register_application", BENCH_FOLDER=str(folder)) as (port, pid):
        body = _ask(port, 200)
        content = folder.parent / "page.html"
        content.write_bytes(body)
        with _server("bench.serving:bare_application", BENCH_BYTES=str(content)) as (bare_port, bare_pid):
            _ask(bare_port, 200)
            taken: dict[str, list[float]] = {"kept": [], "bare": []}
            for _ in range(ROUNDS):
                for name, asked, process in (("kept", port, pid), ("bare", bare_port, bare_pid)):
                    before = _cpu_of(process)
                    _ask(asked, ASKED)
                    taken[name].append((_cpu_of(process) - before) / ASKED)
    kept, bare = statistics.median(taken["kept"]), statistics.median(taken["bare"])
    verdict = "met" if kept / bare <= KEPT_GOAL else "missed"
    print(f"Public page of {len(body)} bytes, server's CPU us: kept {kept * 1e6:.0f}, bare {bare * 1e6:.0f}: ", end="")
    print(f"{kept / bare:.2f}   goal {KEPT_GOAL:.0f}: {verdict}")


def _call(application: Any, address: str) -> float:
    environ = EnvironBuilder(address, base_url="http://127.0.0.1:8000").get_environ()
    start = time.process_time()
    answer = application(environ, lambda *_: None)
    body = b"".join(answer)
    taken = time.process_time() - start
    if b"Ch\xc3\xa8" not in body:
        raise RuntimeError("this is not the page that was asked for")
    return taken


def _fresh(folder: Path) -> None:
    from bench.django_page import django_application

    os.environ["BENCH_FOLDER"] = str(folder)
    applications = {"ours": register_application(), "Django": django_application(folder / "register.sqlite3")}
    taken: dict[str, list[float]] = {name: [] for name in applications}
    for number in range(FRESH + 5):
        for name, application in applications.items():
            spent = _call(application, f"{PAGE}&n={number}")
            if number >= 5:
                taken[name].append(spent)
    ours, theirs = (statistics.median(taken[name]) for name in applications)
    verdict = "met" if ours / theirs <= FRESH_GOAL else "missed"
    print(f"Fresh page of results with count and four facets, CPU ms: ours {ours * 1e3:.2f}, ", end="")
    print(f"Django {theirs * 1e3:.2f}: {ours / theirs:.2f}   goal {FRESH_GOAL}: {verdict}")


def main() -> None:
    """Print what both cost."""
    with tempfile.TemporaryDirectory(prefix="ocop-bench-") as place:
        folder = Path(place) / "register"
        a_register(folder, public_address="http://127.0.0.1:8000")
        _kept(folder)
        _fresh(folder)


if __name__ == "__main__":
    main()
