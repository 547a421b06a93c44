"""What members do with their sheets, and how sheets are kept."""

from builders.assessments import criteria_of, signed
from builders.score_sheets import ticks_with_total
from sqlalchemy import select, text

from registry.database import db
from registry.models.assessment import ScoreSheet
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers
from registry.transaction import reading
from registry.usecases import scoring
from registry.usecases.scoring import Marks


def save(member, dossier, ticks, serial=0, **more):
    return scoring.save_draft(actor=member, dossier=dossier, marks=Marks(ticks=ticks, **more), serial=serial)


def sheets_of(dossier):
    with reading() as session:
        found = (
            select(ScoreSheet)
            .join(ScoreSheet.dossier)
            .where(ScoreSheet.dossier.has(public_id=dossier))
            .order_by(ScoreSheet.seat_id, ScoreSheet.turn)
        )
        return list(session.scalars(found))


def seat_of(dossier, member):
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        return questions.seat_in(session, account_id=member.account_id, round_id=row.round_id).public_id


def reopen(chair, dossier, member, reason="Ghi nhầm"):
    scoring.reopen(actor=chair, dossier=dossier, seat=seat_of(dossier, member), reason=reason)


def behind_the_acts(statement):
    with db.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(statement))


def draft_of(dossier, member):
    with reading() as session:
        row = dossiers.dossier(session, dossier)
        seat = questions.seat_in(session, account_id=member.account_id, round_id=row.round_id)
        return questions.draft(session, seat_id=seat.id, dossier_id=row.id)


def disagreeing(dossier, council):
    criteria = criteria_of(dossier)
    for member, total in zip(council, (60, 60, 75), strict=True):
        signed(member, dossier, ticks_with_total(criteria, total=total, stars=3))
