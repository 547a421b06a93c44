"""How many points make how many stars, under which instrument, and what may be recognised."""

from decimal import Decimal
from enum import IntEnum, StrEnum

from registry.rules.finding import Finding, Severity
from registry.rules.instruments import BodyLevel, InstrumentFacts
from registry.rules.refusal import Refusal


class StarRating(IntEnum):
    """A star rank; compares as the number it is."""

    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    FIVE = 5


class FewerStarsGround(StrEnum):
    """Why a product may be given fewer stars than its score alone would give."""

    MINIMUM_NOT_REACHED = "minimum_not_reached"
    """A criterion stays below the minimum for the rank (QĐ 26/2026, Phụ lục II, footnote)."""

    CENTRAL_RESULT = "central_result"
    """The central council gave less than the provincial one (QĐ 26/2026, Điều 7 khoản 4)."""


_HIGHEST = Decimal(100)


def check_score(score: Decimal) -> None:
    """Let a score pass or refuse it.

    :raises Refusal: when it is not between 0 and 100, or is finer than hundredths.
    """
    if not score.is_finite() or not 0 <= score <= _HIGHEST:
        raise Refusal("Điểm phải từ 0 đến 100.", field="score")
    if score * 100 != (score * 100).to_integral_value():
        raise Refusal("Điểm chỉ được có tối đa hai chữ số thập phân.", field="score")


def hundredths(score: Decimal) -> int:
    """Give a score as the integer a table keeps: 52.8 → 5280.

    :raises Refusal: when it is not between 0 and 100, or is finer than hundredths.
    """
    check_score(score)
    return int(score * 100)


def from_hundredths(kept: int) -> Decimal:
    """Give back the score that a table keeps as an integer."""
    return Decimal(kept) / 100


def star_rating(score: Decimal, under: InstrumentFacts) -> StarRating:
    """Say how many stars a score gives under an instrument.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    check_score(score)
    return StarRating(next(band.stars for band in under.bands if score >= band.lowest))


def certifiable(stars: int) -> bool:
    """Say whether a certificate exists for the rank: three stars and more (QĐ 26/2026, Điều 4 khoản 3)."""
    return StarRating.THREE <= stars <= StarRating.FIVE


def is_in_printed_gap(score: Decimal, under: InstrumentFacts) -> bool:
    """Say whether the instrument as printed gives this score no rank: 69.5 under QĐ 1048."""
    if not under.in_whole_numbers:
        return False
    return any(band.lowest - 1 < score < band.lowest for band in under.bands if band.lowest)


def potential_five_stars(score: Decimal, under: InstrumentFacts) -> bool:
    """Say whether a provincial score is one of «tiềm năng 5 sao»: the Ministry decides (QĐ 26/2026, Điều 7)."""
    return under.lowest_of(StarRating.FIVE) <= score <= _HIGHEST


def check_stars(
    *,
    stars: int,
    score: Decimal | None,
    under: InstrumentFacts,
    ground: str | None = None,
    recorded: bool = False,
    level: BodyLevel | None = None,
) -> list[Finding]:
    """Find what is wrong with giving this rank for this score, under an instrument, by a body of this level.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    findings = impossible_stars(stars=stars, score=score, under=under, level=level)
    if not certifiable(stars):
        return findings
    if score is None:
        return findings + _without_score(recorded=recorded)
    findings += _gap(score=score, under=under)
    return findings + _fewer(stars=stars, score=score, under=under, ground=ground)


def impossible_stars(
    *, stars: int, score: Decimal | None, under: InstrumentFacts, level: BodyLevel | None
) -> list[Finding]:
    """Find why this rank cannot be given, whatever else is added: what is refused where it is typed.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    if not certifiable(stars):
        text = "Chỉ sản phẩm từ 3 đến 5 sao mới được công nhận và cấp giấy chứng nhận."
        return [_finding("not_certifiable", blocks=True, text=text, subject=str(stars))]
    findings = _who_gives_five(stars=stars, score=score, under=under, level=level)
    return findings if score is None else findings + _more(stars=stars, score=score, under=under)


def _finding(code: str, *, blocks: bool, text: str, subject: str) -> Finding:
    severity = Severity.BLOCKS if blocks else Severity.ACKNOWLEDGE
    return Finding(code=code, severity=severity, text=text, subject=subject)


def _who_gives_five(
    *, stars: int, score: Decimal | None, under: InstrumentFacts, level: BodyLevel | None
) -> list[Finding]:
    rightful = under.recogniser(StarRating.FIVE)
    if stars < StarRating.FIVE or level in {None, BodyLevel.MINISTRY, rightful.level if rightful else None}:
        return []
    enough = score is not None and potential_five_stars(score, under)
    text = "Hạng 5 sao do Bộ công nhận, cấp tỉnh không được công nhận 5 sao." + (
        f" Sản phẩm đạt {vietnamese_score(score)} điểm là «tiềm năng 5 sao»." if enough and score is not None else ""
    )
    return [_finding("five_stars_are_central", blocks=True, text=text, subject=f"{stars}|{score}")]


def _without_score(*, recorded: bool) -> list[Finding]:
    if recorded:
        return []
    return [_finding("score_missing", blocks=True, text="Chưa có điểm đánh giá.", subject="")]


def _gap(*, score: Decimal, under: InstrumentFacts) -> list[Finding]:
    check_score(score)
    if not is_in_printed_gap(score, under):
        return []
    text = (
        f"Điểm {vietnamese_score(score)} nằm giữa hai khung điểm in trong {under.title}; "
        "được hiểu là thuộc hạng thấp hơn."
    )
    return [_finding("score_in_printed_gap", blocks=False, text=text, subject=f"{score}|{under.code}")]


def _more(*, stars: int, score: Decimal, under: InstrumentFacts) -> list[Finding]:
    given = star_rating(score, under)
    if stars <= given:
        return []
    verified = under.verified
    text = f"{vietnamese_score(score)} điểm chỉ đạt {int(given)} sao theo {under.title}, không thể xếp {stars} sao."
    doubt = "" if verified else " Khung điểm của văn bản này chưa được đối chiếu."
    subject = f"{stars}|{score}|{under.code}"
    return [_finding("more_stars_than_score", blocks=verified, text=text + doubt, subject=subject)]


def _fewer(*, stars: int, score: Decimal, under: InstrumentFacts, ground: str | None) -> list[Finding]:
    given = star_rating(score, under)
    if stars >= given or (ground or "").strip():
        return []
    text = (
        f"{vietnamese_score(score)} điểm thuộc khung {int(given)} sao nhưng xếp {stars} sao: cần nêu lý do "
        "(chưa đạt mức tối thiểu của tiêu chí, hoặc theo kết quả của Trung ương)."
    )
    verified = under.verified
    subject = f"{stars}|{score}|{under.code}"
    return [_finding("fewer_stars_without_ground", blocks=verified, text=text, subject=subject)]


def vietnamese_score(score: Decimal) -> str:
    """Write a score as Vietnamese papers do: 52.80 → «52,8»."""
    return f"{score:.2f}".rstrip("0").rstrip(".").replace(".", ",")
