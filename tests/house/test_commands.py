"""The two commands a newcomer needs, what else make offers, and what may stand at the top of the tree."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "registry",
    "templates",
    "certificates",
    "tests",
    "requirements.txt",
    "requirements-dev.txt",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "DECISIONS.md",
    "CHANGELOG.md",
    "LICENSE",
    ".ci",
    ".gitignore",
    ".pre-commit-config.yaml",
    "bench",
}
COMMANDS = {"help", "run", "test", "check", "fix", "bench", "crash", "drill", "demo", "lock", "approve-papers"}


def make(*words: str) -> str:
    """Return what make would do, or says."""
    done = subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def tracked() -> list[str]:
    """Return every file of the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


@pytest.fixture(scope="module", autouse=True)
def in_a_checkout() -> None:
    """A copy without its history has nothing to compare with."""
    assert (ROOT / ".git").exists(), "run the tests in a clone"


def test_nothing_stands_at_the_top_that_is_not_listed() -> None:
    assert {name.split("/")[0] for name in tracked()} - TOP == set()


def test_make_alone_lists_every_command_in_vietnamese() -> None:
    said = make()

    assert set(re.findall(r"(?m)^  ([a-z-]+) ", said)) == COMMANDS
    assert said == make("help")


def test_the_address_and_the_register_can_be_chosen() -> None:
    usual = make("--dry-run", "run")
    chosen = make("--dry-run", "run", "HOST=0.0.0.0", "PORT=9000", "REGISTER=/srv/so ocop")

    assert '--create demonstration --host "127.0.0.1" --port "8000"' in " ".join(usual.replace("\\\n", " ").split())
    assert '--register "/srv/so ocop" serve --create real --host "0.0.0.0" --port "9000"' in " ".join(
        chosen.replace("\\\n", " ").split()
    )


def test_every_dependency_is_pinned_with_its_hash_and_from_no_named_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"(?m)^([A-Za-z0-9._-]+)==[^\s]+", text)
        assert len(pins) > 20
        for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]:
            assert "--hash=sha256:" in block, block.splitlines()[0]
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        assert not re.search(r"index-url|find-links|https?://", "\n".join(lines)), name


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = text.split("dependencies = [")[1].split("\n]")[0]

    for line in listed.splitlines():
        if line.strip().startswith('"'):
            assert "#" in line or line.strip().startswith(('"flask', '"wtforms', '"sqlalchemy', '"alembic')), line


def test_the_project_stands_alone() -> None:
    """Nothing in it names the place where it was built."""
    strange = re.compile(re.escape(f"{ROOT}/") + r"|\.\./shared")
    for name in tracked():
        if name.endswith((".py", ".md", ".toml", ".html", ".css", ".js", ".json", "Makefile", "run")):
            if name in {"tests/house/test_commands.py", "tests/usecases/test_demonstration.py"}:
                continue  # they look for it themselves
            assert not strange.search((ROOT / name).read_text("utf-8")), name


def test_a_python_that_is_too_old_is_refused_with_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)

    done = subprocess.run(
        ["make", ".venv-of-this-test/bin/python", "VENV=.venv-of-this-test", f"PYTHON={old}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert "Cần Python từ 3.11 trở lên" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (ROOT / ".venv-of-this-test").exists()


def test_a_python_without_venv_is_refused_with_a_sentence(tmp_path: Path) -> None:
    bare = tmp_path / "python-bare"
    bare.write_text(f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    bare.chmod(0o755)

    done = subprocess.run(
        ["make", ".venv-of-this-test/bin/python", "VENV=.venv-of-this-test", f"PYTHON={bare}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stderr
    assert not (ROOT / ".venv-of-this-test").exists()
