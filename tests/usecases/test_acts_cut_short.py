"""Acts that are killed, or find no room on the disk, at any step of their way: all of it is there, or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parents[1] / "builders" / "cut_short.py"
TIMES = int(os.environ.get("CUT_SHORT", "4"))
"""How many points of each act are tried, from its first step to its last; more by setting CUT_SHORT."""

# products, recognitions, certificates, moves, kept papers
NOTHING = [3, 0, 0, 0, 0]
ISSUED = [3, 3, 3, 3, 5]
RECORDED = [25, 22, 22, 22, 0]
# signed sheets, results, lines of annexes, lines that stand on a result, steps of the dossier
COUNCIL = {
    "sign": ([2, 0, 0, 0, 3], [3, 0, 0, 0, 3]),
    "conclude": ([3, 0, 0, 0, 3], [3, 1, 0, 0, 4]),
    "fill": ([3, 1, 0, 0, 4], [3, 1, 1, 1, 5]),
}


def attempts(founded: Path, work: Path, deed: str, fault: str, *, times: int = TIMES) -> list[dict[str, Any]]:
    """Let the act be cut short in a process of its own, and return what every attempt left."""
    tests = PROGRAM.parents[1]
    program = subprocess.run(
        [sys.executable, PROGRAM, founded, work, deed, fault, str(times)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    seen = [json.loads(line) for line in program.stdout.splitlines()]
    assert len(seen) == min(times, seen[0]["of"])
    return seen


@pytest.mark.parametrize("fault", ["killed", "full"])
@pytest.mark.parametrize(("deed", "whole"), [("issue", ISSUED), ("import", RECORDED)])
def test_an_act_cut_short_leaves_all_or_nothing_and_succeeds_when_begun_again(
    founded_folder: Path, tmp_path: Path, deed: str, whole: list[int], fault: str
) -> None:
    seen = attempts(founded_folder, tmp_path, deed, fault)

    assert seen[0]["ended"] == fault
    for one in seen:
        assert one["left"][:5] == (whole if one["ended"] == "done" or one["step"] == one["of"] else NOTHING), one
        assert (one["again"], one["after"][:5], one["defects"]) == ("done", whole, []), one


@pytest.mark.parametrize("fault", ["killed", "full"])
def test_a_backup_cut_short_leaves_the_one_before_whole(founded_folder: Path, tmp_path: Path, fault: str) -> None:
    seen = attempts(founded_folder, tmp_path, "backup", fault)

    assert seen[0]["ended"] == fault
    for one in seen:
        # Every archive there is was unpacked and compared byte by byte.
        assert (one["left"][-1], one["again"], one["after"][-1]) == (["copy.tar"], "done", ["copy.tar"]), one


@pytest.mark.parametrize("deed", COUNCIL)
def test_an_act_of_the_council_cut_short_leaves_all_or_nothing(founded_folder: Path, tmp_path: Path, deed: str) -> None:
    nothing, whole = COUNCIL[deed]
    seen = attempts(founded_folder, tmp_path, deed, "killed", times=TIMES // 2 + 1)

    assert seen[0]["ended"] == "killed"
    for one in seen:
        assert one["left"][6:11] == (whole if one["ended"] == "done" or one["step"] == one["of"] else nothing), one
        assert (one["again"], one["after"][6:11], one["defects"]) == ("done", whole, []), one
