"""Administrative papers: minutes, reports, notices, slips (decree 30/2020/NĐ-CP, appendix I, part II)."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from certificates.grid import Align, Column
from certificates.ledger import Ledger
from certificates.official import Closing, Pages, draw_number_and_date, draw_official_heading, draw_title_lines
from certificates.official_content import Manner, OfficialPaper, Paragraph, Side, Table, TableBand
from certificates.paper import BLACK, DECREE_LANDSCAPE, DECREE_PORTRAIT, MM
from certificates.press import printed
from certificates.prose import BETWEEN, INDENT, Prose
from certificates.sheet import About, Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_ITALIC, Style, cleaned
from certificates.wording import long_date

TITLE = Style(SERIF_BOLD, 14, BLACK)
SUBJECT = Style(SERIF_BOLD, 13.5, BLACK)
BODY = Style(SERIF, 13.5, BLACK)
BOLD = Style(SERIF_BOLD, 13.5, BLACK)
SLANTED = Style(SERIF_ITALIC, 13.5, BLACK)
HEAD = Style(SERIF_BOLD, 11.5, BLACK)
TEXT = Style(SERIF, 11.5, BLACK)
BAND = Style(SERIF_BOLD, 11.5, BLACK)
NOTE = Style(SERIF_ITALIC, 11.5, BLACK)
AIR, ASIDE = 1.1 * MM, 1.6 * MM
"""White above and below, left and right of the words in a cell."""

DENSE = 10.0
"""Size of the letters in a table of many columns."""

RULE_SHARE = 0.4
"""Of the subject's line, which the rule under it is long."""


class Setting(NamedTuple):
    """How one manner of paragraphs is set."""

    style: Style
    indent: float
    before: float
    with_next: bool = False


SETTINGS: Mapping[Manner, Setting] = {
    Manner.BODY: Setting(BODY, INDENT, BETWEEN),
    Manner.HEADING: Setting(BOLD, INDENT, BETWEEN, with_next=True),
    Manner.ITEM: Setting(BODY, INDENT, 3.0),
    Manner.ENTRY: Setting(BODY, 0.0, 3.0),
    Manner.REMARK: Setting(SLANTED, INDENT, BETWEEN),
    Manner.SMALL: Setting(TEXT, 0.0, 1.5),
}
ALIGNS: Mapping[Side, Align] = {Side.LEFT: Align.LEFT, Side.CENTRE: Align.CENTRE, Side.RIGHT: Align.RIGHT}


def draw_official_paper(content: OfficialPaper) -> bytes:
    """Draw the paper.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    return draw_official_papers_merged([content])


def draw_official_papers_merged(contents: Sequence[OfficialPaper]) -> bytes:
    """Draw many papers into one file, each from a page of its own and numbered for itself.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    :raises ValueError: if there is none, or some lie and others stand.
    """
    if len({content.is_landscape for content in contents}) != 1:
        raise ValueError("papers of one file all lie or all stand")
    contents = [cleaned(content) for content in contents]
    first = contents[0]
    about = About(
        title=f"{first.title} – {first.subject}" if first.subject else first.title,
        author=first.issuing_body or "",
        subject=first.subject,
    )
    paper = DECREE_LANDSCAPE if first.is_landscape else DECREE_PORTRAIT
    return printed([partial(_draw, content=content) for content in contents], paper=paper, about=about)


def _draw(sheet: Sheet, content: OfficialPaper) -> None:
    pages = Pages(sheet, is_draft=content.is_draft, is_demonstration=content.is_demonstration, foot=content.foot)
    prose = Prose(sheet, top=_draw_head(sheet, content), begin_page=pages.begin)
    _draw_addressees(prose, content.addressees)
    closing = _closing(content)
    height = closing.height(sheet)
    last = len(content.blocks) - 1
    for place, block in enumerate(content.blocks):
        if isinstance(block, Table):
            # A table that ends a paper takes its last row along to the signatures.
            _draw_table(sheet, block, prose=prose, pages=pages, closing=height if place == last else 0.0)
        else:
            _draw_paragraph(prose, block)
    y = prose.end(closing=height)
    closing.draw(sheet, y=y)
    prose.after_table(y + height)
    for table in content.below:
        _draw_table(sheet, table, prose=prose, pages=pages, closing=0.0)


def _closing(content: OfficialPaper) -> Closing:
    return Closing(
        lines=[],
        place_and_date="" if content.symbol else _place_and_date(content),
        signatures=[(one.authority_lines, one.name) for one in content.signatures],
        signing_hint=content.signing_hint,
        recipients=content.recipients,
    )


def _draw_head(sheet: Sheet, content: OfficialPaper) -> float:
    y = draw_official_heading(sheet, parent_body=content.parent_body, issuing_body=content.issuing_body)
    if content.symbol:
        y = draw_number_and_date(sheet, symbol=content.symbol, place_and_date=_place_and_date(content), y=y)
    titles = [("title", content.title, TITLE)]
    if content.subject:
        titles.append(("subject", content.subject, SUBJECT))
    y = draw_title_lines(sheet, titles, y=y)
    paper = sheet.paper
    length = RULE_SHARE * 60 * MM
    middle = paper.left + paper.text_width / 2
    sheet.line(x=middle - length / 2, y=y + 1, across=length, down=0, weight=0.6, ink=BLACK)
    return y + 4 * MM


def _place_and_date(content: OfficialPaper) -> str:
    return f"{content.place}, {long_date(content.issued_on)}"


def _draw_addressees(prose: Prose, addressees: Sequence[str]) -> None:
    left = 30 * MM
    if len(addressees) == 1:
        lead = "Kính gửi:"
        prose.paragraph(addressees[0], field="addressee", style=BODY, lead=lead, lead_style=BODY, indent=0.0, left=left)
    elif addressees:
        prose.paragraph("Kính gửi:", field="wording", style=BODY, indent=0.0, left=left, with_next=True)
        for one in addressees:
            prose.paragraph(f"- {one};", field="addressee", style=BODY, indent=0.0, left=left + 14 * MM, before=2.0)


def _draw_paragraph(prose: Prose, block: Paragraph) -> None:
    setting = SETTINGS[block.manner]
    prose.paragraph(
        block.text,
        field=block.field,
        style=setting.style,
        lead=block.lead,
        lead_style=BOLD,
        indent=setting.indent,
        before=setting.before,
        # What ends with a colon leads on to what follows.
        with_next=setting.with_next or block.text.endswith(":"),
        is_justified=not setting.with_next,
    )


def _draw_table(sheet: Sheet, table: Table, *, prose: Prose, pages: Pages, closing: float) -> None:
    share = sheet.paper.text_width / sum(column.share for column in table.columns)
    columns = [
        Column(field=column.field, title=column.title, width=column.share * share, align=ALIGNS[column.side])
        for column in table.columns
    ]
    ledger = Ledger(
        sheet,
        columns=columns,
        top=prose.table_top(),
        head=HEAD.at(DENSE) if table.is_dense else HEAD,
        text=TEXT.at(DENSE) if table.is_dense else TEXT,
        begin_page=pages.begin,
        tint=pages.tint,
        begins_low=True,
        air=AIR * 0.7 if table.is_dense else AIR,
        aside=ASIDE * 0.5 if table.is_dense else ASIDE,
    )
    for place, row in enumerate(table.rows, start=1):
        if isinstance(row, TableBand):
            ledger.band(row.text, field="section", style=BAND)
        else:
            ledger.row(row, with_next=table.is_together and place < len(table.rows))
    if not table.rows:
        ledger.note(table.when_empty, field="note", style=NOTE)
    prose.after_table(ledger.end(closing=closing + BETWEEN if closing else 0.0))
