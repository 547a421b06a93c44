"""Browsers in which an account was signed in to before: whoever guesses at its password cannot shut them out.

A signed cookie says for which accounts (OWASP calls it a device cookie). It opens nothing: it only lets failures made
elsewhere count elsewhere.
"""

import hmac
import secrets
from typing import Any

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from registry.web.site import site

NAME = "ocop-quen"
ONE_YEAR_SECONDS = 365 * 24 * 60 * 60
MOST_ACCOUNTS = 8


def remember_browsers(app: Flask) -> None:
    """Give browsers in which somebody signed in their cookie."""
    app.after_request(_write)


def browser_of(account: str) -> str | None:
    """Return the name of this browser, if the account was signed in to here before.

    :param account: what failures are counted by: a sign-in name, or # and a key.
    """
    known = _read()
    return known["browser"] if _mark(account) in known["accounts"] else None


def remember(*accounts: str) -> None:
    """Let this browser be known to an account from now on, under each of the names that failures are counted by."""
    g.accounts_to_remember = [_mark(account) for account in accounts]


def _write(response: Response) -> Response:
    new: list[str] = g.pop("accounts_to_remember", [])
    if new:
        known = _read()
        known["accounts"] = list(dict.fromkeys([*new, *known["accounts"]]))[: 2 * MOST_ACCOUNTS]
        response.set_cookie(
            NAME,
            _seal().dumps(known),
            max_age=ONE_YEAR_SECONDS,
            path="/",
            secure=site().is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _read() -> dict[str, Any]:
    try:
        known = _seal().loads(request.cookies.get(NAME, ""))
        return {"browser": str(known["browser"]), "accounts": [str(one) for one in known["accounts"]]}
    except BadSignature:
        return {"browser": secrets.token_hex(8), "accounts": []}


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browser")


def _mark(account: str) -> str:
    """A mark of an account that does not say its name to whoever reads the cookie."""
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), account.encode(), "sha256").hex()[:16]
