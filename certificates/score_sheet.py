"""Phiếu đánh giá sản phẩm OCOP: the criteria with the ticks of one member, as the official form has them."""

from collections.abc import Mapping, Sequence
from functools import cache, partial

from reportlab.pdfgen.canvas import Canvas

from certificates.grid import Align, Boxed, Cell, Column
from certificates.ledger import Ledger
from certificates.official import Closing, Pages, draw_official_heading, draw_title_lines
from certificates.paper import BLACK, DECREE_PORTRAIT, MM
from certificates.press import printed
from certificates.prose import Prose
from certificates.score_sheet_content import RowKind, ScoreRow, ScoreSheetPaper
from certificates.sheet import About, Ornament, Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_ITALIC, Style, cleaned, fit
from certificates.wording import long_date

TITLE = Style(SERIF_BOLD, 15, BLACK)
SET = Style(SERIF_BOLD, 13, BLACK)
GROUND = Style(SERIF_ITALIC, 12.5, BLACK)
BODY = Style(SERIF, 13, BLACK)
BOLD = Style(SERIF_BOLD, 13, BLACK)
HEAD = Style(SERIF_BOLD, 11, BLACK)
TEXT = Style(SERIF, 11, BLACK)
STRONG = Style(SERIF_BOLD, 11, BLACK)
SLANTED = Style(SERIF_ITALIC, 11, BLACK)
DOTS = "…" * 12

COLUMNS = (
    Column(field="criterion_code", title="TT", width=13 * MM, align=Align.CENTRE),
    Column(field="criterion", title="Tiêu chí đánh giá", width=120 * MM),
    Column(field="score", title="Điểm", width=13 * MM, align=Align.CENTRE),
    Column(field="tick", title="Đánh giá", width=19 * MM, align=Align.CENTRE),
)
GIVEN = 3
STYLES: Mapping[RowKind, Style] = {
    RowKind.PART: STRONG,
    RowKind.SECTION: STRONG,
    RowKind.CRITERION: STRONG,
    RowKind.REMARK: SLANTED,
    RowKind.OPTION: TEXT,
    RowKind.GROUND: TEXT,
}
HEADS = frozenset({RowKind.PART, RowKind.SECTION, RowKind.CRITERION})
SMALLEST_OFFICE = 10.0
BOX = 9.0
AIR = 0.8 * MM


def draw_score_sheet(content: ScoreSheetPaper) -> bytes:
    """Draw the sheet.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    return draw_score_sheets_merged([content])


def draw_score_sheets_merged(contents: Sequence[ScoreSheetPaper]) -> bytes:
    """Draw sheets into one file, each beginning on a page of its own with its own page numbers.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    sheets = [cleaned(content) for content in contents]
    first = sheets[0]
    about = About(
        title=f"{first.title} – {first.product_name}" if len(sheets) == 1 else first.title,
        author=first.issuing_body,
        subject=", ".join(dict.fromkeys(one.member_name for one in sheets)),
    )
    return printed([partial(_draw, content=one) for one in sheets], paper=DECREE_PORTRAIT, about=about)


def _draw(sheet: Sheet, content: ScoreSheetPaper) -> None:
    pages = Pages(sheet, is_draft=content.is_draft, is_demonstration=content.is_demonstration, foot=content.foot)
    y = draw_official_heading(sheet, parent_body=content.parent_body, issuing_body=content.issuing_body)
    titles = [
        ("title", content.title, TITLE),
        ("criteria_name", content.criteria_name, SET),
        ("decision", f"({content.instrument})", GROUND),
    ]
    prose = Prose(sheet, top=draw_title_lines(sheet, titles, y=y), begin_page=pages.begin)
    for field, label, value in (
        ("product_name", "Tên sản phẩm:", content.product_name),
        ("product_code", "Mã số sản phẩm:", content.product_code or DOTS),
        ("registration_number", "Số phiếu đăng ký:", content.registration_number),
        ("producer_name", "Tên chủ thể sản xuất:", content.producer_name),
        ("phone", "Số điện thoại:", content.phone or DOTS),
        ("producer_address", "Địa chỉ:", content.producer_address or DOTS),
    ):
        if value is not None:
            prose.paragraph(value, field=field, style=BODY, lead=label, lead_style=BOLD, indent=0.0, before=3.0)
    ledger = Ledger(
        sheet,
        columns=COLUMNS,
        top=prose.table_top(),
        head=HEAD,
        text=TEXT,
        begin_page=pages.begin,
        tint=pages.tint,
        begins_low=True,
        air=AIR,
    )
    _draw_rows(ledger, content, pages)
    prose.after_table(ledger.end(closing=0.0))
    prose.paragraph("Ý kiến của người đánh giá:", field="wording", style=BOLD, indent=0.0, with_next=True)
    for text in content.opinion or (DOTS * 3,):
        prose.paragraph(text, field="opinion", style=BODY)
    office = fit(
        content.member_office,
        field="member_office",
        style=BOLD,
        room=sheet.paper.text_width / 2,
        lines=4,
        smallest=SMALLEST_OFFICE,
    )
    closing = Closing(
        lines=[],
        place_and_date=f"{content.place}, {long_date(content.signed_on)}",
        signatures=[(("NGƯỜI ĐÁNH GIÁ", *office.lines), content.member_name)],
        signing_hint="(Ký, ghi rõ họ tên)",
    )
    closing.draw(sheet, y=prose.end(closing=closing.height(sheet)))


def _draw_rows(ledger: Ledger, content: ScoreSheetPaper, pages: Pages) -> None:
    for row, after in zip(content.rows, (*content.rows[1:], None), strict=True):
        ledger.row(
            _cells(row),
            style=STYLES[row.kind],
            tint=pages.tint if row.kind is RowKind.PART else None,
            with_next=after is not None and (row.kind in HEADS or after.kind not in HEADS),
        )
    ledger.total("TỔNG SỐ ĐIỂM", {GIVEN: content.total}, style=STRONG)


def _cells(row: ScoreRow) -> tuple[Cell, ...]:
    given: Cell = row.given
    if row.kind in (RowKind.OPTION, RowKind.GROUND):
        given = Boxed("×" if row.is_ticked else "", box(is_ticked=row.is_ticked))
    return (row.code, row.text, row.points, given)


@cache
def box(*, is_ticked: bool) -> Ornament:
    """Return the box of an answer, crossed or not: drawn, so that it never hangs on a letter of the font."""

    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(0.8)
        canvas.rect(0, 0, BOX, BOX, stroke=1, fill=0)
        if is_ticked:
            canvas.setLineWidth(1.4)
            canvas.line(1.6, 1.6, BOX - 1.6, BOX - 1.6)
            canvas.line(1.6, BOX - 1.6, BOX - 1.6, 1.6)

    return Ornament(f"box-{'ticked' if is_ticked else 'empty'}", BOX, BOX, draw, bleed=1.0)
