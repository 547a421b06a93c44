"""From ticks to stars: what a council's sheets come to together, and what is missing to the next star."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from registry.rules.council import CouncilRules, Disqualification
from registry.rules.criteria import CriteriaSet, Ground
from registry.rules.instruments import InstrumentFacts, Recogniser
from registry.rules.refusal import Refusal
from registry.rules.scoring_minima import MissedMinimum, asked_for, missed_minima, stars_within
from registry.rules.scoring_sheet import Sheet, SheetScore, sheet_score
from registry.rules.stars import StarRating, is_in_printed_gap, star_rating, vietnamese_score


@dataclass(frozen=True, kw_only=True)
class CouncilResult:
    """What the counted sheets of a council come to together."""

    rules: CouncilRules
    """The working rules it was made by, to be shown beside it."""

    sheets: int
    exact: Fraction
    """The mean of the totals before rounding."""

    score: Decimal
    """The mean as rounded by the rules; of an eliminated dossier only what was scored until then."""

    parts: Mapping[str, Decimal]
    """The mean of each part; rounded by itself, so that parts need not add up to the score to the last digit."""

    means: Mapping[str, Decimal]
    """The mean of every section and criterion."""

    band: int
    """The stars of the score alone."""

    stars: int | None
    """Band and minima together; None where the dossier is eliminated."""

    missed: tuple[MissedMinimum, ...]
    """Every minimum that was not reached, whichever rank asks for it."""

    eliminated_by: tuple[Ground, ...]
    recognised_by: Recogniser | None
    in_printed_gap: bool
    """Whether the instrument as printed gives this score no rank (69,5 under QĐ 1048)."""

    @property
    def held_back_by(self) -> tuple[MissedMinimum, ...]:
        """List exactly the minima for which it has fewer stars than its score alone would give."""
        if self.stars is None:
            return ()
        above = range(self.stars + 1, self.band + 1)
        return tuple(
            one for one in self.missed if any(asked_for(one.minimum, stars=stars, rules=self.rules) for stars in above)
        )

    @property
    def potential_five_stars(self) -> bool:
        """Say whether it is «tiềm năng 5 sao»: the province approves the result, the Ministry decides (Điều 7)."""
        return self.stars == StarRating.FIVE


def council_result(
    *, criteria: CriteriaSet, sheets: Mapping[int, Sheet], rules: CouncilRules, under: InstrumentFacts
) -> CouncilResult:
    """Put together the counted sheets, by member; quorum and spread are asked for elsewhere (``rules.council``).

    :raises Refusal: when there is no sheet, one is unfinished, or one stopped at a ground the others do not share.
    """
    if not sheets:
        raise Refusal("Chưa có phiếu chấm nào.", field="sheets")
    scores = {member: sheet_score(criteria=criteria, sheet=sheet) for member, sheet in sheets.items()}
    if unfinished := sum(not score.complete for score in scores.values()):
        raise Refusal(f"Còn {unfinished} phiếu chưa chấm hết các tiêu chí.", field="sheets")
    counted = [(sheets[one], scores[one]) for one in sorted(sheets)]
    result = _together(criteria=criteria, sheets=counted, rules=rules, under=under)
    stopped = sum(bool(score.unanswered) for score in scores.values())
    if stopped and not result.eliminated_by:
        raise Refusal(
            f"{stopped} phiếu dừng chấm vì nêu căn cứ loại mà Hội đồng không thống nhất; "
            "Hội đồng cần thảo luận và các phiếu ấy phải được chấm hết.",
            field="sheets",
        )
    return result


def _together(
    *, criteria: CriteriaSet, sheets: Sequence[tuple[Sheet, SheetScore]], rules: CouncilRules, under: InstrumentFacts
) -> CouncilResult:
    scores = [score for _, score in sheets]
    exact = _mean([score.total for score in scores])
    rounded = _rounded(exact, decimals=rules.decimals)
    missed = missed_minima(
        criteria=criteria,
        sheets=[sheet.ticks for sheet, _ in sheets],
        points=[score.points for score in scores],
        rules=rules,
    )
    band = int(star_rating(rounded, under))
    eliminated = _shared_grounds(criteria, scores=scores, rules=rules)
    stars = None if eliminated else stars_within(band=band, missed=missed, rules=rules)
    return CouncilResult(
        rules=rules,
        sheets=len(sheets),
        exact=exact,
        score=rounded,
        parts={part.code: _rounded(_mean([score.parts[part.code] for score in scores])) for part in criteria.parts},
        means={code: _rounded(_mean([score.nodes[code] for score in scores])) for code in criteria.nodes},
        band=band,
        stars=stars,
        missed=missed,
        eliminated_by=eliminated,
        recognised_by=under.recogniser(stars) if stars is not None else None,
        in_printed_gap=is_in_printed_gap(rounded, under),
    )


def _mean(numbers: Sequence[Decimal]) -> Fraction:
    return Fraction(sum(numbers, Decimal(0))) / len(numbers)


def _rounded(exact: Fraction, *, decimals: int = 2) -> Decimal:
    """Round half up, from the fraction itself: rounding a rounded number could lift it over a band."""
    scaled = exact * 10**decimals + Fraction(1, 2)
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-decimals)


def _shared_grounds(criteria: CriteriaSet, *, scores: Sequence[SheetScore], rules: CouncilRules) -> tuple[Ground, ...]:
    named = Counter(ground.key for score in scores for ground in score.grounds)
    everyone = rules.disqualification is Disqualification.EVERYONE
    needed = len(scores) if everyone else len(scores) // 2 + 1
    return tuple(ground for ground in criteria.grounds if named[ground.key] >= needed)


SELF_SCORE_LABEL = "Tự chấm, không phải kết quả chính thức"


@dataclass(frozen=True, kw_only=True)
class Room:
    """A criterion that still has points to give."""

    code: str
    title: str
    points: Decimal
    max: int


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What is missing to the next rank that is recognised."""

    score: Decimal
    stars: int | None
    aim: int | None
    """The next rank; None at five stars and where the dossier is eliminated."""

    lacking: Decimal
    """How many points the score is below the band of the aim; 0 where it is within."""

    room: tuple[Room, ...]
    missed: tuple[MissedMinimum, ...]
    """The minima of the aim that are not reached; those of lower ranks are, or the aim were lower."""

    unanswered: tuple[str, ...]
    eliminated_by: tuple[Ground, ...]

    @property
    def sentence(self) -> str:
        """Say it in Vietnamese: «Để đạt 4 sao: thiếu 6,5 điểm; 3 tiêu chí còn điểm; …»."""
        if self.eliminated_by:
            return f"Hồ sơ bị loại nếu có căn cứ: {'; '.join(ground.text for ground in self.eliminated_by)}."
        if self.aim is None:
            return "Đủ điểm và đạt mọi mức tối thiểu của 5 sao."
        return f"Để đạt {self.aim} sao: {'; '.join(self._missing(self.aim))}."

    def _missing(self, aim: int) -> Iterator[str]:
        if self.lacking:
            yield f"thiếu {vietnamese_score(self.lacking)} điểm"
            yield f"{len(self.room)} tiêu chí còn điểm"
        else:
            yield "đủ điểm"
        if self.missed:
            yield f"chưa đạt mức tối thiểu {aim} sao ở {', '.join(one.code for one in self.missed)}"
        if self.unanswered:
            yield f"{len(self.unanswered)} tiêu chí chưa chấm"


def gap_to_next(*, criteria: CriteriaSet, sheet: Sheet, rules: CouncilRules, under: InstrumentFacts) -> Gap:
    """Measure a self-score, finished or not, against the next rank.

    :raises Refusal: when the set cannot be scored with, or the sheet ticks or names what the set does not have.
    """
    score = sheet_score(criteria=criteria, sheet=sheet)
    result = _together(criteria=criteria, sheets=[(sheet, score)], rules=rules, under=under)
    return _gap(criteria, result, under, unanswered=score.unanswered, closed=score.not_applying)


def gap_of_result(*, criteria: CriteriaSet, result: CouncilResult, under: InstrumentFacts) -> Gap:
    """Measure a council's result against the next rank, for the notice to the producer."""
    return _gap(criteria, result, under, unanswered=(), closed=())


def _gap(
    criteria: CriteriaSet,
    result: CouncilResult,
    under: InstrumentFacts,
    *,
    unanswered: tuple[str, ...],
    closed: tuple[str, ...],
) -> Gap:
    aim = _aim(result.stars)
    lacking = max(Decimal(0), under.lowest_of(aim) - result.score) if aim is not None else Decimal(0)
    return Gap(
        score=result.score,
        stars=result.stars,
        aim=aim,
        lacking=lacking,
        room=tuple(
            Room(code=leaf.code, title=leaf.title, points=result.means[leaf.code], max=leaf.max)
            for leaf in criteria.leaves()
            if leaf.code not in closed and result.means[leaf.code] < leaf.max
        ),
        missed=tuple(one for one in result.missed if one.stars == aim),
        unanswered=unanswered,
        eliminated_by=result.eliminated_by,
    )


def _aim(stars: int | None) -> int | None:
    """Name the next rank; below three stars it is three, for nobody recognises fewer (QĐ 26/2026, Điều 4)."""
    if stars is None or stars >= StarRating.FIVE:
        return None
    return max(int(StarRating.THREE), stars + 1)
