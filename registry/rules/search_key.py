"""Keys under which Vietnamese text is found again, and the one entrance through which all text passes.

Four strengths, from the weakest change to the strongest:

* ``clean`` keeps what a person wrote and removes only what nobody can see;
* ``exact_key`` forgets upper and lower case, and nothing else;
* ``fold`` forgets accents, đ against d, case and punctuation: what a person types into a search box;
* ``near_key`` forgets the spaces too: two names with one near key are probably one name, mistyped.
"""

import unicodedata

# Drawn as nothing though Unicode does not class them as format characters: the grapheme joiner, the Hangul
# fillers, the blank Braille cell and the variation selectors that phones put after ⭐.
_INVISIBLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)}


class _Cleaning(dict[int, str]):
    """Character → what ``clean`` leaves of it, worked out once for each character met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            kept = " "
        elif code in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
            kept = ""
        else:
            kept = character
        self[code] = kept
        return kept


class _Folding(dict[int, str]):
    """Character → what ``fold`` leaves of it, worked out once for each character met."""

    def __missing__(self, code: int) -> str:
        folded = _folded_character(chr(code))
        self[code] = folded
        return folded


def _folded_character(character: str) -> str:
    visible = _CLEANING[ord(character)]
    spread = unicodedata.normalize("NFD", unicodedata.normalize("NFD", visible).casefold())
    letters = "".join(part for part in spread if not unicodedata.category(part).startswith("M"))
    return "".join(part if part.isalnum() else " " for part in letters).replace("đ", "d")


_CLEANING = _Cleaning()
_FOLDING = _Folding()


def clean(text: str) -> str:
    """Let a line of text in: NFC, nothing invisible, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CLEANING)).split())


def clean_lines(text: str) -> str:
    """Let a text of several lines in: each line as ``clean`` does, at most one empty line in a row."""
    kept: list[str] = []
    for line in text.splitlines():
        cleaned = clean(line)
        if cleaned or (kept and kept[-1]):
            kept.append(cleaned)
    return "\n".join(kept).strip("\n")


def exact_key(text: str) -> str:
    """Give the key that is the same for texts differing only in upper and lower case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", clean(text)).casefold())


def fold(text: str) -> str:
    """Give the search key: no accents, đ as d, lower case, every run of punctuation or space one space."""
    plain = unicodedata.normalize("NFC", text).translate(_FOLDING)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def near_key(text: str) -> str:
    """Give the key that is the same for names differing only in accents, case, punctuation and spacing."""
    return fold(text).replace(" ", "")
