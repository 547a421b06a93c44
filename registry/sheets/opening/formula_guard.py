"""Keeps text from acting as a formula in a CSV file, and gives it back as it was; imports nothing."""

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_GUARD = "'"


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run, and before what already looks guarded."""
    is_dangerous = text[:1] in FORMULA_STARTS if text else False
    return _GUARD + text if is_dangerous or _looks_guarded(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe away again."""
    return text[1:] if _looks_guarded(text) else text


def _looks_guarded(text: str) -> bool:
    return text[:1] == _GUARD and len(text) > 1 and (text[1] in FORMULA_STARTS or text[1] == _GUARD)
