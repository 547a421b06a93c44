"""Who speaks on a paper: the body in the heading, in the sentence, and above the signature."""

from registry.queries.settings import Settings
from registry.rules.instruments import InstrumentFacts

_CHAIRMAN = "Chủ tịch"
_ON_BEHALF = "TM."


def is_by_the_chairman(under: InstrumentFacts | None) -> bool:
    """Say whether the chairman recognises in person; before QĐ 26/2026 (Điều 7 khoản 3) the People's Committee did."""
    return under is not None and under.by_the_chairman


def deciding_body(body_name: str, *, by_the_chairman: bool) -> str:
    """Name the deciding body as it stands inside a sentence."""
    if not by_the_chairman or body_name.startswith(_CHAIRMAN):
        return body_name
    return f"{_CHAIRMAN} {body_name}"


def heading(settings: Settings, *, by_the_chairman: bool) -> str:
    """Name the issuing body as it stands at the head of a paper."""
    return settings.conferring_heading if by_the_chairman else settings.issuing_heading


def proposed_authority_lines(settings: Settings, *, by_the_chairman: bool) -> tuple[str, ...]:
    """Propose the lines above the signature.

    Who signs in person signs on nobody's behalf: «TM.» falls away (NĐ 30/2020, Phụ lục I).
    """
    lines = _lines(settings.authority_lines)
    if not by_the_chairman:
        return lines
    return tuple(line for line in lines if not line.startswith(_ON_BEHALF)) or lines


def authority_lines(entered: str | None, settings: Settings, *, by_the_chairman: bool) -> tuple[str, ...]:
    """Return the lines above the signature: as entered with the signed facts, else as proposed."""
    return _lines(entered or "") or proposed_authority_lines(settings, by_the_chairman=by_the_chairman)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
