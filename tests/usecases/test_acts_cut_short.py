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


FAULTS = ("killed", "full")
TRIALS = {
    **{f"{deed}:{fault}": TIMES for deed in ("issue", "import", "backup") for fault in FAULTS},
    **{f"{deed}:killed": TIMES // 2 + 1 for deed in COUNCIL},
}
Attempts = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def attempts(founded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Attempts:
    """What every attempt of every trial left, found out in a process of its own."""
    tests = PROGRAM.parents[1]
    trials = [f"{trial}:{times}" for trial, times in TRIALS.items()]
    program = subprocess.run(
        [sys.executable, PROGRAM, founded_folder, tmp_path_factory.mktemp("cut-short"), *trials],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == 0, program.stderr
    seen = [json.loads(line) for line in program.stdout.splitlines()]
    return {trial: [one for one in seen if one["trial"] == trial] for trial in TRIALS}


def tried(attempts: Attempts, trial: str) -> list[dict[str, Any]]:
    """Return what the attempts of a trial left, all of them."""
    seen = attempts[trial]
    assert len(seen) == min(TRIALS[trial], seen[0]["of"])
    return seen


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("deed", "whole"), [("issue", ISSUED), ("import", RECORDED)])
def test_an_act_cut_short_leaves_all_or_nothing_and_succeeds_when_begun_again(
    attempts: Attempts, deed: str, whole: list[int], fault: str
) -> None:
    seen = tried(attempts, f"{deed}:{fault}")

    assert seen[0]["ended"] == fault
    for one in seen:
        assert one["left"][:5] == (whole if one["ended"] == "done" or one["step"] == one["of"] else NOTHING), one
        assert (one["again"], one["after"][:5], one["defects"]) == ("done", whole, []), one


@pytest.mark.parametrize("fault", FAULTS)
def test_a_backup_cut_short_leaves_the_one_before_whole(attempts: Attempts, fault: str) -> None:
    seen = tried(attempts, f"backup:{fault}")

    assert seen[0]["ended"] == fault
    for one in seen:
        # Every archive there is was unpacked and compared byte by byte.
        assert (one["left"][-1], one["again"], one["after"][-1]) == (["copy.tar"], "done", ["copy.tar"]), one


@pytest.mark.parametrize("deed", COUNCIL)
def test_an_act_of_the_council_cut_short_leaves_all_or_nothing(attempts: Attempts, deed: str) -> None:
    nothing, whole = COUNCIL[deed]
    seen = tried(attempts, f"{deed}:killed")

    assert seen[0]["ended"] == "killed"
    for one in seen:
        assert one["left"][6:11] == (whole if one["ended"] == "done" or one["step"] == one["of"] else nothing), one
        assert (one["again"], one["after"][6:11], one["defects"]) == ("done", whole, []), one
