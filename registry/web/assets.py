"""Our own stylesheet, script, fonts and icons, named by their content so that a browser may keep them for good."""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, request, url_for

from registry.web.compression import unpacks

FOLDER = Path(__file__).resolve().parent / "static"
ONE_YEAR = 365 * 24 * 60 * 60
_TEXTS = (".css", ".js", ".svg")

pages = Blueprint("assets", __name__)


@cache
def _marks() -> dict[str, str]:
    files = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in files}


def asset(name: str) -> str:
    """Return the address of a file of ours, with the mark of its content."""
    return url_for("assets.file", name=name, v=_marks()[name])


@pages.get("/static/<path:name>")
def file(name: str) -> Response:
    """Send one of our own files."""
    if name not in _marks():
        abort(404)
    response = _answer(name)
    # Fonts and what others made are named without a mark; when one changes, it gets another name.
    if request.args.get("v") == _marks()[name] or name.startswith(("fonts/", "vendor/")):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def _may_be_packed(name: str) -> bool:
    """Say whether a file is text that the browser at hand can unpack; fonts are packed by their makers."""
    return name.endswith(_TEXTS) and unpacks(request.headers.get("Accept-Encoding", ""))


def _answer(name: str) -> Response:
    """Send a file, packed or not, or say that it did not change, or the part that was asked for.

    :raises RequestedRangeNotSatisfiable: if it has no such part.
    """
    is_packed = _may_be_packed(name)
    content = _packed(name) if is_packed else _plain(name)
    response = make_response(content)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response.headers["Content-Type"] = f"{kind}; charset=utf-8" if name.endswith(_TEXTS) else kind
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    if name.endswith(_TEXTS):
        response.vary.add("Accept-Encoding")
    response.set_etag(f"{_marks()[name]}-gzip" if is_packed else _marks()[name])
    response.make_conditional(request, accept_ranges=not is_packed, complete_length=len(content))
    return response


@cache
def _plain(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


@cache
def _packed(name: str) -> bytes:
    """Pack a file once for all who ask for it, as tightly as it goes."""
    return gzip.compress(_plain(name), 9, mtime=0)


@pages.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask without being told where."""
    return _answer("favicon.svg")
