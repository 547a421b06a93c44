"""How values are written on a page: formatting only."""

from decimal import Decimal

from flask import Flask

from registry.rules.instruments import Instrument
from registry.web.dates import local_instant, long_day, short_day
from registry.web.field_words import field_word
from registry.web.instruments import short_title
from registry.web.standing_words import ground_words
from registry.web.words import word


def thousands(number: int | None) -> str:
    """Write a whole number with a full stop between the thousands: 1.234.567."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def score_words(hundredths: int | Decimal | None) -> str:
    """Write a score kept in hundredths with a decimal comma and no idle zeros: 87,5."""
    if hundredths is None:
        return ""
    points = Decimal(hundredths) / 100
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def money(dong: int | None) -> str:
    """Write an amount of money: 5.000.000 đồng."""
    return "" if dong is None else f"{thousands(dong)} đồng"


def file_size(size: int | None) -> str:
    """Write the size of a file in the unit that reads best."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def teach_filters(app: Flask) -> None:
    """Give the templates our ways of writing."""
    app.jinja_env.filters.update(
        ngay=short_day,
        ngay_chu=long_day,
        luc=local_instant,
        so=thousands,
        so_diem=score_words,
        tien=money,
        dung_luong=file_size,
        chu=word,
        can_cu=ground_words,
        van_ban=_instrument,
        muc=field_word,
    )


def _instrument(code: Instrument | None) -> str:
    return short_title(code) if code else ""
