"""Blocks that several papers share: a centred flow of lines, the signature, the watermarks."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from certificates.paper import CRIMSON, WATERMARK, Box, Ink
from certificates.refusal import DoesNotFit
from certificates.sheet import Ornament, Sheet
from certificates.structure import Role
from certificates.typography import SERIF_BOLD, SERIF_ITALIC, Fitted, Style, check, fit, width
from certificates.wording import DEMONSTRATION, DRAFT

LEADING = 1.22
"""Baseline to baseline, in sizes."""

ASCENT = 0.95
"""From the top of a line to its baseline, in sizes; Vietnamese capitals carry two marks."""

MOST_AIR = 17.0
"""Widest gap of weight 1, so that a short text stays together."""

SMALLEST_SIGNATURE = 9.0
SMALLEST_GAP = 4.5
"""Between the signer's authority and the name, in sizes: about 20 mm for signature and seal."""

DEMONSTRATION_STYLE = Style(SERIF_BOLD, 9, CRIMSON, 0.5)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One centred item of a flow: a text or an ornament."""

    field: str
    item: Fitted | Ornament
    air: float = 0.4
    """Share of the spare room above it, beside the other items' shares."""

    lead: str = ""
    """Words before the first line, in lead_style."""

    lead_style: Style | None = None

    role: Role = Role.WORDS
    alternative: str = ""
    """What an ornament means, in words."""

    @property
    def height(self) -> float:
        """Room it takes without the space above it."""
        if isinstance(self.item, Ornament):
            return self.item.height
        return self.item.style.size * LEADING * len(self.item.lines)


def fitting_flow(build: Callable[[int], Sequence[Line]], *, steps: int, height: float) -> Sequence[Line]:
    """Return the first flow, from generous to tight, that is not higher than its room.

    :raises DoesNotFit: if even the tightest is too high; it names the text that takes most lines.
    """
    for step in range(steps):
        flow = build(step)
        if sum(line.height for line in flow) <= height:
            return flow
    _, highest = max((line.height, index) for index, line in enumerate(flow) if isinstance(line.item, Fitted))
    item = flow[highest].item
    raise DoesNotFit(field=flow[highest].field, text=" ".join(item.lines) if isinstance(item, Fitted) else "")


def draw_flow(sheet: Sheet, flow: Sequence[Line], *, box: Box) -> None:
    """Draw lines one under the other and spread the spare room of the box between them."""
    spare = box.height - sum(line.height for line in flow)
    unit = min(spare / sum(line.air for line in flow), MOST_AIR)
    y = box.top
    for line in flow:
        y += line.air * unit
        with sheet.saying(line.role, line.alternative):
            if isinstance(line.item, Ornament):
                sheet.ornament(line.item, x=box.centre - line.item.width / 2, y=y)
            else:
                _draw_text(sheet, line, line.item, x=box.centre, y=y)
        y += line.height


def _draw_text(sheet: Sheet, line: Line, text: Fitted, *, x: float, y: float) -> None:
    size = text.style.size
    y += size * ASCENT
    first, *others = text.lines
    if line.lead_style is None:
        sheet.write_centred(first, x=x, y=y, style=text.style)
    else:
        lead = width(line.lead, line.lead_style)
        left = x - (lead + width(first, text.style)) / 2
        sheet.write(line.lead, x=left, y=y, style=line.lead_style)
        sheet.write(first, x=left + lead, y=y, style=text.style)
    for other in others:
        y += size * LEADING
        sheet.write_centred(other, x=x, y=y, style=text.style)


def draw_signature(
    sheet: Sheet,
    *,
    box: Box,
    place_and_date: str,
    authority_lines: Sequence[str],
    signatory_name: str | None,
    ink: Ink,
    size: float = 13.0,
    hint: str = "",
) -> None:
    """Draw place and date, the signer's authority, room for signature and seal, and the name at the foot.

    :raises DoesNotFit: if a line is too wide, or the lines leave no room to sign.
    """
    bold = Style(SERIF_BOLD, size, ink)
    texts = [("place_and_date", place_and_date, Style(SERIF_ITALIC, size, ink))] if place_and_date else []
    texts += [("authority_lines", text, bold) for text in authority_lines]
    texts += [("wording", hint, Style(SERIF_ITALIC, size, ink))] if hint else []
    y = box.top + size
    for field, text, style in texts:
        fitted = fit(text, field=field, style=style, room=box.width, smallest=SMALLEST_SIGNATURE)
        with sheet.saying(Role.WORDS):
            sheet.write_centred(fitted.lines[0], x=box.centre, y=y, style=fitted.style)
        y += size * LEADING
    if y + size * SMALLEST_GAP > box.bottom + size * LEADING:
        raise DoesNotFit(field="authority_lines", text=" ".join(authority_lines))
    if signatory_name:
        name = fit(signatory_name, field="signatory_name", style=bold, room=box.width, smallest=SMALLEST_SIGNATURE)
        with sheet.saying(Role.WORDS):
            sheet.write_centred(name.lines[0], x=box.centre, y=box.bottom, style=name.style)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A label and its value at the foot of a certificate; a value of None prints no line."""

    field: str
    label: str
    value: str | None


def draw_entries(
    sheet: Sheet, entries: Sequence[Entry], *, box: Box, step: float, label: Style, value: Style, smallest: float
) -> None:
    """Draw labelled values one under the other, the last one standing on the lower edge of the box.

    :raises CannotBePrinted: if one does not fit or has a character without a glyph.
    """
    shown = [(entry, entry.value) for entry in entries if entry.value is not None]
    y = box.bottom - step * (len(shown) - 1)
    for entry, text in shown:
        name = f"{entry.label}: "
        check(field="wording", text=name, face=label.face)
        indent = width(name, label)
        fitted = fit(text, field=entry.field, style=value, room=box.width - indent, smallest=smallest)
        with sheet.saying(Role.WORDS):
            sheet.write(name, x=box.left, y=y, style=label)
            sheet.write(fitted.lines[0], x=box.left + indent, y=y, style=fitted.style)
        y += step


def draw_watermarks(sheet: Sheet, *, is_draft: bool, is_demonstration: bool) -> None:
    """Write DỰ THẢO and BẢN MINH HỌA across the page where they apply; call it before the text, which stays on top."""
    paper = sheet.paper
    x, y = paper.width / 2, paper.height / 2
    angle = math.degrees(math.atan2(paper.height, paper.width))
    if is_draft:
        reach = min(paper.width, paper.height)
        style = Style(SERIF_BOLD, reach * 0.2, WATERMARK, reach * 0.012)
        with sheet.saying(Role.WORDS):
            sheet.write_slanted(DRAFT, x=x, y=y, angle=angle * 0.85, style=style)
    if is_demonstration:
        # Short of the corners, where the code and the signature stand.
        reach = math.hypot(paper.width, paper.height) * 0.58
        size = reach / width(DEMONSTRATION, Style(SERIF_BOLD, 1, WATERMARK, 0.04))
        style = Style(SERIF_BOLD, size, WATERMARK, size * 0.04)
        below = paper.height * 0.1 if is_draft else 0.0
        with sheet.saying(Role.WORDS):
            sheet.write_slanted(DEMONSTRATION, x=x, y=y + below, angle=angle * 0.8, style=style)


def draw_demonstration_line(sheet: Sheet, *, y: float) -> None:
    """Write BẢN MINH HỌA once more where nothing lies over it."""
    with sheet.ornamental():  # it was read aloud at the top
        sheet.write_centred(DEMONSTRATION, x=sheet.paper.width / 2, y=y, style=DEMONSTRATION_STYLE)
