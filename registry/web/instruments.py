"""The instruments as pages name and offer them: the program's own and those that were loaded."""

from registry.queries.law_book import law_book
from registry.rules.instruments import Instrument, Instruments
from registry.web.reading import reading_session
from registry.web.translation import gettext


def instruments() -> Instruments:
    """Return every instrument that the register knows."""
    return law_book(reading_session()).instruments


def short_title(code: Instrument) -> str:
    """Return the words for an instrument in a list or a choice."""
    return gettext(instruments()[code].short_title)


def offered_instruments() -> list[tuple[str, str]]:
    """Offer every instrument, the oldest first."""
    return [(code, short_title(code)) for code in instruments()]
