"""What in the opening of a dossier does not fit the register: to be looked at again, never forbidden.

The register may itself be wrong, or the product may have changed; whoever opens the dossier says that it is meant.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.law.law_book import LawBook
from registry.models.product import Product
from registry.models.recognition import Recognition
from registry.queries import register
from registry.queries.law_book import law_book
from registry.rules.certificate_life import Standing
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.stars import StarRating


def opening_doubts(
    session: Session,
    product: Product,
    *,
    kind: RecognitionKind,
    instrument: Instrument | None,
    product_set: int | None,
    on: date,
) -> list[str]:
    """Say, a sentence each, what does not fit the product's industry and its earlier recognitions.

    :param instrument: that governs the dossier.
    :param on: the day of filing.
    """
    last = session.scalar(
        select(Recognition).where(Recognition.product_id == product.id).order_by(Recognition.id.desc()).limit(1)
    )
    doubts = list(_of_kind(session, product, kind, last, on))
    if instrument is not None and product_set is not None:
        doubts += _of_set(law_book(session), product, last, instrument, product_set)
    return doubts


def _of_kind(
    session: Session, product: Product, kind: RecognitionKind, last: Recognition | None, on: date
) -> Iterator[str]:
    if last is None:
        if kind is not RecognitionKind.FIRST:
            yield "Sổ chưa ghi lần công nhận nào của sản phẩm này, nên hồ sơ thường là đánh giá lần đầu."
        return
    if kind is RecognitionKind.FIRST:
        yield f"Sản phẩm đã được công nhận {last.stars} sao, nên hồ sơ thường là nâng hạng hoặc đánh giá lại."
    if kind is not RecognitionKind.UPGRADED:
        return
    current = register.current_certificate(session, product_id=product.id, on=on)
    if current is None or register.standing_of(current, on=on) is not Standing.IN_FORCE:
        yield "Giấy chứng nhận của sản phẩm không còn hiệu lực, nên hồ sơ thường là đánh giá lại."
    elif last.stars >= StarRating.FIVE:
        yield f"Sản phẩm đang có {last.stars} sao, là hạng cao nhất, nên không còn hạng để nâng."


def _of_set(
    book: LawBook, product: Product, last: Recognition | None, instrument: Instrument, number: int
) -> Iterator[str]:
    chosen = book.industry_of(instrument=instrument, number=number)
    listed = next((one for one in book.industries if one.code == product.industry), None)
    if chosen is not None and listed is not None and chosen.code != listed.code:
        yield f"Bộ sản phẩm {number} thuộc ngành {chosen.name}; sổ ghi sản phẩm thuộc ngành {listed.name}."
    if last is None or last.instrument is None or last.product_set is None:
        return
    known = book.classifications
    if known[last.instrument].table == known[instrument].table:
        if last.product_set != number:
            named = book.product_set(instrument=last.instrument, number=last.product_set)
            before = f"{last.product_set}. {named.name}" if named else str(last.product_set)
            yield f"Lần công nhận gần nhất chấm theo bộ {before}; lần này chọn bộ {number}."
        return
    earlier = book.industry_of(instrument=last.instrument, number=last.product_set)
    if earlier is not None and chosen is not None and earlier.code != chosen.code:
        yield f"Lần công nhận gần nhất thuộc ngành {earlier.name}; bộ được chọn thuộc ngành {chosen.name}."
