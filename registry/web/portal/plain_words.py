"""How a product stands today and what to do next, in words for whoever makes it."""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.documents.expiry_words import packaging_warning
from registry.models.certificate import Certificate, FileRole, PaperFile
from registry.models.product import Product
from registry.queries import expiry_plan, extensions, register
from registry.queries.settings import settings
from registry.rules.certificate_life import Standing
from registry.rules.expiry_planning import expiry_days
from registry.rules.reassessment import FilingStage, filing_days
from registry.web.dates import short_day
from registry.web.reading import reading_session
from registry.web.standing_words import standing_sentence

NO_STARS = "không được in hạng sao trên bao bì mới"
_ENDED = frozenset({Standing.SUSPENDED, Standing.REVOKED, Standing.WITHDRAWN, Standing.ANNULLED, Standing.SUPERSEDED})
_PAPERS = frozenset({FileRole.RENDER, FileRole.SIGNED, FileRole.SCAN})
STILL = (
    "Vẫn nộp được trước ngày hết hạn: khi đó giấy có thể được kéo dài hiệu lực đến khi có kết quả, "
    "không quá 180 ngày sau ngày hết hạn (Điều 12 Quyết định số 26/2026/QĐ-TTg)."
)
ASK = "Hãy liên hệ Ủy ban nhân dân xã, phường để được hướng dẫn."


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One certificate of a product, with how it stands and what of it may be downloaded."""

    certificate: Certificate
    standing: Standing
    sentence: str

    @property
    def files(self) -> list[PaperFile]:
        """The kept papers themselves."""
        return [one for one in self.certificate.files if one.role in _PAPERS]


@dataclass(frozen=True, kw_only=True)
class OwnProduct:
    """A product as its producer sees it."""

    product: Product
    papers: list[Paper]
    current: Paper | None
    """The certificate by which it is judged today: the one that is good, else the newest."""
    sentence: str
    next_step: str | None
    packaging: str | None
    """What to mind when packaging is printed, once the end is near."""
    is_urgent: bool
    """Whether the stars lapse soon unless something is done now."""

    @property
    def standing(self) -> Standing | None:
        """How the product stands today; None: never certified."""
        return self.current.standing if self.current else None


def told(product: Product, *, on: date) -> OwnProduct:
    """Say how a product stands on a day, and what is to be done."""
    session = reading_session()
    papers = [
        Paper(certificate=one, standing=standing, sentence=standing_sentence(one, standing, on=on))
        for one in register.certificates_of(session, product.id)
        for standing in (register.standing_of(one, on=on),)
    ]
    good = register.current_certificate(session, product_id=product.id, on=on)
    current = next((one for one in papers if good and one.certificate.id == good.id), papers[0] if papers else None)
    return OwnProduct(
        product=product,
        papers=papers,
        current=current,
        sentence=_sentence(current, on),
        next_step=_next_step(current, papers, on),
        packaging=_packaging(current, papers, on),
        is_urgent=_is_urgent(current, papers, on),
    )


def _sentence(current: Paper | None, on: date) -> str:
    if current is None:
        return f"Chưa được công nhận hạng sao: {NO_STARS}."
    last = register.last_day_of(current.certificate)
    if current.standing is Standing.IN_FORCE and last is not None:
        if extensions.kept_until(current.certificate) is not None:
            return f"{current.sentence}; {_days_left(last, on)}."
        return f"Còn hiệu lực, {_days_left(last, on)} (đến hết ngày {short_day(last)})."
    if current.standing is Standing.EXPIRED and last is not None:
        return f"Đã hết hạn từ ngày {short_day(last + timedelta(days=1))}: {NO_STARS}."
    if current.standing in _ENDED or current.standing is Standing.EXPIRED:
        return f"{current.sentence}: {NO_STARS}."
    return f"{current.sentence}."


def _days_left(last: date, on: date) -> str:
    left = (last - on).days
    return f"còn {left} ngày" if left else "hôm nay là ngày cuối"


def _next_step(current: Paper | None, papers: list[Paper], on: date) -> str | None:
    coming = next((one for one in papers if one.standing is Standing.NOT_YET), None)
    if coming is not None and coming is not current:
        return f"Đã có giấy chứng nhận mới: {coming.sentence[:1].lower()}{coming.sentence[1:]}."
    if current is None:
        return f"Muốn được công nhận hạng sao: nộp hồ sơ đánh giá. {ASK}"
    if current.standing is Standing.EXPIRED:
        return f"Muốn có lại hạng sao: nộp hồ sơ đánh giá lại. {ASK}"
    last = register.last_day_of(current.certificate)
    if extensions.kept_until(current.certificate) is not None:
        return "Hồ sơ đánh giá lại đang chờ kết quả. Trong thời gian này chủ thể vẫn chịu trách nhiệm về sản phẩm."
    if current.standing is not Standing.IN_FORCE or last is None:
        return None
    return _filing(current.certificate.valid_until or last, on)


def _is_urgent(current: Paper | None, papers: list[Paper], on: date) -> bool:
    last = _runs_out(current, papers)
    if current is None or last is None:
        return False
    return filing_days(current.certificate.valid_until or last).stage(on) is not FilingStage.AHEAD


def _packaging(current: Paper | None, papers: list[Paper], on: date) -> str | None:
    """Warn as early as the first reminder goes out: packaging is ordered many months ahead."""
    last = _runs_out(current, papers)
    if last is None:
        return _gap(current, papers)
    rules = expiry_plan.plan_rules(settings(reading_session()))
    since = min((one.due_on for one in expiry_days(last, rules).reminders), default=filing_days(last).first)
    return packaging_warning(last) if on >= since else None


def _gap(current: Paper | None, papers: list[Paper]) -> str | None:
    """Say between which days nothing is good, where the next paper begins later than the day after this one ends."""
    last = register.last_day_of(current.certificate) if current else None
    begins = min((one.certificate.begins_on for one in papers if one.standing is Standing.NOT_YET), default=None)
    if current is None or current.standing is not Standing.IN_FORCE or last is None or begins is None:
        return None
    first, until = last + timedelta(days=1), begins - timedelta(days=1)
    if until < first:
        return None
    return (
        f"Từ ngày {short_day(first)} đến hết ngày {short_day(until)} không có giấy nào có hiệu lực: "
        "trong những ngày ấy không được in và không được dùng hạng sao."
    )


def _runs_out(current: Paper | None, papers: list[Paper]) -> date | None:
    """Return the last day of what is good today, where nothing comes after it."""
    if current is None or current.standing is not Standing.IN_FORCE:
        return None
    has_next = any(one.standing is Standing.NOT_YET for one in papers)
    return None if has_next else register.last_day_of(current.certificate)


def _filing(term_end: date, on: date) -> str:
    """Say when to file: counted from the certificate's own term, for an extension opens no new days of filing."""
    days = filing_days(term_end)
    stage = days.stage(on)
    if stage is FilingStage.AHEAD:
        return f"Nộp hồ sơ đánh giá lại từ ngày {short_day(days.first)} đến ngày {short_day(days.last)}."
    if stage is FilingStage.OPEN:
        return f"Cần làm ngay: nộp hồ sơ đánh giá lại, hạn cuối là ngày {short_day(days.last)}. {ASK}"
    past = f"Đã qua hạn nộp hồ sơ đánh giá lại (ngày {short_day(days.last)})."
    return f"{past} {STILL} {ASK}" if on <= term_end else f"{past} {ASK}"
