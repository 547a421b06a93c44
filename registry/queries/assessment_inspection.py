"""Whether what councils signed still bears its seals, and results still follow from the sheets they name."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.models.assessment import Assessment, ScoreSheet
from registry.models.assessment_round import Seat
from registry.models.criteria import CriteriaVersion
from registry.models.decision import DecisionLine, LineAssessment
from registry.models.dossier import Dossier, Submission
from registry.queries import criteria as criteria_questions
from registry.queries.law_book import known
from registry.queries.seals import manifest_seal, sheet_seal
from registry.rules.council_settings import from_settings
from registry.rules.refusal import Refusal
from registry.rules.scoring import council_result
from registry.rules.scoring_sheet import Sheet, sheet_score
from registry.rules.stars import hundredths

AT_ONCE = 200


def defects(session: Session) -> Iterator[str]:
    """Say which seals are broken, and which totals and results do not follow from what they are made of."""
    yield from _wordings(session)
    yield from _submissions(session)
    yield from _sheets(session)
    yield from _results(session)
    yield from _lines(session)


def _wordings(session: Session) -> Iterator[str]:
    for row in session.scalars(select(CriteriaVersion).order_by(CriteriaVersion.id)):
        if criteria_questions.as_kept(row).content_hash != row.sha256:
            yield f"Bộ tiêu chí {row.public_id} (bộ {row.number}, bản {row.version}) khác với mã băm của nó."


def _submissions(session: Session) -> Iterator[str]:
    statement = select(Submission, Dossier.public_id).join(Submission.dossier).order_by(Submission.id)
    for row, dossier in session.execute(statement, execution_options={"yield_per": AT_ONCE}):
        if manifest_seal(row.manifest) != row.sha256:
            yield f"Hồ sơ {dossier}, lần nộp {row.sequence}: nội dung khác với mã băm khi nộp."


def _sheets(session: Session) -> Iterator[str]:
    statement = (
        select(ScoreSheet)
        .options(
            joinedload(ScoreSheet.seat).joinedload(Seat.account),
            joinedload(ScoreSheet.dossier).joinedload(Dossier.criteria),
        )
        .order_by(ScoreSheet.id)
    )
    for row in session.scalars(statement, execution_options={"yield_per": AT_ONCE}):
        named = f"Phiếu {row.public_id} (hồ sơ {row.dossier.public_id}, lần {row.turn})"
        if sheet_seal(row, dossier=row.dossier, seat=row.seat) != row.sha256:
            yield f"{named}: nội dung khác với mã băm khi ký."
        if _total(row) != row.total:
            yield f"{named}: tổng điểm không khớp với các mức đã chọn."


def _total(row: ScoreSheet) -> int | None:
    if row.dossier.criteria is None:
        return None
    criteria = criteria_questions.as_kept(row.dossier.criteria)
    try:
        return hundredths(sheet_score(criteria=criteria, sheet=_as_rules_see(row)).total)
    except Refusal:
        return None


def _results(session: Session) -> Iterator[str]:
    statement = (
        select(Assessment).options(joinedload(Assessment.dossier).joinedload(Dossier.criteria)).order_by(Assessment.id)
    )
    for row in session.scalars(statement, execution_options={"yield_per": AT_ONCE}):
        if not _follows(session, row):
            yield f"Kết quả {row.public_id} (hồ sơ {row.dossier.public_id}) không khớp với các phiếu đã ký của nó."


def _follows(session: Session, row: Assessment) -> bool:
    kept = row.dossier.criteria
    if kept is None:
        return not row.sheets and row.source is not None
    sheets = _sheets_named(session, row)
    if len(sheets) != len(row.sheets):
        return False
    try:
        result = council_result(
            criteria=criteria_questions.as_kept(kept),
            sheets={sheet.seat_id: _as_rules_see(sheet) for sheet in sheets},
            rules=from_settings(row.facts["rules"]),
            under=known(session)[kept.instrument],
        )
    except Refusal:
        return False
    score = None if result.stars is None else hundredths(result.score)
    return (score, result.stars) == (row.score, row.stars)


def _sheets_named(session: Session, row: Assessment) -> Sequence[ScoreSheet]:
    """Return the sheets a result names, as far as they are of its dossier and its round."""
    return session.scalars(
        select(ScoreSheet)
        .join(ScoreSheet.seat)
        .where(
            ScoreSheet.public_id.in_(row.sheets),
            ScoreSheet.dossier_id == row.dossier_id,
            Seat.round_id == row.round_id,
        )
    ).all()


def _as_rules_see(row: ScoreSheet) -> Sheet:
    return Sheet(ticks=row.ticks, grounds=frozenset(row.eliminated_by))


def _lines(session: Session) -> Iterator[str]:
    statement = (
        select(DecisionLine, Assessment)
        .join(LineAssessment, LineAssessment.line_id == DecisionLine.id)
        .join(Assessment, Assessment.id == LineAssessment.assessment_id)
        .order_by(DecisionLine.id)
    )
    for line, result in session.execute(statement):
        if (line.score, line.stars) != (result.score, result.stars):
            yield f"Dòng {line.position} của phụ lục khác với kết quả {result.public_id} của Hội đồng."
