"""What may stand in an address, and what becomes of one that is nearly right."""

from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, ValidationError

from registry.rules.instruments import Instrument
from registry.web.doors import SAFE_METHODS, Door, rule_of
from registry.web.instruments import instruments


class PublicId(BaseConverter):
    """A public identity: sixteen small letters and digits."""

    regex = "[a-z0-9]{16}"


class Sha256(BaseConverter):
    """The SHA-256 of a file, in small hexadecimal digits."""

    regex = "[0-9a-f]{64}"


class InstrumentName(BaseConverter):
    """An instrument by its number: «qd-26-2026»."""

    regex = "qd(?:-[0-9]{1,5})+"

    def to_python(self, value: str) -> Instrument:
        """Return the instrument that an address names, if there is one."""
        try:
            named = Instrument.from_address(value.removeprefix("qd-"))
        except ValueError as fault:
            raise ValidationError from fault
        if named not in instruments():
            raise ValidationError
        return named

    def to_url(self, value: str) -> str:
        """Name an instrument in an address."""
        return f"qd-{Instrument(value).in_address}"


def forgive_final_slashes(app: Flask) -> None:
    """Lead whoever adds a slash to the address of a page to the page."""
    app.before_request(_without_final_slash)


def _without_final_slash() -> ResponseReturnValue | None:
    if request.endpoint is not None or request.method not in SAFE_METHODS or not request.path.endswith("/"):
        return None
    path = "/" + request.path.strip("/")  # one slash: with two it would name another machine
    if not _is_page(path):
        return None
    asked = request.query_string.decode("latin-1")
    return redirect(f"{quote(request.root_path + path)}{'?' if asked else ''}{asked}", 302)


def _is_page(path: str) -> bool:
    pages = current_app.url_map.bind_to_environ(request.environ)
    try:
        endpoint, _ = pages.match(path, method="GET")
    except HTTPException:
        return False
    return rule_of(endpoint).door is not Door.CLOSED
