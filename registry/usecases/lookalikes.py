"""Names that could be one that is already here, written otherwise."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import names
from registry.rules.refusal import Refusal


class LooksLikeExisting(Refusal):
    """Names already here could be the same one, written otherwise; a person must say that it is another."""

    existing: tuple[str, ...]
    """Public ids of what is alike."""

    def __init__(self, text: str, *, existing: tuple[str, ...]) -> None:
        super().__init__(text, field="name")
        self.existing = existing


def refuse_producers_alike(session: Session, name: str, *, besides: Producer | None = None) -> None:
    """Let a name pass that no other producer bears or once bore, however it is written.

    :raises LooksLikeExisting: if one does.
    """
    alike = names.producers_like(session, name, besides=besides.id if besides else None)
    if alike:
        raise LooksLikeExisting(_alike("chủ thể", alike), existing=tuple(one.public_id for one in alike))


def refuse_products_alike(session: Session, name: str, *, producer_id: int, besides: Product | None = None) -> None:
    """Let a name pass that no other product of the producer bears or once bore, however it is written.

    :raises LooksLikeExisting: if one does.
    """
    alike = names.products_like(session, name, producer_id=producer_id, besides=besides.id if besides else None)
    if alike:
        raise LooksLikeExisting(_alike("sản phẩm", alike), existing=tuple(one.public_id for one in alike))


def _alike(what: str, alike: Sequence[Producer] | Sequence[Product]) -> str:
    shown = ", ".join(f"“{one.name}”" for one in alike[:3])
    more = f" và {len(alike) - 3} tên khác" if len(alike) > 3 else ""
    return f"Đã có {what} tên giống hoặc gần giống: {shown}{more}. Nếu đúng là {what} khác, hãy xác nhận rồi lưu lại."
