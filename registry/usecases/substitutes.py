"""Substitutes take seats of a council: whoever had the seat scores no more, and what was signed stays signed."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from registry.models.assessment_round import RoundState, Seat, Tie
from registry.models.producer import Producer
from registry.queries import assessment_rounds as questions
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.admitting import check_scorers
from registry.usecases.journal import Act, acting
from registry.usecases.rounds import member_to_seat
from registry.usecases.rounds_at_hand import refuse_concluded, seat_at_hand
from registry.usecases.typed import day_typed, line_needed, line_typed


def substitute(
    *,
    actor: Actor,
    seat: str,
    account: str,
    on: date,
    reason: str,
    agency: str | None = None,
    office: str | None = None,
    ties: Mapping[str, str] | None = None,
) -> str:
    """Let somebody take a seat over, in the same role, and return the new seat's public id.

    What the earlier member signed keeps its voice; a dossier without that sheet is the substitute's to score. Ties are
    asked of the substitute anew: those of the earlier member are no part of this.

    :param account: public id of the substitute's account.
    :param ties: public ids of producers that the substitute has a tie with, and which.
    :raises NotFound: if there is no such seat, account or producer.
    :raises ConflictOfInterest: if nobody would be left to score a dossier.
    :raises Refusal: if the round is concluded, the seat is taken over already, or at every field that cannot be.
    """
    with acting(actor, "round.substitute", Permission.RUN_ROUNDS, reason=reason) as act:
        row = seat_at_hand(act, seat)
        refuse_concluded(row.round)
        if row not in questions.sitting(row.round):
            raise Refusal(f"Đã có người dự thay {row.account.name}.")
        person = member_to_seat(act, row.round, account)
        hearing = Hearing()
        hearing.ask(day_typed, on, field="on")
        why = hearing.ask(line_needed, reason, field="reason", missing="Cần ghi lý do cử người dự thay.")
        of_agency = hearing.ask(line_typed, agency, field="agency") or row.agency
        in_office = hearing.ask(line_typed, office, field="office")
        hearing.settle(True)
        last = act.session.scalar(select(func.max(Seat.position)).where(Seat.round_id == row.round_id))
        new = Seat(
            position=(last or 0) + 1,
            account_id=person.id,
            role=row.role,
            agency=of_agency,
            office=in_office,
            substitute_for=row.account.name,
            replaces_id=row.id,
            since=on,
            reason=why,
        )
        row.round.seats.append(new)
        row.is_present = False
        act.session.flush()
        _tie(act, new, said=ties or {})
        if row.round.state is RoundState.SCORING:
            _check_scorers(act, new)
        return new.public_id


def _tie(act: Act, seat: Seat, *, said: Mapping[str, str]) -> None:
    for public_id, why in said.items():
        producer = act.session.scalar(select(Producer).where(Producer.public_id == public_id))
        if producer is None:
            raise NotFound("Không tìm thấy chủ thể này.", field="ties")
        kept = line_needed(why, field="tie", missing="Cần ghi quan hệ với chủ thể.")
        seat.ties.append(Tie(producer_id=producer.id, reason=kept))
    act.session.flush()


def _check_scorers(act: Act, seat: Seat) -> None:
    rules, seats = questions.rules_of(seat.round), questions.council(seat.round)
    hearing = Hearing()
    for one in questions.dossiers_of(act.session, seat.round_id):
        if not questions.signed_sheets(act.session, one.id):
            hearing.ask(check_scorers, rules, seats, one)
    hearing.settle(True)
