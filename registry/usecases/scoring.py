"""Members of the council score: a draft of their own, then a sheet that nothing changes any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry import clock
from registry.models.assessment import Discussion, Reopening, ScoreSheet, SheetDraft
from registry.models.assessment_round import RoundMethod, RoundState, Seat
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds as rounds
from registry.queries import council_standing
from registry.queries import criteria as criteria_questions
from registry.queries import dossiers as dossier_questions
from registry.queries.seals import sheet_seal
from registry.rules import council_seats
from registry.rules.council import spread
from registry.rules.criteria import CriteriaSet
from registry.rules.dossier_life import DossierState
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import NotFound, Refusal
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score
from registry.rules.search_key import clean_lines
from registry.rules.stars import hundredths
from registry.transaction import UNSEEN, Session, transaction
from registry.usecases.journal import Act, acting
from registry.usecases.typed import LONGEST_TEXT

LONGEST_COMMENT = 2_000


class SavedElsewhere(Refusal):
    """A newer saving of the sheet came from another window or telephone."""


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a member has marked so far."""

    ticks: Mapping[str, int]
    comments: Mapping[str, str] = field(default_factory=dict)
    grounds: Sequence[str] = ()
    """Keys of the printed grounds of elimination."""
    opinion: str = ""


def save_draft(*, actor: Actor, dossier: str, marks: Marks, serial: int) -> int:
    """Keep what a member has marked so far, for that member alone, and return the new serial.

    It is no act: nothing of it is journalled, shown or counted before it is signed.

    :param serial: the serial that the page was given last.
    :raises NotFound: if the member may not score the dossier.
    :raises SavedElsewhere: if another page has saved since; nothing of either is lost.
    :raises Refusal: if scoring is not open, or a mark is none of the set's.
    """
    authorise(actor, Permission.SCORE)
    with transaction() as session:
        session.info[UNSEEN] = True
        seat, row = _at_the_table(session, actor, dossier)
        _check_open(session, seat, row)
        criteria = _criteria(row)
        sheet_score(criteria=criteria, sheet=Sheet(ticks=marks.ticks, grounds=frozenset(marks.grounds)))
        draft = rounds.draft(session, seat_id=seat.id, dossier_id=row.id)
        if draft is None:
            draft = SheetDraft(seat_id=seat.id, dossier_id=row.id, serial=0)
            session.add(draft)
        if draft.serial != serial:
            raise SavedElsewhere("Phiếu này vừa được lưu từ một cửa sổ hoặc thiết bị khác. Hãy tải lại để chấm tiếp.")
        draft.ticks, draft.comments = dict(marks.ticks), _comments(criteria, marks.comments)
        draft.eliminated_by = sorted(set(marks.grounds))
        draft.opinion = _opinion(marks.opinion)
        draft.serial += 1
        draft.saved_at = clock.now()
        return draft.serial


def sign(*, actor: Actor, dossier: str, serial: int) -> str:
    """Sign a member's sheet off as it was saved last, and return its SHA-256.

    :param serial: the serial of the saving that the member looked at.
    :raises NotFound: if the member may not score the dossier.
    :raises SavedElsewhere: if another page has saved since.
    :raises Refusal: if criteria are not answered, scoring is not open, or the member is marked as absent.
    """
    with acting(actor, "sheet.sign", Permission.SCORE) as act:
        seat, row = _at_the_table(act.session, actor, dossier)
        state = _check_open(act.session, seat, row)
        if not seat.is_present and seat.round.method is RoundMethod.MEETING:
            raise Refusal("Bạn được ghi là vắng mặt ở phiên họp này, nên không ký phiếu. Hãy báo thư ký Hội đồng.")
        draft = rounds.draft(act.session, seat_id=seat.id, dossier_id=row.id)
        if draft is None:
            raise Refusal("Phiếu chưa được chấm.")
        if draft.serial != serial:
            raise SavedElsewhere("Phiếu này vừa được lưu từ một cửa sổ hoặc thiết bị khác. Hãy tải lại rồi ký.")
        score = sheet_score(
            criteria=_criteria(row), sheet=Sheet(ticks=draft.ticks, grounds=frozenset(draft.eliminated_by))
        )
        _check_complete(score)
        new = ScoreSheet(
            dossier_id=row.id,
            seat_id=seat.id,
            turn=state.turn,
            ticks=draft.ticks,
            comments=draft.comments,
            eliminated_by=draft.eliminated_by,
            opinion=draft.opinion,
            total=hundredths(score.total),
            sealed_at=act.at,
        )
        new.sha256 = sheet_seal(new, dossier=row, seat=seat)
        act.add(new)
        return new.sha256


def reopen(*, actor: Actor, dossier: str, seat: str, reason: str) -> None:
    """Let a member write a signed sheet anew; the signed one stays as it is.

    :raises NotFound: if the actor does not sit in that round, or nothing is signed.
    :raises Refusal: if the actor is not the chair or has a tie, gives no reason, or the result is concluded.
    """
    with acting(actor, "sheet.reopen", Permission.SCORE, reason=reason) as act:
        chair, row = _at_the_table(act.session, actor, dossier)
        concluded = row.state is not DossierState.IN_ROUND
        council_seats.check_reopening(
            rounds.rules_of(chair.round),
            rounds.council(chair.round),
            by=chair.id,
            producer_id=row.producer_id,
            reason=reason,
            concluded=concluded,
        )
        whose = rounds.seat(act.session, seat)
        if whose is None or whose.round_id != row.round_id:
            raise NotFound("Không tìm thấy phiếu này.")
        _reopen(act, row, whose.id, reason.strip())


def discuss(*, actor: Actor, dossier: str, said: str) -> None:
    """Write down that the council spoke about a dossier whose totals lie too far apart, and let all score it again.

    :raises NotFound: if there is no such dossier in a round.
    :raises Refusal: if the totals do not lie too far apart, or nothing is said.
    """
    with acting(actor, "sheet.discuss", Permission.RUN_ROUNDS, reason=said) as act:
        row = in_round(act.session, dossier)
        words = clean_lines(said)
        if not words:
            raise Refusal("Cần ghi nội dung Hội đồng đã thảo luận.", field="said")
        signed = rounds.signed_sheets(act.session, row.id)
        criteria = _criteria(row)
        points = {seat: council_standing.points_of(criteria, sheet) for seat, sheet in signed.items()}
        between = spread(rounds.rules_of(row.round), points) if row.round else None
        if between is None or not between.beyond:
            raise Refusal(_why_not(act, row))
        facts = {
            "totals": {str(seat): sheet.total for seat, sheet in signed.items()},
            "highest": str(between.highest),
            "lowest": str(between.lowest),
            "limit": str(between.limit),
            "criteria": [cause.code for cause in between.flagged],
        }
        act.add(Discussion(dossier_id=row.id, facts=facts, said=words, at=act.at, by_id=actor.account_id))
        for seat_id in signed:
            _reopen(act, row, seat_id, f"Hội đồng thảo luận: {words}"[:300])


def _why_not(act: Act, row: Dossier) -> str:
    """Say why there is nothing to talk about: somebody has written it down already, or nobody differs too much."""
    if row.round is not None and council_standing.standing(act.session, row.round, row).reopened:
        return "Các phiếu của hồ sơ này đang mở lại để chấm: nội dung thảo luận đã được ghi."
    return "Điểm các thành viên không lệch quá giới hạn."


def in_round(session: Session, public_id: str) -> Dossier:
    """Return a dossier that a council has before it.

    :raises NotFound: if there is none.
    """
    row = dossier_questions.at_the_table(session, public_id)
    if row is None or row.round is None:
        raise NotFound("Không tìm thấy hồ sơ này trong đợt đánh giá nào.")
    return row


def _at_the_table(session: Session, actor: Actor, dossier: str) -> tuple[Seat, Dossier]:
    row = in_round(session, dossier)
    seat = rounds.seat_in(session, account_id=actor.account_id, round_id=row.round_id)
    if seat is None:
        raise NotFound("Không tìm thấy hồ sơ này trong đợt đánh giá nào.")
    return seat, row


def _check_open(session: Session, seat: Seat, dossier: Dossier) -> rounds.SheetState:
    if seat.round.state is not RoundState.SCORING or dossier.state is not DossierState.IN_ROUND:
        raise Refusal("Hồ sơ này không ở bước chấm điểm.")
    rules = rounds.rules_of(seat.round)
    states = rounds.sheet_states(session, [dossier.id])
    council_seats.check_may_score(
        rules,
        rounds.as_rules_see(seat),
        producer_id=dossier.producer_id,
        signed={of for (_, of), state in states.items() if not state.may_sign},
    )
    state = states.get((dossier.id, seat.id), rounds.NOTHING_SIGNED)
    if not state.may_sign:
        raise Refusal("Phiếu đã ký; chỉ Chủ tịch Hội đồng mở lại được.")
    return state


def _criteria(dossier: Dossier) -> CriteriaSet:
    if dossier.criteria is None:
        raise Refusal("Bộ tiêu chí của sản phẩm này chưa có trong sổ, không chấm phiếu được.")
    return criteria_questions.as_kept(dossier.criteria)


def _check_complete(score: SheetScore) -> None:
    if not score.complete:
        raise Refusal(f"Còn {len(score.unanswered)} tiêu chí chưa chấm: {', '.join(score.unanswered)}.", field="ticks")


def _comments(criteria: CriteriaSet, typed: Mapping[str, str]) -> dict[str, str]:
    kept = {code: clean_lines(text) for code, text in typed.items() if clean_lines(text)}
    for code, text in kept.items():
        if criteria.leaf(code) is None:
            raise Refusal(f"Bộ tiêu chí không có tiêu chí {code}.", field=code)
        if len(text) > LONGEST_COMMENT:
            raise Refusal(
                f"Nhận xét ở tiêu chí {code} dài {len(text)} ký tự; tối đa {LONGEST_COMMENT}.", field=f"comment-{code}"
            )
    return kept


def _opinion(typed: str) -> str:
    kept = clean_lines(typed)
    if len(kept) > LONGEST_TEXT:
        raise Refusal(f"Dài {len(kept)} ký tự; tối đa {LONGEST_TEXT}.", field="opinion")
    return kept


def _reopen(act: Act, dossier: Dossier, seat_id: int, reason: str) -> None:
    state = rounds.sheet_states(act.session, [dossier.id]).get((dossier.id, seat_id))
    if state is None or state.may_sign:
        raise NotFound("Thành viên này chưa ký phiếu nào đang có hiệu lực.")
    act.add(
        Reopening(
            dossier_id=dossier.id,
            seat_id=seat_id,
            turn=state.turn + 1,
            reason=reason,
            at=act.at,
            by_id=act.actor.account_id,
        )
    )
    act.session.flush()
