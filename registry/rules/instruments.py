"""Which legal instrument governs an assessment, and who recognises which star under it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from registry.rules.refusal import Refusal


class Instrument(StrEnum):
    """A set of rules under which products are assessed; an amended decision is a set of its own."""

    QD_490 = "490"
    QD_1048 = "1048"
    QD_1048_781 = "1048+781"
    QD_148 = "148"
    QD_148_1489 = "148+1489"
    QD_26_2026 = "26/2026"


class RecognitionKind(StrEnum):
    """How a recognition stands to the one before it."""

    FIRST = "first"
    """The product's first recognition, or a fresh start after it lost the earlier one."""

    REASSESSED = "reassessed"
    """Assessed again for another term."""

    UPGRADED = "upgraded"
    """Assessed again for more stars, within the term."""

    REISSUED = "reissued"
    """The same recognition on a new paper: a correction or a lost paper; nothing is assessed."""


class BodyLevel(StrEnum):
    """The level of government a deciding body belongs to."""

    DISTRICT = "district"
    PROVINCE = "province"
    MINISTRY = "ministry"


@dataclass(frozen=True, kw_only=True)
class InstrumentFacts:
    """What the timeline says of one instrument."""

    title: str
    """Its official number, as a paper cites it."""

    applies_from: date
    applies_to: date | None
    """The last day on which an assessment falls under it, transition aside; None while it is in force."""

    verified: bool
    """Whether its star bands and levels could be checked; where not, the rules warn instead of refusing."""


# 490, 148 and 1489 are known from secondary sources only: their own star bands could not be read.
INSTRUMENTS: Mapping[Instrument, InstrumentFacts] = MappingProxyType(
    {
        Instrument.QD_490: InstrumentFacts(
            title="Quyết định số 490/QĐ-TTg",
            applies_from=date(2018, 5, 7),
            applies_to=date(2019, 8, 20),
            verified=False,
        ),
        Instrument.QD_1048: InstrumentFacts(
            title="Quyết định số 1048/QĐ-TTg",
            applies_from=date(2019, 8, 21),
            applies_to=date(2020, 6, 7),
            verified=True,
        ),
        Instrument.QD_1048_781: InstrumentFacts(
            title="Quyết định số 1048/QĐ-TTg, được sửa đổi bởi Quyết định số 781/QĐ-TTg",
            applies_from=date(2020, 6, 8),
            applies_to=date(2023, 2, 23),
            verified=True,
        ),
        Instrument.QD_148: InstrumentFacts(
            title="Quyết định số 148/QĐ-TTg",
            applies_from=date(2023, 2, 24),
            applies_to=date(2025, 7, 5),
            verified=False,
        ),
        Instrument.QD_148_1489: InstrumentFacts(
            title="Quyết định số 148/QĐ-TTg, được sửa đổi bởi Quyết định số 1489/QĐ-TTg",
            applies_from=date(2025, 7, 6),
            applies_to=date(2026, 5, 21),
            verified=False,
        ),
        Instrument.QD_26_2026: InstrumentFacts(
            title="Quyết định số 26/2026/QĐ-TTg",
            applies_from=date(2026, 5, 22),
            applies_to=None,
            verified=True,
        ),
    }
)

# QĐ 26/2026, Điều 12: a dossier filed before its first day and not yet assessed is finished under the rules of
# 2021-2025 within 60 days (first time, upgrade) or 30 days (re-assessment).
TRANSITION_UNTIL: Mapping[RecognitionKind, date] = MappingProxyType(
    {
        RecognitionKind.FIRST: date(2026, 7, 21),
        RecognitionKind.UPGRADED: date(2026, 7, 21),
        RecognitionKind.REASSESSED: date(2026, 6, 21),
    }
)
_TRANSITION_FROM = INSTRUMENTS[Instrument.QD_26_2026].applies_from


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The instrument the dates point to, those that may be chosen instead, and why."""

    instrument: Instrument | None
    allowed: frozenset[Instrument]
    reason: str


def in_force_on(day: date) -> Instrument | None:
    """Name the instrument under which an assessment of that day falls, transition aside."""
    for instrument, facts in INSTRUMENTS.items():
        if facts.applies_from <= day and (facts.applies_to is None or day <= facts.applies_to):
            return instrument
    return None


def governing(*, filed_on: date | None, assessed_on: date | None, kind: RecognitionKind) -> Proposal:
    """Propose the instrument of an assessment from its dates, with the transition of QĐ 26/2026, Điều 12.

    :raises Refusal: when the dossier is filed after it was assessed.
    """
    if filed_on and assessed_on and filed_on > assessed_on:
        raise Refusal("Ngày nộp hồ sơ không được sau ngày đánh giá.", field="filed_on")
    if kind is RecognitionKind.REISSUED:
        return _kept_instrument(assessed_on or filed_on)
    if assessed_on is None:
        return _before_assessment(filed_on)
    return _assessed(filed_on=filed_on, assessed_on=assessed_on, kind=kind)


def allowed(*, filed_on: date | None, assessed_on: date | None, kind: RecognitionKind) -> frozenset[Instrument]:
    """Name every instrument that may be chosen for these dates.

    :raises Refusal: when the dossier is filed after it was assessed.
    """
    return governing(filed_on=filed_on, assessed_on=assessed_on, kind=kind).allowed


def _kept_instrument(day: date | None) -> Proposal:
    """A re-issued paper stands under the instrument of the one it replaces, whichever that was."""
    begun = frozenset(one for one, facts in INSTRUMENTS.items() if day is None or facts.applies_from <= day)
    return Proposal(
        instrument=None,
        allowed=begun,
        reason="Giấy cấp lại giữ căn cứ của lần công nhận đã được đánh giá.",
    )


def _before_assessment(filed_on: date | None) -> Proposal:
    if filed_on is None:
        return Proposal(
            instrument=None, allowed=frozenset(Instrument), reason="Chưa có ngày đánh giá để xác định căn cứ."
        )
    later = frozenset(
        one for one, facts in INSTRUMENTS.items() if facts.applies_to is None or facts.applies_to >= filed_on
    )
    return Proposal(
        instrument=in_force_on(filed_on),
        allowed=later,
        reason="Tạm xác định theo ngày nộp hồ sơ; căn cứ được chốt theo ngày đánh giá.",
    )


def _assessed(*, filed_on: date | None, assessed_on: date, kind: RecognitionKind) -> Proposal:
    current = in_force_on(assessed_on)
    if current is None:
        return Proposal(
            instrument=None,
            allowed=frozenset(),
            reason="Ngày đánh giá trước 07/5/2018, khi Chương trình OCOP chưa bắt đầu.",
        )
    if not _TRANSITION_FROM <= assessed_on <= TRANSITION_UNTIL[kind]:
        return Proposal(
            instrument=current,
            allowed=frozenset({current}),
            reason=f"{INSTRUMENTS[current].title} áp dụng cho ngày đánh giá.",
        )
    if filed_on is not None and filed_on >= _TRANSITION_FROM:
        return Proposal(
            instrument=current,
            allowed=frozenset({current}),
            reason="Hồ sơ nộp từ ngày 22/5/2026 được đánh giá theo Quyết định số 26/2026/QĐ-TTg.",
        )
    either = frozenset({Instrument.QD_148_1489, Instrument.QD_26_2026})
    if filed_on is None:
        return Proposal(
            instrument=current,
            allowed=either,
            reason=(
                "Chưa có ngày nộp hồ sơ; hồ sơ nộp trước ngày 22/5/2026 được chuyển tiếp theo Điều 12 "
                "Quyết định số 26/2026/QĐ-TTg."
            ),
        )
    return Proposal(
        instrument=Instrument.QD_148_1489,
        allowed=either,
        reason=(
            "Hồ sơ nộp trước ngày 22/5/2026, đánh giá xong trong thời hạn chuyển tiếp tại Điều 12 "
            "Quyết định số 26/2026/QĐ-TTg."
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Recogniser:
    """Who recognises a star rating: the level, and the title of the body as the instrument names it."""

    level: BodyLevel
    title: str


_PROVINCE = Recogniser(level=BodyLevel.PROVINCE, title="Ủy ban nhân dân cấp tỉnh")
_OLD_MINISTRY = Recogniser(level=BodyLevel.MINISTRY, title="Bộ Nông nghiệp và Phát triển nông thôn")
_MINISTRY = Recogniser(level=BodyLevel.MINISTRY, title="Bộ Nông nghiệp và Môi trường")
_CHAIRMAN = Recogniser(level=BodyLevel.PROVINCE, title="Chủ tịch Ủy ban nhân dân cấp tỉnh")

_RECOGNISERS: Mapping[Instrument, Mapping[int, Recogniser]] = MappingProxyType(
    {
        Instrument.QD_490: {3: _PROVINCE, 4: _PROVINCE, 5: _OLD_MINISTRY},
        Instrument.QD_1048: {3: _PROVINCE, 4: _PROVINCE, 5: _OLD_MINISTRY},
        Instrument.QD_1048_781: {3: _PROVINCE, 4: _PROVINCE, 5: _OLD_MINISTRY},
        # QĐ 148 gave three stars to the districts, which ended on 01/7/2025.
        Instrument.QD_148: {
            3: Recogniser(level=BodyLevel.DISTRICT, title="Ủy ban nhân dân cấp huyện"),
            4: _PROVINCE,
            5: _OLD_MINISTRY,
        },
        Instrument.QD_148_1489: {3: _PROVINCE, 4: _PROVINCE, 5: _MINISTRY},
        # QĐ 26/2026, Điều 4 and 7: the chairman and the minister in person.
        Instrument.QD_26_2026: {
            3: _CHAIRMAN,
            4: _CHAIRMAN,
            5: Recogniser(level=BodyLevel.MINISTRY, title="Bộ trưởng Bộ Nông nghiệp và Môi trường"),
        },
    }
)


def recogniser(*, instrument: Instrument, stars: int) -> Recogniser | None:
    """Say who recognises that many stars; None for one and two stars, which nobody recognises."""
    return _RECOGNISERS[instrument].get(stars)
