"""Who recognised a product, in the reader's language: a body keeps its name, the office of its chairman is said."""

from registry.documents.recogniser import Recogniser, decider, recogniser
from registry.models.recognition import Recognition
from registry.queries.decisions import DecisionDetail
from registry.web.translation import gettext


def recognised_by(recognition: Recognition) -> str:
    """Say who recognised a product."""
    return _said(recogniser(recognition))


def decided_by(detail: DecisionDetail) -> str:
    """Say who made a decision."""
    return _said(decider(detail))


def _said(one: Recogniser) -> str:
    return gettext("Chủ tịch %(body)s", body=one.body) if one.is_its_chairman else one.body
