"""Every call to the system that one issue makes kills it, finds the disk full, or fails: strace sees to that."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).with_name("failing_calls.py")
CALLS = int(os.environ.get("CRASH_CALLS", "4"))
"""How many calls of the issue fail, from its first to its last; more by setting CRASH_CALLS, as `make crash` does."""

# products, recognitions, certificates, moves, kept papers
NOTHING = [3, 0, 0, 0, 0]
ISSUED = [3, 3, 3, 3, 5]
FAULTS = ("killed", "full", "broken")


MUTANT = "killed:16:rows_before_files"


@pytest.fixture(scope="module")
def attempts(founded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What every attempt of every trial left, found out in a process of its own."""
    if shutil.which("strace") is None:
        pytest.skip("không tìm thấy strace; Debian, Ubuntu: apt-get install strace")
    tests = PROGRAM.parents[1]
    trials = [*(f"{fault}:{CALLS}" for fault in FAULTS), MUTANT]
    program = subprocess.run(
        [sys.executable, PROGRAM, founded_folder, tmp_path_factory.mktemp("calls"), *trials],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    seen = [json.loads(line) for line in program.stdout.splitlines()]
    return {trial: [one for one in seen if one["trial"] == trial] for trial in trials}


def complaints(seen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the attempts after which the register is not as it must be."""
    return [one for one in seen if not _is_right(one)]


def _is_right(one: dict[str, Any]) -> bool:
    whole = one["left"][:5] == ISSUED
    return (
        (whole or (one["left"][:5] == NOTHING and not one["told"]))
        and one["again"] == "done"
        and one["after"][:5] == ISSUED
        and one["defects"] == []
        and one["left over"] == []
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_that_fails_leaves_all_or_nothing(
    attempts: dict[str, list[dict[str, Any]]], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = attempts[f"{fault}:{CALLS}"]

    assert len(seen) == min(CALLS, seen[0]["of"])
    assert complaints(seen) == []
    assert any(one["ended"] != "done" for one in seen)
    if "CRASH_CALLS" in os.environ:
        with capsys.disabled():
            ended = dict(Counter(one["ended"] for one in seen))
            print(f"\n{fault}: {len(seen)} calls of one issue, {ended}: all or nothing")  # noqa: T201


def test_rows_that_come_before_their_files_are_noticed(attempts: dict[str, list[dict[str, Any]]]) -> None:
    assert complaints(attempts[MUTANT]) != []
