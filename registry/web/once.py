"""A form sent twice acts once: the second sending is answered with what became of the first.

Kept in the memory of the serving process. Every form carries a random mark; a double click, or a browser that sends
again after a lost answer, repeats mark and content alike. The same mark with other content is a new wish.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import IO

from flask import Flask, Response, g, redirect, request, session
from flask.typing import ResponseReturnValue

from registry.web.forms.form import ONCE

KEPT = 2_000
LONGEST_WAIT_SECONDS = 60
PIECE = 1024 * 1024


@dataclass
class _Sending:
    done: Event = field(default_factory=Event)
    location: str | None = None
    """Where the first sending was led after its act; None if it did not act, or showed its outcome at once."""
    page: str | None = None
    """The page that showed the outcome, where it can be made only once."""
    flashes: list[tuple[str, str]] = field(default_factory=list)


class Sendings:
    """The latest forms sent, by who sent what."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, _Sending] = OrderedDict()

    def first(self, key: str) -> tuple[bool, _Sending]:
        """Say whether this sending is the first of its key, and return what is known of the first."""
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                return False, known
            self._known[key] = sending = _Sending()
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return True, sending

    def forget(self, key: str) -> None:
        """Let the key be sent again as if for the first time."""
        with self._lock:
            self._known.pop(key, None)


def shown_again(page: str) -> str:
    """Keep the page that answers this sending for its repetitions: what it shows can be made only once."""
    sending: _Sending | None = g.get("sending")
    if sending is not None:
        sending.page = page
    return page


def act_once(app: Flask) -> None:
    """Let repeated forms of this application act once."""
    sendings = Sendings()
    app.extensions["sendings"] = sendings
    app.before_request(lambda: _before(sendings))
    app.after_request(lambda response: _after(response))
    app.teardown_request(lambda _error: _settle(sendings))


def _before(sendings: Sendings) -> ResponseReturnValue | None:
    if request.method != "POST" or request.mimetype == "text/plain" or not request.form.get(ONCE):
        return None
    key = _key()
    is_first, sending = sendings.first(key)
    if is_first:
        g.sending, g.sending_key = sending, key
        return None
    if not sending.done.wait(LONGEST_WAIT_SECONDS):
        return None
    if sending.page is not None:
        return sending.page
    if sending.location is None:
        return None
    if sending.flashes:
        session["_flashes"] = list(sending.flashes)
    return redirect(sending.location, 303)


def _key() -> str:
    digest = hashlib.sha256()
    for part in (session.get("_user_id", ""), request.full_path):
        digest.update(f"{part}\0".encode())
    for name, values in sorted(request.form.lists()):
        if name != "csrf_token":
            digest.update(f"{name}\0{values!r}\0".encode())
    for name, file in sorted(request.files.items(), key=lambda item: item[0]):
        digest.update(f"{name}\0{file.filename}\0".encode())
        digest.update(_content(file.stream))
    return digest.hexdigest()


def _content(stream: IO[bytes]) -> bytes:
    """Return a digest of an uploaded file: telephones call every picture alike."""
    digest = hashlib.sha256()
    for piece in iter(lambda: stream.read(PIECE), b""):
        digest.update(piece)
    stream.seek(0)
    return digest.digest()


def _after(response: Response) -> Response:
    sending: _Sending | None = g.get("sending")
    if sending is not None and response.status_code == 303:
        sending.location = response.headers.get("Location")
        sending.flashes = list(session.get("_flashes", []))
    return response


def _settle(sendings: Sendings) -> None:
    sending: _Sending | None = g.pop("sending", None)
    key: str = g.pop("sending_key", "")
    if sending is None:
        return
    if sending.location is None and sending.page is None:
        sendings.forget(key)
    sending.done.set()
