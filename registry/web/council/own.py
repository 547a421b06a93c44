"""What belongs to the member who looks: another council's rounds, dossiers, sheets and files are as if not there."""

from typing import NoReturn

from flask import abort

from registry.models.assessment import ScoreSheet
from registry.models.assessment_round import RoundState, Seat
from registry.models.dossier import Dossier, DossierFile
from registry.queries import assessment_rounds, council_sheets, council_table, dossiers
from registry.queries.council_table import OwnSheet, Place
from registry.queries.criteria import as_kept
from registry.rules.criteria import CriteriaSet
from registry.web.doors import current_actor
from registry.web.reading import reading_session


def own_seat(round_id: str) -> Seat:
    """Return the viewer's seat in a round that is scored or was; any other round does not exist here."""
    session = reading_session()
    row = assessment_rounds.round_(session, round_id)
    if row is None or row.state is RoundState.PREPARING:
        _not_here()
    seat = assessment_rounds.seat_in(session, account_id=current_actor().account_id, round_id=row.id)
    return seat or _not_here()


def own_place(dossier_id: str) -> Place:
    """Return the viewer's place before a dossier of one of his rounds."""
    row = dossiers.dossier(reading_session(), dossier_id)
    return _place(row) if row is not None else _not_here()


def own_file(file_id: str) -> DossierFile:
    """Return a file of a dossier that the viewer may read: one with a tie to the producer may not."""
    row = council_table.file(reading_session(), file_id)
    if row is None or _place(row.item.dossier).is_tied:
        _not_here()
    return row


def open_sheet(sheet_id: str) -> tuple[Place, ScoreSheet]:
    """Return a signed sheet that the viewer may see; any other does not exist here."""
    session = reading_session()
    row = council_sheets.sheet_of_member(session, sheet_id)
    if row is None:
        _not_here()
    place = _place(row.dossier)
    if not council_sheets.may_see(session, place, row):
        _not_here()
    return place, row


def sheet_to_reopen(sheet_id: str) -> tuple[Place, ScoreSheet]:
    """Return the signed sheet of a dossier in the viewer's round, which he need not be allowed to read."""
    session = reading_session()
    row = council_sheets.sheet_of_member(session, sheet_id)
    if row is None:
        _not_here()
    place = _place(row.dossier)
    is_of_this_round = row.seat.round_id == place.round.id
    return (place, row) if is_of_this_round else _not_here()


def criteria_at(place: Place) -> CriteriaSet:
    """Return the criteria a dossier is scored by; where there are none, there is no sheet."""
    criteria = as_kept(place.dossier.criteria) if place.dossier.criteria else None
    return criteria if criteria is not None and criteria.can_be_scored else _not_here()


def own_state(place: Place) -> OwnSheet:
    """Say how the viewer stands to a dossier."""
    return council_table.own_state(reading_session(), place)


def _place(row: Dossier) -> Place:
    place = council_table.place_at(reading_session(), account_id=current_actor().account_id, dossier=row)
    return place or _not_here()


def _not_here() -> NoReturn:
    abort(404)
