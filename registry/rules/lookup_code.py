"""The code printed under the QR: typable, self-checking, and telling a demonstration by its first letter."""

import secrets

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
"""29 symbols, a prime; without 0 O, 1 I L, and with only one of U V and of 5 S."""

LENGTH = 12
DEMONSTRATION_LETTER = "M"
"""«Minh họa»: the first letter of every demonstration code and of no real one."""

_GROUP = 4
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_REAL_FIRST = ALPHABET.replace(DEMONSTRATION_LETTER, "")
_LOOK_ALIKES = {"0": "số 0", "O": "chữ O", "1": "số 1", "I": "chữ I", "L": "chữ L", "U": "chữ U", "S": "chữ S"}


class BadCode(Refusal):
    """What was typed is no lookup code; the sentence and its values apart, for whoever says it in another language."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence % values, field="code")
        self.sentence = sentence
        self.values = values


def new_code(*, demonstration: bool) -> str:
    """Draw a fresh code at random: 48 bits and more, then its check character."""
    first = DEMONSTRATION_LETTER if demonstration else secrets.choice(_REAL_FIRST)
    body = first + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 2))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Work out the character that makes the weighted sum of the code divisible by 29.

    The weights 12, 11 … 1 are all different and none is divisible by the prime: one wrong character, or any two
    exchanged, always leaves a remainder.
    """
    weights = range(LENGTH, 1, -1)
    total = sum(weight * _VALUE[symbol] for weight, symbol in zip(weights, body, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def grouped(code: str) -> str:
    """Write a code as it is printed: K7MQ-2XHD-9RTA."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def parse(text: str) -> str:
    """Read what a person typed, whatever the case, blanks and dashes; give the code without dashes.

    :raises BadCode: when it is no code, naming what is wrong with it.
    """
    code = "".join(character for character in clean(text).upper() if character.isalnum())
    _refuse_foreign(code)
    if len(code) != LENGTH:
        raise BadCode(
            "Mã tra cứu có %(length)s ký tự, mã vừa nhập có %(typed)s ký tự.", length=str(LENGTH), typed=str(len(code))
        )
    if check_character(code[:-1]) != code[-1]:
        raise BadCode("Mã tra cứu không đúng; hãy xem lại từng ký tự trên giấy chứng nhận.")
    return code


def is_meant_as_code(text: str) -> bool:
    """Say whether somebody who typed this meant a code, perhaps with a slip: neither a name nor a number."""
    typed = clean(text).upper()
    code = typed.replace("-", "").replace(" ", "")
    if not (code.isascii() and code.isalnum()) or abs(len(code) - LENGTH) > 1 or code.isdigit():
        return False
    return " " not in typed or any(map(str.isdigit, code))


def is_demonstration_code(text: str) -> bool:
    """Say whether a code is one of a demonstration register.

    :raises BadCode: when it is no code.
    """
    return parse(text).startswith(DEMONSTRATION_LETTER)


def _refuse_foreign(code: str) -> None:
    for character in code:
        if character in _LOOK_ALIKES:
            raise BadCode(
                "Mã tra cứu không dùng %(character)s, vì dễ nhầm; hãy xem lại ký tự đó trên giấy chứng nhận.",
                character=_LOOK_ALIKES[character],
            )
        if character not in _VALUE:
            raise BadCode("Mã tra cứu không có ký tự «%(character)s».", character=character)
