"""Stub until drawn."""

from certificates.list_content import AwardList


def draw_award_list(content: AwardList) -> bytes:
    """Draw one paper."""
    raise NotImplementedError(content)
