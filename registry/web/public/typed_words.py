"""What a person typed into an address of the public door."""

import re

from registry.rules.search_key import clean

# Bytes that are no UTF-8: in a path they come as this mark, in a query as they were written.
_NO_TEXT = re.compile("\N{REPLACEMENT CHARACTER}|%[89A-F][0-9A-F]")


def typed(text: str) -> str:
    """Return what a person typed into an address, without the marks of bytes that are no text."""
    return clean(_NO_TEXT.sub(" ", text))
