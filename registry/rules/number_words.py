"""Numbers, money and dates as Vietnamese papers write them.

The northern reading is used: «linh» for a missing ten (một trăm linh năm), «nghìn» (not «ngàn»). After «mươi»
one is «mốt» and five «lăm» (also «mười lăm»); four stays «bốn». A missing hundred is read out after a greater
group («hai nghìn không trăm hai mươi sáu»); a group of three zeros is left out.
"""

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000
_GROUPS = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))


def number_in_words(number: int) -> str:
    """Read a whole number: 2026 → «hai nghìn không trăm hai mươi sáu»."""
    if number < 0:
        return "âm " + number_in_words(-number)
    if number == 0:
        return _DIGITS[0]
    return " ".join(_words(number, after_greater=False))


def amount_in_words(dong: int) -> str:
    """Read an amount of money: 3000000 → «Ba triệu đồng»."""
    words = number_in_words(dong) + " đồng"
    return words[0].upper() + words[1:]


def dotted(number: int) -> str:
    """Write a whole number with the Vietnamese dot between thousands: 1.234.567."""
    return f"{number:,}".replace(",", ".")


def two_digits(number: int) -> str:
    """Write a count as administrative papers do: a zero before a single digit (NĐ 30/2020, Phụ lục I)."""
    return f"{number:02d}"


def vietnamese_date(day: date) -> str:
    """Write a date as NĐ 30/2020, Phụ lục I demands: a zero before days below 10 and the months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _words(number: int, *, after_greater: bool) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    words = [*_words(billions, after_greater=after_greater), "tỷ"] if billions else []
    for size, name in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            words += _hundreds(group, after_greater=after_greater or bool(words))
            words += [name] if name else []
    return words


def _hundreds(group: int, *, after_greater: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or after_greater else []
    return words + _tens(rest, after_hundreds=bool(words))


def _tens(number: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        linh = ["linh"] if after_hundreds else []
        return [*linh, _DIGITS[unit]] if unit else []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, *_unit_after_ten(unit, tens)]


def _unit_after_ten(unit: int, tens: int) -> list[str]:
    if unit == 0:
        return []
    if unit == 1 and tens > 1:
        return ["mốt"]
    return ["lăm"] if unit == 5 else [_DIGITS[unit]]
