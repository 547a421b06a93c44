"""Registers furnished once, by the acts that make real ones, and put in place of every other that begins like them."""

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from builders.people import ONE_OF_EACH
from builders.rewound import REWOUND
from flask import Flask, current_app
from sqlalchemy import func, select

from registry.config import Config
from registry.database import db
from registry.models.account import Account
from registry.models.journal import JournalEntry
from registry.models.place import Place
from registry.models.producer import Producer
from registry.transaction import reading

Told = TypeVar("Told")


class KeptRegisters:
    """What fresh registers came to, each by the name of how it was furnished."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: dict[str, Any] = {}

    def begin_with(self, app: Flask, name: str, furnish: Callable[[], Told]) -> Told:
        """Furnish a fresh register, or put in its place what the first one came to, and return what was told then.

        Fresh is a register that knows nobody, or one person of each role: whatever else was there before would go.
        """
        with app.app_context():
            if self._put_in_place(kind := f"{name}-{_beginning()}"):
                return copy.deepcopy(self._told[kind])
            told = furnish()
            self._keep(kind, told)
            return told

    def _keep(self, kind: str, told: object) -> None:
        register: Config = current_app.config["REGISTER"]
        db.engine.dispose()
        _copy(register.folder, self._folder / kind)
        if database := REWOUND.get(register.database_url):
            database.keep(kind)
        self._told[kind] = copy.deepcopy(told)

    def _put_in_place(self, kind: str) -> bool:
        register: Config = current_app.config["REGISTER"]
        database = REWOUND.get(register.database_url)
        if kind not in self._told or (database and not database.keeps(kind)):
            return False
        db.engine.dispose()
        _copy(self._folder / kind, register.folder)
        if database:
            database.rewind_to(kind)
        return True


def _copy(kept: Path, place: Path) -> None:
    """Copy the files that papers are kept in, and the database where it is a file and not PostgreSQL's."""
    assert not list(kept.glob("*-wal")), "somebody still writes in the register"
    for name in ("vault", "register.sqlite3"):
        if (kept / name).is_dir():
            shutil.copytree(kept / name, place / name, dirs_exist_ok=True)
        elif (kept / name).exists():
            shutil.copyfile(kept / name, place / name)


def _beginning() -> str:
    """Tell one fresh register from another.

    :raises AssertionError: if it is fresh no longer.
    """
    with reading() as session:
        emails = session.scalars(select(Account.email).order_by(Account.id)).all()
        entries, places, units = (
            session.scalar(select(func.count()).select_from(row)) for row in (JournalEntry, Place, Producer)
        )
    assert not units, "this register is furnished already"
    assert all(email.endswith(f"@{ONE_OF_EACH}") for email in emails), "somebody would lose his account"
    return f"{db.engine.dialect.name}-{len(emails)}-{entries}-{places}"
