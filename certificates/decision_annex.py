"""Stub until drawn."""

from certificates.list_content import DecisionAnnex


def draw_decision_annex(content: DecisionAnnex) -> bytes:
    """Draw one paper."""
    raise NotImplementedError(content)
