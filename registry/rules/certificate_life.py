"""The life of a certificate: its term, its moves, and how it stands on a day, as known at a time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from registry.rules.refusal import Refusal
from registry.rules.term import Life as Life
from registry.rules.term import Term, term
from registry.rules.term import expires_on as expires_on


class MoveKind(StrEnum):
    """One step in a certificate's life, written once and never changed."""

    ISSUED = "issued"
    """Given by a decision of ours, with our number and paper."""

    RECORDED = "recorded"
    """Given by somebody else, or by hand before the register; written down here."""

    SUPERSEDED = "superseded"
    """Another certificate of the product took its place."""

    ANNULLED = "annulled"
    """A correcting decision says that it should not have been given."""

    REVOKED = "revoked"
    """Thu hồi (QĐ 26/2026, Điều 8)."""

    SUSPENDED = "suspended"
    REINSTATED = "reinstated"

    WITHDRAWN = "withdrawn"
    """The producer gave it up."""

    EXTENDED = "extended"
    """Kept in force past its term until a late re-assessment ends (QĐ 26/2026, Điều 12)."""

    RESTORED = "restored"
    """A correcting decision says that its ending should not have been, and counts no longer."""


class Standing(StrEnum):
    """How a certificate stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"

    UNDETERMINED = "undetermined"
    """Too little is known of its days to say."""


class RevocationGround(StrEnum):
    """The six grounds of revocation, by their letter in QĐ 26/2026, Điều 8."""

    UNTRUTHFUL_DOSSIER = "a"
    CRITERIA_NO_LONGER_MET = "b"
    BREACH_OF_LAW = "c"
    MISUSE_OF_THE_MARK = "d"
    NO_LONGER_PRODUCED = "đ"
    CONCLUSION_OF_ANOTHER_BODY = "e"


Result = tuple[datetime, date | None]
"""When the register learned how a re-assessment stands, and the day on which it came to nothing; None: pending."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One move of a certificate."""

    kind: MoveKind
    effective_on: date
    """The first day on which it counts: a certificate superseded on the 5th was last in force on the 4th."""

    recorded_at: datetime
    """The instant at which the register learned of it."""

    extended_until: date | None = None
    results: tuple[Result, ...] = ()
    """How the re-assessment went for whose sake it lengthens the term, oldest first (QĐ 26/2026, Điều 12)."""


_OPENING = {MoveKind.ISSUED, MoveKind.RECORDED}

_ENDINGS: Mapping[MoveKind, Standing] = MappingProxyType(
    {
        MoveKind.SUPERSEDED: Standing.SUPERSEDED,
        MoveKind.ANNULLED: Standing.ANNULLED,
        MoveKind.REVOKED: Standing.REVOKED,
        MoveKind.WITHDRAWN: Standing.WITHDRAWN,
    }
)

LIFTED = frozenset(_ENDINGS) - {MoveKind.ANNULLED}
"""What a restoring move takes away; what should never have been given is given anew, not restored."""


def standing(life: Life, moves: Iterable[Move], *, on: date, known_at: datetime | None = None) -> Standing:
    """Say how a certificate stands on a day, by the moves known at an instant (None: all of them).

    A move that ends a certificate outlasts its expiry: what was revoked stays revoked, what was superseded
    keeps pointing to its successor. Of several endings the first counts, save that an annulment always does.
    What a correcting decision lifts counts no longer from the day that it names.
    """
    known = _known(moves, known_at)
    if not any(move.kind in _OPENING for move in known):
        return Standing.NOT_YET
    counting = [move for move in known if move.effective_on <= on]
    ending = _ending(counting)
    if ending is not None:
        return _ENDINGS[ending.kind]
    by_term = _standing_by_term(_term(life, counting), on)
    if by_term in {Standing.IN_FORCE, Standing.UNDETERMINED} and _is_suspended(counting):
        return Standing.SUSPENDED
    return by_term


def last_day(life: Life, moves: Iterable[Move], *, known_at: datetime | None = None) -> date | None:
    """Give the last day on which the certificate is or was good; None where it is unknown or there was none."""
    known = _known(moves, known_at)
    run = _term(life, known)
    ending = _ending(known)
    if run.earliest_end is None:
        return None
    last = run.earliest_end if run.is_exact else None
    if ending is not None and ending.effective_on <= run.earliest_end:
        last = ending.effective_on - timedelta(days=1)
    never_good = last is not None and run.earliest_start is not None and last < run.earliest_start
    return None if never_good else last


def as_known(move: Move, known_at: datetime | None = None) -> Move:
    """Return a move as it was known at an instant: an extension ends with the re-assessment it was given for."""
    if not move.results or move.extended_until is None:
        return move
    told = [ended for at, ended in move.results if known_at is None or at <= known_at]
    ended = told[-1] if told else None
    return move if ended is None or ended >= move.extended_until else replace(move, extended_until=ended)


def unlifted(moves: Iterable[Move]) -> list[Move]:
    """Return the moves in the order in which they count, without the endings that a later one lifts."""
    kept: list[Move] = []
    for move in sorted(moves, key=lambda move: (move.effective_on, move.recorded_at)):
        if move.kind is MoveKind.RESTORED:
            kept = [one for one in kept if one.kind not in LIFTED]
        kept.append(move)
    return kept


def _known(moves: Iterable[Move], known_at: datetime | None) -> list[Move]:
    """The moves known at an instant, in the order in which they count."""
    known = [as_known(move, known_at) for move in moves if known_at is None or move.recorded_at <= known_at]
    return sorted(known, key=lambda move: (move.effective_on, move.recorded_at))


def _ending(moves: Collection[Move]) -> Move | None:
    endings = [move for move in unlifted(moves) if move.kind in _ENDINGS]
    annulments = [move for move in endings if move.kind is MoveKind.ANNULLED]
    return next(iter(annulments or endings), None)


def _is_suspended(moves: Collection[Move]) -> bool:
    pauses = [move.kind for move in moves if move.kind in {MoveKind.SUSPENDED, MoveKind.REINSTATED}]
    return pauses[-1:] == [MoveKind.SUSPENDED]


def _term(life: Life, moves: Iterable[Move]) -> Term:
    """Work out the term; of several extensions the one recorded last counts, for it may end an earlier one."""
    extensions = [move for move in moves if move.kind is MoveKind.EXTENDED and move.extended_until]
    latest = sorted(extensions, key=lambda move: move.recorded_at)[-1:]
    return term(life, extended_until=latest[0].extended_until if latest else None)


def _standing_by_term(run: Term, on: date) -> Standing:
    if run.earliest_start is not None and on < run.earliest_start:
        return Standing.NOT_YET
    if run.latest_end is not None and on > run.latest_end:
        return Standing.EXPIRED
    if run.latest_start is None or run.earliest_end is None:
        return Standing.UNDETERMINED
    return Standing.IN_FORCE if run.latest_start <= on <= run.earliest_end else Standing.UNDETERMINED


ALIVE = frozenset({Standing.IN_FORCE, Standing.NOT_YET, Standing.SUSPENDED, Standing.UNDETERMINED})

MOVES: Mapping[MoveKind, frozenset[Standing]] = MappingProxyType(
    {
        MoveKind.ISSUED: frozenset(),
        MoveKind.RECORDED: frozenset(),
        MoveKind.SUPERSEDED: ALIVE | {Standing.EXPIRED},
        MoveKind.ANNULLED: ALIVE | {Standing.EXPIRED, Standing.SUPERSEDED},
        # Provinces formally revoke what has already expired (Đồng Tháp, 47 certificates).
        MoveKind.REVOKED: ALIVE | {Standing.EXPIRED},
        MoveKind.SUSPENDED: frozenset({Standing.IN_FORCE, Standing.UNDETERMINED}),
        MoveKind.REINSTATED: frozenset({Standing.SUSPENDED}),
        MoveKind.WITHDRAWN: ALIVE,
        MoveKind.EXTENDED: frozenset({Standing.IN_FORCE, Standing.EXPIRED}),
        MoveKind.RESTORED: frozenset({Standing.REVOKED, Standing.WITHDRAWN, Standing.SUPERSEDED}),
    }
)
"""Which move is open to a certificate from which standing; what opens a life comes from none."""

MOVES_WITH_AN_ARTICLE: Mapping[MoveKind, str] = MappingProxyType(
    {
        MoveKind.REVOKED: "Điều 8 Quyết định số 26/2026/QĐ-TTg",
        MoveKind.EXTENDED: "Điều 12 Quyết định số 26/2026/QĐ-TTg",
    }
)

MOVES_WITHOUT_AN_ARTICLE = frozenset({MoveKind.SUSPENDED, MoveKind.REINSTATED, MoveKind.WITHDRAWN})
"""No article names them: they exist only where a setting of the department names the ground."""


def ground_of_revocation(kind: MoveKind, ground: str | None) -> RevocationGround | None:
    """Return which of the six grounds a move names; None for another move, or one that names none of them."""
    return next((one for one in RevocationGround if kind is MoveKind.REVOKED and one == ground), None)


class MoveNotOpen(Refusal):
    """The certificate stands so that the move cannot be made."""


def check_move(kind: MoveKind, standing: Standing | None, *, ground: str | None = None) -> None:
    """Let a move pass or refuse it; ``standing`` None means that there is no certificate yet.

    :raises MoveNotOpen: when the move is not open from that standing.
    :raises Refusal: when the move needs a ground and none that counts is given.
    """
    open_now = standing is None if kind in _OPENING else standing in MOVES[kind]
    if not open_now:
        raise MoveNotOpen(f"Giấy chứng nhận {_STANDS[standing]}, không thể {_TO[kind]}.")
    if kind is MoveKind.REVOKED and ground_of_revocation(kind, ground) is None:
        raise Refusal("Thu hồi phải nêu một trong sáu căn cứ tại Điều 8 Quyết định số 26/2026/QĐ-TTg.", field="ground")
    if kind in MOVES_WITHOUT_AN_ARTICLE and not (ground or "").strip():
        raise Refusal(
            f"Không có điều khoản nào quy định việc {_TO[kind]}; quản trị viên phải đặt căn cứ trong thiết lập.",
            field="ground",
        )


_STANDS: Mapping[Standing | None, str] = MappingProxyType(
    {
        None: "chưa được cấp",
        Standing.IN_FORCE: "còn hiệu lực",
        Standing.NOT_YET: "chưa có hiệu lực",
        Standing.EXPIRED: "đã hết hạn",
        Standing.SUPERSEDED: "đã được thay thế",
        Standing.SUSPENDED: "đang tạm dừng hiệu lực",
        Standing.REVOKED: "đã bị thu hồi",
        Standing.WITHDRAWN: "đã được chủ thể thôi sử dụng",
        Standing.ANNULLED: "đã bị hủy bỏ",
        Standing.UNDETERMINED: "chưa xác định được thời hạn",
    }
)


def stands(standing: Standing) -> str:
    """Say how a certificate stands, as part of a sentence."""
    return _STANDS[standing]


_TO: Mapping[MoveKind, str] = MappingProxyType(
    {
        MoveKind.ISSUED: "cấp mới",
        MoveKind.RECORDED: "ghi nhận",
        MoveKind.SUPERSEDED: "thay thế",
        MoveKind.ANNULLED: "hủy bỏ",
        MoveKind.REVOKED: "thu hồi",
        MoveKind.SUSPENDED: "tạm dừng",
        MoveKind.REINSTATED: "khôi phục",
        MoveKind.WITHDRAWN: "thôi sử dụng",
        MoveKind.EXTENDED: "kéo dài hiệu lực",
        MoveKind.RESTORED: "khôi phục giấy bằng đính chính",
    }
)
