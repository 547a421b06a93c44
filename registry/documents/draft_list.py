"""The list for the draft of a decision: what would be recognised, and what waits for the Ministry."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy.orm import Session

import certificates
from certificates import AnnexKind, AnnexLine, AnnexSection, DecisionAnnex
from registry.documents import bundle, letterhead, official, printing, results
from registry.documents.printing import PaperRefused
from registry.documents.results import Told
from registry.models.assessment import Outcome
from registry.models.assessment_round import AssessmentRound
from registry.queries import dossiers
from registry.queries.settings import Settings
from registry.rules.instruments import RecognitionKind
from registry.rules.number_words import two_digits

_AGAIN = {RecognitionKind.UPGRADED: "Nâng hạng", RecognitionKind.REASSESSED: "Đánh giá lại"}


def paper(session: Session, round_: AssessmentRound) -> tuple[str, bytes]:
    """Return the draft list of a round in one file, with its name.

    :raises PaperRefused: if there is nothing to list, or naming the field that cannot be printed as it should be.
    """
    name = bundle.filename("Danh sách dự thảo", results.name_of(round_))
    drawn = []
    for one in contents(session, round_):
        with printing.refusing("Danh sách dự thảo"):
            drawn.append(certificates.draw_decision_annex(one))
    return name, drawn[0] if len(drawn) == 1 else bundle.merged(drawn)


def contents(session: Session, round_: AssessmentRound) -> list[DecisionAnnex]:
    """Put the results of a round into the words of one list, or of two where some wait for the Ministry.

    :raises PaperRefused: if no result is to be recognised or approved.
    """
    settings, is_demonstration = official.settings_of(session)
    told = results.told(session, round_)
    recognised = _with(told, Outcome.RECOGNISE)
    prospects = _with(told, Outcome.POTENTIAL_FIVE)
    if not recognised and not prospects:
        raise PaperRefused("Đợt này chưa có kết quả nào để đưa vào danh sách.", subject=results.name_of(round_))
    heads = [
        (AnnexKind.RECOGNITION, "DANH SÁCH SẢN PHẨM ĐỀ NGHỊ CÔNG NHẬN ĐẠT HẠNG SAO OCOP", recognised),
        (AnnexKind.HIGH_SCORE, "DANH SÁCH SẢN PHẨM CÓ KẾT QUẢ ĐÁNH GIÁ TỪ 90 ĐIỂM TRỞ LÊN", prospects),
    ]
    given = [head for head in heads if head[2]]
    return [
        _annex(
            kind,
            f"{title} {results.name_of(round_).upper()}",
            listed,
            settings=settings,
            number="I" * place if len(given) > 1 else None,
            is_demonstration=is_demonstration,
        )
        for place, (kind, title, listed) in enumerate(given, start=1)
    ]


def _with(told: Sequence[Told], outcome: Outcome) -> list[Told]:
    """Return the results of one outcome, the highest rank first; within one in the order of the round."""
    chosen = [one for one in told if one.result is not None and one.result.outcome is outcome]
    return sorted(chosen, key=_stars, reverse=True)


def _stars(one: Told) -> int:
    return (one.result.stars if one.result else None) or 0


def _annex(
    kind: AnnexKind,
    title: str,
    listed: Sequence[Told],
    *,
    settings: Settings,
    number: str | None,
    is_demonstration: bool,
) -> DecisionAnnex:
    by_the_chairman = all(letterhead.is_by_the_chairman(dossiers.governed_by(one.dossier)) for one in listed)
    body = f"Ủy ban nhân dân tỉnh {settings.province}"
    producers = len({one.dossier.producer_id for one in listed})
    return DecisionAnnex(
        kind=kind,
        annex_number=number,
        title=title,
        decision_number=None,
        decision_date=None,
        decision_body=letterhead.deciding_body(body, by_the_chairman=by_the_chairman),
        sections=_sections(kind, listed, province=settings.province),
        line_total=len(listed),
        closing_note=f"Danh sách này có {two_digits(len(listed))} sản phẩm của {two_digits(producers)} chủ thể./.",
        # Reasons need the room of a wide column.
        is_landscape=any(results.held_back(one.result) for one in listed),
        is_draft=True,
        is_demonstration=is_demonstration,
    )


def _sections(kind: AnnexKind, listed: Sequence[Told], *, province: str) -> tuple[AnnexSection, ...]:
    if kind is AnnexKind.HIGH_SCORE:
        return (AnnexSection(lines=tuple(_line(one, province=province) for one in listed)),)
    return tuple(
        AnnexSection(title=f"Hạng {stars} sao", lines=tuple(_line(one, province=province) for one in run))
        for stars, run in groupby(listed, _stars)
    )


def _line(one: Told, *, province: str) -> AnnexLine:
    dossier, result = one.dossier, one.result
    day = dossier.round.held_on if dossier.round else None
    notes = (_AGAIN.get(dossier.kind), results.held_back(result) or None)
    return AnnexLine(
        product_name=dossier.product.name_on(day),
        producer_name=dossier.producer.name_on(day),
        address=dossier.producer.address_on(day, province=province),
        score=results.score_words(result.score) if result else None,
        stars=results.rank_words(result),
        note="; ".join(note for note in notes if note) or None,
    )
