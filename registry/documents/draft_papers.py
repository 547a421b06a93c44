"""The papers of a decision before it is in effect: watermarked, without a number, to be looked at."""

from collections.abc import Sequence
from datetime import date

from registry.documents import merit_certificate, star_certificate
from registry.documents.artwork import Artwork
from registry.documents.printing import PaperRefused
from registry.models.decision import Decision
from registry.queries.annexes import AnnexLine, AnnexRecipient
from registry.queries.decisions import DecisionDetail
from registry.queries.settings import Settings
from registry.rules.decision_life import LineAct
from registry.rules.stars import certifiable
from registry.rules.term import expires_on, months_under

GIVING = frozenset({LineAct.RECOGNISE, LineAct.REISSUE})


def lines_with_papers(detail: DecisionDetail) -> Sequence[AnnexLine]:
    """Return the lines that will give a star certificate."""
    return [line for line in detail.lines if line.act in GIVING and line.stars and certifiable(line.stars)]


def certificate(
    line: AnnexLine, detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, artwork: Artwork
) -> bytes:
    """Draw the certificate that a line will give.

    :raises PaperRefused: if it cannot be printed as it should be.
    """
    facts = _star_facts(line, detail)
    return star_certificate.draw(
        star_certificate.content(facts, settings, is_demonstration=is_demonstration, artwork=artwork)
    )


def merit(
    recipient: AnnexRecipient,
    detail: DecisionDetail,
    settings: Settings,
    *,
    is_demonstration: bool,
    artwork: Artwork,
) -> bytes:
    """Draw the merit certificate that a recipient will be given.

    :raises PaperRefused: if it cannot be printed as it should be.
    """
    facts = _merit_facts(recipient, detail.decision)
    return merit_certificate.draw(
        merit_certificate.content(facts, settings, is_demonstration=is_demonstration, artwork=artwork)
    )


def merged(detail: DecisionDetail, settings: Settings, *, is_demonstration: bool, artwork: Artwork) -> bytes:
    """Draw every paper that the decision will give into one file.

    :raises PaperRefused: naming the first paper that cannot be printed, or if there is none to draw.
    """
    giving = lines_with_papers(detail)
    if giving:
        return star_certificate.draw_merged(
            [
                star_certificate.content(
                    _star_facts(line, detail), settings, is_demonstration=is_demonstration, artwork=artwork
                )
                for line in giving
            ]
        )
    if not detail.recipients:
        raise PaperRefused("Quyết định này chưa có giấy nào để xem.", subject="")
    return merit_certificate.draw_merged(
        [
            merit_certificate.content(
                _merit_facts(one, detail.decision), settings, is_demonstration=is_demonstration, artwork=artwork
            )
            for one in detail.recipients
        ]
    )


def _star_facts(line: AnnexLine, detail: DecisionDetail) -> star_certificate.Facts:
    decision = detail.decision
    valid_from, valid_until, ground = _validity(line, detail)
    return star_certificate.Facts(
        product_name=line.product_name,
        producer_name=line.producer_name,
        producer_address=line.address,
        stars=line.stars or 0,
        under=detail.instruments.of(line.instrument),
        packings=line.packings,
        product_code=line.product_code,
        body_name=detail.body_name,
        decision_number=decision.number,
        decision_date=decision.signed_on,
        valid_from=valid_from,
        valid_until=valid_until,
        validity_ground=ground,
        authority_lines=decision.authority_lines,
        signatory=decision.signatory,
    )


def _validity(line: AnnexLine, detail: DecisionDetail) -> tuple[date | None, date | None, str | None]:
    decision = detail.decision
    if line.act is LineAct.REISSUE:
        valid_until, number = (line.about.valid_until, line.about.number) if line.about else (None, None)
        return decision.signed_on, valid_until, star_certificate.reissued_for(number)
    stated = line if line.validity_ground else decision
    valid_from = stated.valid_from or decision.signed_on
    months = months_under(detail.instruments.of(line.instrument))
    until = stated.valid_until or (expires_on(valid_from, months) if valid_from else None)
    return valid_from, until, stated.validity_ground


def _merit_facts(recipient: AnnexRecipient, decision: Decision) -> merit_certificate.Facts:
    return merit_certificate.Facts(
        kind=recipient.kind,
        name=recipient.name,
        address=recipient.address,
        achievement=recipient.achievement,
        decision_number=decision.number,
        decision_date=decision.signed_on,
        authority_lines=decision.authority_lines,
        signatory=decision.signatory,
    )
