"""A program that issues certificates many times over, each time with another call to the system failing under it.

``python failing_calls.py FOUNDED WORK FAULT:TIMES[:MUTANT]…`` copies the register in FOUNDED for every attempt and
forks; strace holds on to the child and lets one call of the issue kill it, find the disk full, or fail. One line of
JSON says what each attempt left behind. With CRASH_RECORD the lines are kept in that file as well, and what stands
there already is not tried again: a sweep that was stopped goes on.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from builders.cut_short import DEEDS, Attempts, forked, opened, prepared
from builders.mutants import MUTANTS

from registry.queries.kept_files import hashes_named
from registry.transaction import reading

CHANGING = [
    "openat",
    "mkdir",
    "mkdirat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "renameat",
    "renameat2",
]
EVERY = "%file,%desc"
"""Every call that names a file or holds one, as strace sorts them."""
FAULTS = {
    # A killed process calls nothing more; a full disk stays full; a disk that errs may do better the next time.
    "killed": "signal=SIGKILL:when={}",
    "full": "error=ENOSPC:when={}+",
    "broken": "error=EIO:when={}",
}
PR_SET_PTRACER, ANYBODY = 0x59616D61, -1
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


@dataclass
class FailingCalls(Attempts):
    """One issue, with each of its calls failing in turn."""

    fault: str = "killed"
    mutant: str = ""

    def points(self, times: int) -> tuple[list[tuple[str, int]], int]:
        """Return which calls are to fail, each by its name and its number among those, and how many calls there are."""
        seen: Counter[str] = Counter()
        calls = []
        for name in self._traced():
            if self.fault != "full" or name in CHANGING:
                seen[name] += 1
                calls.append((name, seen[name]))
        last = len(calls) - 1
        places = sorted({round(one * last / max(times - 1, 1)) for one in range(times)})
        return [calls[place] for place in places], len(calls)

    def failing_at(self, call: str, number: int) -> dict[str, Any]:
        """Let one call fail and return what was left, and what the next attempt, left alone, made of it."""
        folder = self.copy()
        ended, was_told = self._issue(folder, f"{call}:{FAULTS[self.fault].format(number)}")
        left = self.whole(folder)
        again = forked(lambda: self._alone(folder))
        after = self.whole(folder)
        seen = {
            "call": f"{call} {number}",
            "ended": ended,
            "told": was_told,
            "left": left["counts"],
            "again": again,
            "after": after["counts"],
            "defects": [*left["defects"], *after["defects"]],
            "left over": self._left_over(folder),
        }
        shutil.rmtree(folder)
        return seen

    def _alone(self, folder: Path) -> None:
        with opened(folder):
            DEEDS["issue"](self.details, folder)()

    def _left_over(self, folder: Path) -> list[str]:
        told = self.work / "left over"

        def sweep() -> None:
            with opened(folder) as app, reading() as session:
                vault, named = app.config["VAULT"], hashes_named(session)
            vault.sweep(keeping=named, older_than=timedelta(seconds=-1))
            told.write_text(json.dumps([one.name for one in vault.folder.rglob("*") if one.is_file()]))
            told.write_text(json.dumps(sorted({*json.loads(told.read_text())} - named)))

        forked(sweep)
        return list(json.loads(told.read_text()))

    def _traced(self) -> list[str]:
        folder, log = self.copy(), self.work / "calls"
        self._issue(folder, None, log=log)
        shutil.rmtree(folder)
        return [found[1] for line in log.read_text(errors="replace").splitlines() if (found := _CALL.match(line))]

    def _issue(self, folder: Path, injected: str | None, *, log: Path = Path(os.devnull)) -> tuple[str, bool]:
        """Issue in a child that strace holds; return how it ended, and whether anybody was told that it is done."""
        (ready, says_ready), (begin, says_begin), (told, tells) = os.pipe(), os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            os.close(says_begin)
            _be_traced(lambda: self._when_told(folder, says_ready, begin, tells))
        for end in (says_ready, begin, tells):
            os.close(end)
        os.read(ready, 1)
        words = ["strace", "-f", "-p", str(child), "-o", str(log), "-e", f"trace={EVERY}"]
        words += ["-e", f"inject={injected}"] if injected else []
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            said = strace.stderr.readline()
            if "attached" not in said:
                os.close(says_begin)
                raise SystemExit(f"strace: {said}{strace.stderr.read()}")
            os.write(says_begin, b".")
            _, status = os.waitpid(child, 0)
        answer = os.read(told, 1)
        for end in (ready, says_begin, told):
            os.close(end)
        return (
            "killed" if os.WIFSIGNALED(status) else {0: "done"}.get(os.WEXITSTATUS(status), "refused")
        ), answer == b"."

    def _when_told(self, folder: Path, says_ready: int, begin: int, tells: int) -> None:
        if self.mutant:
            MUTANTS[self.mutant]()
        with opened(folder):
            deed = DEEDS["issue"](self.details, folder)
            os.write(says_ready, b".")
            if os.read(begin, 1):
                deed()
                os.write(tells, b".")


def _be_traced(deed: Any) -> None:
    """Do something in this child and end it."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
    with suppress(BaseException):
        deed()
        os._exit(0)
    os._exit(1)


def main(founded: str, work: str, *trials: str) -> None:
    """Print what every attempt of every trial left, one line of JSON for each."""
    start, told = Path(work) / "start", Path(work) / "details"
    shutil.copytree(founded, start)
    forked(lambda: told.write_text(json.dumps(prepared(start))))
    failing = FailingCalls(start=start, work=Path(work), deed="issue", details=json.loads(told.read_text()))
    failing.steps()
    record = Path(os.environ.get("CRASH_RECORD") or Path(work) / "record")
    record.touch()
    tried = {(one["trial"], one["call"]): one for one in map(json.loads, record.read_text().splitlines())}
    for trial in trials:
        failing.fault, times, failing.mutant = (*trial.split(":"), "")[:3]
        points, of = failing.points(int(times))
        for call, number in points:
            seen = tried.get((trial, f"{call} {number}"))
            if seen is None:
                seen = failing.failing_at(call, number) | {"trial": trial, "of": of}
                with record.open("a") as kept:
                    kept.write(json.dumps(seen) + "\n")
            print(json.dumps(seen), flush=True)  # noqa: T201  # what this program is for


if __name__ == "__main__":
    main(*sys.argv[1:])
