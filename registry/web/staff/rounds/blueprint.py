"""The address of everything about rounds of assessment, and the one round a page is about."""

from flask import Blueprint

from registry.models.assessment_round import AssessmentRound, Seat
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds, dossiers
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.web.doors import current_actor
from registry.web.reading import reading_session

pages = Blueprint("staff_rounds", __name__, url_prefix="/can-bo/dot-danh-gia")


def found(public_id: str) -> AssessmentRound:
    """Return the round a page is about, with its council.

    :raises NotFound: if there is none.
    """
    row = assessment_rounds.round_(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có đợt đánh giá này.")
    return row


def found_seat(round_: AssessmentRound, public_id: str) -> Seat:
    """Return a seat of a round's council.

    :raises NotFound: if there is none.
    """
    for seat in round_.seats:
        if seat.public_id == public_id:
            return seat
    raise NotFound("Hội đồng của đợt này không có thành viên đó.")


def found_dossier(round_: AssessmentRound, public_id: str) -> Dossier:
    """Return a dossier of a round.

    :raises NotFound: if there is none.
    """
    row = dossiers.dossier(reading_session(), public_id)
    if row is None or row.round_id != round_.id:
        raise NotFound("Hồ sơ này không có trong đợt.")
    return row


def may_run() -> bool:
    """Say whether the viewer may run rounds."""
    return current_actor().may(Permission.RUN_ROUNDS)
