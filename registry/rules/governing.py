"""Which instrument governs an assessment: by its dates, and by the transition that a newer instrument gives."""

from dataclasses import dataclass
from datetime import date

from registry.rules.instruments import Instrument, InstrumentFacts, Instruments, RecognitionKind
from registry.rules.reassessment import FilingDays
from registry.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The instrument the dates point to, those that may be chosen instead, and why."""

    instrument: Instrument | None
    allowed: frozenset[Instrument]
    reason: str


def governing(
    instruments: Instruments, *, filed_on: date | None, assessed_on: date | None, kind: RecognitionKind
) -> Proposal:
    """Propose the instrument of an assessment from its dates, with the transition of the newer one.

    :raises Refusal: when the dossier is filed after it was assessed.
    """
    if filed_on and assessed_on and filed_on > assessed_on:
        raise Refusal("Ngày nộp hồ sơ không được sau ngày đánh giá.", field="filed_on")
    if kind is RecognitionKind.REISSUED:
        return _kept_instrument(instruments, assessed_on or filed_on)
    if assessed_on is None:
        return _before_assessment(instruments, filed_on)
    return _assessed(instruments, filed_on=filed_on, assessed_on=assessed_on, kind=kind)


def renewed_under(instruments: Instruments, *, on: date, filing: FilingDays | None) -> InstrumentFacts:
    """Give the instrument that governs the renewal of a certificate, as far as can be said on a day.

    That is the one in force when its re-assessment can be filed at the earliest: on that day, or on the first of the
    days of filing where these are still to come (None: they are not known).
    """
    day = max(on, filing.first) if filing else on
    return instruments.in_force_on(day) or next(iter(instruments.values()))


def _kept_instrument(instruments: Instruments, day: date | None) -> Proposal:
    """A re-issued paper stands under the instrument of the one it replaces, whichever that was."""
    begun = frozenset(one for one, facts in instruments.items() if day is None or facts.applies_from <= day)
    return Proposal(
        instrument=None,
        allowed=begun,
        reason="Giấy cấp lại giữ căn cứ của lần công nhận đã được đánh giá.",
    )


def _before_assessment(instruments: Instruments, filed_on: date | None) -> Proposal:
    if filed_on is None:
        return Proposal(
            instrument=None, allowed=frozenset(instruments), reason="Chưa có ngày đánh giá để xác định căn cứ."
        )
    later = frozenset(
        one for one, facts in instruments.items() if facts.applies_to is None or facts.applies_to >= filed_on
    )
    current = instruments.in_force_on(filed_on)
    return Proposal(
        instrument=current.code if current else None,
        allowed=later,
        reason="Tạm xác định theo ngày nộp hồ sơ; căn cứ được chốt theo ngày đánh giá.",
    )


def _assessed(instruments: Instruments, *, filed_on: date | None, assessed_on: date, kind: RecognitionKind) -> Proposal:
    current = instruments.in_force_on(assessed_on)
    if current is None:
        first = next(iter(instruments.values())).applies_from
        reason = f"Ngày đánh giá trước {_written(first)}, khi Chương trình OCOP chưa bắt đầu."
        return Proposal(instrument=None, allowed=frozenset(), reason=reason)
    earlier = _finished_under(instruments, current, assessed_on=assessed_on, kind=kind)
    if earlier is None:
        return _only(current, reason=f"{current.title} áp dụng cho ngày đánh giá.")
    begun = _written(current.applies_from)
    if filed_on is not None and filed_on >= current.applies_from:
        return _only(current, reason=f"Hồ sơ nộp từ ngày {begun} được đánh giá theo {current.title}.")
    article = f"{current.transition.article if current.transition else ''} {current.title}"
    if filed_on is None:
        proposed = current
        reason = f"Chưa có ngày nộp hồ sơ; hồ sơ nộp trước ngày {begun} được chuyển tiếp theo {article}."
    else:
        proposed = earlier
        reason = f"Hồ sơ nộp trước ngày {begun}, đánh giá xong trong thời hạn chuyển tiếp tại {article}."
    return Proposal(instrument=proposed.code, allowed=frozenset({earlier.code, current.code}), reason=reason)


def _finished_under(
    instruments: Instruments, current: InstrumentFacts, *, assessed_on: date, kind: RecognitionKind
) -> InstrumentFacts | None:
    """Give the earlier instrument under which an old dossier may still be finished on a day."""
    last = current.transition.until.get(kind) if current.transition else None
    return instruments.before(current) if last is not None and assessed_on <= last else None


def _only(facts: InstrumentFacts, *, reason: str) -> Proposal:
    return Proposal(instrument=facts.code, allowed=frozenset({facts.code}), reason=reason)


def _written(day: date) -> str:
    """Write a day as papers do: a zero stands before days to 9 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
