"""How fast one address may ask: more than any hall full of people does, and too slow to guess codes or copy the day."""

import time
from collections.abc import Callable
from threading import Lock

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

from registry.web.errors import error_page

WINDOW_SECONDS = 60
PAGES = 1200
"""Pages a minute that must be made anew: a conference of 300 people behind one address scans four codes each."""
WRONG_CODES = 120
"""Codes a minute that no certificate bears. At 40 random bits a guesser meets one of 25,000 in some 250 days."""
MOST_ADDRESSES = 50_000
WORTH_OF_A_LIST = 20
"""Pages that a whole list counts for: of 20,000 products it takes as long to write as that many pages."""
_WORTH = {
    **dict.fromkeys(("public_lookup.as_csv", "public_lookup.as_json", "public_signposts.part"), WORTH_OF_A_LIST),
    **dict.fromkeys(("public_past_register.as_csv", "public_past_register.as_json"), WORTH_OF_A_LIST),
    "public_field.pack": WORTH_OF_A_LIST,
    # A file that is sent to be looked at costs about as much.
    **dict.fromkeys(("public_verify.photo", "public_verify.upload"), WORTH_OF_A_LIST),
}
_PUBLIC_PAGES = "public_"
_NAME = "pace"
_CODES = "public_certificate.show"


class Pace:
    """Counts by name, kept for a minute in the memory of the serving process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._began = now()
        self._counts: dict[tuple[str, str], int] = {}

    def count(self, kind: str, address: str, *, worth: int = 1) -> int:
        """Count one more, or as many as it is worth, and return how many there were this minute."""
        with self._lock:
            self._turn()
            if len(self._counts) >= MOST_ADDRESSES:
                self._counts.clear()
            counted = self._counts.get((kind, address), 0) + worth
            self._counts[kind, address] = counted
            return counted

    def so_far(self, kind: str, address: str) -> int:
        """Return how many there were this minute."""
        with self._lock:
            self._turn()
            return self._counts.get((kind, address), 0)

    def _turn(self) -> None:
        if self._now() - self._began >= WINDOW_SECONDS:
            self._counts.clear()
            self._began = self._now()


def _counted() -> Pace:
    pace: Pace = current_app.extensions[_NAME]
    return pace


def keep_the_pace(app: Flask, pace: Pace | None = None) -> None:
    """Ask whoever asks too fast of the public door to wait."""
    app.extensions[_NAME] = pace or Pace()

    def refuse_the_hasty() -> ResponseReturnValue | None:
        if request.endpoint is None or not request.endpoint.startswith(_PUBLIC_PAGES):
            return None
        address, counted = request.remote_addr or "", _counted()
        is_guessing = request.endpoint == _CODES and counted.so_far("wrong code", address) >= WRONG_CODES
        worth = _WORTH.get(request.endpoint, 1)
        if counted.count("page", address, worth=worth) <= PAGES and not is_guessing:
            return None
        page, code = error_page(429)
        return page, code, {"Retry-After": str(WINDOW_SECONDS)}

    def count_wrong_codes(response: Response) -> Response:
        if request.endpoint == _CODES and response.status_code == 404:
            _counted().count("wrong code", request.remote_addr or "")
        return response

    app.before_request(refuse_the_hasty)
    app.after_request(count_wrong_codes)
