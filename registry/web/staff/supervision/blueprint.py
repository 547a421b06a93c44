"""The address of everything about supervision, and the one inspection or case a page is about."""

from flask import Blueprint

from registry.models.supervision import Inspection, SupervisionCase
from registry.queries import supervision
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("staff_supervision", __name__, url_prefix="/can-bo/giam-sat")


def found(public_id: str) -> Inspection:
    """Return the inspection a page is about.

    :raises NotFound: if there is none.
    """
    row = supervision.inspection(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có cuộc kiểm tra này.")
    return row


def found_case(public_id: str) -> SupervisionCase:
    """Return the case a page is about.

    :raises NotFound: if there is none.
    """
    row = supervision.supervision_case(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có vụ việc này.")
    return row


def may_supervise() -> bool:
    """Say whether the viewer does this work."""
    return current_actor().may(Permission.SUPERVISE)
