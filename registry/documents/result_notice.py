"""The notice of a result to the commune and the producer: the score, the reasons, and what would gain the next star."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from certificates import Manner, OfficialPaper, Paragraph, Side, Table, TableColumn
from registry.documents import assessed, bundle, official, results
from registry.models.assessment import Assessment, Outcome
from registry.models.assessment_round import AssessmentRound
from registry.models.dossier import Dossier
from registry.queries import dossiers
from registry.rules.criteria import CriteriaSet
from registry.rules.instruments import InstrumentFacts
from registry.rules.number_words import vietnamese_date
from registry.rules.scoring import CouncilResult, Gap, gap_of_result
from registry.rules.scoring_minima import MissedMinimum
from registry.rules.stars import vietnamese_score

SYMBOL = "TB-HĐOCOP"
MOST_ROOM = 10
"""Criteria with points left that are listed: those with most room; the page of the dossier shows all."""


def paper(session: Session, result: Assessment) -> tuple[str, bytes]:
    """Return the notice of a result, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    dossier = result.dossier
    name = bundle.filename("Thông báo kết quả", dossier.product.name, dossier.producer.name)
    return name, official.draw(content(session, result))


def content(session: Session, result: Assessment) -> OfficialPaper:
    """Put a result into the words of its notice."""
    settings, is_demonstration = official.settings_of(session)
    dossier, round_ = result.dossier, result.dossier.round
    worked_out = results.recomputed(session, result)
    commune = dossier.commune.full_name if dossier.commune else None
    return OfficialPaper(
        parent_body=settings.issuing_heading,
        issuing_body=assessed.council_heading(settings),
        symbol=SYMBOL,
        title="THÔNG BÁO",
        subject="Kết quả đánh giá, phân hạng sản phẩm OCOP" + (f" {results.name_of(round_)}" if round_ else ""),
        place=settings.place_of_signing,
        # Dated when it is signed, which the register does not know.
        issued_on=None,
        addressees=tuple(
            one for one in (f"Ủy ban nhân dân {commune}" if commune else None, dossier.producer.name) if one
        ),
        blocks=(
            *_said(dossier, result, round_),
            *(_reasons(*worked_out, dossiers.governed_by(dossier)) if worked_out else _plain_reasons(result)),
            *(_rules(round_)),
            *_next(result),
        ),
        signatures=(assessed.signature_of(settings, round_),),
        recipients=assessed.recipients_of(settings),
        is_demonstration=is_demonstration,
    )


def _said(dossier: Dossier, result: Assessment, round_: AssessmentRound | None) -> Iterator[Paragraph]:
    day = round_.held_on if round_ else None
    when = f" {vietnamese_date(day)}" if day else ""
    yield Paragraph(text=f"Căn cứ {dossiers.governed_by(dossier).title}, Hội đồng đã đánh giá sản phẩm sau đây{when}:")
    for label, value in (
        ("Tên sản phẩm:", dossier.product.name_on(day)),
        ("Tên chủ thể:", dossier.producer.name_on(day)),
        ("Số phiếu đăng ký:", dossier.number),
        ("Hình thức:", assessed.KINDS[dossier.kind]),
    ):
        if value:
            yield Paragraph(lead=label, text=value, manner=Manner.ENTRY)
    if result.score is not None:
        yield Paragraph(lead="Điểm của Hội đồng:", text=results.score_words(result.score), manner=Manner.ENTRY)
    yield Paragraph(lead="Kết quả:", text=results.rank_words(result), manner=Manner.ENTRY)


def _plain_reasons(result: Assessment) -> Iterator[Paragraph]:
    """Say what is known of a result that was recorded without sheets."""
    if said := results.remarks(result):
        yield Paragraph(text=f"{said}.")


def _reasons(criteria: CriteriaSet, result: CouncilResult, under: InstrumentFacts) -> Iterator[Paragraph | Table]:
    if result.eliminated_by:
        yield Paragraph(text="1. Lý do bị loại", manner=Manner.HEADING)
        for ground in result.eliminated_by:
            place = f" (tiêu chí {ground.code})" if ground.code else ""
            yield Paragraph(text=f"- {ground.text}{place};", manner=Manner.ITEM, field="reason")
        return
    yield Paragraph(text="1. Điểm từng phần", manner=Manner.HEADING)
    yield _parts(criteria, result)
    if held := result.held_back_by:
        yield Paragraph(
            text=f"Điểm đạt mức của hạng {result.band} sao, nhưng sản phẩm xếp hạng {result.stars} sao "
            "vì chưa đạt các mức tối thiểu sau đây:"
        )
        yield _minima(held)
    yield from _gap(gap_of_result(criteria=criteria, result=result, under=under), told=held)


def _parts(criteria: CriteriaSet, result: CouncilResult) -> Table:
    return Table(
        columns=(
            TableColumn(title="Phần", share=14, side=Side.CENTRE),
            TableColumn(title="Nội dung", share=105, field="criterion"),
            TableColumn(title="Điểm tối đa", share=23, side=Side.CENTRE, field="score"),
            TableColumn(title="Điểm đạt", share=23, side=Side.CENTRE, field="score"),
        ),
        rows=tuple(
            (part.code, part.title, str(part.max), vietnamese_score(result.parts[part.code])) for part in criteria.parts
        ),
    )


def _minima(missed: tuple[MissedMinimum, ...]) -> Table:
    return Table(
        columns=(
            TableColumn(title="Tiêu chí", share=16, side=Side.CENTRE, field="criterion_code"),
            TableColumn(title="Nội dung", share=48, field="criterion"),
            TableColumn(title="Mức tối thiểu", share=65, field="criterion"),
            TableColumn(title="Cho hạng", share=16, side=Side.CENTRE, field="stars"),
            TableColumn(title="Số phiếu đạt", share=20, side=Side.CENTRE),
        ),
        rows=tuple(
            (
                one.code,
                one.minimum.leaf.title,
                " hoặc ".join(one.minimum.leaf.options[place].label for place in one.minimum.positions),
                f"{one.stars} sao",
                f"{one.reached_by}/{one.sheets}",
            )
            for one in missed
        ),
    )


def _gap(gap: Gap, *, told: tuple[MissedMinimum, ...]) -> Iterator[Paragraph | Table]:
    if gap.aim is None:
        return
    yield Paragraph(text=f"2. Để đạt hạng {gap.aim} sao", manner=Manner.HEADING)
    yield Paragraph(text=f"{gap.sentence}")
    if gap.missed and gap.missed != told:
        yield _minima(gap.missed)
    if gap.lacking and gap.room:
        most = sorted(gap.room, key=lambda one: one.points - one.max)[:MOST_ROOM]
        yield Paragraph(text="Các tiêu chí còn nhiều điểm nhất:")
        yield Table(
            columns=(
                TableColumn(title="Tiêu chí", share=16, side=Side.CENTRE, field="criterion_code"),
                TableColumn(title="Nội dung", share=97, field="criterion"),
                TableColumn(title="Điểm đạt", share=26, side=Side.CENTRE, field="score"),
                TableColumn(title="Điểm tối đa", share=26, side=Side.CENTRE, field="score"),
            ),
            rows=tuple((one.code, one.title, vietnamese_score(one.points), str(one.max)) for one in most),
        )


def _rules(round_: AssessmentRound | None) -> Iterator[Paragraph]:
    if round_ is not None and round_.rules:
        yield Paragraph(text="Quy chế làm việc của Hội đồng đã áp dụng", manner=Manner.HEADING)
        yield from results.rules_words(round_, manner=Manner.SMALL)


def _next(result: Assessment) -> Iterator[Paragraph]:
    yield Paragraph(text=_NEXT[result.outcome])
    yield Paragraph(text="Hội đồng thông báo để Ủy ban nhân dân cấp xã và chủ thể biết, thực hiện./.")


# QĐ 26/2026, Điều 4 và Điều 7.
_NEXT = {
    Outcome.RECOGNISE: (
        "Kết quả này được trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định công nhận; "
        "thông báo này không thay cho quyết định và giấy chứng nhận."
    ),
    Outcome.POTENTIAL_FIVE: (
        "Kết quả này được trình Chủ tịch Ủy ban nhân dân tỉnh phê duyệt và đề nghị Bộ Nông nghiệp và Môi trường "
        "đánh giá, công nhận hạng 5 sao; thông báo này không thay cho quyết định và giấy chứng nhận."
    ),
    Outcome.NOT_RECOGNISED: (
        "Sản phẩm chưa đạt hạng 3 sao nên chưa được công nhận. Chủ thể hoàn thiện sản phẩm và hồ sơ theo các nội dung "
        "nêu trên, rồi đăng ký đánh giá ở đợt sau."
    ),
    Outcome.ELIMINATED: (
        "Hồ sơ bị loại nên sản phẩm không được xếp hạng trong đợt này. Chủ thể khắc phục lý do nêu trên, "
        "rồi đăng ký đánh giá ở đợt sau."
    ),
}
