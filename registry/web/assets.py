"""Our own stylesheet, script, fonts and icons, named by their content so that a browser may keep them for good."""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, make_response, request, send_from_directory, url_for

from registry.web.compression import unpacks

FOLDER = Path(__file__).resolve().parent / "static"
ONE_YEAR = 365 * 24 * 60 * 60

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
    response = _packed_answer(name) if _may_be_packed(name) else send_from_directory(FOLDER, name)
    # The stylesheet names fonts without a mark; a font that changes gets another name.
    if request.args.get("v") == _marks()[name] or name.startswith("fonts/"):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    return response


def _may_be_packed(name: str) -> bool:
    """Say whether a file is text that the browser at hand can unpack; fonts are packed by their makers."""
    return name.endswith((".css", ".js", ".svg")) and unpacks(request.headers.get("Accept-Encoding", ""))


def _packed_answer(name: str) -> Response:
    response = make_response(_packed(name))
    response.headers["Content-Type"] = f"{mimetypes.guess_type(name)[0]}; charset=utf-8"
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


@cache
def _packed(name: str) -> bytes:
    """Pack a file once for all who ask for it, as tightly as it goes."""
    return gzip.compress((FOLDER / name).read_bytes(), 9, mtime=0)


@pages.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon to browsers that ask without being told where."""
    return send_from_directory(FOLDER, "favicon.svg", mimetype="image/svg+xml")
