"""The command line as a person meets it: words in, exit code and text out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from builders.conference import Conference
from builders.one_program import opened_again
from flask import Flask
from sqlalchemy import select

from registry.__main__ import PROGRAM
from registry.cli.entrance import main
from registry.config import Config
from registry.models.account import Account
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import backup


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
        code = main(replace(PROGRAM, create_app=opened_again), [str(word) for word in words])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def at_register(command: Command, config: Config, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on the test's register, whichever engine holds it."""
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    return lambda *words: command("--register", config.folder, *words)


@pytest.fixture
def emails(app: Flask, actors: dict[str, Actor]) -> dict[str, str]:
    """The sign-in name of one person per role."""
    with reading() as session:
        known = {row.id: row.email for row in session.execute(select(Account.id, Account.email))}
    return {role: str(known[actor.account_id]) for role, actor in actors.items()}


@pytest.fixture
def by(emails: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The words by which a command is told who acts, per role."""
    return {role: ("--as", email) for role, email in emails.items()}


@pytest.fixture
def filled(app: Flask, held: Conference) -> Flask:
    """A register in which something was issued."""
    return app


@pytest.fixture
def archive(filled: Flask, tmp_path: Path) -> Path:
    """A good backup of it."""
    backup.make(tmp_path / "good.tar")
    return tmp_path / "good.tar"
