"""Product sets as forms offer them: the number alone says nothing, since instruments number differently."""

from typing import Any

from wtforms import ValidationError

from registry.queries.law_book import law_book
from registry.rules.instruments import Instrument
from registry.rules.refusal import Refusal
from registry.web.instruments import short_title
from registry.web.reading import reading_session


def offered_sets() -> list[tuple[str, str]]:
    """Offer the sets of every table, those of the newest first."""
    known = law_book(reading_session()).classifications
    tables = [one for one in reversed(list(known.values())) if one.table == one.instrument]
    return [
        (f"{one.table}:{number}", f"{number}. {held.name} ({short_title(one.table)})")
        for one in tables
        for number, held in one.sets.items()
    ]


def code_of(number: int | None, *, instrument: Instrument | None) -> str:
    """Return the choice that a kept set is, or the empty one."""
    if number is None or instrument is None:
        return ""
    return f"{_table(instrument)}:{number}"


def number_of(code: str, *, instrument: Instrument | None, field: str = "product_set") -> int | None:
    """Return the number of a chosen set.

    :raises Refusal: if it is one of another instrument than the chosen one.
    """
    if not code:
        return None
    table, _, number = code.partition(":")
    if instrument is not None and _table(instrument) != table:
        raise Refusal("Bộ sản phẩm này không thuộc văn bản đã chọn.", field=field)
    return int(number)


def of_the_instrument(form: Any, field: Any) -> None:
    """Let a chosen set pass that belongs to the instrument chosen beside it.

    :raises ValidationError: if it does not.
    """
    try:
        number_of(str(field.data or ""), instrument=form.instrument.data)
    except Refusal as refusal:
        raise ValidationError(refusal.text) from refusal


def set_words(number: int | None, *, instrument: Instrument | None) -> str:
    """Write a product set with its name, where it is known."""
    if number is None:
        return ""
    book = law_book(reading_session())
    known = book.product_set(instrument=instrument, number=number) if instrument else None
    return f"{number}. {known.name}" if known else str(number)


def _table(instrument: Instrument) -> Instrument:
    return law_book(reading_session()).classifications[instrument].table
