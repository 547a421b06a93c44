"""The command line as a person meets it: words in, exit code and text out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from registry.__main__ import PROGRAM
from registry.cli.entrance import main
from registry.config import Config


@dataclass(frozen=True)
class Answer:
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command and return its answer."""
    monkeypatch.delenv("REGISTER", raising=False)

    def run(*words: Any) -> Answer:
        capsys.readouterr()
        code = main(PROGRAM, [str(word) for word in words])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def at_register(command: Command, config: Config, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on the test's register, whichever engine holds it."""
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    return lambda *words: command("--register", config.folder, *words)
