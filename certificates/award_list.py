"""Danh sách khen thưởng: what the announcer reads out, in calling order, with computed totals."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from certificates.grid import Align, Cell, Column, Rated, with_room_for
from certificates.ledger import Ledger
from certificates.list_content import Arrangement, AwardList, AwardRow, AwardSection
from certificates.official import Closing, Pages, draw_official_heading, draw_title_lines
from certificates.ornaments import star_row
from certificates.paper import BLACK, DECREE_PORTRAIT, MM
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_ITALIC, Style, cleaned
from certificates.wording import long_date, roman, two_digits

TITLE = Style(SERIF_BOLD, 15, BLACK)
EVENT = Style(SERIF_BOLD, 13.5, BLACK)
PLACE = Style(SERIF_ITALIC, 13, BLACK)
HEAD = Style(SERIF_BOLD, 12, BLACK)
TEXT = Style(SERIF, 12.5, BLACK)
BAND = Style(SERIF_BOLD, 13, BLACK)
NOTE = Style(SERIF_ITALIC, 12.5, BLACK)
STAR = 8.5

NUMBER = Column(field="number", title="TT", width=12 * MM, align=Align.CENTRE)
STARS = Column(field="stars", title="Hạng sao", width=33 * MM)
DECISION = Column(field="decision", title="Quyết định", width=33 * MM, align=Align.CENTRE)


def _product(millimetres: float) -> Column:
    return Column(field="product_name", title="Tên sản phẩm", width=millimetres * MM)


def _producer(millimetres: float) -> Column:
    return Column(field="producer_name", title="Chủ thể", width=millimetres * MM)


def _commune(millimetres: float) -> Column:
    return Column(field="commune", title="Xã, phường", width=millimetres * MM)


COLUMNS = {
    Arrangement.BY_PRODUCER: (NUMBER, _product(87), STARS, DECISION),
    Arrangement.BY_COMMUNE: (NUMBER, _product(45), _producer(42), STARS, DECISION),
    Arrangement.BY_STARS: (NUMBER, _product(46), _producer(42), _commune(32), DECISION),
}
"""What a section's heading already says has no column."""


def draw_award_list(content: AwardList) -> bytes:
    """Draw the list.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    content = cleaned(content)
    about = About(
        title=f"{content.title} – {content.event_title}",
        author=content.issuing_body,
        subject=totals(content),
    )
    return printed([partial(_draw, content=content)], paper=DECREE_PORTRAIT, about=about)


def totals(content: AwardList) -> str:
    """Return "47 sản phẩm của 23 đơn vị"."""
    return f"{two_digits(content.product_total)} sản phẩm của {two_digits(content.producer_total)} đơn vị"


def _draw(sheet: Sheet, content: AwardList) -> None:
    pages = Pages(sheet, is_draft=False, is_demonstration=content.is_demonstration)
    y = draw_official_heading(sheet, parent_body=content.parent_body, issuing_body=content.issuing_body)
    place = f"({content.event_place}, {long_date(content.event_on)})"
    y = draw_title_lines(
        sheet,
        [
            ("title", content.title, TITLE),
            ("event_title", content.event_title, EVENT),
            ("place_and_date", place, PLACE),
        ],
        y=y,
    )
    ledger = Ledger(
        sheet,
        columns=with_room_for(content.product_total, COLUMNS[content.arrangement], style=TEXT),
        top=y + 4 * MM,
        head=HEAD,
        text=TEXT,
        begin_page=pages.begin,
        tint=pages.tint,
    )
    number = 0
    for position, section in enumerate(content.sections, start=1):
        ledger.band(_heading(content.arrangement, section, position), field="section", style=BAND)
        for row in section.rows:
            number += 1
            ledger.row(_cells(content.arrangement, row, number))
    if not number:
        ledger.note("Không có sản phẩm nào.", field="note", style=NOTE)
    closing = Closing(lines=_closing_lines(content))
    closing.draw(sheet, y=ledger.end(closing=closing.height(sheet)))


def _heading(arrangement: Arrangement, section: AwardSection, position: int) -> str:
    detail = f" – {section.detail}" if section.detail else ""
    if arrangement is Arrangement.BY_PRODUCER:
        return f"{position}. {section.title}{detail}"
    return f"{roman(position)}. {section.title}{detail} ({two_digits(len(section.rows))} sản phẩm)"


def _cells(arrangement: Arrangement, row: AwardRow, number: int) -> Sequence[Cell]:
    stars = Rated(f"{row.stars} sao", star_row(stars=row.stars, size=STAR))
    if arrangement is Arrangement.BY_PRODUCER:
        return (str(number), row.product_name, stars, row.decision)
    if arrangement is Arrangement.BY_COMMUNE:
        return (str(number), row.product_name, row.producer_name, stars, row.decision)
    return (str(number), row.product_name, row.producer_name, row.commune, row.decision)


def _closing_lines(content: AwardList) -> Sequence[tuple[str, str, Style]]:
    lines = [("total_in_words", f"Tổng cộng: {totals(content)} ({content.total_in_words}).", EVENT)]
    by_stars = Counter(row.stars for section in content.sections for row in section.rows)
    if by_stars:
        counts = "; ".join(
            f"{two_digits(by_stars[stars])} sản phẩm hạng {stars} sao" for stars in sorted(by_stars, reverse=True)
        )
        lines.append(("stars", f"Trong đó: {counts}.", TEXT))
    return lines
