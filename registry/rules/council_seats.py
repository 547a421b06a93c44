"""Who of a council scores a dossier, and who may see whose sheet."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from registry.rules.council import CouncilRules, MemberRole, Seat, SheetsOpen
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal

_ONE_OF: Mapping[MemberRole, str] = MappingProxyType({MemberRole.CHAIR: "Chủ tịch", MemberRole.SECRETARY: "thư ký"})


class ConflictOfInterest(Refusal):
    """The member has a tie with the producer whose product is scored."""


class NotAScorer(Refusal):
    """The member's role does not score."""


def check_council(seats: Sequence[Seat]) -> None:
    """Let a council be constituted: one chair, one secretary (QĐ 26/2026, Điều 5).

    :raises Refusal: when either is missing or there are two, or both.
    """
    roles = Counter(seat.role for seat in sitting(seats))
    hearing = Hearing()
    for role, called in _ONE_OF.items():
        hearing.ask(_check_one, roles[role], field=role.value, called=called)
    hearing.settle(None)


def check_role_is_free(role: MemberRole, seats: Sequence[Seat]) -> None:
    """Let somebody take a role in a council; of chairs and secretaries there is one (QĐ 26/2026, Điều 5).

    :raises Refusal: when the role is taken that only one has.
    """
    if role in _ONE_OF and any(seat.role is role for seat in sitting(seats)):
        raise Refusal(f"Hội đồng đã có {_ONE_OF[role]}; hãy bỏ người đó khỏi Hội đồng trước.", field="role")


def sitting(seats: Iterable[Seat]) -> list[Seat]:
    """List who sits in a council now: not those whose seats substitutes have taken."""
    return [seat for seat in seats if not seat.left]


def scorers(
    rules: CouncilRules, seats: Sequence[Seat], *, producer_id: int, signed: Collection[int] = ()
) -> list[Seat]:
    """List who scores a producer's dossier: a tie counts whoever's substitute the member is.

    :param signed: the seats whose sheets of the dossier count: who signed and was replaced later keeps that voice.
    """
    return [
        seat
        for seat in seats
        if _scores(rules, seat) and producer_id not in seat.tied_to and _has_voice(seat, frozenset(signed))
    ]


def check_may_score(rules: CouncilRules, seat: Seat, *, producer_id: int, signed: Collection[int] = ()) -> None:
    """Let a member score a producer's dossier, or refuse it.

    :raises NotAScorer: when the role does not score, a substitute has the seat, or whom the member stands in for has
        signed already.
    :raises ConflictOfInterest: when the member has a tie with the producer.
    """
    if not _scores(rules, seat):
        raise NotAScorer("Theo Quy chế, thư ký Hội đồng không chấm điểm.")
    if seat.left:
        raise NotAScorer("Đã có người dự thay bạn ở Hội đồng này, nên bạn không chấm tiếp được.")
    if not _has_voice(seat, frozenset(signed)):
        raise NotAScorer("Người được bạn dự thay đã ký phiếu của hồ sơ này; mỗi ghế chỉ có một phiếu.")
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


def may_reopen(rules: CouncilRules, seats: Sequence[Seat], *, by: int, producer_id: int) -> bool:
    """Say whether a seat opens signed sheets of a producer's dossier.

    The chair does, unless tied to the producer; in that place a vice chair without a tie, where the rules let a vice
    chair preside.
    """
    seat = next(one for one in seats if one.id == by)
    if producer_id in seat.tied_to or seat.left:
        return False
    if seat.role is MemberRole.CHAIR:
        return True
    chair_is_tied = any(one.role is MemberRole.CHAIR and producer_id in one.tied_to for one in sitting(seats))
    return seat.role is MemberRole.VICE_CHAIR and rules.vice_chair_presides and chair_is_tied


def check_reopening(
    rules: CouncilRules, seats: Sequence[Seat], *, by: int, producer_id: int, reason: str, concluded: bool
) -> None:
    """Let a signed sheet be opened for another version; both are kept.

    :raises Refusal: when it is not theirs to open, there is no reason, or the result is concluded, or several of these.
    """
    hearing = Hearing()
    hearing.ask(_check_opener, rules, seats, by=by, producer_id=producer_id)
    hearing.ask(_check_reason, reason)
    hearing.ask(_check_not_concluded, concluded=concluded)
    hearing.settle(None)


def _scores(rules: CouncilRules, seat: Seat) -> bool:
    return rules.secretary_scores or seat.role is not MemberRole.SECRETARY


def _has_voice(seat: Seat, signed: frozenset[int]) -> bool:
    return seat.id in signed if seat.left else not seat.before & signed


def _check_one(number: int, *, field: str, called: str) -> None:
    if number != 1:
        raise Refusal(f"Hội đồng phải có đúng một {called}; hiện có {number}.", field=field)


def _check_opener(rules: CouncilRules, seats: Sequence[Seat], *, by: int, producer_id: int) -> None:
    if may_reopen(rules, seats, by=by, producer_id=producer_id):
        return
    if any(one.id == by and producer_id in one.tied_to for one in seats):
        raise ConflictOfInterest(
            "Thành viên có quan hệ lợi ích với chủ thể không mở lại phiếu của chủ thể đó.", field="by"
        )
    raise Refusal("Chỉ Chủ tịch Hội đồng được mở lại phiếu đã ký.", field="by")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal("Cần ghi lý do mở lại phiếu.", field="reason")


def _check_not_concluded(*, concluded: bool) -> None:
    if concluded:
        raise Refusal("Kết quả đã kết luận; hãy mở lại kết quả trước.", field="state")
