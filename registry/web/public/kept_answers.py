"""Answers of the public door that are given again, byte for byte, until the register or the day changes.

They stand before the application and cost a fraction of it. Only what a page has marked is kept, and only for people
without a session; the key holds all that an answer depends on.
"""

import re
from collections import OrderedDict
from collections.abc import Iterable
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import request

from registry import clock
from registry.queries.version_watch import VersionWatch
from registry.web.compression import unpacks
from registry.web.cookies import NAME as SESSION_COOKIE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_ANSWERS = 1000
MOST_BYTES = 64 * 1024 * 1024
LARGEST_ANSWER = 4 * 1024 * 1024
"""The whole register as a list: what is dearest to make is worth keeping most."""
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"(?:(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])(?::\d{{1,5}})?)?")
"""What a name of a host can be at all; anything else makes the framework stumble before it can refuse it."""
_READS = frozenset({"GET", "HEAD"})
_MARK = "registry.keep_this_answer"
_Kept = tuple[list[tuple[str, str]], bytes, str]
"""Headers, body, and the mark of its content."""


def keep_this_answer() -> None:
    """Mark the answer to the request in hand as the same for everybody, until the register or the day changes."""
    request.environ[_MARK] = True


class KeptAnswers:
    """The application behind a shelf of answers."""

    def __init__(self, application: "WSGIApplication", watch: VersionWatch) -> None:
        self._application = application
        self._watch = watch
        self._lock = Lock()
        self._of: tuple[Any, ...] = ()
        self._answers: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._bytes = 0

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer from the shelf, or let the application answer and keep what it marked."""
        if not _HOST.fullmatch(environ.get("HTTP_HOST", "")):
            start("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0")])
            return [b""]
        if environ["REQUEST_METHOD"] not in _READS or f"{SESSION_COOKIE}=" in environ.get("HTTP_COOKIE", ""):
            return self._application(environ, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            # What a page would say of itself (RFC 9110, 9.3.2): so it is asked for, and its headers alone are sent.
            for _ in self._look({**environ, "REQUEST_METHOD": "GET"}, start):
                pass
            return []
        return self._look(environ, start)

    def _look(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        # Read before the application reads the register: an answer is never kept as newer than it is.
        now = (self._watch.version(), clock.today())
        key = (
            environ.get("wsgi.url_scheme"),
            environ.get("HTTP_HOST"),
            environ.get("SCRIPT_NAME"),
            environ.get("PATH_INFO"),
            environ.get("QUERY_STRING"),
            unpacks(environ.get("HTTP_ACCEPT_ENCODING", "")),
        )
        kept = self._find(now, key)
        if kept is None:
            return self._ask(environ, start, now, key)
        return _answer(environ, start, kept)

    def _find(self, now: tuple[Any, ...], key: tuple[Any, ...]) -> _Kept | None:
        with self._lock:
            if self._of != now:
                self._answers.clear()
                self._of, self._bytes = now, 0
            kept = self._answers.get(key)
            if kept is not None:
                self._answers.move_to_end(key)
            return kept

    def _ask(
        self, environ: "WSGIEnvironment", start: "StartResponse", now: tuple[Any, ...], key: tuple[Any, ...]
    ) -> Iterable[bytes]:
        said: list[Any] = []

        def listen(status: str, headers: list[tuple[str, str]], fault: Any = None) -> Any:
            said[:] = [status, headers, fault]
            return lambda _: None

        answer = self._application(environ, listen)
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        status, headers, fault = said
        is_kept = environ.get(_MARK) and status.startswith("200") and len(body) <= LARGEST_ANSWER
        if not is_kept or any(name.lower() == "set-cookie" for name, _ in headers):
            start(status, headers, fault)
            return [body]
        mark = f'"{sha256(body).hexdigest()[:20]}"'
        plain = [(name, value) for name, value in headers if name.lower() not in {"cache-control", "etag"}]
        kept: _Kept = ([*plain, ("Cache-Control", "no-cache"), ("ETag", mark)], body, mark)
        with self._lock:
            if self._of == now:
                self._put(key, kept)
        return _answer(environ, start, kept)

    def _put(self, key: tuple[Any, ...], kept: _Kept) -> None:
        """Keep an answer, and let those go that were asked for least lately."""
        before = self._answers.pop(key, None)
        if before is not None:
            self._bytes -= len(before[1])
        self._answers[key] = kept
        self._bytes += len(kept[1])
        while len(self._answers) > MOST_ANSWERS or self._bytes > MOST_BYTES:
            _, (_, gone, _) = self._answers.popitem(last=False)
            self._bytes -= len(gone)


def _answer(environ: "WSGIEnvironment", start: "StartResponse", kept: _Kept) -> Iterable[bytes]:
    headers, body, mark = kept
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    if mark in known or known.strip() == "*":
        start("304 Not Modified", [one for one in headers if one[0].lower() not in {"content-length", "content-type"}])
        return [b""]
    start("200 OK", list(headers))
    return [body]
