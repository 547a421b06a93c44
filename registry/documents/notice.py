"""What a letter to a producer says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.documents.star_certificate import lookup_url
from registry.queries.settings import Settings
from registry.rules import lookup_code
from registry.rules.number_words import vietnamese_date


@dataclass(frozen=True, kw_only=True)
class Certified:
    """One product that a letter tells of."""

    product_name: str
    stars: int
    number: str
    valid_until: date
    lookup_code: str


def of_recognition(
    *, producer_name: str, decision_number: str, decision_date: date, products: Sequence[Certified], settings: Settings
) -> tuple[str, str]:
    """Return subject and body of the letter that tells a producer of its new certificates."""
    told = "\n".join(_told(place, one, settings) for place, one in enumerate(products, start=1))
    body = (
        f"Kính gửi: {producer_name}\n\n"
        f"{settings.department} thông báo: theo Quyết định số {decision_number} {vietnamese_date(decision_date)}, "
        f"{len(products)} sản phẩm sau đây được cấp giấy chứng nhận sản phẩm OCOP:\n\n"
        f"{told}\n\n"
        "Giấy chứng nhận chỉ có giá trị đối với từng sản phẩm nêu trên. Sau ngày hết hạn, không in và không sử dụng "
        "hạng sao trên bao bì nếu chưa có quyết định mới.\n\n"
        f"{settings.department}"
    )
    return f"Cấp giấy chứng nhận sản phẩm OCOP theo Quyết định số {decision_number}", body


def _told(place: int, one: Certified, settings: Settings) -> str:
    return (
        f"{place}. {one.product_name}: hạng {one.stars} sao, giấy số {one.number}, "
        f"có giá trị đến hết ngày {one.valid_until:%d/%m/%Y}.\n"
        f"   Mã tra cứu {lookup_code.grouped(one.lookup_code)}, kiểm tra tại {lookup_url(settings, one.lookup_code)}"
    )
