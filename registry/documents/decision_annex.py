"""What the annex of a decision says."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeVar

import certificates
from certificates import AnnexKind, AnnexSection, DecisionAnnex
from certificates import AnnexLine as PrintedLine
from registry import clock
from registry.documents import corrections, letterhead, printing
from registry.models.award import RecipientKind
from registry.models.decision import Decision
from registry.queries.annexes import AnnexLine, AnnexRecipient
from registry.queries.decisions import DecisionDetail
from registry.rules.annex_cells import AnnexColumn, Cells
from registry.rules.certificate_life import RevocationGround
from registry.rules.decision_life import DecisionKind, DecisionState
from registry.rules.instruments import RecognitionKind
from registry.rules.number_words import two_digits
from registry.rules.stars import FewerStarsGround, from_hundredths, vietnamese_score

Entry = TypeVar("Entry")

_SAID_STARS = re.compile(r"([1-5]) sao")

_KINDS: Mapping[DecisionKind, AnnexKind] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: AnnexKind.RECOGNITION,
        DecisionKind.CORRECTION: AnnexKind.CORRECTION,
        DecisionKind.REVOCATION: AnnexKind.REVOCATION,
        DecisionKind.AWARD: AnnexKind.AWARD,
        DecisionKind.RESULT_APPROVAL: AnnexKind.HIGH_SCORE,
    }
)
_TITLES: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP",
        DecisionKind.CORRECTION: "DANH SÁCH ĐÍNH CHÍNH GIẤY CHỨNG NHẬN SẢN PHẨM OCOP",
        DecisionKind.REVOCATION: "DANH SÁCH THU HỒI GIẤY CHỨNG NHẬN SẢN PHẨM OCOP",
        DecisionKind.AWARD: "DANH SÁCH ĐƯỢC TẶNG BẰNG KHEN",
        DecisionKind.RESULT_APPROVAL: "DANH SÁCH SẢN PHẨM CÓ KẾT QUẢ ĐÁNH GIÁ TỪ 90 ĐIỂM TRỞ LÊN",
    }
)
_ABOUT_CERTIFICATES = frozenset({DecisionKind.CORRECTION, DecisionKind.REVOCATION})

# QĐ 26/2026, Điều 8, in our own words.
_GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        RevocationGround.UNTRUTHFUL_DOSSIER: "Hồ sơ không trung thực hoặc giả mạo",
        RevocationGround.CRITERIA_NO_LONGER_MET: "Không còn đáp ứng tiêu chí theo kết luận kiểm tra",
        RevocationGround.BREACH_OF_LAW: (
            "Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn"
        ),
        RevocationGround.MISUSE_OF_THE_MARK: "Sử dụng nhãn hiệu OCOP sai quy định, gây nhầm lẫn",
        RevocationGround.NO_LONGER_PRODUCED: "Chủ thể không còn sản xuất sản phẩm",
        RevocationGround.CONCLUSION_OF_ANOTHER_BODY: "Theo kết luận và đề nghị của cơ quan có thẩm quyền",
    }
)
_FEWER_STARS: Mapping[FewerStarsGround, str] = MappingProxyType(
    {
        FewerStarsGround.MINIMUM_NOT_REACHED: "Chưa đạt điểm tối thiểu của tiêu chí",
        FewerStarsGround.CENTRAL_RESULT: "Theo kết quả của Trung ương",
    }
)
_AGAIN: Mapping[RecognitionKind, str] = MappingProxyType(
    {
        RecognitionKind.REASSESSED: "Đánh giá lại",
        RecognitionKind.UPGRADED: "Nâng hạng",
        RecognitionKind.REISSUED: "Cấp lại",
    }
)
_RECIPIENTS: Mapping[RecipientKind, tuple[str, str]] = MappingProxyType(
    {
        RecipientKind.COLLECTIVE: ("Tập thể", "tập thể"),
        RecipientKind.HOUSEHOLD: ("Hộ gia đình", "hộ gia đình"),
        RecipientKind.PERSON: ("Cá nhân", "cá nhân"),
    }
)


def content(detail: DecisionDetail, *, is_demonstration: bool) -> DecisionAnnex:
    """Put a decision and its lines or recipients into the words of its annex."""
    decision = detail.decision
    sections = _sections(detail)
    is_signed = decision.number is not None and decision.signed_on is not None
    return DecisionAnnex(
        kind=_KINDS[decision.kind],
        title=_title(decision),
        decision_number=decision.number if is_signed else None,
        decision_date=decision.signed_on if is_signed else None,
        decision_symbol=f"QĐ-{decision.body.symbol}",
        decision_body=letterhead.deciding_body(detail.body_name, by_the_chairman=is_by_the_chairman(detail)),
        sections=sections,
        line_total=sum(len(section.lines) for section in sections),
        closing_note=_closing(detail),
        is_landscape=decision.kind in _ABOUT_CERTIFICATES,
        is_draft=decision.state not in {DecisionState.SIGNED, DecisionState.IN_EFFECT},
        is_demonstration=is_demonstration,
    )


def draw(content: DecisionAnnex) -> bytes:
    """Draw the annex.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    with printing.refusing("Phụ lục quyết định"):
        return certificates.draw_decision_annex(content)


def stars_of(line: PrintedLine) -> int | None:
    """Return the stars that a printed line says; None where it says none."""
    stated = _SAID_STARS.fullmatch(line.stars or "")
    return int(stated[1]) if stated else None


def cells(line: PrintedLine, *, kind: AnnexKind) -> Cells:
    """Return what a line says in the columns that are printed beside product, producer and stars."""
    printed = certificates.annex_fields(kind)
    said = {column: getattr(line, column.value) or "" for column in AnnexColumn if column.value in printed}
    if line.stars and stars_of(line) is None:
        said[AnnexColumn.RESULT] = line.stars
    return said


def as_json(content: DecisionAnnex) -> dict[str, Any]:
    """Return every word the annex is drawn from."""
    return printing.as_json(content)


def layout_version() -> int:
    """Return the version of the layout that annexes are drawn in now."""
    return printing.layout_version()


def is_by_the_chairman(detail: DecisionDetail) -> bool:
    """Say whether the chairman, not the People's Committee, speaks in a decision.

    An award is always the chairman's; what is recognised follows the instrument; everything else the day.
    """
    decision = detail.decision
    if decision.kind is DecisionKind.AWARD:
        return True
    instruments = [one for one in (decision.instrument, *(line.instrument for line in detail.lines)) if one]
    if decision.kind is DecisionKind.RECOGNITION and instruments:
        return all(letterhead.is_by_the_chairman(detail.instruments[instrument]) for instrument in instruments)
    # An unsigned decision of unknown instrument will be signed under the law of today.
    return letterhead.is_by_the_chairman(detail.instruments.in_force_on(decision.signed_on or clock.today()))


def ground_in_words(ground: str | None) -> str | None:
    """Say a ground of revocation: a letter of the article in full, any other text as it is."""
    if ground is None or ground not in _GROUNDS:
        return ground
    return f"{_GROUNDS[ground]} (điểm {ground} Điều 8 Quyết định số 26/2026/QĐ-TTg)"


def _title(decision: Decision) -> str:
    title = _TITLES[decision.kind]
    if decision.round_no is not None:
        title += f" ĐỢT {decision.round_no}"
    if decision.round_year is not None:
        title += f" NĂM {decision.round_year}"
    return title


def _sections(detail: DecisionDetail) -> tuple[AnnexSection, ...]:
    kind = detail.decision.kind
    if kind is DecisionKind.AWARD:
        return _headed(
            detail.recipients, by=lambda one: one.kind, title=lambda kind: _RECIPIENTS[kind][0], write=_recipient
        )
    if kind is DecisionKind.RECOGNITION:
        return _headed(detail.lines, by=lambda one: one.stars, title=_stars_heading, write=_recognised)
    if kind is DecisionKind.CORRECTION:
        return _plain(_corrected(line, detail.decision) for line in detail.lines)
    write = _approved if kind is DecisionKind.RESULT_APPROVAL else _revoked
    return _plain(write(line) for line in detail.lines)


def _headed(
    entries: Sequence[Entry],
    *,
    by: Callable[[Entry], Any],
    title: Callable[[Any], str],
    write: Callable[[Entry], PrintedLine],
) -> tuple[AnnexSection, ...]:
    """Part the entries under headings, without moving any of them: the running number is the line's own number."""
    runs = [(value, [write(entry) for entry in run]) for value, run in groupby(entries, by)]
    if len({value for value, _ in runs}) < len(runs):
        return _plain(write(entry) for entry in entries)
    return tuple(AnnexSection(title=title(value), lines=tuple(lines)) for value, lines in runs)


def _plain(lines: Iterable[PrintedLine]) -> tuple[AnnexSection, ...]:
    return (AnnexSection(lines=tuple(lines)),)


def _stars_heading(stars: int | None) -> str:
    return "Chưa xếp hạng" if stars is None else f"Hạng {stars} sao"


def _score(hundredths: int | None) -> str:
    return "không có điểm" if hundredths is None else vietnamese_score(from_hundredths(hundredths))


def _stars(stars: int | None) -> str | None:
    return None if stars is None else f"{stars} sao"


def _recognised(line: AnnexLine) -> PrintedLine:
    return PrintedLine(
        product_name=line.product_name,
        producer_name=line.producer_name,
        address=line.address,
        score=_score(line.score),
        stars=_stars(line.stars),
        note=_remarks(line),
    )


def _remarks(line: AnnexLine) -> str | None:
    parts = [
        _AGAIN.get(line.kind) if line.kind else None,
        _FEWER_STARS.get(line.stars_ground) if line.stars_ground else None,
        f"Có giá trị đến hết ngày {line.valid_until:%d/%m/%Y}" if line.valid_until else None,
        line.note,
    ]
    return "; ".join(part for part in parts if part) or None


def _approved(line: AnnexLine) -> PrintedLine:
    return PrintedLine(
        product_name=line.product_name,
        producer_name=line.producer_name,
        address=line.address,
        score=_score(line.score),
        # QĐ 26/2026, Điều 7: at the province 90 points and more are a prospect, not a rank.
        stars="tiềm năng 5 sao",
        note=line.note,
    )


def _revoked(line: AnnexLine) -> PrintedLine:
    about = line.about
    return PrintedLine(
        product_name=about.product_name if about else line.product_name,
        producer_name=about.producer_name if about else line.producer_name,
        address=(about.address if about else None) or line.address,
        certificate_number=_number(line),
        stars=_stars(about.stars if about else line.stars),
        ground=ground_in_words(line.ground),
    )


def _corrected(line: AnnexLine, decision: Decision) -> PrintedLine:
    before, after = corrections.before_and_after(line, decision)
    about = line.about
    return PrintedLine(
        product_name=about.product_name if about else line.product_name,
        producer_name=about.producer_name if about else line.producer_name,
        certificate_number=_number(line),
        before=before,
        after=after,
        ground=line.ground,
    )


def _number(line: AnnexLine) -> str | None:
    if line.about is None:
        return None
    return line.about.number or "không rõ số"


def _recipient(recipient: AnnexRecipient) -> PrintedLine:
    return PrintedLine(
        producer_name=recipient.name,
        address=recipient.address,
        achievement=recipient.achievement,
        note=f"Số sổ vàng: {recipient.golden_book_number}" if recipient.golden_book_number else None,
    )


def _closing(detail: DecisionDetail) -> str:
    if detail.decision.kind is DecisionKind.AWARD:
        counts = [(sum(one.kind is kind for one in detail.recipients), words[1]) for kind, words in _RECIPIENTS.items()]
        said = ", ".join(f"{two_digits(count)} {word}" for count, word in counts if count) or "00 tập thể, cá nhân"
        return f"Danh sách này có {said}./."
    producers = len({line.producer for line in detail.lines})
    counted = "giấy chứng nhận" if detail.decision.kind in _ABOUT_CERTIFICATES else "sản phẩm"
    return f"Danh sách này có {two_digits(len(detail.lines))} {counted} của {two_digits(producers)} chủ thể./."
