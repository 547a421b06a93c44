"""Stars as lists write them: in figures, words and signs, with or without the decision that gave them."""

import datetime as dt
import re
from typing import NamedTuple

from registry.rules.search_key import clean, fold
from registry.sheets.cells.decisions import read_decision
from registry.sheets.cells.readings import Reading
from registry.sheets.table import Cell


class Stars(NamedTuple):
    """What a cell of stars says."""

    stars: int | None = None
    potential_five: bool = False
    decision_number: str = ""
    decided_on: dt.date | None = None


_FULL_STARS = "★⭐🌟✭✮✯⋆"
_EMPTY_STARS = "☆✩"
_DECISION = re.compile(r"[(,;–-]?\s*(?:theo\s+)?(?:QĐ|QD|Quyết\s+định)\b.*$", re.IGNORECASE)
_HOPED_FOR = re.compile(
    r"(?:tiem nang|de nghi|de xuat|trinh|du kien|dang ky|dang trinh|phan dau|huong toi|tiem can)"
    r"(?: \w+){0,6}? (?:5|05|nam)\b(?: 05)?(?: sao)?"
)
_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMBER = r"(?:0?([0-9])|(mot|hai|ba|bon|tu|nam|iii|ii|iv|i|v))"
_STATED = re.compile(rf"\b{_NUMBER}(?: 0?([0-9]))?(?: ngoi)? ?sao\b|\bhang {_NUMBER}(?: 0?([0-9]))?\b")
_BARE = re.compile(r"0?([0-9])(?: 0+)?")
_AROUND = frozenset(
    fold(
        "OCOP đạt hạng sản phẩm tỉnh cấp quốc gia xếp loại tiêu chuẩn kết quả sao công nhận được là số phân chuẩn"
    ).split()
)
_NONE = frozenset(
    {"", "0", "khong", "khong dat", "chua dat", "chua xep hang", "khong xep hang", "chua", "chua co", "khong co", "x"}
)

_PROBLEM = "Không đọc được hạng sao trong «{}»; hãy ghi 3 sao, 4 sao hoặc 5 sao."


def read_stars(cell: Cell) -> Reading:
    """Read stars in any spelling; «tiềm năng 5 sao» is no star, but the hope of five."""
    if isinstance(cell, float | int):
        return _from_number(float(cell))
    if not isinstance(cell, str):
        return Reading(Stars(), problem="Excel đã đổi hạng sao thành ngày hoặc giờ; hãy ghi lại, ví dụ «3 sao».")
    text = clean(cell)
    if not text:
        return Reading(Stars())
    decided = _DECISION.search(text)
    told = text[: decided.start()] if decided else text
    reading = _from_text(told, text)
    if decided is None or reading.problem:
        return reading
    decision = read_decision(decided[0].strip(" (),;–-"))
    number, day = decision.value
    value = reading.value._replace(decision_number=number, decided_on=day)
    return Reading(value, decision.guess, number, decision.problem, decision.severity)


def _from_number(number: float) -> Reading:
    if number == 0:
        return _without_stars("0")
    if number in (1, 2, 3, 4, 5):
        return Reading(Stars(int(number)))
    return Reading(Stars(), problem=_PROBLEM.format(f"{number:g}"))


def _from_text(told: str, text: str) -> Reading:
    signs = sum(told.count(sign) for sign in _FULL_STARS)
    rest = "".join(letter for letter in told if letter not in _FULL_STARS + _EMPTY_STARS)
    asterisks = rest.count("*")
    folded = fold(rest).replace("0cop", "ocop")
    is_potential = _HOPED_FOR.search(folded) is not None
    if is_potential:
        folded = _HOPED_FOR.sub(" ", folded)
    found = _stated(folded)
    if signs or (asterisks > 1 and not found):
        found = found | {signs or asterisks}
    if found == {0} or (not found and fold(folded) in _NONE):
        return Reading(Stars(potential_five=True)) if is_potential else _without_stars(text)
    if len(found) == 1 and found <= {1, 2, 3, 4, 5}:
        return Reading(Stars(found.pop(), is_potential))
    if is_potential and not found and set(folded.split()) <= _AROUND:
        return Reading(Stars(potential_five=True))
    return Reading(Stars(), problem=_PROBLEM.format(text[:60]))


def _stated(folded: str) -> set[int]:
    """Give every number of stars that a folded text states: one, when it agrees with itself."""
    bare = _BARE.fullmatch(" ".join(word for word in folded.split() if word not in _AROUND))
    if bare:
        return {int(bare[1])}
    found: set[int] = set()
    for match in _STATED.finditer(folded):
        found |= {_WORDS[group] if group in _WORDS else int(group) for group in match.groups() if group}
    return found


def _without_stars(text: str) -> Reading:
    return Reading(Stars(), problem=f"Ghi «{text[:60]}»: hiểu là chưa được xếp hạng sao.", severity="warning")
