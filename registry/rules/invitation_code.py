"""The one-time code of a letter: typable from a printed letter, and far too long to be guessed."""

import secrets

from registry.rules.lookup_code import ALPHABET
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

LENGTH = 16
"""Sixteen of 29 symbols: 77 bits."""

_GROUP = 4
_LOOK_ALIKES = frozenset("01OILUS")


class BadInvitationCode(Refusal):
    """What was typed cannot be a code of ours."""


def new_code() -> str:
    """Draw a fresh code at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """Write a code as a letter shows it: K7MQ-2XHD-9RTA-VB4N."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def parse(text: str, *, field: str | None = "code") -> str:
    """Read what a person typed, whatever the case, blanks and dashes; give the code without dashes.

    :raises BadInvitationCode: if it cannot be one, saying why: this depends on what was typed alone.
    """
    code = "".join(character for character in clean(text).upper() if character.isalnum())
    if any(character in _LOOK_ALIKES for character in code):
        raise BadInvitationCode(
            "Mã không dùng các ký tự dễ nhầm: 0, 1, O, I, L, U, S. Hãy xem lại từng ký tự trên thư.",
            field=field,
        )
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        raise BadInvitationCode(f"Mã có {LENGTH} ký tự. Hãy xem lại từng ký tự trên thư.", field=field)
    return code
