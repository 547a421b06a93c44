"""Phụ lục kèm theo quyết định, after decree 30/2020/NĐ-CP, appendix I, part I, and templates 2.1 and 2.2."""

from collections.abc import Sequence
from functools import partial

from certificates.grid import Align, Column, with_room_for
from certificates.ledger import Ledger
from certificates.list_content import AnnexKind, AnnexLine, DecisionAnnex
from certificates.official import Closing, Pages, draw_title_lines
from certificates.paper import BLACK, DECREE_LANDSCAPE, DECREE_PORTRAIT, MM
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_ITALIC, Style, cleaned
from certificates.wording import long_date

LABEL = Style(SERIF_BOLD, 14, BLACK)
TITLE = Style(SERIF_BOLD, 14, BLACK)
GROUND = Style(SERIF_ITALIC, 14, BLACK)
HEAD = Style(SERIF_BOLD, 12, BLACK)
TEXT = Style(SERIF, 12, BLACK)
BAND = Style(SERIF_BOLD, 12.5, BLACK)
NOTE = Style(SERIF_ITALIC, 12, BLACK)
CLOSING = Style(SERIF_ITALIC, 13, BLACK)

COLUMNS: dict[AnnexKind, Sequence[tuple[str, str, float, Align]]] = {
    AnnexKind.RECOGNITION: (
        ("product_name", "Tên sản phẩm", 36, Align.LEFT),
        ("producer_name", "Chủ thể", 36, Align.LEFT),
        ("address", "Địa chỉ", 45, Align.LEFT),
        ("score", "Điểm", 13, Align.CENTRE),
        ("stars", "Hạng sao", 12, Align.CENTRE),
        ("note", "Ghi chú", 13, Align.LEFT),
    ),
    AnnexKind.HIGH_SCORE: (
        ("product_name", "Tên sản phẩm", 35, Align.LEFT),
        ("producer_name", "Chủ thể", 34, Align.LEFT),
        ("address", "Địa chỉ", 40, Align.LEFT),
        ("score", "Điểm", 13, Align.CENTRE),
        ("stars", "Kết quả", 19, Align.CENTRE),
        ("note", "Ghi chú", 14, Align.LEFT),
    ),
    AnnexKind.CORRECTION: (
        ("product_name", "Tên sản phẩm", 29, Align.LEFT),
        ("producer_name", "Chủ thể", 28, Align.LEFT),
        ("certificate_number", "Số giấy chứng nhận", 27, Align.CENTRE),
        ("before", "Nội dung đã ghi", 25, Align.LEFT),
        ("after", "Nội dung sửa lại", 25, Align.LEFT),
        ("ground", "Lý do", 21, Align.LEFT),
    ),
    AnnexKind.REVOCATION: (
        ("product_name", "Tên sản phẩm", 32, Align.LEFT),
        ("producer_name", "Chủ thể", 31, Align.LEFT),
        ("address", "Địa chỉ", 31, Align.LEFT),
        ("certificate_number", "Số giấy chứng nhận", 27, Align.CENTRE),
        ("stars", "Hạng sao", 13, Align.CENTRE),
        ("ground", "Lý do thu hồi", 21, Align.LEFT),
    ),
    AnnexKind.AWARD: (
        ("producer_name", "Tập thể, hộ gia đình, cá nhân được khen", 52, Align.LEFT),
        ("address", "Địa chỉ", 38, Align.LEFT),
        ("achievement", "Thành tích", 47, Align.LEFT),
        ("note", "Ghi chú", 18, Align.LEFT),
    ),
}
"""Field, title, width in millimetres on portrait paper and alignment of the columns after TT."""

NUMBER_WIDTH = 10
WIDE = (AnnexKind.CORRECTION, AnnexKind.REVOCATION)
"""Kinds whose columns need landscape paper."""


def draw_decision_annex(content: DecisionAnnex) -> bytes:
    """Draw the annex.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    content = cleaned(content)
    is_wide = content.kind in WIDE if content.is_landscape is None else content.is_landscape
    paper = DECREE_LANDSCAPE if is_wide else DECREE_PORTRAIT
    about = About(
        title=f"{_label(content)} – {content.title}", author=content.decision_body, subject=_attached_to(content)
    )
    return printed([partial(_draw, content=content)], paper=paper, about=about)


def _draw(sheet: Sheet, content: DecisionAnnex) -> None:
    pages = Pages(sheet, is_draft=content.is_draft, is_demonstration=content.is_demonstration)
    titles = [
        ("annex_number", _label(content), LABEL),
        ("title", content.title, TITLE),
        ("decision", _attached_to(content), GROUND),
    ]
    y = draw_title_lines(sheet, titles, y=sheet.paper.top)
    middle = sheet.paper.left + sheet.paper.text_width / 2
    sheet.line(x=middle - 20 * MM, y=y + 1, across=40 * MM, down=0, weight=0.6, ink=BLACK)
    columns = with_room_for(content.line_total, _columns(content.kind, sheet.paper.text_width), style=TEXT)
    ledger = Ledger(
        sheet, columns=columns, top=y + 6 * MM, head=HEAD, text=TEXT, begin_page=pages.begin, tint=pages.tint
    )
    number = 0
    for section in content.sections:
        if section.title is not None:
            ledger.band(section.title, field="section", style=BAND)
        for line in section.lines:
            number += 1
            ledger.row(_cells(content.kind, line, number))
    if not number:
        ledger.note("Không có dòng nào.", field="note", style=NOTE)
    closing = Closing(
        lines=[("closing_note", content.closing_note, CLOSING)] if content.closing_note else [],
        signatures=[(content.authority_lines, content.signatory_name)] if content.authority_lines else [],
    )
    closing.draw(sheet, y=ledger.end(closing=closing.height(sheet)))


def fields(kind: AnnexKind) -> Sequence[str]:
    """Return the fields of a line that an annex of some kind prints, in the order of its columns."""
    return [field for field, _, _, _ in COLUMNS[kind]]


def _label(content: DecisionAnnex) -> str:
    return f"Phụ lục {content.annex_number}" if content.annex_number else "Phụ lục"


def _attached_to(content: DecisionAnnex) -> str:
    if content.decision_number is None:
        # The decree leaves these blanks empty in an electronic document.
        numbered = f"số          /{content.decision_symbol} ngày      tháng      năm         "
    else:
        numbered = f"số {content.decision_number} {long_date(content.decision_date)} "
    return f"(Kèm theo Quyết định {numbered}của {content.decision_body})"


def _columns(kind: AnnexKind, room: float) -> Sequence[Column]:
    table = COLUMNS[kind]
    share = (room - NUMBER_WIDTH * MM) / sum(millimetres for _, _, millimetres, _ in table)
    return [
        Column(field="number", title="TT", width=NUMBER_WIDTH * MM, align=Align.CENTRE),
        *(
            Column(field=field, title=title, width=millimetres * share, align=align)
            for field, title, millimetres, align in table
        ),
    ]


def _cells(kind: AnnexKind, line: AnnexLine, number: int) -> Sequence[str]:
    return (str(number), *(getattr(line, field) or "" for field, _, _, _ in COLUMNS[kind]))
