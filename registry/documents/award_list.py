"""What the award list of an event says, in three arrangements."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import certificates
from certificates import Arrangement, AwardList, AwardRow, AwardSection
from registry.documents import printing
from registry.documents.printing import PaperRefused
from registry.queries.announcements import EventProduct
from registry.queries.awards import EventDetail
from registry.queries.settings import Settings
from registry.rules.number_words import number_in_words
from registry.rules.sort_key import sort_key

__all__ = ["ARRANGEMENT_NAMES", "Arrangement", "as_json", "content", "draw", "layout_version", "total_in_words"]

ARRANGEMENT_NAMES: Mapping[Arrangement, str] = MappingProxyType(
    {
        Arrangement.BY_PRODUCER: "theo chủ thể",
        Arrangement.BY_COMMUNE: "theo xã, phường",
        Arrangement.BY_STARS: "theo hạng sao",
    }
)
_UNKNOWN_COMMUNE = "Chưa rõ xã, phường"


def content(detail: EventDetail, settings: Settings, *, arrangement: Arrangement, is_demonstration: bool) -> AwardList:
    """Put an event into the words of its award list.

    :raises PaperRefused: if nothing is announced at the event.
    """
    if not detail.products:
        raise PaperRefused("Hội nghị chưa có sản phẩm nào để lập danh sách.", subject=detail.event.name)
    return AwardList(
        issuing_body=settings.issuing_heading,
        event_title=detail.event.name,
        event_place=detail.event.place,
        event_on=detail.event.held_on,
        arrangement=arrangement,
        sections=_SECTIONS[arrangement](detail),
        product_total=len(detail.products),
        producer_total=detail.producer_total,
        total_in_words=total_in_words(detail),
        is_demonstration=is_demonstration,
    )


def draw(content: AwardList) -> bytes:
    """Draw the award list.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    with printing.refusing("Danh sách trao giấy chứng nhận"):
        return certificates.draw_award_list(content)


def as_json(content: AwardList) -> dict[str, Any]:
    """Return every word the list is drawn from."""
    return printing.as_json(content)


def layout_version() -> int:
    """Return the version of the layout that lists are drawn in now."""
    return printing.layout_version()


def total_in_words(detail: EventDetail) -> str:
    """Say how much is announced, as the announcer reads it: «Bốn mươi bảy sản phẩm của hai mươi ba đơn vị»."""
    said = f"{number_in_words(len(detail.products))} sản phẩm của {number_in_words(detail.producer_total)} đơn vị"
    return said[0].upper() + said[1:]


def _by_producer(detail: EventDetail) -> tuple[AwardSection, ...]:
    return tuple(
        AwardSection(title=call.name, detail=call.commune or None, rows=_rows(call.products))
        for call in detail.calls
        if call.products
    )


def _by_commune(detail: EventDetail) -> tuple[AwardSection, ...]:
    found: dict[str, list[EventProduct]] = {}
    for product in detail.products:
        found.setdefault(product.commune or _UNKNOWN_COMMUNE, []).append(product)
    return tuple(
        AwardSection(title=_capital(name), rows=_rows(found[name])) for name in sorted(found, key=_commune_order)
    )


def _by_stars(detail: EventDetail) -> tuple[AwardSection, ...]:
    return tuple(
        AwardSection(
            title=f"Hạng {stars} sao", rows=_rows(product for product in detail.products if product.stars == stars)
        )
        for stars in detail.by_stars
    )


_SECTIONS: Mapping[Arrangement, Callable[[EventDetail], tuple[AwardSection, ...]]] = MappingProxyType(
    {
        Arrangement.BY_PRODUCER: _by_producer,
        Arrangement.BY_COMMUNE: _by_commune,
        Arrangement.BY_STARS: _by_stars,
    }
)


def _commune_order(name: str) -> tuple[bool, str, str]:
    """By the commune's own name, whether it is a xã, a phường or a thị trấn; the unknown one last."""
    own = name.removeprefix("xã ").removeprefix("phường ").removeprefix("thị trấn ")
    return name == _UNKNOWN_COMMUNE, sort_key(own), name


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _rows(products: Iterable[EventProduct]) -> tuple[AwardRow, ...]:
    return tuple(
        AwardRow(
            product_name=product.product_name,
            producer_key=product.producer,
            producer_name=product.producer_name,
            commune=product.commune,
            stars=product.stars,
            decision=product.decision_label,
        )
        for product in products
    )
