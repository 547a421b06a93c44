"""The parts of an administrative document: heading, title, page numbers, closing lines, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.blocks import draw_demonstration_line, draw_signature, draw_watermarks
from certificates.paper import BLACK, GREY, MM, PALE, Box
from certificates.sheet import Sheet
from certificates.typography import SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC, SERIF_ITALIC, Fitted, Style, fit, width
from certificates.wording import MOTTO, NATION

LEADING = 1.22
NUMBER_BASELINE = 12 * MM
"""Decree 30/2020, appendix I: page numbers stand in the middle of the top margin, none on page 1."""

NUMBER_STYLE = Style(SERIF, 13, BLACK)
DATE_STYLE = Style(SERIF_ITALIC, 13, BLACK)
RECIPIENTS_STYLE = Style(SERIF_BOLD_ITALIC, 12, BLACK)
RECIPIENT_STYLE = Style(SERIF, 11, BLACK)
FOOT_STYLE = Style(SERIF, 8.5, GREY)
FOOT_BASELINE = 13 * MM
"""From the lower edge of the paper."""
BODY_STYLE = Style(SERIF_BOLD, 13, BLACK)
PARENT_STYLE = Style(SERIF, 13, BLACK)
NATION_STYLE = Style(SERIF_BOLD, 12.5, BLACK)
MOTTO_STYLE = Style(SERIF_BOLD, 13.5, BLACK)
SMALLEST = 10.0
SMALLEST_FOOT = 6.5
SIGNATURE_ROOM = 24 * MM
"""White between the signer's authority and the name."""


class Pages:
    """Begins every page of a list: watermarks under the text, the number in the top margin."""

    def __init__(self, sheet: Sheet, *, is_draft: bool, is_demonstration: bool, foot: str = "") -> None:
        """Begin the first page.

        :param foot: one line in the lower margin of every page.
        """
        self._sheet = sheet
        self._foot = foot
        self._is_draft = is_draft
        self._is_demonstration = is_demonstration
        self._number = 1
        self.tint = None if is_draft or is_demonstration else PALE
        """Ground of table heads and bands; none where it would hide the watermark under it."""

        self._mark()

    def begin(self) -> float:
        """Turn to the next page; return where its text begins."""
        self._sheet.next_page()
        self._number += 1
        self._mark()
        paper = self._sheet.paper
        self._sheet.write_centred(str(self._number), x=paper.width / 2, y=NUMBER_BASELINE, style=NUMBER_STYLE)
        return paper.top

    def _mark(self) -> None:
        draw_watermarks(self._sheet, is_draft=self._is_draft, is_demonstration=self._is_demonstration)
        paper = self._sheet.paper
        if self._is_demonstration:
            draw_demonstration_line(self._sheet, y=paper.height - 9 * MM)
        if self._foot:
            foot = fit(self._foot, field="foot", style=FOOT_STYLE, room=paper.text_width, smallest=SMALLEST_FOOT)
            self._sheet.write(foot.lines[0], x=paper.left, y=paper.height - FOOT_BASELINE, style=foot.style)


def draw_official_heading(sheet: Sheet, *, parent_body: str | None, issuing_body: str | None) -> float:
    """Draw the bodies on the left and the nation on the right; return the height below them.

    :param issuing_body: None for what a person or unit writes to an authority: the nation then stands in the middle.
    """
    paper = sheet.paper
    first = paper.top + NATION_STYLE.size
    if issuing_body is None:
        return _draw_nation(sheet, x=paper.left + paper.text_width / 2, first=first) + 8 * MM
    body_room, left, right = _halves(sheet)
    y = first
    if parent_body:
        parent = fit(parent_body, field="parent_body", style=PARENT_STYLE, room=body_room, lines=2, smallest=SMALLEST)
        y = sheet.write_lines(parent, x=left, y=y, leading=parent.style.size * LEADING)
        y += BODY_STYLE.size * LEADING
    body = fit(issuing_body, field="issuing_body", style=BODY_STYLE, room=body_room, lines=3, smallest=SMALLEST)
    y = sheet.write_lines(body, x=left, y=y, leading=body.style.size * LEADING)
    # The decree: a rule of a third to a half of the line under the body, of the text's length under the motto.
    short = width(body.lines[-1], body.style) * 0.42
    sheet.line(x=left - short / 2, y=y + 4.5, across=short, down=0, weight=0.6, ink=BLACK)
    return max(y, _draw_nation(sheet, x=right, first=first)) + 8 * MM


def _draw_nation(sheet: Sheet, *, x: float, first: float) -> float:
    """Draw the nation and the motto; return the baseline of the motto."""
    sheet.write_centred(NATION, x=x, y=first, style=NATION_STYLE)
    second = first + MOTTO_STYLE.size * LEADING
    sheet.write_centred(MOTTO, x=x, y=second, style=MOTTO_STYLE)
    length = width(MOTTO, MOTTO_STYLE)
    sheet.line(x=x - length / 2, y=second + 4.5, across=length, down=0, weight=0.6, ink=BLACK)
    return second


def draw_number_and_date(sheet: Sheet, *, symbol: str, place_and_date: str, y: float) -> float:
    """Draw the blank for the number on the left, place and date on the right; return the height below them."""
    body_room, left, right = _halves(sheet)
    number = fit(f"Số:          /{symbol}", field="symbol", style=NUMBER_STYLE, room=body_room, smallest=SMALLEST)
    nation_room = 2 * (sheet.paper.width - sheet.paper.right - right)
    dated = fit(place_and_date, field="place_and_date", style=DATE_STYLE, room=nation_room, smallest=SMALLEST)
    sheet.write_centred(number.lines[0], x=left, y=y, style=number.style)
    sheet.write_centred(dated.lines[0], x=right, y=y, style=dated.style)
    return y + 6 * MM


def _halves(sheet: Sheet) -> tuple[float, float, float]:
    """Return the room of the issuing body, the middle of it, and the middle of the nation's name."""
    paper = sheet.paper
    nation_room = width(NATION, NATION_STYLE) + 2 * MM
    body_room = min(paper.text_width - nation_room - 4 * MM, 90 * MM)
    return body_room, paper.left + body_room / 2, paper.width - paper.right - nation_room / 2


def draw_title_lines(sheet: Sheet, texts: Sequence[tuple[str, str, Style]], *, y: float) -> float:
    """Draw centred lines (field, text, style), each wrapped to four lines at most; return the height below them."""
    paper = sheet.paper
    x = paper.left + paper.text_width / 2
    for field, text, style in texts:
        fitted = fit(text, field=field, style=style, room=paper.text_width, lines=4, smallest=SMALLEST)
        size = fitted.style.size
        y = sheet.write_lines(fitted, x=x, y=y + size, leading=size * LEADING) + size * 0.42
    return y


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What stands after a table: lines of text and those who sign, never torn apart."""

    lines: Sequence[tuple[str, str, Style]]
    """Field, text and style of each paragraph, set from the left margin."""

    place_and_date: str = ""
    """Above the last signature; empty prints none."""

    signatures: Sequence[tuple[Sequence[str], str | None]] = ()
    """Authority lines and name of each signer, from left to right."""

    recipients: Sequence[str] = ()
    """Nơi nhận, on the left beside the only signature."""

    signing_hint: str = ""
    """Under the authority of each signer: "(Ký, ghi rõ họ tên)"; empty prints none."""

    def height(self, sheet: Sheet) -> float:
        """Return the room it needs under the table."""
        lines = sum(len(f.lines) * f.style.size * 1.35 for f in self._fitted(sheet))
        recipients = sum(len(f.lines) * f.style.size * LEADING for f in self._fitted_recipients(sheet))
        signed = max(self._signature_height(), recipients + 12 * MM) if self.signatures else 0.0
        return 3 * MM + lines + signed

    def draw(self, sheet: Sheet, *, y: float) -> None:
        """Draw it from this height down."""
        y += 3 * MM
        for fitted in self._fitted(sheet):
            for line in fitted.lines:
                y += fitted.style.size * 1.35
                sheet.write(line, x=sheet.paper.left, y=y, style=fitted.style)
        if not self.signatures:
            return
        self._draw_recipients(sheet, y=y + 5 * MM)
        paper = sheet.paper
        share = paper.text_width / max(len(self.signatures), 2)
        first = paper.left + paper.text_width - share * len(self.signatures)
        for index, (authority_lines, name) in enumerate(self.signatures):
            is_last = index == len(self.signatures) - 1
            dated = self.place_and_date if is_last else ""
            lower = BODY_STYLE.size * LEADING if self.place_and_date and not dated else 0.0
            draw_signature(
                sheet,
                box=Box(
                    left=first + index * share,
                    top=y + 5 * MM + lower,
                    width=share,
                    height=self._signature_height() - 7 * MM - lower,
                ),
                place_and_date=dated,
                authority_lines=authority_lines,
                signatory_name=name,
                ink=BLACK,
                size=BODY_STYLE.size,
                hint=self.signing_hint,
            )

    def _draw_recipients(self, sheet: Sheet, *, y: float) -> None:
        if not self.recipients:
            return
        y += RECIPIENTS_STYLE.size
        sheet.write("Nơi nhận:", x=sheet.paper.left, y=y, style=RECIPIENTS_STYLE)
        for fitted in self._fitted_recipients(sheet):
            for line in fitted.lines:
                y += fitted.style.size * LEADING
                sheet.write(line, x=sheet.paper.left, y=y, style=fitted.style)

    def _fitted_recipients(self, sheet: Sheet) -> Sequence[Fitted]:
        last = len(self.recipients) - 1
        room = sheet.paper.text_width / 2 - 4 * MM
        return [
            fit(
                f"- {text}{'.' if place == last else ';'}",
                field="recipient",
                style=RECIPIENT_STYLE,
                room=room,
                lines=3,
                smallest=8.0,
            )
            for place, text in enumerate(self.recipients)
        ]

    def _fitted(self, sheet: Sheet) -> Sequence[Fitted]:
        return [
            fit(text, field=field, style=style, room=sheet.paper.text_width, lines=6, smallest=SMALLEST)
            for field, text, style in self.lines
        ]

    def _signature_height(self) -> float:
        lines = max(len(authority_lines) for authority_lines, _ in self.signatures)
        others = bool(self.place_and_date) + bool(self.signing_hint)
        return 7 * MM + (lines + others + 1) * BODY_STYLE.size * LEADING + SIGNATURE_ROOM
