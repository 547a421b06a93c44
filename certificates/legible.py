"""Texts that were sealed before anybody tried to print them: every character is told, drawn or by its number."""

from certificates.typography import FACES, advances, clean

LONGEST_WORD = 40
"""Letters of a word that fit any column such a text stands in; a longer one is broken as a long address is."""


def legible(text: str, *, longest: int = LONGEST_WORD) -> str:
    """Return a sealed text as it can be printed.

    A name with a letter that the fonts lack is refused, for somebody can mend it. What a member signed nobody may
    mend, and it must be printed all the same: such a character stands there as «[U+1F44D]», never left out.

    :param longest: letters of a word that the column takes.
    """
    told = "".join(character if _is_drawn(character) else f"[U+{ord(character):04X}]" for character in clean(text))
    return " ".join(_broken(word, longest) for word in told.split(" "))


def _is_drawn(character: str) -> bool:
    return all(character in advances(face) for face in FACES if "Serif" in face.name)


def _broken(word: str, longest: int) -> str:
    return " ".join(word[start : start + longest] for start in range(0, len(word), longest)) or word
