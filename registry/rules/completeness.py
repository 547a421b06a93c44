"""Whether a dossier has all that its instrument asks for, answered item by item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from registry.rules.evidence import Filed, ListedItem, Means, Validity, validity, why_not_good


class Verdict(StrEnum):
    """What there is to say of one item."""

    THERE = "there"
    THERE_UNDATED = "there_undated"
    """There, but its last day should be on it and is not typed."""

    BY_OTHER = "by_other"
    """An item that does as well is there."""

    NOT_GIVEN = "not_given"
    """Nothing, and nothing need be."""

    MISSING = "missing"
    EXPIRED = "expired"
    NOT_YET = "not_yet"

    @property
    def is_good(self) -> bool:
        """Say whether a dossier may be handed in with it."""
        return self not in _BAD


_BAD = frozenset({Verdict.MISSING, Verdict.EXPIRED, Verdict.NOT_YET})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is said of one item."""

    item: ListedItem
    verdict: Verdict
    text: str


def completeness(
    asked: Sequence[ListedItem], filed: Mapping[str, Filed], *, done: Collection[str], on: date
) -> list[Answer]:
    """Answer for a dossier item by item.

    ``asked`` is what ``asked_of`` lists. ``filed`` are the items with files, ``done`` the codes of those that are
    typed, brought in kind or already decided by the caller. An expired paper is bad even where none was required.
    """
    verdicts = {item.code: _verdict(item, asked, filed, done=done, on=on) for item in asked}
    return [
        Answer(
            item=item, verdict=verdicts[item.code], text=_said(item, verdicts[item.code], filed.get(item.code), on=on)
        )
        for item in asked
    ]


def is_complete(answers: Iterable[Answer]) -> bool:
    """Say whether a dossier may be handed in."""
    return all(answer.verdict.is_good for answer in answers)


def _verdict(
    item: ListedItem, asked: Sequence[ListedItem], filed: Mapping[str, Filed], *, done: Collection[str], on: date
) -> Verdict:
    if item.code in done:
        return Verdict.THERE
    if item.means is Means.WORKED_OUT:
        stale = any(validity(filed[one.code], on) is Validity.EXPIRED for one in asked if one.code in filed)
        return Verdict.EXPIRED if stale else Verdict.THERE
    if item.code in filed:
        return _standing(filed[item.code], item, on)
    if item.alternative_to is not None and (item.alternative_to in filed or item.alternative_to in done):
        return Verdict.BY_OTHER
    return Verdict.MISSING if item.required else Verdict.NOT_GIVEN


def _standing(filed: Filed, item: ListedItem, on: date) -> Verdict:
    match validity(filed, on):
        case Validity.EXPIRED:
            return Verdict.EXPIRED
        case Validity.NOT_YET:
            return Verdict.NOT_YET
        case Validity.UNDATED if item.dated:
            return Verdict.THERE_UNDATED
        case _:
            return Verdict.THERE


def _said(item: ListedItem, verdict: Verdict, filed: Filed | None, *, on: date) -> str:
    if item.means is Means.WORKED_OUT and not verdict.is_good:
        return "Còn giấy tờ hết hạn chưa được thay bằng bản cấp mới hoặc gia hạn."
    why_not = why_not_good(filed, on) if filed is not None else None
    if why_not is not None and not verdict.is_good:
        return why_not
    if verdict is Verdict.MISSING and item.means is Means.FORM:
        return "Chưa điền đủ."
    if verdict is Verdict.MISSING and item.means is Means.GOODS:
        return f"Chưa có {item.quantity:02} đơn vị." if item.quantity else "Chưa có."
    return _VERDICTS[verdict]


_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.THERE: "Đã có.",
        Verdict.THERE_UNDATED: "Đã có; cần ghi ngày hết hạn.",
        Verdict.BY_OTHER: "Đã có mục thay thế.",
        Verdict.NOT_GIVEN: "Không bắt buộc; chưa có.",
        Verdict.MISSING: "Bắt buộc; chưa có tệp nào.",
    }
)
