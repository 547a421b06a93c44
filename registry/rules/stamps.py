"""OCOP stamps: which numbers of a series are with whom, so that no number is handed out twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry.rules.refusal import Refusal
from registry.rules.supervision import StampMove

MOST_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """One entry of the ledger, or what is left of one: consecutive numbers of a series."""

    move: StampMove
    series: str
    first: int
    last: int
    certificate: int
    day: date
    """The day on which it happened."""

    @property
    def count(self) -> int:
        """How many stamps these are."""
        return self.last - self.first + 1


def held(entries: Iterable[Stamps]) -> list[Stamps]:
    """Return what is still handed out, of the ledger's entries in the order in which they were written."""
    out: list[Stamps] = []
    for entry in entries:
        if entry.move is StampMove.HANDED_OUT:
            out.append(entry)
        else:
            out = [rest for one in out for rest in _without(one, entry)]
    return sorted(out, key=lambda one: (one.series, one.first))


def check(entry: Stamps, *, ledger: Sequence[Stamps]) -> None:
    """Let an entry into the ledger or refuse it.

    What was given back may be handed out again; what was destroyed is gone.

    :raises Refusal: when the numbers run backwards or are too many, when they are handed out already or destroyed,
        when what is given back or destroyed is not with this certificate, or when something happened to these numbers
        on a later day already.
    """
    if entry.first < 1 or entry.last < entry.first:
        raise Refusal("Số cuối phải từ số đầu trở lên, và số đầu từ 1.", field="last_number")
    if entry.count > MOST_AT_ONCE:
        raise Refusal(f"Mỗi lần ghi tối đa {MOST_AT_ONCE} tem.".replace("1000000", "1.000.000"), field="last_number")
    if entry.move is StampMove.HANDED_OUT:
        _check_free(entry, ledger)
    else:
        _check_held(entry, ledger)
    last = max((one.day for one in ledger if _meet(one, entry)), default=entry.day)
    if entry.day < last:
        raise Refusal(f"Ngày không được trước lần ghi gần nhất của các số này, {last:%d/%m/%Y}.", field="done_on")


def _check_free(entry: Stamps, ledger: Sequence[Stamps]) -> None:
    gone = [one for one in ledger if one.move is StampMove.DESTROYED]
    for taken, why in ((held(ledger), "đã được cấp"), (gone, "đã hủy")):
        for one in taken:
            if _meet(one, entry):
                raise Refusal(f"Tem {one.series} từ {one.first} đến {one.last} {why}.", field="first_number")


def _check_held(entry: Stamps, ledger: Sequence[Stamps]) -> None:
    ours = [one for one in held(ledger) if one.certificate == entry.certificate and _meet(one, entry)]
    covered = sum(min(one.last, entry.last) - max(one.first, entry.first) + 1 for one in ours)
    if covered != entry.count:
        raise Refusal("Các số này không phải đều đang ở chủ thể theo giấy chứng nhận này.", field="first_number")


def _meet(one: Stamps, other: Stamps) -> bool:
    return one.series == other.series and one.first <= other.last and other.first <= one.last


def _without(one: Stamps, taken: Stamps) -> list[Stamps]:
    """Return what is left of handed-out stamps when some are taken away."""
    if not _meet(one, taken):
        return [one]
    parts = ((one.first, taken.first - 1), (taken.last + 1, one.last))
    return [replace(one, first=first, last=last) for first, last in parts if first <= last]
