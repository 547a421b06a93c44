"""The address of everything about award events, and the one event a page is about."""

from flask import Blueprint

from registry.queries import awards
from registry.queries.awards import EventDetail
from registry.rules.refusal import NotFound
from registry.web.reading import reading_session

pages = Blueprint("staff_awards", __name__, url_prefix="/can-bo/trao-thuong")


def found(public_id: str) -> EventDetail:
    """Return the event a page is about, with all that is announced at it.

    :raises NotFound: if there is none.
    """
    detail = awards.event(reading_session(), public_id)
    if detail is None:
        raise NotFound("Không có lễ trao này.")
    return detail
