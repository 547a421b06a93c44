"""What the prize list of an event says: the money each product is given, and the resolution that sets it."""

from typing import Any

import certificates
from certificates import PrizeList, PrizeRow
from registry.documents import printing
from registry.documents.printing import PaperRefused
from registry.queries.announcements import EventProduct
from registry.queries.awards import EventDetail
from registry.queries.settings import Prize, Settings
from registry.rules.number_words import amount_in_words


class NoPrizeSet(PaperRefused):
    """The department has set no amount for a year of decision and a star rating."""


def content(detail: EventDetail, settings: Settings, *, is_demonstration: bool) -> PrizeList:
    """Put the products of an event into the words of its prize list, in calling order.

    :raises NoPrizeSet: naming every year and star rating for which the settings hold no amount.
    :raises PaperRefused: if nothing is announced at the event.
    """
    if not detail.products:
        raise PaperRefused("Hội nghị chưa có sản phẩm nào để lập danh sách.", subject=detail.event.name)
    prizes = _prizes(detail, settings)
    rows = tuple(_row(product, prizes[_year(product), product.stars]) for product in detail.products)
    total = sum(row.amount for row in rows)
    return PrizeList(
        issuing_body=settings.issuing_heading,
        subtitle=f"{detail.event.name}, {detail.event.place}, ngày {detail.event.held_on:%d/%m/%Y}",
        resolution="; ".join(dict.fromkeys(prize.resolution for prize in prizes.values())),
        rows=rows,
        total_amount=total,
        total_in_words=amount_in_words(total),
        place=settings.place_of_signing,
        issued_on=None,
        is_demonstration=is_demonstration,
    )


def draw(content: PrizeList) -> bytes:
    """Draw the prize list.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    with printing.refusing("Danh sách chi tiền thưởng"):
        return certificates.draw_prize_list(content)


def as_json(content: PrizeList) -> dict[str, Any]:
    """Return every word the list is drawn from."""
    return printing.as_json(content)


def layout_version() -> int:
    """Return the version of the layout that lists are drawn in now."""
    return printing.layout_version()


def _prizes(detail: EventDetail, settings: Settings) -> dict[tuple[int, int], Prize]:
    wanted = sorted({(_year(product), product.stars) for product in detail.products})
    found = {(year, stars): settings.prize_for(year=year, stars=stars) for year, stars in wanted}
    missing = [f"{stars} sao năm {year}" for (year, stars), prize in found.items() if prize is None]
    if missing:
        raise NoPrizeSet(
            f"Chưa có mức thưởng cho {', '.join(missing)}. "
            "Hãy nhập mức thưởng và nghị quyết quy định trong phần thiết lập.",
            subject=detail.event.name,
            field="prizes",
        )
    return {key: prize for key, prize in found.items() if prize is not None}


def _year(product: EventProduct) -> int:
    """Amounts go by the year of the decision; a decision in effect always has one."""
    return product.decision.year or 0


def _row(product: EventProduct, prize: Prize) -> PrizeRow:
    return PrizeRow(
        recipient_name=product.producer_name,
        commune=product.commune,
        product_name=product.product_name,
        stars=product.stars,
        amount=prize.amount,
    )
