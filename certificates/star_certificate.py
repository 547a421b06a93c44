"""Giấy chứng nhận: one landscape page, from the emblem at the top to the QR code at the foot."""

from collections.abc import Iterable, Sequence
from functools import partial

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
from certificates.content import StarCertificate
from certificates.facts import star_facts
from certificates.ornaments import crest, ground, star_row
from certificates.paper import A4_LANDSCAPE, CHARCOAL, FOREST, GREY, LEAF, MIST, MM, Box
from certificates.press import printed
from certificates.sheet import About, Sheet
from certificates.structure import Role
from certificates.typography import DISPLAY, SERIF, SERIF_BOLD, SERIF_ITALIC, Style, check, cleaned, fit, width
from certificates.wording import BLANK, EMBLEM, MARK_WORDS, MOTTO, NATION, QR_WORDS, long_date

PAPER = A4_LANDSCAPE
GROUND = ground(width=PAPER.width, height=PAPER.height, dark=FOREST, light=LEAF, pale=MIST)
CREST = Box(left=PAPER.width / 2 - 8 * MM, top=19 * MM, width=16 * MM, height=16 * MM)
MARK = Box(left=24 * MM, top=22 * MM, width=24 * MM, height=24 * MM)
NATION_BASELINE, MOTTO_BASELINE, MOTTO_RULE = 41 * MM, 46.6 * MM, 48.6 * MM
BODY = Box(left=30 * MM, top=50 * MM, width=237 * MM, height=89.5 * MM)
SIGNATURE = Box(left=166 * MM, top=143.5 * MM, width=98 * MM, height=43.5 * MM)
QR = Box(left=31 * MM, top=161 * MM, width=26 * MM, height=26 * MM)
LOOKUP = Box(left=61 * MM, top=161 * MM, width=98 * MM, height=26 * MM)

NATION_STYLE = Style(SERIF_BOLD, 12.5, CHARCOAL, 0.2)
MOTTO_STYLE = Style(SERIF_BOLD, 13, CHARCOAL)
LABEL_STYLE = Style(SERIF, 9.5, GREY)
VALUE_STYLE = Style(SERIF_BOLD, 11, CHARCOAL)
SMALLEST_VALUE = 8.0
ENTRY_STEP = 16.0
STAR = 10.5 * MM
DEMONSTRATION_BASELINE = 191.2 * MM

PRODUCT_SIZES = (35, 31, 28, 25, 22, 20, 18.5)
"""From generous to tight: the whole body shrinks with its largest words."""

TITLE_SIZE, SMALLEST_TITLE = 27.0, 15.0
PRODUCER_SIZES = (19, 18.5, 18, 17, 16, 15, 14)
TEXT_SIZES = (13.5, 13.5, 13, 12.5, 12, 11.5, 11)


def draw_star_certificate(content: StarCertificate) -> bytes:
    """Draw one certificate.

    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    content = cleaned(content)
    return printed([partial(_draw, content=content)], paper=PAPER, about=_about(content))


def draw_star_certificates_merged(contents: Iterable[StarCertificate]) -> bytes:
    """Draw many certificates into one file for printing, one page each.

    :raises ValueError: if there is nothing to draw.
    :raises CannotBePrinted: if a text does not fit or has a character without a glyph.
    """
    clean_contents = [cleaned(content) for content in contents]
    if not clean_contents:
        raise ValueError("there is nothing to draw")
    first = clean_contents[0]
    about = About(
        title=f"{first.title} ({len(clean_contents)})",
        author=first.issuing_body,
        subject=first.decision_body,
    )
    return printed([partial(_draw, content=content) for content in clean_contents], paper=PAPER, about=about)


def _about(content: StarCertificate) -> About:
    name = " ".join(filter(None, (content.title, content.number)))
    return About(
        title=f"{name} – {content.product_name}",
        author=content.issuing_body,
        subject=content.producer_name,
        is_tagged=True,
        enclosure=star_facts(content),
    )


def _draw(sheet: Sheet, content: StarCertificate) -> None:
    with sheet.ornamental():
        sheet.four_quarters(GROUND)
    draw_watermarks(sheet, is_draft=content.number is None, is_demonstration=content.is_demonstration)
    _draw_heading(sheet, content)
    flow = fitting_flow(lambda step: _body(content, step), steps=len(PRODUCT_SIZES), height=BODY.height)
    draw_flow(sheet, flow, box=BODY)
    draw_signature(
        sheet,
        box=SIGNATURE,
        place_and_date=f"{content.place}, {long_date(content.issued_on)}",
        authority_lines=content.authority_lines,
        signatory_name=content.signatory_name,
        ink=CHARCOAL,
    )
    _draw_foot(sheet, content)
    if content.is_demonstration:
        draw_demonstration_line(sheet, y=DEMONSTRATION_BASELINE)


def _draw_heading(sheet: Sheet, content: StarCertificate) -> None:
    if content.emblem is None:
        with sheet.ornamental():
            sheet.ornament(crest(size=CREST.width, dark=FOREST, light=LEAF), x=CREST.left, y=CREST.top)
    else:
        with sheet.saying(Role.PICTURE, EMBLEM):
            sheet.picture(content.emblem, field="emblem", box=CREST)
    if content.mark is not None:
        with sheet.saying(Role.PICTURE, MARK_WORDS):
            sheet.picture(content.mark, field="mark", box=MARK)
    with sheet.saying(Role.WORDS):
        sheet.write_centred(NATION, x=CREST.centre, y=NATION_BASELINE, style=NATION_STYLE)
    with sheet.saying(Role.WORDS):
        sheet.write_centred(MOTTO, x=CREST.centre, y=MOTTO_BASELINE, style=MOTTO_STYLE)
    length = width(MOTTO, MOTTO_STYLE)
    with sheet.ornamental():
        sheet.line(x=CREST.centre - length / 2, y=MOTTO_RULE, across=length, down=0, weight=0.7, ink=CHARCOAL)


def _body(content: StarCertificate, step: int) -> Sequence[Line]:
    words = content.wording
    text = Style(SERIF, TEXT_SIZES[step], CHARCOAL)
    strong = Style(SERIF_BOLD, TEXT_SIZES[step] + 2.5, FOREST)
    lead = Style(SERIF_ITALIC, TEXT_SIZES[step] + 0.5, CHARCOAL)

    def line(field: str, words: str, style: Style, *, lines: int = 1, air: float = 0.4) -> Line:
        fitted = fit(words, field=field, style=style, room=BODY.width, lines=lines, smallest=TEXT_SIZES[-1])
        return Line(field=field, item=fitted, air=air)

    product = fit(
        content.product_name,
        field="product_name",
        style=Style(DISPLAY, PRODUCT_SIZES[step], CHARCOAL),
        room=BODY.width,
        lines=3,
        smallest=PRODUCT_SIZES[-1],
    )
    # The product's name stays the largest text on the page, however long it is.
    title_size = min(TITLE_SIZE, product.style.size - 2)
    title = fit(
        content.title,
        field="title",
        style=Style(DISPLAY, title_size, FOREST),
        room=BODY.width,
        smallest=SMALLEST_TITLE,
    )
    of_producer = f"{words.of_producer} "
    check(field="wording", text=of_producer, face=lead.face)
    producer = fit(
        content.producer_name,
        field="producer_name",
        style=Style(SERIF_BOLD, PRODUCER_SIZES[step], CHARCOAL),
        room=BODY.width - width(of_producer, lead),
        lines=2,
        smallest=PRODUCER_SIZES[-1],
    )
    body = [line("parent_body", content.parent_body, text)] if content.parent_body else []
    body += [
        line("issuing_body", content.issuing_body, Style(SERIF_BOLD, 13, FOREST, 0.3), air=0.5),
        Line(field="title", item=title, air=0.5, role=Role.TITLE),
        Line(
            field="stars",
            item=star_row(stars=content.stars, size=STAR),
            air=0.7,
            role=Role.PICTURE,
            alternative=f"{content.stars} sao",
        ),
        line("wording", words.certifies, lead, air=0.6),
        Line(field="product_name", item=product, air=0.1),
    ]
    if content.packings:
        body.append(line("packings", f"{words.packings}: {content.packings}", text, lines=2))
    address = f"{words.address}: {content.producer_address}"
    return [
        *body,
        Line(field="producer_name", item=producer, air=0.8, lead=of_producer, lead_style=lead),
        line("producer_address", address, text, lines=2, air=0.2),
        line("rank", f"{words.rank} {content.stars} sao", strong, air=0.8),
        line("decision", _decision(content), text, lines=2, air=0.2),
        line("validity", _validity(content), text, lines=2, air=0.2),
    ]


def _decision(content: StarCertificate) -> str:
    number = content.decision_number or f"{BLANK}/{content.decision_symbol}"
    day = long_date(content.decision_date)
    return f"{content.wording.decision} {number} {day} của {content.decision_body}"


def _validity(content: StarCertificate) -> str:
    words = content.wording
    length = f" {content.validity_months} tháng," if content.validity_months is not None else ""
    first, last = long_date(content.valid_from), long_date(content.valid_until)
    ground = f" ({content.validity_ground})" if content.validity_ground else ""
    return f"{words.valid_for}{length} {words.valid_from} {first} {words.valid_until} {last}{ground}"


def _draw_foot(sheet: Sheet, content: StarCertificate) -> None:
    if content.lookup_url is not None:
        with sheet.saying(Role.PICTURE, f"{QR_WORDS} {content.lookup_url}"):
            sheet.qr_code(content.lookup_url, x=QR.left, y=QR.top, size=QR.width, ink=CHARCOAL)
    words = content.wording
    entries = [
        Entry(field="number", label=words.number, value=content.number or BLANK),
        Entry(field="product_code", label=words.product_code, value=content.product_code),
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
        box=LOOKUP,
        step=ENTRY_STEP,
        label=LABEL_STYLE,
        value=VALUE_STYLE,
        smallest=SMALLEST_VALUE,
    )
