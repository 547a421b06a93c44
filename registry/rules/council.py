"""The council: by which rules it works, when enough have scored, and whether their totals lie too far apart."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal


class MemberRole(StrEnum):
    """What a member is in the council."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class MinimaReading(StrEnum):
    """When a council has reached a minimum that its members saw differently."""

    MAJORITY = "majority"
    """More than half of the counted sheets reach it: no member alone is a veto."""

    MEAN = "mean"
    """The mean of the counted sheets' points reaches it."""


class Disqualification(StrEnum):
    """How many counted sheets must name a ground of elimination for it to hold."""

    MAJORITY = "majority"
    """More than half of them."""

    EVERYONE = "everyone"


class SheetsOpen(StrEnum):
    """From when on a member sees the others' signed sheets."""

    AFTER_OWN = "after_own"
    AFTER_ALL = "after_all"
    AFTER_RESULT = "after_result"


@dataclass(frozen=True, kw_only=True)
class CouncilRules:
    """The working rules (Quy chế) of the province's council, for what no instrument fixes (QĐ 26/2026, Điều 5)."""

    quorum_share: Fraction = Fraction(3, 4)
    """The share of members that must be there."""

    chair_needed: bool = True
    """Whether the chair must be among them."""

    vice_chair_presides: bool = False
    """Whether a vice chair there counts in the chair's place."""

    spread_limit: Decimal = Decimal(10)
    """By how many points members' totals may differ; exactly that many is still good."""

    spread_stands_after: int | None = None
    """After how many recorded discussions a wider spread is noted and the mean stands; None: never."""

    decimals: int = 2
    """To how many decimals the mean is rounded, half up."""

    minima_cumulative: bool = True
    """Whether a star needs the minima of the lower stars as well."""

    minima_reading: MinimaReading = MinimaReading.MAJORITY
    disqualification: Disqualification = Disqualification.MAJORITY
    secretary_scores: bool = True
    sheets_open: SheetsOpen = SheetsOpen.AFTER_OWN
    ground: str = ""
    """The paper these rules come from; empty: the defaults of this register."""


DEFAULT_RULES = CouncilRules()


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One member of a council, or whoever stands in for one, as far as the rules look at him."""

    id: int
    role: MemberRole
    tied_to: frozenset[int] = field(default_factory=frozenset)
    """The producers he has a tie with, and cannot score."""
    left: bool = False
    """Whether a substitute has taken the seat since."""
    before: frozenset[int] = field(default_factory=frozenset)
    """Who had the seat before him: one seat has one voice."""


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """Whether enough members are there."""

    members: int
    needed: int
    present: int
    chair_missing: bool

    @property
    def reached(self) -> bool:
        """Say whether the council can work."""
        return self.present >= self.needed and not self.chair_missing


@dataclass(frozen=True, kw_only=True)
class SpreadCause:
    """One criterion in which the highest and the lowest sheet differ."""

    code: str
    highest: Decimal
    """Its points on the sheet with the highest total."""

    lowest: Decimal

    @property
    def gap(self) -> Decimal:
        """Give by how much it pulls the two totals apart."""
        return self.highest - self.lowest


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far members' totals lie apart, and what pulls them apart."""

    highest: Decimal
    lowest: Decimal
    highest_by: int
    lowest_by: int
    limit: Decimal
    causes: tuple[SpreadCause, ...]
    """Every criterion that pulls apart, the strongest first."""

    @property
    def width(self) -> Decimal:
        """Give the difference between the highest and the lowest total."""
        return self.highest - self.lowest

    @property
    def beyond(self) -> bool:
        """Say whether it is wider than allowed."""
        return self.width > self.limit

    @property
    def flagged(self) -> tuple[SpreadCause, ...]:
        """Give the fewest criteria on which the two must come together to be within the limit again."""
        left, chosen = self.width, []
        for cause in self.causes:
            if left <= self.limit:
                break
            chosen.append(cause)
            left -= cause.gap
        return tuple(chosen)


def quorum(rules: CouncilRules, *, of: Sequence[Seat], present: Collection[int]) -> Quorum:
    """Count who is there of those who could be.

    At a meeting ``of`` are all members and ``present`` those attending; of a dossier ``of`` are those who score it
    (``council_seats.scorers``) and ``present`` those who signed their sheet.
    """
    there = [seat for seat in of if seat.id in present]
    return Quorum(
        members=len(of),
        needed=max(1, ceil(rules.quorum_share * len(of))),
        present=len(there),
        chair_missing=_chair_missing(rules, of=of, there=there),
    )


def spread(rules: CouncilRules, sheets: Mapping[int, Mapping[str, Decimal]]) -> Spread | None:
    """Measure how far the members' totals lie apart, from each member's points per criterion; None without two sheets.

    Of equal totals the member with the lower number is named, so that the order of sheets never matters.
    """
    if len(sheets) < 2:
        return None
    totals = {member: sum(points.values(), Decimal(0)) for member, points in sheets.items()}
    highest_by = min(totals, key=lambda member: (-totals[member], member))
    lowest_by = min((member for member in totals if member != highest_by), key=lambda member: (totals[member], member))
    return Spread(
        highest=totals[highest_by],
        lowest=totals[lowest_by],
        highest_by=highest_by,
        lowest_by=lowest_by,
        limit=rules.spread_limit,
        causes=_causes(sheets[highest_by], sheets[lowest_by]),
    )


def check_conclusion(
    rules: CouncilRules,
    *,
    present: Quorum,
    scored: Quorum,
    between: Spread | None,
    discussions: int,
    open_again: Sequence[str] = (),
) -> None:
    """Let a council conclude on a dossier, or say all that is missing.

    :param open_again: names of those there whose signed sheet is open again: a sheet once given is not left out by
        concluding while it is open.
    :raises Refusal: when the meeting or the signed sheets are too few, one is open again, or the totals too far apart.
    """
    hearing = Hearing()
    hearing.ask(_check_present, present)
    hearing.ask(_check_scored, scored)
    hearing.ask(_check_none_open_again, open_again)
    hearing.ask(_check_spread, rules, between, discussions=discussions)
    hearing.settle(None)


def _chair_missing(rules: CouncilRules, *, of: Sequence[Seat], there: Sequence[Seat]) -> bool:
    if not rules.chair_needed or not any(seat.role is MemberRole.CHAIR for seat in of):
        return False
    presiding = {MemberRole.CHAIR, MemberRole.VICE_CHAIR} if rules.vice_chair_presides else {MemberRole.CHAIR}
    return not any(seat.role in presiding for seat in there)


def _causes(high: Mapping[str, Decimal], low: Mapping[str, Decimal]) -> tuple[SpreadCause, ...]:
    codes = [*high, *(code for code in low if code not in high)]
    both = [
        SpreadCause(code=code, highest=high.get(code, Decimal(0)), lowest=low.get(code, Decimal(0))) for code in codes
    ]
    return tuple(sorted((one for one in both if one.gap > 0), key=lambda one: -one.gap))


def _check_present(present: Quorum) -> None:
    if present.chair_missing:
        raise Refusal("Chủ tịch Hội đồng vắng mặt, phiên họp chưa đủ điều kiện.", field="present")
    if not present.reached:
        raise Refusal(
            f"Phiên họp có {present.present}/{present.members} thành viên, cần ít nhất {present.needed}.",
            field="present",
        )


def _check_scored(scored: Quorum) -> None:
    if scored.chair_missing:
        raise Refusal("Chưa có phiếu đã ký của Chủ tịch Hội đồng.", field="sheets")
    if not scored.reached:
        raise Refusal(
            f"Mới có {scored.present}/{scored.members} phiếu đã ký, cần ít nhất {scored.needed}.", field="sheets"
        )


def _check_none_open_again(names: Sequence[str]) -> None:
    if names:
        raise Refusal(
            f"Phiếu đang mở lại, chưa ký lại: {', '.join(names)}. "
            "Ai không dự tiếp được thì ghi vắng mặt trước khi ghi kết quả.",
            field="sheets",
        )


def _check_spread(rules: CouncilRules, between: Spread | None, *, discussions: int) -> None:
    if between is None or not between.beyond:
        return
    if rules.spread_stands_after is not None and discussions >= rules.spread_stands_after:
        return
    codes = ", ".join(cause.code for cause in between.flagged)
    raise Refusal(
        f"Điểm cao nhất và thấp nhất lệch nhau {spoken(between.width)} điểm, quá {spoken(between.limit)} điểm. "
        f"Hội đồng cần thảo luận và chấm lại các tiêu chí {codes}.",
        field="spread",
    )


def spoken(points: Decimal) -> str:
    """Write points as a Vietnamese sentence does, without idle zeros: 9,5."""
    return f"{points.normalize():f}".replace(".", ",")
