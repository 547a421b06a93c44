"""The producer's registration, as the form has it (QĐ 26/2026, Phụ lục III, Mẫu số 01)."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Signature, Table, TableColumn, legible
from registry.documents import assessed, bundle, filled_forms, official
from registry.documents.filled_forms import Filled
from registry.models.dossier import Dossier
from registry.models.producer import ContactKind
from registry.queries import dossiers
from registry.queries.settings import Settings
from registry.rules.instruments import RecognitionKind
from registry.rules.number_words import dotted

_KINDS = (
    (RecognitionKind.FIRST, "Lần đầu"),
    (RecognitionKind.UPGRADED, "Nâng hạng"),
    (RecognitionKind.REASSESSED, "Đánh giá lại"),
)


def paper(session: Session, dossier: Dossier) -> tuple[str, bytes]:
    """Return the form of a dossier, with the name of its file; as it was handed in, before that as a draft.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    name = bundle.filename("Mẫu số 01", dossier.product.name, dossier.producer.name)
    return name, official.draw(content(session, dossier))


def content(session: Session, dossier: Dossier) -> OfficialPaper:
    """Put a dossier into the words of the form."""
    settings, is_demonstration = official.settings_of(session)
    filled = filled_forms.filled(session, dossier)
    return OfficialPaper(
        parent_body=None,
        issuing_body=None,
        symbol=None,
        title="PHIẾU ĐĂNG KÝ",
        subject="Tham gia đánh giá, phân hạng sản phẩm OCOP của "
        f"tỉnh {settings.province} năm {filled.day.year if filled.day else official.DOTS}",
        place=dossier.commune.name if dossier.commune else settings.place_of_signing,
        issued_on=filled.day,
        blocks=tuple(_asked(dossier, filled, settings)),
        signatures=(Signature(authority_lines=("ĐẠI DIỆN",), name=dossier.producer.representative),),
        signing_hint="(Ký, đóng dấu, ghi rõ họ tên)",
        below=(_for_authorities(dossier),),
        foot=filled.foot,
        is_draft=filled.is_draft,
        is_demonstration=is_demonstration,
    )


def _asked(dossier: Dossier, filled: Filled, settings: Settings) -> Iterator[Paragraph]:
    producer = dossier.producer
    yield Paragraph(text="1. Thông tin về đơn vị đăng ký", manner=Manner.HEADING)
    for label, value in (
        ("Tên đơn vị:", producer.name_on(filled.day)),
        ("Họ tên người đại diện pháp lý:", producer.representative),
        ("Chức vụ:", legible(filled.forms.get("office") or "")),
        ("Địa chỉ liên hệ:", producer.address_on(filled.day, province=settings.province)),
        ("Điện thoại:", assessed.contact_of(producer, ContactKind.PHONE)),
        ("Email:", assessed.contact_of(producer, ContactKind.EMAIL)),
    ):
        yield Paragraph(lead=f"- {label}", text=value or official.DOTS, manner=Manner.ITEM, field="form_field")
    yield Paragraph(lead="2. Tên sản phẩm:", text=dossier.product.name_on(filled.day), field="product_name")
    yield Paragraph(lead="3. Nhóm sản phẩm đăng ký:", text=_group(dossier), field="criteria_name")
    chosen = "; ".join(filled_forms.box(kind is dossier.kind, word) for kind, word in _KINDS)
    yield Paragraph(lead="4. Lần đăng ký đánh giá:", text=chosen)
    yield Paragraph(text="5. Tài liệu kèm theo", manner=Manner.HEADING)
    yield Paragraph(text="- Báo cáo đánh giá về sản phẩm theo Bộ tiêu chí (bản gốc, bản điện tử);", manner=Manner.ITEM)
    samples = filled.forms.get("samples")
    yield Paragraph(
        text=f"- Sản phẩm mẫu, số lượng: {official.DOTS if samples is None else dotted(samples)}.", manner=Manner.ITEM
    )
    yield Paragraph(
        text="Chúng tôi cam đoan những nội dung trên là đúng sự thật và chịu trách nhiệm về hồ sơ của mình."
    )


def _group(dossier: Dossier) -> str:
    criteria = dossiers.criteria_of(dossier)
    if criteria is None:
        return f"Bộ số {dossier.product_set}"
    named = (("Ngành", criteria.industry), ("Nhóm", criteria.group), ("Phân nhóm", criteria.subgroup))
    return "; ".join(f"{label}: {name}" for label, name in named if name)


def _for_authorities(dossier: Dossier) -> Table:
    number = f"Phiếu số: {dossier.number or official.DOTS}"
    return Table(
        columns=(
            TableColumn(title="DÀNH CHO ỦY BAN NHÂN DÂN CẤP XÃ", share=1),
            TableColumn(title="DÀNH CHO CƠ QUAN QUẢN LÝ OCOP CẤP TỈNH", share=1),
        ),
        rows=(
            (number, number),
            (f"Ngày nhận: {official.DOTS}",) * 2,
            (f"Người tiếp nhận: {official.DOTS}",) * 2,
            (f"Chữ ký: {official.DOTS}",) * 2,
        ),
        is_together=True,
    )
