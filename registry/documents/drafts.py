"""Watermarked papers of a decision that is not in effect: to look at, never to hand out."""

from collections.abc import Iterator

from certificates import MeritCertificate, StarCertificate
from registry.documents import bundle, decision_annex, merit_certificate, star_certificate
from registry.documents.artwork import NO_ARTWORK, Artwork
from registry.documents.printing import PaperRefused
from registry.queries.annexes import AnnexLine
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings
from registry.rules.decision_life import LineAct
from registry.rules.stars import certifiable

_GIVING = frozenset({LineAct.RECOGNISE, LineAct.REISSUE})


def star_certificates(
    detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, artwork: Artwork = NO_ARTWORK
) -> Iterator[StarCertificate]:
    """Yield what the star certificates of a decision would say; lines that have no rank yet are left out."""
    for line in detail.lines:
        stars = line.stars or (line.about.stars if line.about else 0)
        if line.act in _GIVING and certifiable(stars):
            facts = _facts(line, detail, stars)
            yield star_certificate.content(facts, settings, is_demonstration=is_demonstration, artwork=artwork)


def merit_certificates(
    detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, artwork: Artwork = NO_ARTWORK
) -> Iterator[MeritCertificate]:
    """Yield what the merit certificates of an award decision would say."""
    decision = detail.decision
    for recipient in detail.recipients:
        facts = merit_certificate.Facts(
            kind=recipient.kind,
            name=recipient.name,
            address=recipient.address,
            achievement=recipient.achievement,
            decision_number=decision.number,
            decision_date=decision.signed_on,
            authority_lines=decision.authority_lines,
            signatory=decision.signatory,
        )
        yield merit_certificate.content(facts, settings, is_demonstration=is_demonstration, artwork=artwork)


def draw_all(
    detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, artwork: Artwork = NO_ARTWORK
) -> bytes:
    """Draw the annex and every paper of a decision into one watermarked file.

    :raises PaperRefused: naming product or recipient and field, if a paper could not be printed as it should be, or
        if the decision has neither lines nor recipients.
    """
    if not detail.lines and not detail.recipients:
        raise PaperRefused("Quyết định chưa có dòng nào để in thử.", subject=detail.decision.title)
    parts = [decision_annex.draw(decision_annex.content(detail, is_demonstration=is_demonstration))]
    stars = list(star_certificates(detail, settings, is_demonstration=is_demonstration, artwork=artwork))
    merits = list(merit_certificates(detail, settings, is_demonstration=is_demonstration, artwork=artwork))
    if stars:
        parts.append(star_certificate.draw_merged(stars))
    if merits:
        parts.append(merit_certificate.draw_merged(merits))
    return bundle.merged(parts)


def _facts(line: AnnexLine, detail: DecisionDetail, stars: int) -> star_certificate.Facts:
    decision = detail.decision
    stated = line if line.validity_ground else decision
    return star_certificate.Facts(
        product_name=line.product_name,
        producer_name=line.producer_name,
        producer_address=line.address,
        stars=stars,
        instrument=line.instrument or decision.instrument,
        packings=line.packings,
        product_code=line.product_code,
        body_name=detail.body_name,
        decision_number=decision.number,
        decision_date=decision.signed_on,
        valid_from=stated.valid_from,
        valid_until=stated.valid_until,
        validity_ground=stated.validity_ground,
        authority_lines=decision.authority_lines,
        signatory=decision.signatory,
    )
