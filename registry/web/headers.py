"""What every answer says to the browser, and to which names of ours we listen."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask.typing import ResponseReturnValue

from registry.web.doors import SAFE_METHODS, Door, rule_of
from registry.web.site import site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
_PERMISSIONS = "geolocation=(), microphone=(), payment=(), usb=()"
WITH_CAMERA = f"camera=(self), {_PERMISSIONS}"
"""What a page may do that reads codes with the camera."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": f"camera=(), {_PERMISSIONS}",
}
ONE_YEAR = 365 * 24 * 60 * 60
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def guard_headers(app: Flask) -> None:
    """Listen to our own names only, refuse what other sites send, and put the headers on every answer."""
    app.before_request(_refuse_strangers)
    app.after_request(_add_headers)


def _refuse_strangers() -> ResponseReturnValue | None:
    if _host_name(f"//{request.host}") not in LOOPBACK | {_host_name(site().public_address)}:
        abort(400)
    if request.method in SAFE_METHODS:
        return None
    if _comes_from_elsewhere():
        abort(403)
    if request.mimetype not in FORM_TYPES and request.content_length:
        abort(400)
    return None


def _host_name(address: str) -> str:
    name = urlsplit(address).hostname or ""
    return f"[{name}]" if ":" in name else name


def _comes_from_elsewhere() -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return True
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _add_headers(response: Response) -> Response:
    if 300 <= response.status_code < 400:
        if request.method == "POST":
            response.status_code = 303
        response.set_data(b"")  # the framework writes an English page here
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint is None or rule_of(request.endpoint).door is not Door.PUBLIC:
        response.headers["Cache-Control"] = "no-store"
    else:
        # What is true today may not be tomorrow: whoever keeps it must ask again.
        response.headers.setdefault("Cache-Control", "no-cache")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
    return response
