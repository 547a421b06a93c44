"""Kinds of units and kinds of recognitions, from their own column or guessed from other words."""

import re

from registry.rules.instruments import RecognitionKind
from registry.rules.producer_kinds import ProducerKind, guess_kind
from registry.rules.search_key import clean, fold
from registry.sheets.cells.readings import Reading
from registry.sheets.cells.text import written
from registry.sheets.table import Cell

_ENTERPRISES = frozenset(
    {
        ProducerKind.COMPANY_LIMITED,
        ProducerKind.COMPANY_LIMITED_ONE_MEMBER,
        ProducerKind.COMPANY_JOINT_STOCK,
        ProducerKind.PRIVATE_ENTERPRISE,
    }
)
_COOPERATIVES = ("Hợp tác xã ", "HTX ")
"""How most names of lists begin: worth not looking further."""

_ASSESSED = "(?:đánh giá|phân hạng|công nhận|xếp hạng|cấp)"
_KIND_WORDS = (
    (r"\bnâng (?:hạng|sao)\b", RecognitionKind.UPGRADED),
    (r"\bcấp (?:lại|đổi)\b", RecognitionKind.REISSUED),
    (rf"\b{_ASSESSED} lại\b|\btái {_ASSESSED}\b|\bgia hạn\b", RecognitionKind.REASSESSED),
    (rf"\b{_ASSESSED} mới\b|\blần đầu\b", RecognitionKind.FIRST),
)
_SINGLE_WORDS = {"lai": RecognitionKind.REASSESSED, "moi": RecognitionKind.FIRST, "lan 1": RecognitionKind.FIRST}
_WITH_ACCENTS = tuple((re.compile(words), kind) for words, kind in _KIND_WORDS)
# Without accents «tiềm năng hàng hóa» would be «nâng hạng»: for text that was typed without them only.
_WITHOUT_ACCENTS = tuple(
    (re.compile("".join(fold(letter) if letter.isalpha() else letter for letter in words)), kind)
    for words, kind in _KIND_WORDS
)


def read_producer_kind(cell: Cell) -> Reading:
    """Read the kind of a unit from its own column."""
    text = written(cell)
    folded = fold(text)
    if not folded:
        return Reading(None)
    kind = guess_kind(text)
    if kind is not None:
        return Reading(kind)
    if folded in {"khac", "loai khac", "loai hinh khac"}:
        return Reading(ProducerKind.OTHER)
    return Reading(None, problem=f"Chưa rõ loại hình chủ thể «{text[:60]}».", severity="warning")


def kind_of_name(name: str) -> ProducerKind | None:
    """Guess the kind of a unit from its name; None where the name does not say."""
    return ProducerKind.COOPERATIVE if name.startswith(_COOPERATIVES) else guess_kind(name)


def refines(kind: ProducerKind, *, stated: ProducerKind) -> bool:
    """Say whether a kind only tells more exactly what a column states: an enterprise is some company."""
    return (stated is ProducerKind.ENTERPRISE and kind in _ENTERPRISES) or (
        stated is ProducerKind.COMPANY_LIMITED and kind is ProducerKind.COMPANY_LIMITED_ONE_MEMBER
    )


def read_recognition_kind(cell: Cell) -> Reading:
    """Read whether a recognition is the first, again, for more stars, or only a new paper."""
    text = written(cell)
    if not fold(text):
        return Reading(None)
    kind = _kind_in(text) or _SINGLE_WORDS.get(fold(text).removeprefix("san pham "))
    if kind is None:
        return Reading(None, problem=f"Chưa rõ hình thức công nhận «{text[:60]}».", severity="warning")
    return Reading(kind)


def kind_in_note(note: str) -> RecognitionKind | None:
    """Guess the kind of a recognition from a note, where the list has no column for it."""
    return _kind_in(note) if note else None


def _kind_in(text: str) -> RecognitionKind | None:
    plain = clean(text).lower()
    patterns = _WITHOUT_ACCENTS if plain.isascii() else _WITH_ACCENTS
    return next((kind for pattern, kind in patterns if pattern.search(plain)), None)
