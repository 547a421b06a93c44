"""Danh sách chi tiền thưởng: who gets how much for what, by which resolution, with a column to sign."""

from collections.abc import Sequence
from functools import partial

from certificates.grid import Align, Cell, Column, Rated, with_room_for
from certificates.ledger import Ledger
from certificates.list_content import PrizeList, PrizeRow
from certificates.official import Closing, Pages, draw_official_heading, draw_title_lines
from certificates.ornaments import star_row
from certificates.paper import BLACK, DECREE_LANDSCAPE, MM
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_ITALIC, Style, cleaned
from certificates.wording import dotted, long_date, two_digits

TITLE = Style(SERIF_BOLD, 15, BLACK)
SUBTITLE = Style(SERIF_BOLD, 13.5, BLACK)
GROUND = Style(SERIF_ITALIC, 13, BLACK)
HEAD = Style(SERIF_BOLD, 12, BLACK)
TEXT = Style(SERIF, 12.5, BLACK)
BOLD = Style(SERIF_BOLD, 12.5, BLACK)
STAR = 8.5

COLUMNS = (
    Column(field="number", title="TT", width=11 * MM, align=Align.CENTRE),
    Column(field="recipient_name", title="Đơn vị, cá nhân nhận thưởng", width=56 * MM),
    Column(field="commune", title="Xã, phường", width=46 * MM),
    Column(field="product_name", title="Sản phẩm", width=54 * MM),
    Column(field="stars", title="Hạng sao", width=31 * MM),
    Column(field="amount", title="Số tiền (đồng)", width=27 * MM, align=Align.RIGHT),
    Column(field="signature", title="Ký nhận", width=27 * MM),
)
AMOUNT = 5
LOWEST_ROW = 10 * MM
"""Room for a signature by hand."""


def draw_prize_list(content: PrizeList) -> bytes:
    """Draw the list.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    content = cleaned(content)
    about = About(
        title=f"{content.title} – {content.subtitle}",
        author=content.issuing_body,
        subject=f"{dotted(content.total_amount)} đồng",
    )
    return printed([partial(_draw, content=content)], paper=DECREE_LANDSCAPE, about=about)


def _draw(sheet: Sheet, content: PrizeList) -> None:
    pages = Pages(sheet, is_draft=content.is_draft, is_demonstration=content.is_demonstration)
    y = draw_official_heading(sheet, parent_body=content.parent_body, issuing_body=content.issuing_body)
    titles = [
        ("title", content.title, TITLE),
        ("subtitle", content.subtitle, SUBTITLE),
        ("resolution", f"(Mức thưởng theo {content.resolution})", GROUND),
    ]
    y = draw_title_lines(sheet, titles, y=y)
    ledger = Ledger(
        sheet,
        columns=with_room_for(len(content.rows), COLUMNS, style=TEXT),
        top=y + 4 * MM,
        head=HEAD,
        text=TEXT,
        begin_page=pages.begin,
        tint=pages.tint,
        lowest_row=LOWEST_ROW,
    )
    for number, row in enumerate(content.rows, start=1):
        ledger.row(_cells(row, number))
    if not content.rows:
        ledger.note("Không có khoản thưởng nào.", field="note", style=GROUND)
    count = f"Tổng cộng ({two_digits(len(content.rows))} khoản)"
    ledger.total(count, {AMOUNT: dotted(content.total_amount)}, style=BOLD)
    closing = Closing(
        lines=[("total_in_words", f"Số tiền bằng chữ: {content.total_in_words}.", GROUND)],
        place_and_date=f"{content.place}, {long_date(content.issued_on)}",
        signatures=[((authority,), name) for authority, name in content.signatures],
    )
    closing.draw(sheet, y=ledger.end(closing=closing.height(sheet)))


def _cells(row: PrizeRow, number: int) -> Sequence[Cell]:
    return (
        str(number),
        row.recipient_name,
        row.commune,
        f"{row.product_name} ({row.note})" if row.note else row.product_name,
        Rated(f"{row.stars} sao", star_row(stars=row.stars, size=STAR)),
        dotted(row.amount),
        "",
    )
