"""Article numbers under barcodes (GTIN-8, 12, 13, 14) and their check digit."""

import re

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

LENGTHS = (8, 12, 13, 14)


def gtin_check_digit(body: str) -> int:
    """Work out the last digit of an article number from the digits before it (GS1: weights 3 and 1)."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return -total % 10


def parse_gtin(text: str, *, field: str = "gtin") -> str:
    """Put an article number in order: digits only, as long as it was typed.

    :raises Refusal: when it has another length, other characters, or a wrong check digit.
    """
    digits = re.sub(r"[\s-]", "", clean(text))
    if not re.fullmatch(r"[0-9]+", digits) or len(digits) not in LENGTHS:
        raise Refusal("Mã vạch (GTIN) gồm 8, 12, 13 hoặc 14 chữ số.", field=field)
    if not digits.strip("0") or gtin_check_digit(digits[:-1]) != int(digits[-1]):
        raise Refusal(f"Mã vạch {digits} sai chữ số kiểm tra; hãy xem lại từng chữ số.", field=field)
    return digits


def gtin_14(gtin: str) -> str:
    """Give the fourteen digits under which equal article numbers of any length are equal."""
    return gtin.zfill(14)
