"""The address of everything about decisions, and the one decision a page is about."""

from flask import Blueprint

from registry.queries import decisions as decision_queries
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import ANNEX_OPEN
from registry.rules.refusal import NotFound, Refusal
from registry.web.reading import reading_session

pages = Blueprint("staff_decisions", __name__, url_prefix="/can-bo/quyet-dinh")


def found(public_id: str) -> DecisionDetail:
    """Return the decision a page is about, with its annex.

    :raises NotFound: if there is none.
    """
    detail = decision_queries.decision(reading_session(), public_id)
    if detail is None:
        raise NotFound("Không có quyết định này.")
    return detail


def open_draft(public_id: str) -> DecisionDetail:
    """Return a decision whose annex may still be changed.

    :raises NotFound: if there is none.
    :raises Refusal: if it is no draft any more.
    """
    detail = found(public_id)
    if detail.decision.state not in ANNEX_OPEN:
        raise Refusal("Phụ lục đã chốt. Chỉ sửa được khi quyết định là dự thảo; hãy đưa về dự thảo trước.")
    return detail
