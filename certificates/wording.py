"""Dates, numbers and blanks as Vietnamese administrative papers write them."""

from datetime import date

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

DRAFT = "DỰ THẢO"
DEMONSTRATION = "BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"

EMBLEM, MARK_WORDS, QR_WORDS = "Quốc huy", "Biểu trưng OCOP", "Mã QR dẫn tới"
"""What pictures mean, read aloud by a screen reader."""

BLANK = "……"
"""What is not known yet and will be written or printed later."""


def long_date(day: date | None) -> str:
    """Return "ngày 05 tháng 01 năm 2026"; decree 30/2020 puts a zero before days under 10 and months 1 and 2."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date | None) -> str:
    """Return "05/01/2026"."""
    return BLANK if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def dotted(number: int) -> str:
    """Return "1.234.567"."""
    return f"{number:,}".replace(",", ".")


def two_digits(number: int) -> str:
    """Return "05" for 5, as decree 30/2020 writes numbers under ten; nothing stays "0"."""
    return f"{number:02d}" if number else "0"


def roman(number: int) -> str:
    """Return "IV" for 4."""
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
