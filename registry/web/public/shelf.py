"""Keeps ready what the public looks up, until the register or the day changes."""

from datetime import date
from threading import Lock

from flask import Flask, current_app

from registry import clock
from registry.queries.public_gathering import gather
from registry.queries.public_index import PublicIndex
from registry.queries.settings import public_version
from registry.web.reading import reading_session

_NAME = "public_shelf"


class _Shelf:
    def __init__(self) -> None:
        self._lock = Lock()
        self._key: tuple[int, date] | None = None
        self._index: PublicIndex | None = None

    def index(self) -> PublicIndex:
        """Return today's index, gathered anew by the first who asks after a change while the others wait."""
        session = reading_session()
        key = (public_version(session), clock.today())
        with self._lock:
            if self._index is None or self._key != key:
                self._index, self._key = gather(session, day=key[1]), key
            return self._index


def open_shelf(app: Flask) -> None:
    """Give an application its shelf."""
    app.extensions[_NAME] = _Shelf()


def todays_index() -> PublicIndex:
    """Return everything the public may look up, as it stands today."""
    shelf: _Shelf = current_app.extensions[_NAME]
    return shelf.index()
