"""What a merit certificate says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import certificates
from certificates import MeritCertificate, MeritWording
from registry.documents import letterhead, printing
from registry.documents.artwork import NO_ARTWORK, Artwork
from registry.models.award import RecipientKind
from registry.queries.settings import Settings

# The style stands on a line of its own above the name; the longest is tried first.
_STYLE = re.compile(r"^((?:Hộ(?: gia đình| kinh doanh| sản xuất)? (?:ông|bà)|Ông|Bà))\s+(?=\S)", re.IGNORECASE)

_WHOLE_SENTENCE = re.compile(r"(?:đã|có|đạt|vì)\s", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a merit certificate says that comes from rows."""

    kind: RecipientKind
    name: str
    address: str | None = None
    achievement: str
    decision_number: str | None
    decision_date: date | None
    authority_lines: str | None = None
    """As entered with the signed facts, one to a line; None: as the settings propose."""
    signatory: str | None = None
    golden_book_number: str | None = None
    """None leaves the blank for the department's pen."""
    number: str | None = None
    """None: a draft."""


def content(
    facts: Facts, settings: Settings, *, is_demonstration: bool, artwork: Artwork = NO_ARTWORK
) -> MeritCertificate:
    """Put the facts into the words of the paper."""
    style, name = style_and_name(kind=facts.kind, name=facts.name)
    wording, achievement = _achievement(facts.achievement)
    return MeritCertificate(
        # Luật Thi đua, khen thưởng 2022: Bằng khen of a province is conferred by the chairman in person.
        issuing_body=settings.conferring_heading,
        number=facts.number,
        recipient_style=style,
        recipient_name=name,
        recipient_address=facts.address,
        achievement=achievement,
        decision_number=facts.decision_number,
        decision_date=facts.decision_date,
        golden_book_number=facts.golden_book_number,
        place=settings.place_of_signing,
        issued_on=facts.decision_date,
        authority_lines=letterhead.authority_lines(facts.authority_lines, settings, by_the_chairman=True),
        signatory_name=facts.signatory,
        emblem=artwork.emblem,
        is_demonstration=is_demonstration,
        paper_width_mm=settings.merit_paper_width_mm,
        paper_height_mm=settings.merit_paper_height_mm,
        wording=wording,
    )


def style_and_name(*, kind: RecipientKind, name: str) -> tuple[str | None, str]:
    """Part «Hộ gia đình ông Lò Văn A» into its style and the name; a collective keeps its whole name."""
    found = None if kind is RecipientKind.COLLECTIVE else _STYLE.match(name)
    if found is None:
        return None, name
    style = found[1]
    return style[0].upper() + style[1:], name[found.end() :]


def _achievement(written: str) -> tuple[MeritWording, str]:
    """Lists often write «Có thành tích …» in full: then the paper's own «Đã có thành tích» falls away."""
    if _WHOLE_SENTENCE.match(written) is None:
        return MeritWording(), written
    return MeritWording(achievement=""), written[0].upper() + written[1:]


def draw(content: MeritCertificate) -> bytes:
    """Draw one merit certificate.

    :raises PaperRefused: naming recipient and field, if it cannot be printed as it should be.
    """
    with printing.refusing(content.recipient_name):
        return certificates.draw_merit_certificate(content)


def draw_merged(contents: Sequence[MeritCertificate]) -> bytes:
    """Draw many merit certificates into one file for printing.

    :raises PaperRefused: naming the first recipient whose paper cannot be printed.
    """
    return printing.draw_together(contents, merged=certificates.draw_merit_certificates_merged, single=draw)


def as_json(content: MeritCertificate) -> dict[str, Any]:
    """Return every word the paper is drawn from."""
    return printing.as_json(content)


def layout_version() -> int:
    """Return the version of the layout that merit certificates are drawn in now."""
    return printing.layout_version()
