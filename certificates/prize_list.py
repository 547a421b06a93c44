"""Stub until drawn."""

from certificates.list_content import PrizeList


def draw_prize_list(content: PrizeList) -> bytes:
    """Draw one paper."""
    raise NotImplementedError(content)
