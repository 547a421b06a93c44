"""The official code of a product at one assessment: province-commune-serial-year."""

import re
from dataclasses import dataclass, field, replace

from registry.rules.instruments import InstrumentFacts
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

_SHAPE = re.compile(
    r"(?P<province>[0-9]{2})-(?:(?P<district>[0-9]{3})-)?(?P<commune>[0-9]{5})"
    r"-(?P<serial>[0-9]{1,5})-(?P<year>20[0-9]{2})"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212/_"), "-")


@dataclass(frozen=True, kw_only=True)
class ProductCode:
    """A product code taken apart; serials that differ only in leading zeros are equal."""

    province: str
    commune: str
    serial: int
    year: int
    district: str | None = None
    serial_digits: int = field(default=1, compare=False)
    """How many digits the serial is written with."""


def parse_product_code(text: str, *, field: str = "product_code") -> ProductCode:
    """Read a product code: 12-03388-3-2026, or 83-829-28780-3-2022 from the time of the districts.

    :raises Refusal: when it is none.
    """
    typed = re.sub(r"\s*-\s*", "-", clean(text).translate(_DASHES)).strip("()-")
    found = _SHAPE.fullmatch(typed)
    if found is None or int(found["serial"]) == 0:
        raise Refusal(
            "Mã số sản phẩm gồm mã tỉnh (2 chữ số), mã xã (5 chữ số), số thứ tự và năm đánh giá, "
            "ví dụ 12-03388-3-2026.",
            field=field,
        )
    return ProductCode(
        province=found["province"],
        district=found["district"],
        commune=found["commune"],
        serial=int(found["serial"]),
        year=int(found["year"]),
        serial_digits=len(found["serial"]),
    )


def format_product_code(code: ProductCode) -> str:
    """Write a product code as its papers do."""
    serial = str(code.serial).zfill(code.serial_digits)
    parts = (code.province, code.district, code.commune, serial, str(code.year))
    return "-".join(part for part in parts if part)


def product_code_key(text: str) -> str:
    """Give the key under which one code is one, however it is written; empty for what is no code."""
    try:
        code = parse_product_code(text)
    except Refusal:
        return ""
    return format_product_code(replace(code, serial_digits=1))


def check_product_code(code: ProductCode, *, under: InstrumentFacts, field: str = "product_code") -> None:
    """Let a code pass or refuse it under an instrument (QĐ 26/2026: no district; QĐ 1048: with one).

    :raises Refusal: when it names a district where none belongs, or misses one.
    """
    if under.district_in_code is False and code.district is not None:
        raise Refusal(f"Mã số sản phẩm theo {under.title} không có mã huyện.", field=field)
    if under.district_in_code and code.district is None:
        raise Refusal("Mã số sản phẩm của giai đoạn này phải có mã huyện sau mã tỉnh.", field=field)
