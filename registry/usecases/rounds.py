"""Rounds of assessment: opened, given their council and their dossiers, and begun."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from registry.models.account import Account
from registry.models.assessment_round import AssessmentRound, RoundMethod, RoundState, Seat, Tie
from registry.models.dossier import Dossier
from registry.models.producer import Producer
from registry.queries import assessment_rounds as questions
from registry.queries.dossier_clocks import round_rules
from registry.queries.law_book import known
from registry.queries.settings import settings
from registry.rules import council_seats
from registry.rules.council import MemberRole
from registry.rules.council_settings import from_settings, to_settings
from registry.rules.dossier_life import DossierMove, DossierState, Party
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission, Role
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.admitting import check_held_on, check_instrument, check_scorers, check_suits
from registry.usecases.dossiers import step
from registry.usecases.journal import Act, acting
from registry.usecases.rounds_at_hand import (
    check_preparing,
    dossier_at_hand,
    find,
    preparing,
    refuse_concluded,
    seat_at_hand,
)
from registry.usecases.typed import line_typed, text_typed

YEARS = range(2018, 2101)


def open_(
    *,
    actor: Actor,
    year: int,
    number: int,
    filed_before: date,
    finish_before: date,
    method: RoundMethod = RoundMethod.MEETING,
    note: str | None = None,
) -> str:
    """Open a round and return its public id.

    :param filed_before: communes forward before this day to be in it.
    :raises Refusal: at every field that cannot be as it is, or if the year has a round of that number.
    """
    hearing = Hearing()
    hearing.ask(_check_number, year, number)
    hearing.ask(_check_days, filed_before, finish_before)
    kept = hearing.ask(text_typed, note, field="note")
    hearing.settle(True)
    with acting(actor, "round.open", Permission.RUN_ROUNDS) as act:
        there = select(AssessmentRound.id).where(AssessmentRound.year == year, AssessmentRound.number == number)
        if act.session.scalar(there) is not None:
            raise Refusal(f"Năm {year} đã có đợt {number}.", field="number")
        row = act.add(
            AssessmentRound(
                year=year,
                number=number,
                method=method,
                filed_before=filed_before,
                finish_before=finish_before,
                note=kept,
                opened_at=act.at,
            )
        )
        act.session.flush()
        return row.public_id


def seat(
    *,
    actor: Actor,
    round_: str,
    account: str,
    role: MemberRole,
    agency: str,
    office: str | None = None,
    substitute_for: str | None = None,
) -> str:
    """Give somebody a seat in the council of a round and return the seat's public id.

    :param account: public id of the member's account.
    :raises NotFound: if there is no such round or account.
    :raises Refusal: if the account is no council member's or sits there already, the role is taken that only one
        has, or scoring has begun.
    """
    hearing = Hearing()
    of_agency = hearing.ask(_agency, agency)
    in_office = hearing.ask(line_typed, office, field="office")
    for_whom = hearing.ask(line_typed, substitute_for, field="substitute_for")
    hearing.settle(True)
    with acting(actor, "round.seat", Permission.RUN_ROUNDS) as act:
        row = preparing(act, round_)
        person = member_to_seat(act, row, account)
        council_seats.check_role_is_free(role, questions.council(row))
        last = act.session.scalar(select(func.max(Seat.position)).where(Seat.round_id == row.id))
        new = act.add(
            Seat(
                round_id=row.id,
                position=(last or 0) + 1,
                account_id=person.id,
                role=role,
                agency=of_agency,
                office=in_office,
                substitute_for=for_whom,
            )
        )
        act.session.flush()
        return new.public_id


def member_to_seat(act: Act, row: AssessmentRound, public_id: str) -> Account:
    """Return the account of a council member who has no seat in a round.

    :raises NotFound: if there is no such account.
    :raises Refusal: if it has a seat.
    """
    person = act.session.scalar(select(Account).where(Account.public_id == public_id))
    if person is None or not any(one.name == Role.COUNCIL.value for one in person.roles):
        raise NotFound("Không tìm thấy thành viên Hội đồng này.", field="account")
    if any(one.account_id == person.id for one in row.seats):
        raise Refusal(f"{person.name} đã có trong Hội đồng của đợt này.", field="account")
    return person


def unseat(*, actor: Actor, seat: str) -> None:
    """Take a seat away before scoring begins.

    :raises NotFound: if there is no such seat.
    :raises Refusal: if scoring has begun.
    """
    with acting(actor, "round.unseat", Permission.RUN_ROUNDS) as act:
        row = seat_at_hand(act, seat)
        check_preparing(row.round)
        if row not in questions.sitting(row.round):
            raise Refusal(f"Hãy bỏ người dự thay {row.account.name} trước.")
        for earlier in row.round.seats:
            earlier.is_present = earlier.is_present or earlier.id == row.replaces_id
        act.session.delete(row)


def mark_present(*, actor: Actor, round_: str, present: Sequence[str]) -> None:
    """Write down which members are there; the others are absent.

    :param present: public ids of seats.
    :raises NotFound: if there is no such round, or a seat is none of its.
    :raises Refusal: if the round is concluded.
    """
    with acting(actor, "round.mark_present", Permission.RUN_ROUNDS) as act:
        row = find(act, round_)
        refuse_concluded(row)
        if not set(present) <= {one.public_id for one in row.seats}:
            raise NotFound("Không tìm thấy thành viên này trong Hội đồng của đợt.")
        sitting = questions.sitting(row)
        for one in row.seats:
            one.is_present = one.public_id in present and one in sitting


def tie(*, actor: Actor, seat: str, producer: str, reason: str) -> None:
    """Write down that a member has a tie with a producer, and so scores none of its dossiers.

    :raises NotFound: if there is no such seat or producer.
    :raises Refusal: if no reason is given, the round is concluded, or a sheet counts that the member signed for it.
    """
    with acting(actor, "round.tie", None, reason=reason) as act:
        row = seat_at_hand(act, seat)
        if not (actor.may(Permission.RUN_ROUNDS) or row.account_id == actor.account_id):
            raise NotFound("Không tìm thấy thành viên này.")
        about = act.session.scalar(select(Producer).where(Producer.public_id == producer))
        if about is None:
            raise NotFound("Không tìm thấy chủ thể này.", field="producer")
        said = line_typed(reason, field="reason")
        if said is None:
            raise Refusal("Cần ghi quan hệ với chủ thể.", field="reason")
        refuse_concluded(row.round)
        if questions.has_signed_for(act.session, seat_id=row.id, producer_id=about.id):
            raise Refusal("Thành viên đã ký phiếu của chủ thể này; hãy mở lại phiếu trước.", field="producer")
        if act.session.get(Tie, (row.id, about.id)) is None:
            act.add(Tie(seat_id=row.id, producer_id=about.id, reason=said))


def admit(*, actor: Actor, round_: str, dossiers: Sequence[str]) -> None:
    """Take forwarded dossiers into a round.

    :raises NotFound: if there is no such round or dossier.
    :raises Refusal: if the round is concluded, a dossier is not with the province, or does not suit the round.
    """
    with acting(actor, "round.admit", Permission.RUN_ROUNDS) as act:
        row = find(act, round_)
        refuse_concluded(row)
        calendar = round_rules(act.session)
        for public_id in dossiers:
            one = dossier_at_hand(act, public_id)
            check_suits(row, one, calendar)
            one.round_id = row.id
            step(act, one, DossierMove.ADMIT, by=Party.OFFICER)


def postpone(*, actor: Actor, dossier: str, reason: str) -> None:
    """Take a dossier out of its round, for a later one.

    :raises NotFound: if there is no such dossier.
    :raises Refusal: if it has a result, or a reason is missing.
    """
    with acting(actor, "round.postpone", Permission.RUN_ROUNDS, reason=reason) as act:
        one = dossier_at_hand(act, dossier)
        step(act, one, DossierMove.POSTPONE, by=Party.OFFICER, reason=reason)
        one.round_id = None


def begin(*, actor: Actor, round_: str, held_on: date) -> None:
    """Constitute the council and let it score, by the rules of procedure as they are now.

    :param held_on: the day of assessment, which says by which instrument a dossier is judged.
    :raises NotFound: if there is no such round.
    :raises Refusal: with all that is missing or cannot be: a chair, a secretary, dossiers, somebody to score each of
        them, the day itself.
    """
    with acting(actor, "round.begin", Permission.RUN_ROUNDS) as act:
        row = preparing(act, round_)
        rules = from_settings(settings(act.session).council_rules)
        seats = questions.council(row)
        dossiers = questions.dossiers_of(act.session, row.id)
        hearing = Hearing()
        hearing.ask(council_seats.check_council, seats)
        hearing.ask(_check_dossiers, dossiers)
        for one in dossiers:
            hearing.ask(check_scorers, rules, seats, one)
            hearing.ask(check_instrument, one, known(act.session), held_on=held_on)
        hearing.ask(check_held_on, row, dossiers, held_on=held_on)
        hearing.settle(True)
        row.rules = to_settings(rules)
        row.held_on = held_on
        row.state = RoundState.SCORING


def conclude(*, actor: Actor, round_: str) -> None:
    """Close a round whose every dossier has its result.

    :raises NotFound: if there is no such round.
    :raises Refusal: if it is not scoring, or dossiers wait for their result.
    """
    with acting(actor, "round.conclude", Permission.RUN_ROUNDS) as act:
        row = find(act, round_)
        if row.state is not RoundState.SCORING:
            raise Refusal("Đợt đánh giá không ở bước chấm điểm.")
        waiting = [one for one in questions.dossiers_of(act.session, row.id) if one.state is DossierState.IN_ROUND]
        if waiting:
            raise Refusal(f"Còn {len(waiting)} hồ sơ chưa có kết quả.")
        row.state = RoundState.CONCLUDED


def _agency(typed: str) -> str:
    agency = line_typed(typed, field="agency")
    if agency is None:
        raise Refusal("Cần ghi cơ quan của thành viên.", field="agency")
    return agency


def _check_number(year: int, number: int) -> None:
    if year not in YEARS or not 1 <= number <= 99:
        raise Refusal("Số đợt từ 1 đến 99, năm từ 2018.", field="number")


def _check_days(filed_before: date, finish_before: date) -> None:
    if finish_before <= filed_before:
        raise Refusal("Ngày kết thúc phải sau ngày chốt hồ sơ.", field="finish_before")


def _check_dossiers(dossiers: Sequence[Dossier]) -> None:
    if not dossiers:
        raise Refusal("Đợt chưa có hồ sơ nào.", field="dossiers")
