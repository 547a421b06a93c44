"""The numbers printed on blank certificates: written in one way, and one after another as a stack is used up."""

import re
from collections.abc import Collection, Iterable
from hashlib import sha256

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

LONGEST = 40
_GAPS = re.compile(r"\s*([-./])\s*")
_LAST_DIGITS = re.compile(r"^(.*?)([0-9]+)$")
_MOST_SKIPPED = 1_000


def blank_number(written: str) -> str:
    """Return a blank's number as the ledger writes it: capitals, no gaps around hyphens, dots and strokes.

    :raises Refusal: if it is empty, too long, or has no digit.
    """
    number = _GAPS.sub(r"\1", clean(written)).upper()
    if not number:
        raise Refusal("Hãy nhập số phôi.", field="blank_number")
    if len(number) > LONGEST:
        raise Refusal(f"Số phôi dài quá {LONGEST} ký tự.", field="blank_number")
    if not any(mark.isdigit() and mark.isascii() for mark in number):
        raise Refusal("Số phôi phải có chữ số.", field="blank_number")
    return number


def mark_of_run(run: Iterable[tuple[str, str]]) -> str:
    """Return what a run of papers and their blanks is known by: the same for the same run in the same order."""
    return sha256("\n".join(f"{paper} {blank}" for paper, blank in run).encode()).hexdigest()


def successive(first: str, count: int, *, spoiled: Collection[str] = ()) -> list[str]:
    """Return so many numbers of a stack, beginning with one and leaving out blanks known to be spoiled.

    :raises Refusal: if the first does not end in digits, or as many spoiled blanks follow as no stack holds.
    """
    number = blank_number(first)
    parts = _LAST_DIGITS.match(number)
    if parts is None:
        raise Refusal("Để in liên tiếp, số phôi phải kết thúc bằng chữ số.", field="blank_number")
    series, digits = parts[1], parts[2]
    found: list[str] = []
    for step in range(count + _MOST_SKIPPED):
        if len(found) == count:
            break
        one = f"{series}{int(digits) + step:0{len(digits)}d}"
        if one not in spoiled:
            found.append(one)
    if len(found) < count:
        raise Refusal("Quá nhiều phôi liên tiếp đã ghi hỏng. Hãy kiểm tra lại số phôi đầu.", field="blank_number")
    return found
