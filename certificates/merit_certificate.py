"""Bằng khen: one landscape page in the order that custom gives it, from the nation's name to the seal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from certificates.blocks import (
    Entry,
    Line,
    draw_demonstration_line,
    draw_entries,
    draw_flow,
    draw_signature,
    draw_watermarks,
    fitting_flow,
)
from certificates.content import MeritCertificate
from certificates.facts import merit_facts
from certificates.ornaments import crest, ground
from certificates.paper import BRONZE, CHARCOAL, CREAM, CRIMSON, GREY, MM, SAND, Box, Paper
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.structure import Role
from certificates.typography import DISPLAY, SERIF, SERIF_BOLD, SERIF_ITALIC, Style, check, cleaned, fit, width
from certificates.wording import BLANK, EMBLEM, MOTTO, NATION, QR_WORDS, long_date

TITLE_SIZES = (52, 48, 44, 40, 36, 32)
"""From generous to tight: the whole body shrinks with the title."""

NAME_SIZES = (27, 25, 23, 21, 19, 17)
TEXT_SIZES = (16, 16, 15, 14, 13, 12)
SMALLEST_VALUE = 8.0


@dataclass(frozen=True)
class Layout:
    """Places on the paper: drawn for A4, enlarged with a larger sheet."""

    paper: Paper

    @cached_property
    def scale(self) -> float:
        """How much larger than on A4 everything is."""
        return min(self.paper.width / 297, self.paper.height / 210) / MM

    @cached_property
    def unit(self) -> float:
        """One millimetre of the A4 design on this paper."""
        return self.scale * MM

    def box(self, *, left: float, bottom: float, width: float, height: float) -> Box:
        """Return a box by its A4 millimetres: left from the middle of the page, bottom from the lower edge.

        On paper of another shape than A4 the words stay together in the middle of its height.
        """
        u = self.unit
        lower = (self.paper.height + 210 * u) / 2 - bottom * u
        return Box(left=self.paper.width / 2 + left * u, top=lower - height * u, width=width * u, height=height * u)


def draw_merit_certificate(content: MeritCertificate) -> bytes:
    """Draw one merit certificate.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    content = cleaned(content)
    about = About(
        title=" ".join(filter(None, (content.title, content.number, "–", content.recipient_name))),
        author=content.issuing_body,
        subject=content.achievement,
        is_tagged=True,
        enclosure=merit_facts(content),
    )
    return printed([partial(_draw, content=content)], paper=_paper(content), about=about)


def draw_merit_certificates_merged(contents: Iterable[MeritCertificate]) -> bytes:
    """Draw many merit certificates into one file for printing, one page each.

    :raises ValueError: if there is nothing to draw, or the certificates have different sizes.
    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    clean_contents = [cleaned(content) for content in contents]
    if len({(content.paper_width_mm, content.paper_height_mm) for content in clean_contents}) != 1:
        raise ValueError("one file needs certificates, all of one size")
    first = clean_contents[0]
    about = About(
        title=f"{first.title} ({len(clean_contents)})",
        author=first.issuing_body,
        subject=first.achievement,
    )
    pages = [partial(_draw, content=content) for content in clean_contents]
    return printed(pages, paper=_paper(first), about=about)


def _paper(content: MeritCertificate) -> Paper:
    edge = 17 * MM
    return Paper(
        width=content.paper_width_mm * MM,
        height=content.paper_height_mm * MM,
        top=edge,
        bottom=edge,
        left=edge,
        right=edge,
    )


def _draw(sheet: Sheet, content: MeritCertificate) -> None:
    paper = sheet.paper
    layout = Layout(paper)
    with sheet.ornamental():
        sheet.four_quarters(ground(width=paper.width, height=paper.height, dark=BRONZE, light=SAND, pale=CREAM))
    draw_watermarks(sheet, is_draft=content.number is None, is_demonstration=content.is_demonstration)
    _draw_heading(sheet, content, layout)
    body = layout.box(left=-118, bottom=80, width=236, height=80)
    flow = fitting_flow(
        lambda step: _body(content, step, layout, body.width), steps=len(TITLE_SIZES), height=body.height
    )
    draw_flow(sheet, flow, box=body)
    draw_signature(
        sheet,
        box=layout.box(left=16, bottom=24, width=100, height=55),
        place_and_date=f"{content.place}, {long_date(content.issued_on)}",
        authority_lines=content.authority_lines,
        signatory_name=content.signatory_name,
        ink=CHARCOAL,
        size=13.5 * layout.scale,
    )
    _draw_foot(sheet, content, layout)
    if content.is_demonstration:
        draw_demonstration_line(sheet, y=paper.height - 18.8 * layout.unit)


def _draw_heading(sheet: Sheet, content: MeritCertificate, layout: Layout) -> None:
    u, scale = layout.unit, layout.scale
    place = layout.box(left=-8.5, bottom=174, width=17, height=17)
    if content.emblem is None:
        with sheet.ornamental():
            sheet.ornament(crest(size=place.width, dark=BRONZE, light=SAND), x=place.left, y=place.top)
    else:
        with sheet.saying(Role.PICTURE, EMBLEM):
            sheet.picture(content.emblem, field="emblem", box=place)
    x = sheet.paper.width / 2
    nation, motto = Style(SERIF_BOLD, 13 * scale, CHARCOAL, 0.2), Style(SERIF_BOLD, 13.5 * scale, CHARCOAL)
    with sheet.saying(Role.WORDS):
        sheet.write_centred(NATION, x=x, y=place.bottom + 6 * u, style=nation)
    with sheet.saying(Role.WORDS):
        sheet.write_centred(MOTTO, x=x, y=place.bottom + 11.6 * u, style=motto)
    length = width(MOTTO, motto)
    with sheet.ornamental():
        sheet.line(x=x - length / 2, y=place.bottom + 13.6 * u, across=length, down=0, weight=0.7 * scale, ink=CHARCOAL)


def _body(content: MeritCertificate, step: int, layout: Layout, room: float) -> Sequence[Line]:
    scale = layout.scale
    text = Style(SERIF, TEXT_SIZES[step] * scale, CHARCOAL)
    bold = Style(SERIF_BOLD, TEXT_SIZES[step] * scale, CHARCOAL, 0.3 * scale)
    smallest = TEXT_SIZES[-1] * scale

    def line(field: str, words: str, style: Style, *, lines: int = 1, air: float = 0.4) -> Line:
        fitted = fit(words, field=field, style=style, room=room, lines=lines, smallest=smallest)
        return Line(field=field, item=fitted, air=air)

    title = fit(
        content.title,
        field="title",
        style=Style(DISPLAY, TITLE_SIZES[step] * scale, CRIMSON, 2 * scale),
        room=room,
        smallest=TITLE_SIZES[-1] * scale,
    )
    lead = f"{content.recipient_style} " if content.recipient_style else ""
    lead_style = Style(SERIF_ITALIC, text.size, CHARCOAL)
    check(field="recipient_style", text=lead, face=lead_style.face)
    name = fit(
        content.recipient_name,
        field="recipient_name",
        style=Style(SERIF_BOLD, NAME_SIZES[step] * scale, CHARCOAL),
        room=room - width(lead, lead_style),
        lines=2,
        smallest=NAME_SIZES[-1] * scale,
    )
    body = [line("parent_body", content.parent_body, text)] if content.parent_body else []
    body += [
        line("issuing_body", content.issuing_body, Style(SERIF_BOLD, 16 * scale, CRIMSON, 0.4), air=0.4),
        line("wording", content.wording.confers, bold, air=0.4),
        Line(field="title", item=title, air=0.0, role=Role.TITLE),
        Line(field="recipient_name", item=name, air=0.6, lead=lead, lead_style=lead_style if lead else None),
    ]
    if content.recipient_address:
        body.append(line("recipient_address", content.recipient_address, text, lines=2, air=0.1))
    achievement = " ".join(filter(None, (content.wording.achievement, content.achievement)))
    return [
        *body,
        line("achievement", achievement, Style(SERIF_ITALIC, text.size, CHARCOAL), lines=3, air=0.6),
    ]


def _draw_foot(sheet: Sheet, content: MeritCertificate, layout: Layout) -> None:
    scale = layout.scale
    place = layout.box(left=-116, bottom=24, width=128, height=24)
    if content.lookup_url is not None:
        size = place.height
        with sheet.saying(Role.PICTURE, f"{QR_WORDS} {content.lookup_url}"):
            sheet.qr_code(content.lookup_url, x=place.left, y=place.top, size=size, ink=CHARCOAL)
        aside = size + 4 * layout.unit
        place = replace(place, left=place.left + aside, width=place.width - aside)
    words = content.wording
    decision = f"{content.decision_number or f'{BLANK}/{content.decision_symbol}'} {long_date(content.decision_date)}"
    entries = [
        Entry(field="decision", label=words.decision, value=decision),
        Entry(field="golden_book_number", label=words.golden_book, value=content.golden_book_number or BLANK * 3),
        Entry(field="number", label=words.number, value=content.number),
        Entry(field="lookup_code", label=words.lookup_code, value=content.lookup_code),
        Entry(
            field="verify_address",
            label=words.verify,
            value=content.verify_address if content.lookup_code else None,
        ),
    ]
    draw_entries(
        sheet,
        entries,
        box=place,
        step=14.5 * scale,
        label=Style(SERIF, 10 * scale, GREY),
        value=Style(SERIF, 11.5 * scale, CHARCOAL),
        smallest=SMALLEST_VALUE * scale,
    )
