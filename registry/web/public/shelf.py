"""Keeps ready what the public looks up, until the register or the day changes."""

from datetime import date
from threading import Lock

from flask import Flask, current_app

from registry import clock
from registry.queries.public_gathering import gather
from registry.queries.public_index import PublicIndex
from registry.queries.public_renewing import renewed
from registry.queries.settings import public_version
from registry.web.reading import reading_session

_NAME = "public_shelf"


class _Shelf:
    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int, date, PublicIndex] | None = None

    def index(self) -> PublicIndex:
        """Return today's index, brought up to date by the first who asks after a change while the others wait."""
        session = reading_session()
        version, today = public_version(session), clock.today()
        with self._lock:
            kept = self._kept
            if kept is None:
                kept = self._kept = version, today, gather(session, day=today)
            elif kept[1] != today or kept[0] < version:
                kept = self._kept = version, today, renewed(session, kept[2], day=today)
        if kept[0] == version:
            return kept[2]
        # A request that began before an act sees the register as it was; the newer index stays for those who follow.
        return gather(session, day=today)


def open_shelf(app: Flask) -> None:
    """Give an application its shelf."""
    app.extensions[_NAME] = _Shelf()


def todays_index() -> PublicIndex:
    """Return everything the public may look up, as it stands today."""
    shelf: _Shelf = current_app.extensions[_NAME]
    return shelf.index()
