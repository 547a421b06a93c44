"""Who of a council scores a dossier, and who may see whose sheet."""

from collections import Counter
from collections.abc import Collection, Sequence

from registry.rules.council import CouncilRules, MemberRole, Seat, SheetsOpen
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal


class ConflictOfInterest(Refusal):
    """The member has a tie with the producer whose product is scored."""


class NotAScorer(Refusal):
    """The member's role does not score."""


def check_council(seats: Sequence[Seat]) -> None:
    """Let a council be constituted: one chair, one secretary (QĐ 26/2026, Điều 5).

    :raises Refusal: when either is missing or there are two, or both.
    """
    roles = Counter(seat.role for seat in seats)
    hearing = Hearing()
    hearing.ask(_check_one, roles[MemberRole.CHAIR], field="chair", called="Chủ tịch")
    hearing.ask(_check_one, roles[MemberRole.SECRETARY], field="secretary", called="thư ký")
    hearing.settle(None)


def scorers(rules: CouncilRules, seats: Sequence[Seat], *, producer_id: int) -> list[Seat]:
    """List who scores a producer's dossiers: a tie counts whoever's substitute the member is."""
    return [seat for seat in seats if _scores(rules, seat) and producer_id not in seat.tied_to]


def check_may_score(rules: CouncilRules, seat: Seat, *, producer_id: int) -> None:
    """Let a member score a producer's dossier, or refuse it.

    :raises NotAScorer: when the role does not score.
    :raises ConflictOfInterest: when the member has a tie with the producer.
    """
    if not _scores(rules, seat):
        raise NotAScorer("Theo Quy chế, thư ký Hội đồng không chấm điểm.")
    if producer_id in seat.tied_to:
        raise ConflictOfInterest("Thành viên có quan hệ lợi ích với chủ thể không chấm hồ sơ của chủ thể đó.")


def check_somebody_scores(rules: CouncilRules, seats: Sequence[Seat], *, producer_id: int) -> None:
    """Let a dossier be scored by somebody at all.

    :raises ConflictOfInterest: when every member has a tie with the producer.
    """
    if not scorers(rules, seats, producer_id=producer_id):
        raise ConflictOfInterest("Không còn thành viên nào được chấm hồ sơ này; cần cử người thay.")


def may_see_sheet(
    rules: CouncilRules,
    *,
    owner: int,
    viewer: int | None,
    signed: Collection[int],
    entitled: Collection[int],
    concluded: bool,
) -> bool:
    """Say whether a person may see a member's sheet of a dossier.

    ``viewer`` is the seat of who looks, None for staff without one. ``entitled`` are the seats that score the
    dossier, ``signed`` those whose sheet is signed. Nobody sees another's unsigned sheet, the administrator included.
    """
    if viewer is not None and viewer == owner:
        return True
    if owner not in signed:
        return False
    if concluded:
        return True
    if rules.sheets_open is SheetsOpen.AFTER_RESULT:
        return False
    # Who does not score has no sheet to sign first, and so waits for the last.
    if rules.sheets_open is SheetsOpen.AFTER_OWN and viewer in entitled:
        return viewer in signed
    return set(entitled) <= set(signed)


def check_reopening(*, by: MemberRole | None, reason: str, concluded: bool) -> None:
    """Let a signed sheet be opened for another version; both are kept.

    :raises Refusal: when it is not the chair, there is no reason, or the result is concluded, or several of these.
    """
    hearing = Hearing()
    hearing.ask(_check_chair, by)
    hearing.ask(_check_reason, reason)
    hearing.ask(_check_not_concluded, concluded=concluded)
    hearing.settle(None)


def _scores(rules: CouncilRules, seat: Seat) -> bool:
    return rules.secretary_scores or seat.role is not MemberRole.SECRETARY


def _check_one(number: int, *, field: str, called: str) -> None:
    if number != 1:
        raise Refusal(f"Hội đồng phải có đúng một {called}; hiện có {number}.", field=field)


def _check_chair(by: MemberRole | None) -> None:
    if by is not MemberRole.CHAIR:
        raise Refusal("Chỉ Chủ tịch Hội đồng được mở lại phiếu đã ký.", field="by")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("Cần ghi lý do mở lại phiếu.", field="reason")


def _check_not_concluded(*, concluded: bool) -> None:
    if concluded:
        raise Refusal("Kết quả đã kết luận; hãy mở lại kết quả trước.", field="state")
