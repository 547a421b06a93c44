"""What pages say to the public, asked of a catalogue: Vietnamese is the source, and so far the one language spoken."""

from gettext import NullTranslations

_AS_WRITTEN = NullTranslations()


def catalogue() -> NullTranslations:
    """Return the catalogue of the language in which the page in hand speaks."""
    return _AS_WRITTEN


def gettext(sentence: str, /, **values: object) -> str:
    """Return a sentence in the language of the page, with its values put in: «Đạt %(stars)s sao»."""
    said = catalogue().gettext(sentence)
    return said % values if values else said


def ngettext(one: str, more: str, number: int, /) -> str:
    """Return the sentence that a language says of so many things."""
    return catalogue().ngettext(one, more, number)


def gettext_noop(sentence: str, /) -> str:
    """Mark a sentence of a table for the catalogue; whoever shows it asks for it then."""
    return sentence
