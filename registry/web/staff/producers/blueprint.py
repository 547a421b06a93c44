"""The address of everything about producers, and the one producer a page is about."""

from flask import Blueprint

from registry.models.producer import Producer
from registry.queries import producer_record
from registry.rules.refusal import NotFound
from registry.web.reading import reading_session

pages = Blueprint("staff_producers", __name__, url_prefix="/can-bo/chu-the")


def found(public_id: str) -> Producer:
    """Return the producer a page is about.

    :raises NotFound: if there is none.
    """
    row = producer_record.producer(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có chủ thể này.")
    return row
