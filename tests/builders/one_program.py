"""One program for all the registers that tests open one after another: building it costs more than most tests take."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, make_url

from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.queries.version_watch import watch
from registry.vault import Vault
from registry.web.public.kept_answers import KeptAnswers
from registry.web.public.pace import Pace
from registry.web.public.shelf import open_shelf
from registry.web.signin.attempts import Attempts


class _Program:
    """An application whose register can be taken away and another put in its place."""

    def __init__(self, config: Config, *, doors: bool) -> None:
        self.app = create_app(config, doors=doors)
        self._settings = dict(self.app.config)
        self._extensions = dict(self.app.extensions)
        self._has_doors = doors
        self._address = make_url(config.database_url)
        with self.app.app_context():
            event.listen(db.engine, "do_connect", self._connect)
            if db.engine.dialect.name == "sqlite":
                event.listen(db.engine, "connect", _hurry)

    def _connect(self, dialect: Any, _record: Any, words: list[Any], options: dict[str, Any]) -> None:
        words[:], own = dialect.create_connect_args(self._address)
        options.update(own)

    def is_at(self, config: Config) -> bool:
        """Say whether it works at this register now."""
        return self.app.config["REGISTER"].database_url == config.database_url

    @contextmanager
    def at(self, config: Config) -> Iterator[Flask]:
        """Work at a register, with nothing left in memory of the one before."""
        self._address = make_url(config.database_url)
        self.app.config.clear()
        self.app.config.update(
            self._settings,
            SECRET_KEY=config.secret_key,
            SQLALCHEMY_DATABASE_URI=config.database_url,
            JOURNAL_KEY=config.journal_key,
            REGISTER=config,
            VAULT=Vault(config.vault_folder),
        )
        self.app.extensions.clear()
        self.app.extensions.update(self._extensions)
        if self._has_doors:
            self._forget()
        try:
            yield self.app
        finally:
            with self.app.app_context():
                db.engine.dispose()

    def _forget(self) -> None:
        """Empty what a serving process keeps in memory for as long as it lives."""
        self.app.extensions.update(attempts=Attempts(), pace=Pace())
        open_shelf(self.app)
        with self.app.app_context():
            self.app.wsgi_app = KeptAnswers(Flask.wsgi_app.__get__(self.app), watch())  # type: ignore[method-assign]


def _hurry(connection: Any, _record: Any) -> None:
    # Nothing here outlives the tests, so nobody waits for the disk.
    connection.execute("PRAGMA synchronous=OFF").close()


def opened_again(config: Config, *, doors: bool) -> Flask:
    """Return the program that is at a register already, as a command would build it; built where there is none."""
    kept = _programs.get((make_url(config.database_url).get_backend_name(), doors))
    return kept.app if kept is not None and kept.is_at(config) else create_app(config, doors=doors)


_programs: dict[tuple[str, bool], _Program] = {}


def opened(config: Config, *, doors: bool) -> AbstractContextManager[Flask]:
    """Open a register with the one program for its engine.

    :param doors: with pages, or for acts and questions only.
    """
    kind = (make_url(config.database_url).get_backend_name(), doors)
    if kind not in _programs:
        _programs[kind] = _Program(config, doors=doors)
    return _programs[kind].at(config)
