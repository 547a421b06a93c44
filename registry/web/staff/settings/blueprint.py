"""The address of everything about settings, and the choices a page is about."""

from flask import Blueprint

from registry.queries.settings import Settings
from registry.queries.settings import settings as settings_now
from registry.web.reading import reading_session

pages = Blueprint("staff_settings", __name__, url_prefix="/can-bo/thiet-lap")


def now() -> Settings:
    """Return the choices as this request sees them."""
    return settings_now(reading_session())
