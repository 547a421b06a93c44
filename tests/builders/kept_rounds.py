"""A round that is just opened, and how rounds and dossiers are kept."""

from datetime import timedelta

from registry import clock
from registry.queries import assessment_rounds as questions
from registry.queries import dossiers as dossier_questions
from registry.transaction import reading
from registry.usecases import rounds


def opened(officer, **changes):
    facts = {
        "year": 2026,
        "number": 2,
        "filed_before": clock.today() + timedelta(days=1),
        "finish_before": clock.today() + timedelta(days=60),
    }
    return rounds.open_(actor=officer, **facts | changes)


def kept(round_):
    with reading() as session:
        return questions.round_(session, round_)


def state_of(dossier):
    with reading() as session:
        return dossier_questions.dossier(session, dossier).state


def seat_of(round_, person):
    return next(one.public_id for one in kept(round_).seats if one.account_id == person.account_id)


def producer_of(dossier):
    with reading() as session:
        return dossier_questions.dossier(session, dossier).producer.public_id
