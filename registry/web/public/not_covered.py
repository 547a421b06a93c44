"""What a certificate does not cover: whatever else its producer makes."""

from dataclasses import dataclass

from registry.models.recognition import Recognition
from registry.web.public.producer import Goods, goods_of

MOST_NAMED = 12


@dataclass(frozen=True, kw_only=True)
class NotCovered:
    """Other products of the producer that a certificate names."""

    producer: str
    """Public id."""
    named: list[Goods]
    more: int


def not_covered(recognition: Recognition) -> NotCovered:
    """Return the products of the producer on a paper that the paper says nothing about."""
    producer = recognition.producer.public_id
    others = [one for one in goods_of(producer) if one.public_id != recognition.product.public_id]
    return NotCovered(producer=producer, named=others[:MOST_NAMED], more=max(len(others) - MOST_NAMED, 0))
