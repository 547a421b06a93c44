"""The name a person signs in by: an e-mail address, or a Vietnamese telephone number however it is written."""

import re
from dataclasses import dataclass

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

LONGEST = 200
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_BETWEEN_DIGITS = re.compile(r"[\s.()/_‐‑–-]")
_NATIONAL = re.compile(r"(?:\+?84|0084|0)(?:\(?0\)?)?(\d{9,10})")


class BadSignInName(Refusal):
    """What was typed is neither an e-mail address nor a telephone number of this country."""


@dataclass(frozen=True, kw_only=True)
class SignInName:
    """A sign-in name in the one form in which it is kept; one of the two is None."""

    email: str | None = None
    phone: str | None = None

    @property
    def text(self) -> str:
        """The name as its owner knows it."""
        return self.email or self.phone or ""


def parse(text: str, *, field: str | None = "sign_in") -> SignInName:
    """Read a sign-in name: 0912 345 678, +84912345678 and 84-912-345-678 are one and the same.

    :raises BadSignInName: if it is neither an e-mail address nor a telephone number.
    """
    typed = clean(text)
    if "@" in typed:
        email = typed.lower()
        if _EMAIL.fullmatch(email) and len(email) <= LONGEST:
            return SignInName(email=email)
        raise BadSignInName("Địa chỉ thư điện tử không hợp lệ, ví dụ đúng: ten@gmail.com.", field=field)
    digits = _NATIONAL.fullmatch(_BETWEEN_DIGITS.sub("", typed))
    if digits is None or not digits[0].isascii():
        raise BadSignInName(
            "Hãy ghi số điện thoại (ví dụ 0912 345 678) hoặc địa chỉ thư điện tử (ví dụ ten@gmail.com).", field=field
        )
    return SignInName(phone=f"0{digits[1]}")


def parse_or_none(text: str) -> SignInName | None:
    """Read a sign-in name; None for anything that cannot be one."""
    try:
        return parse(text)
    except BadSignInName:
        return None
