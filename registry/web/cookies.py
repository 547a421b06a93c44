"""The session cookie: signed, for our pages alone, and only over encryption where the register is served so."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from registry.web.site import site

NAME = "ocop"


class OurSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, marked Secure when the register's public address is https."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the cookie's name."""
        return NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether the cookie may travel over encrypted connections only."""
        return site().is_secure
