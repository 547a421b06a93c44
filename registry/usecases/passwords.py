"""Passwords: what is too easy to guess, how one is made up, and how one is kept.

Long enough to stand alone (NIST SP 800-63B-4: 15 characters), no rules about kinds of characters, no forced change;
what people here are known to choose is refused.
"""

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata

from argon2 import PasswordHasher

from registry.rules.refusal import Refusal
from registry.rules.search_key import near_key

SHORTEST = 15
LONGEST = 128
LEAST_OF_ITS_OWN = 8
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4

# What is left after these are taken out must still be long enough to be worth guessing at.
HABITS = (
    "moixamotsanpham",
    "hoptacxa",
    "tohoptac",
    "sanpham",
    "nongnghiep",
    "moitruong",
    "nongthonmoi",
    "vanphongdieuphoi",
    "chungnhan",
    "quyetdinh",
    "ubnd",
    "uybannhandan",
    "sonnmt",
    "sonnptnt",
    "laichau",
    "dienbien",
    "laocai",
    "vietnam",
    "hanoi",
    "tayninh",
    "matkhau",
    "dangnhap",
    "taikhoan",
    "canbo",
    "quantri",
    "nguoiduyet",
    "kiemtra",
    "giamdoc",
    "chutich",
    "anhyeuem",
    "emyeuanh",
    "iloveyou",
    "password",
    "passw0rd",
    "administrator",
    "admin",
    "welcome",
    "letmein",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "ocop",
    "htx",
)
_RUNS = ("0123456789" * 3, "9876543210" * 3, "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
_REPEATED = re.compile(r"(.)\1{2,}|(..+?)\2+")
_PHONE_OR_DAY = re.compile(r"(?:\+?84|0)[35789]\d{8}|[0-3]?\d[01]?\d(?:19|20)\d\d|(?:19|20)\d\d")


class PasswordTooWeak(Refusal):
    """The password is short, or among those that are tried first."""


def normalise(password: str) -> str:
    """Return the form of a password that is hashed, so that it is the same however it was typed."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Let a new password pass if it is hard to guess.

    :param about: what is known of its owner: name, sign-in name, unit.
    :raises PasswordTooWeak: if it is too short, or little remains of it without what everybody tries first.
    """
    length = len(normalise(password))
    if length < SHORTEST:
        raise PasswordTooWeak(
            f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Một câu ngắn dễ nhớ, có dấu cách, là cách tốt nhất.",
            field="password",
        )
    if length > LONGEST:
        raise PasswordTooWeak(f"Mật khẩu chỉ được dài tối đa {LONGEST} ký tự.", field="password")
    if len(_own_part(password, about)) < LEAST_OF_ITS_OWN:
        raise PasswordTooWeak(
            "Mật khẩu này dễ đoán: nó gồm những chữ hay dùng, tên, ngày hoặc dãy phím quen thuộc. Hãy chọn câu khác.",
            field="password",
        )


def _own_part(password: str, about: tuple[str, ...]) -> str:
    left = near_key(normalise(password))
    parts = {near_key(part) for text in about for part in (text, *re.split(r"[\s@.]+", text))}
    known = sorted({*HABITS, *(part for part in parts if len(part) >= 3)}, key=len, reverse=True)
    for habit in known:
        left = left.replace(habit, "")
    left = _PHONE_OR_DAY.sub("", left)
    left = _without_runs(left)
    return _REPEATED.sub(lambda match: match.group(1) or match.group(2), left)


def _without_runs(text: str) -> str:
    kept = ""
    position = 0
    while position < len(text):
        length = max(_run_at(text, position, row) for row in _RUNS)
        if length < 4:
            kept += text[position]
            length = 1
        position += length
    return kept


def _run_at(text: str, position: int, row: str) -> int:
    length = 1
    while position + length < len(text) and text[position : position + length + 1] in row:
        length += 1
    return length


def make_up() -> str:
    """Return a new random password that can be read out and typed: 79 bits in groups of four."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def hashed(password: str, *, salt: str) -> str:
    """Return what is kept of a password: argon2id over an HMAC with the register's own salt.

    The same as Flask-Security keeps, so that it can check at the door what an act or a command has set.
    """
    inner = hmac.new(salt.encode(), normalise(password).encode(), hashlib.sha512)
    return PasswordHasher().hash(base64.b64encode(inner.digest()))
