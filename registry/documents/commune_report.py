"""The report of a commune on a dossier, as the form has it (QĐ 26/2026, Phụ lục III, Mẫu số 03)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Signature
from registry import clock
from registry.documents import assessed, bundle, official
from registry.documents.printing import PaperRefused
from registry.models.dossier import CommuneReport, Dossier
from registry.queries.settings import Settings
from registry.rules.number_words import two_digits, vietnamese_date

SYMBOL = "BC-UBND"
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "materials": "Về sử dụng nguyên liệu địa phương",
        "labour": "Về sử dụng lao động địa phương",
        "idea": "Nguồn gốc ý tưởng sản phẩm",
        "identity": "Bản sắc, trí tuệ địa phương",
    }
)
"""The four topics, by the codes they are kept under."""


def paper(session: Session, report: CommuneReport) -> tuple[str, bytes]:
    """Return a commune's report, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    dossier = session.get_one(Dossier, report.dossier_id)
    name = bundle.filename("Mẫu số 03", dossier.product.name, dossier.producer.name)
    return name, official.draw(content(session, report))


def content(session: Session, report: CommuneReport) -> OfficialPaper:
    """Put what a commune found into the words of the form.

    :raises PaperRefused: if the dossier has no commune.
    """
    dossier = session.get_one(Dossier, report.dossier_id)
    if dossier.commune is None:
        raise PaperRefused("Hồ sơ này không rõ xã, phường.", subject=dossier.product.name)
    settings, is_demonstration = official.settings_of(session)
    commune = dossier.commune.full_name
    return OfficialPaper(
        parent_body=None,
        issuing_body=f"ỦY BAN NHÂN DÂN {commune.upper()}",
        symbol=SYMBOL,
        title="BÁO CÁO",
        subject="Đánh giá một số nội dung của hồ sơ đăng ký tham gia đánh giá, phân hạng sản phẩm OCOP",
        place=dossier.commune.name,
        issued_on=report.written_at.astimezone(clock.VIETNAM).date(),
        blocks=(*_about(dossier, report, settings), *_found(report), *_with_it(report)),
        signatures=(Signature(authority_lines=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),),
        recipients=(settings.department, "Lưu: VT"),
        is_demonstration=is_demonstration,
    )


def _about(dossier: Dossier, report: CommuneReport, settings: Settings) -> Iterator[Paragraph]:
    day = report.written_at.astimezone(clock.VIETNAM).date()
    producer = dossier.producer
    yield Paragraph(text="I. THÔNG TIN CHUNG VỀ HỒ SƠ SẢN PHẨM", manner=Manner.HEADING)
    for number, (label, value) in enumerate(
        (
            ("Tên chủ thể:", producer.name_on(day)),
            ("Loại hình tổ chức:", assessed.PRODUCER_KINDS[producer.kind]),
            ("Địa chỉ:", producer.address_on(day, province=settings.province)),
            ("Tên người đại diện pháp luật:", assessed.representative_words(dossier)),
            ("Sản phẩm đăng ký đánh giá:", dossier.product.name_on(day)),
        ),
        start=1,
    ):
        yield Paragraph(lead=f"{number}. {label}", text=value)


def _found(report: CommuneReport) -> Iterator[Paragraph]:
    yield Paragraph(text="II. ĐÁNH GIÁ MỘT SỐ NỘI DUNG CỦA HỒ SƠ SẢN PHẨM", manner=Manner.HEADING)
    for number, (code, title) in enumerate(TOPICS.items(), start=1):
        yield Paragraph(text=f"{number}. {title}", manner=Manner.HEADING)
        for text in official.paragraphs(report.topics.get(code)):
            yield Paragraph(text=text, field=code)


def _with_it(report: CommuneReport) -> Iterator[Paragraph]:
    if report.letter_number:
        dated = f" {vietnamese_date(report.letter_on)}" if report.letter_on else ""
        yield Paragraph(text=f"Báo cáo gửi kèm văn bản đề nghị số {report.letter_number}{dated}.", field="letter")
    if report.samples is not None:
        yield Paragraph(text=f"Số lượng sản phẩm mẫu gửi kèm: {two_digits(report.samples)}.")
