"""What a holder is told about the end of a certificate, in plain words: in letters, on the portal, in a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from registry.queries.settings import Settings
from registry.rules.instruments import Instrument, InstrumentFacts
from registry.rules.reassessment import filing_days


@dataclass(frozen=True, kw_only=True)
class Ending:
    """One product whose certificate runs out."""

    product_name: str
    stars: int
    number: str | None
    last: date
    term_end: date
    """The last day of its own term; earlier than the other where the certificate was kept in force."""
    under: InstrumentFacts
    """What governs its renewal."""
    next_from: date | None = None
    """The first day of the next certificate, where days without any come before it."""


def packaging_warning(last: date, *, next_from: date | None = None) -> str:
    """Warn of packaging that would outlive the stars printed on it."""
    warned = f"Đừng in thêm bao bì có hạng sao hơn số bán được trước ngày {_after(last)}"
    if next_from is not None:
        return f"{warned}: {gap_sentence(last, next_from)}"
    return f"{warned}: từ ngày ấy, nếu chưa có quyết định mới, không được in và không được dùng hạng sao."


def gap_sentence(last: date, next_from: date) -> str:
    """Say between which days nothing is good, where the next certificate begins too late."""
    return (
        f"giấy kế tiếp chỉ có giá trị từ ngày {next_from:%d/%m/%Y}, nên từ ngày {_after(last)} đến hết ngày "
        f"{next_from - timedelta(days=1):%d/%m/%Y} không được in và không được dùng hạng sao."
    )


def filing_ground(under: InstrumentFacts) -> str:
    """Cite what the days of filing rest on; only of the instrument that could be read is the article known."""
    return f"{under.title}, Điều 7 khoản 6" if under.code == Instrument.QD_26_2026 else under.title


def late_filing(under: InstrumentFacts) -> str:
    """Say what is left to whoever missed the days of filing: only one instrument is known to keep a certificate."""
    if under.code == Instrument.QD_26_2026:
        return f"việc kéo dài hiệu lực ({under.title}, Điều 12)"
    return f"hiệu lực của giấy trong khi chờ kết quả ({under.title})"


def filing_sentence(term_end: date) -> str:
    """Say when a re-assessment is filed."""
    days = filing_days(term_end)
    return f"nộp hồ sơ đánh giá lại từ ngày {days.first:%d/%m/%Y} đến hết ngày {days.last:%d/%m/%Y}"


def reminder(
    *, recipient_name: str, producer_name: str, endings: Sequence[Ending], on: date, settings: Settings
) -> tuple[str, str]:
    """Return subject and body of the letter that reminds a holder."""
    first = min(one.last for one in endings)
    told = "\n\n".join(_told(place, one, on) for place, one in enumerate(endings, start=1))
    greeting = recipient_name if recipient_name == producer_name else f"Ông/Bà {recipient_name}, {producer_name}"
    day = "đến hết ngày" if len(endings) == 1 else "sớm nhất ngày"
    subject = f"Giấy chứng nhận OCOP sắp hết hạn: {_counted(endings)}, {day} {first:%d/%m/%Y}"
    body = (
        f"Kính gửi: {greeting}\n\n"
        f"{settings.department} xin nhắc: giấy chứng nhận của sản phẩm sau đây sắp hết hạn.\n\n"
        f"{told}\n\n"
        f"{_where_to_file(endings)}"
        f"Xem ngày hết hạn và làm hồ sơ tại {settings.public_address.rstrip('/')}/cua-toi\n\n"
        f"{settings.department}"
    )
    return subject, body


def _told(place: int, one: Ending, on: date) -> str:
    number = f", giấy số {one.number}" if one.number else ""
    left = (one.last - on).days
    days = f"còn {left} ngày" if left else "hôm nay là ngày cuối"
    return (
        f"{place}. {one.product_name} (hạng {one.stars} sao{number})\n"
        f"   Hết hạn vào cuối ngày {one.last:%d/%m/%Y} ({days}).\n"
        f"{_filing(one, on)}"
        f"   {packaging_warning(one.last, next_from=one.next_from)}"
    )


def _where_to_file(endings: Sequence[Ending]) -> str:
    grounds = sorted({filing_ground(one.under) for one in endings if one.next_from is None})
    if not grounds:
        return ""
    return (
        "Giấy chứng nhận không tự gia hạn. Hồ sơ đánh giá lại nộp tại Ủy ban nhân dân xã, phường, trong thời gian ghi "
        f"ở trên ({'; '.join(grounds)}). Nếu đã nộp hồ sơ thì không phải nộp lại.\n"
    )


def _filing(one: Ending, on: date) -> str:
    if one.next_from is not None:
        return ""
    days = filing_days(one.term_end)
    if on > days.last:
        return (
            f"   Thời gian nộp hồ sơ đánh giá lại đã qua (ngày {days.last:%d/%m/%Y}). Nếu chưa nộp, hãy nộp ngay, "
            f"trước ngày hết hạn, và hỏi xã, phường về {late_filing(one.under)}.\n"
        )
    sentence = filing_sentence(one.term_end)
    return f"   {sentence[:1].upper()}{sentence[1:]}.\n"


def _counted(endings: Sequence[Ending]) -> str:
    return endings[0].product_name if len(endings) == 1 else f"{len(endings)} sản phẩm"


def _after(last: date) -> str:
    return f"{last + timedelta(days=1):%d/%m/%Y}"
