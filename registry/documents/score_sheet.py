"""What a member's signed score sheet says, as the official form has it (QĐ 26/2026, Phụ lục II)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from sqlalchemy.orm import Session

import certificates
from certificates import RowKind, ScoreRow, ScoreSheetPaper, legible
from registry import clock
from registry.documents import assessed, bundle, printing
from registry.documents.printing import PaperRefused
from registry.models.assessment import ScoreSheet
from registry.models.assessment_round import Seat
from registry.models.producer import ContactKind
from registry.queries import dossiers
from registry.queries import settings as settings_questions
from registry.rules.criteria import NOTHING_REACHED, CriteriaSet, Criterion, Ground
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score
from registry.rules.stars import from_hundredths, vietnamese_score

LONGEST_ROW = 700
"""Letters of a comment in one row of the table."""


def paper(session: Session, sheet: ScoreSheet) -> tuple[str, bytes]:
    """Return a member's sheet as it was signed, with the name of its file.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    written = content(session, sheet)
    name = bundle.filename("Phiếu đánh giá", written.product_name, written.member_name, f"lần {sheet.turn}")
    return name, draw(written)


def papers_of_member(session: Session, seat: Seat, sheets: Sequence[ScoreSheet]) -> tuple[str, bytes]:
    """Return signed sheets of one member in one file, for signing by hand, with its name.

    :raises PaperRefused: naming the first sheet that cannot be printed, or if there is none.
    """
    if not sheets:
        raise PaperRefused("Thành viên này chưa có phiếu nào đã ký.", subject=seat.account.name)
    drawn = printing.draw_together(
        [content(session, sheet) for sheet in sheets], merged=certificates.draw_score_sheets_merged, single=draw
    )
    return bundle.filename("Phiếu đánh giá", seat.account.name), drawn


def content(session: Session, sheet: ScoreSheet) -> ScoreSheetPaper:
    """Put a signed sheet into the words of the form.

    :raises PaperRefused: if the register has no criteria for it.
    """
    dossier, seat = sheet.dossier, sheet.seat
    criteria = dossiers.criteria_of(dossier)
    if criteria is None:
        raise PaperRefused("Bộ tiêu chí của phiếu này chưa có trong sổ.", subject=dossier.product.name)
    settings = settings_questions.settings(session)
    signed = sheet.sealed_at.astimezone(clock.VIETNAM)
    return ScoreSheetPaper(
        parent_body=settings.issuing_heading,
        issuing_body=assessed.council_heading(settings),
        criteria_name=f"BỘ SẢN PHẨM: {criteria.name.upper()}",
        instrument=f"Theo Bộ tiêu chí ban hành kèm theo {dossiers.governed_by(dossier).title}",
        product_name=dossier.product.name_on(signed.date()),
        # Kept by the commune, with the year of the assessment in it: written in by hand.
        product_code=None,
        registration_number=dossier.number,
        producer_name=dossier.producer.name_on(signed.date()),
        phone=assessed.contact_of(dossier.producer, ContactKind.PHONE),
        producer_address=dossier.producer.address_on(signed.date(), province=settings.province) or None,
        rows=rows(criteria, sheet),
        total=vietnamese_score(from_hundredths(sheet.total)),
        opinion=tuple(legible(line) for line in sheet.opinion.splitlines() if line.strip()),
        place=settings.place_of_signing,
        signed_on=signed.date(),
        member_name=seat.account.name,
        member_office=assessed.office_of(seat),
        foot=f"Phiếu lần {sheet.turn}, ký lúc {signed:%H:%M} ngày {signed:%d/%m/%Y}; SHA-256: {sheet.sha256}",
        is_demonstration=settings_questions.is_demonstration(session),
    )


def draw(content: ScoreSheetPaper) -> bytes:
    """Draw the sheet.

    :raises PaperRefused: naming the field, if it cannot be printed as it should be.
    """
    with printing.refusing(f"Phiếu đánh giá «{content.product_name}»"):
        return certificates.draw_score_sheet(content)


def rows(criteria: CriteriaSet, sheet: ScoreSheet) -> tuple[ScoreRow, ...]:
    """Return the rows of the table: grounds of elimination, then every part with its options and the ticks."""
    score = sheet_score(criteria=criteria, sheet=Sheet(ticks=sheet.ticks, grounds=frozenset(sheet.eliminated_by)))
    return tuple(_Table(criteria=criteria, sheet=sheet, score=score).rows())


@dataclass(frozen=True, kw_only=True)
class _Table:
    criteria: CriteriaSet
    sheet: ScoreSheet
    score: SheetScore

    def rows(self) -> Iterator[ScoreRow]:
        above = self._grounds("")
        if above:
            yield ScoreRow(kind=RowKind.SECTION, text="Các trường hợp bị loại hồ sơ")
            yield from above
        for part in self.criteria.parts:
            yield ScoreRow(
                kind=RowKind.PART,
                code=part.code,
                text=f"PHẦN {part.code}: {part.title.upper()}",
                points=str(part.max),
                given=vietnamese_score(self.score.parts[part.code]),
            )
            for section in part.criteria:
                yield from self._node(section, kind=RowKind.SECTION)

    def _node(self, node: Criterion, *, kind: RowKind) -> Iterator[ScoreRow]:
        yield ScoreRow(kind=kind, code=node.code, text=node.title, points=str(node.max), given=self._given(node))
        yield from self._remarks(node)
        yield from self._grounds(node.code)
        for child in node.children:
            yield from self._node(child, kind=RowKind.CRITERION)
        if node.is_leaf:
            yield from self._options(node)
        if comment := self.sheet.comments.get(node.code):
            said = legible(f"Nhận xét của người đánh giá: {comment}")
            # A row is never split, and a page is not endless.
            yield from (ScoreRow(kind=RowKind.REMARK, text=text) for text in wrap(said, LONGEST_ROW))

    def _given(self, node: Criterion) -> str:
        leaves = [leaf.code for leaf in node.leaves()]
        if all(code in self.score.not_applying for code in leaves):
            return "không xét"
        if not any(code in self.score.points for code in leaves):
            return "chưa chấm"
        return vietnamese_score(self.score.nodes[node.code])

    def _remarks(self, node: Criterion) -> Iterator[ScoreRow]:
        if node.hint:
            yield ScoreRow(kind=RowKind.REMARK, text=node.hint)
        if node.applies_if:
            condition = node.applies_if
            text = f"Chỉ xét khi tiêu chí {condition.criterion} đạt từ {condition.min_points} điểm."
            yield ScoreRow(kind=RowKind.REMARK, text=text)

    def _grounds(self, code: str) -> list[ScoreRow]:
        named = {ground.key for ground in self.score.grounds}
        return [
            ScoreRow(kind=RowKind.GROUND, text=_ground(ground), points="loại", is_ticked=ground.key in named)
            for ground in self.criteria.grounds
            if ground.code == code
        ]

    def _options(self, leaf: Criterion) -> Iterator[ScoreRow]:
        ticked = self.sheet.ticks.get(leaf.code) if leaf.code not in self.score.not_applying else None
        if leaf.may_reach_nothing:
            text = "Không đạt mức nào dưới đây"
            yield ScoreRow(kind=RowKind.OPTION, text=text, points="0", is_ticked=ticked == NOTHING_REACHED)
        case = None
        for place, option in enumerate(leaf.options):
            if option.case is not None and option.case != case:
                case = option.case
                yield ScoreRow(kind=RowKind.REMARK, text=f"Trường hợp: {case}")
            least = f" (mức tối thiểu của hạng {option.required_for} sao)" if option.required_for else ""
            yield ScoreRow(
                kind=RowKind.OPTION, text=option.label + least, points=str(option.points), is_ticked=place == ticked
            )


def _ground(ground: Ground) -> str:
    return ground.text[0].upper() + ground.text[1:]
