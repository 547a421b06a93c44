"""How papers say a council's results: score, rank, what held it back, the council, the rules that were used."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from certificates import Manner, Paragraph, legible
from registry.documents import assessed
from registry.models.assessment import Assessment, Outcome
from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier
from registry.queries import assessment_papers, dossiers
from registry.queries import assessment_rounds as rounds
from registry.rules.council_settings import explained, from_settings
from registry.rules.criteria import CriteriaSet
from registry.rules.scoring import CouncilResult, council_result
from registry.rules.scoring_sheet import Sheet
from registry.rules.stars import from_hundredths, vietnamese_score

UNRANKED = "chưa kết luận"
LONGEST_WORD = 16
"""Letters that fit the column of remarks."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One dossier of a round with the result that counts."""

    dossier: Dossier
    result: Assessment | None


def told(session: Session, round_: AssessmentRound) -> list[Told]:
    """Return the dossiers of a round in Vietnamese order, each with its result."""
    rows = assessment_papers.dossiers_of(session, round_.id)
    latest = rounds.latest_results(session, [row.id for row in rows])
    return [Told(dossier=row, result=latest.get(row.id)) for row in rows]


def name_of(round_: AssessmentRound) -> str:
    """Name a round: «đợt 2 năm 2026»."""
    return f"đợt {round_.number} năm {round_.year}"


def score_words(hundredths: int | None) -> str:
    """Write a score of a result."""
    return "–" if hundredths is None else vietnamese_score(from_hundredths(hundredths))


def rank_words(result: Assessment | None) -> str:
    """Say the rank: «4 sao», «tiềm năng 5 sao», «bị loại»."""
    if result is None:
        return UNRANKED
    if result.outcome is Outcome.ELIMINATED:
        return "bị loại"
    # QĐ 26/2026, Điều 7: at the province 90 points and more are a prospect, not a rank.
    return "tiềm năng 5 sao" if result.outcome is Outcome.POTENTIAL_FIVE else f"{result.stars} sao"


def remarks(result: Assessment | None) -> str:
    """Say what held a result back, what eliminated it, or where it is known from; empty where it is plain."""
    if result is None:
        return ""
    facts = result.facts
    said = []
    if facts.get("eliminated_by"):
        said.append("; ".join(facts["eliminated_by"]))
    if held := held_back(result):
        said.append(held)
    if facts.get("in_printed_gap"):
        said.append("Điểm ở khoảng văn bản không xếp hạng")
    if result.source:
        said.append(f"Không có phiếu chấm; theo {legible(result.source, longest=LONGEST_WORD)}")
    return ". ".join(said)


def held_back(result: Assessment | None) -> str:
    """Say for which minima a result has fewer stars than its points alone would give."""
    if result is None or not result.facts.get("held_back_by"):
        return ""
    return f"Đủ điểm {result.facts['band']} sao; {minima_words(result.facts['held_back_by'])}"


def minima_words(minima: Sequence[dict[str, object]]) -> str:
    """Say which minima were not reached: «chưa đạt mức tối thiểu 4 sao ở 2.1, 3.5»."""
    by_stars: dict[object, list[str]] = {}
    for one in minima:
        by_stars.setdefault(one["stars"], []).append(str(one["criterion"]))
    return "; ".join(
        f"chưa đạt mức tối thiểu {stars} sao ở {', '.join(dict.fromkeys(codes))}" for stars, codes in by_stars.items()
    )


def totals(result: Assessment | None) -> dict[int, str]:
    """Return the total of each counted sheet, by seat."""
    kept = result.facts.get("totals", {}) if result else {}
    return {int(seat): vietnamese_score(from_hundredths(total)) for seat, total in kept.items()}


def spread_words(result: Assessment | None) -> str:
    """Say by how much the counted totals differ."""
    width = result.facts.get("spread") if result else None
    return "" if width is None else str(width).replace(".", ",")


def seat_words(seat: Seat) -> str:
    """Name a member: person, office in the council, agency, and for whom."""
    office = f", {seat.office}" if seat.office else ""
    substitute = f" (dự thay {seat.substitute_for})" if seat.substitute_for else ""
    return f"{seat.account.name} – {assessed.office_of(seat)}{office}{substitute}"


def rules_words(round_: AssessmentRound, *, manner: Manner = Manner.ITEM) -> list[Paragraph]:
    """Say every rule of procedure that a round used, with its ground."""
    if round_.rules is None:
        return [Paragraph(text="- Đợt đánh giá chưa bắt đầu chấm điểm.", manner=manner)]
    said = explained(from_settings(round_.rules))
    return [
        Paragraph(text=f"- {one.text.rstrip('.')} ({one.ground.rstrip('.')}).", manner=manner, field="rule")
        for one in said
    ]


def recomputed(session: Session, result: Assessment) -> tuple[CriteriaSet, CouncilResult] | None:
    """Work a result out again from the very sheets it was made of; None where there were no sheets."""
    row = result.dossier
    criteria = dossiers.criteria_of(row)
    if criteria is None or not result.sheets:
        return None
    sheets = assessment_papers.sheets(session, result.sheets)
    return criteria, council_result(
        criteria=criteria,
        sheets={one.seat_id: Sheet(ticks=one.ticks, grounds=frozenset(one.eliminated_by)) for one in sheets},
        rules=from_settings(result.facts["rules"]),
        under=dossiers.governed_by(row),
    )
