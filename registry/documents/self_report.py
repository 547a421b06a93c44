"""The producer's own report on its product, as the form has it (QĐ 26/2026, Phụ lục III, Mẫu số 02)."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Side, Signature, Table, TableBand, TableColumn
from registry.documents import assessed, bundle, filled_forms, official
from registry.documents.filled_forms import Filled
from registry.models.dossier import Dossier
from registry.models.producer import ContactKind
from registry.queries import dossiers
from registry.queries.settings import Settings
from registry.rules import dossier_forms
from registry.rules.criteria import NOTHING_REACHED, CriteriaSet, Criterion
from registry.rules.number_words import two_digits
from registry.rules.scoring import SELF_SCORE_LABEL
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score
from registry.rules.stars import vietnamese_score

_GENERAL = ("founded_on", "registration_number", "specification", "papers", "other_papers", "history", "organisation")
_RESULTS = ("results", "changes", "volume", "revenue")
_PLAN = ("plan",)


def paper(session: Session, dossier: Dossier) -> tuple[str, bytes]:
    """Return the report of a dossier, with the name of its file; as it was handed in, before that as a draft.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    name = bundle.filename("Mẫu số 02", dossier.product.name, dossier.producer.name)
    return name, official.draw(content(session, dossier))


def content(session: Session, dossier: Dossier) -> OfficialPaper:
    """Put a dossier into the words of the form."""
    settings, is_demonstration = official.settings_of(session)
    filled = filled_forms.filled(session, dossier)
    return OfficialPaper(
        parent_body=None,
        issuing_body=None,
        symbol=None,
        title="BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM",
        subject=dossier.product.name_on(filled.day),
        place=dossier.commune.name if dossier.commune else settings.place_of_signing,
        issued_on=filled.day,
        blocks=(
            *_general(dossier, filled, settings),
            Paragraph(text="Phần II. KẾT QUẢ THỰC HIỆN PHƯƠNG ÁN SẢN XUẤT, KINH DOANH", manner=Manner.HEADING),
            *_blanks(dossier, filled, _RESULTS),
            *_self_score(dossier, filled),
            Paragraph(text="Phần IV. KẾ HOẠCH SẢN XUẤT, KINH DOANH", manner=Manner.HEADING),
            *_blanks(dossier, filled, _PLAN),
            *_evidence(dossier, filled),
        ),
        signatures=(
            Signature(authority_lines=("ĐẠI DIỆN THEO PHÁP LUẬT", "CỦA CƠ SỞ"), name=dossier.producer.representative),
        ),
        signing_hint="(Ký, họ tên, đóng dấu)",
        foot=filled.foot,
        is_draft=filled.is_draft,
        is_demonstration=is_demonstration,
    )


def _general(dossier: Dossier, filled: Filled, settings: Settings) -> Iterator[Paragraph]:
    producer = dossier.producer
    reached = (assessed.contact_of(producer, kind) for kind in (ContactKind.PHONE, ContactKind.EMAIL))
    yield Paragraph(text="Phần I. THÔNG TIN CHUNG", manner=Manner.HEADING)
    for label, value in (
        ("Tên chủ thể:", producer.name_on(filled.day)),
        ("Loại hình tổ chức:", assessed.PRODUCER_KINDS[producer.kind]),
        ("Địa chỉ:", producer.address_on(filled.day, province=settings.province)),
        ("Điện thoại, email:", ", ".join(one for one in reached if one)),
        ("Tên người đại diện pháp luật:", assessed.representative_words(dossier, filled.forms)),
        ("Tên sản phẩm:", dossier.product.name_on(filled.day)),
    ):
        yield Paragraph(lead=label, text=value or official.DOTS, field="form_field")
    yield from _blanks(dossier, filled, _GENERAL)


def _blanks(dossier: Dossier, filled: Filled, codes: tuple[str, ...]) -> Iterator[Paragraph]:
    for field in dossier_forms.asked(dossier.kind):
        if field.code not in codes:
            continue
        said = filled_forms.value_words(field, filled.forms.get(field.code))
        if len(said) == 1 and not field.choices:
            yield Paragraph(lead=f"{field.label}:", text=said[0], field="form_field")
            continue
        yield Paragraph(text=f"{field.label}:", manner=Manner.HEADING)
        for text in said:
            manner = Manner.ITEM if field.choices else Manner.BODY
            yield Paragraph(text=text, manner=manner, field="form_field")


def _self_score(dossier: Dossier, filled: Filled) -> Iterator[Paragraph | Table]:
    yield Paragraph(text="Phần III. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN THEO BỘ TIÊU CHÍ SẢN PHẨM OCOP", manner=Manner.HEADING)
    criteria = dossiers.criteria_of(dossier)
    if criteria is None or not criteria.can_be_scored:
        yield Paragraph(text="Bộ tiêu chí của sản phẩm này chưa có trong sổ.")
        return
    score = sheet_score(criteria=criteria, sheet=Sheet(ticks=filled.self_ticks))
    yield Paragraph(text=f"{SELF_SCORE_LABEL}. Tổng điểm tự chấm: {vietnamese_score(score.total)}.")
    yield Table(
        columns=(
            TableColumn(title="TT", share=14, side=Side.CENTRE, field="criterion_code"),
            TableColumn(title="Tiêu chí", share=50, field="criterion"),
            TableColumn(title="Mức tự chấm", share=67, field="criterion"),
            TableColumn(title="Tối đa", share=16, side=Side.CENTRE, field="score"),
            TableColumn(title="Điểm", share=16, side=Side.CENTRE, field="score"),
        ),
        rows=tuple(_score_rows(criteria, filled, score)),
    )


def _score_rows(criteria: CriteriaSet, filled: Filled, score: SheetScore) -> Iterator[tuple[str, ...] | TableBand]:
    for part in criteria.parts:
        yield TableBand(text=f"Phần {part.code}. {part.title}: {vietnamese_score(score.parts[part.code])}/{part.max}")
        for leaf in part.leaves():
            given = vietnamese_score(score.nodes[leaf.code]) if leaf.code in score.points else ""
            yield (leaf.code, leaf.title, _answer(leaf, filled, score), str(leaf.max), given)


def _answer(leaf: Criterion, filled: Filled, score: SheetScore) -> str:
    if leaf.code in score.not_applying:
        return "không xét"
    tick = filled.self_ticks.get(leaf.code)
    if tick is None:
        return "chưa chấm"
    return "không đạt mức nào" if tick == NOTHING_REACHED else leaf.options[tick].label


def _evidence(dossier: Dossier, filled: Filled) -> Iterator[Paragraph | Table]:
    codes = dossiers.item_codes(dossier)
    yield Paragraph(text="Phụ lục minh chứng", manner=Manner.HEADING)
    yield Table(
        columns=(
            TableColumn(title="TT", share=14, side=Side.CENTRE, field="number"),
            TableColumn(title="Minh chứng", share=121, field="item"),
            TableColumn(title="Số tệp", share=28, side=Side.CENTRE),
        ),
        rows=tuple(
            (str(number), item.title, two_digits(filled.files[item.code]) if item.code in filled.files else "không có")
            for number, item in enumerate((one for one in dossiers.items_of(dossier) if one.code in codes), start=1)
        ),
        when_empty="Văn bản áp dụng không có danh mục minh chứng trong sổ.",
    )
