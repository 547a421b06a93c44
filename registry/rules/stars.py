"""How many points make how many stars, under which instrument, and what may be recognised."""

from collections.abc import Mapping
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType

from registry.rules.finding import Finding, Severity
from registry.rules.instruments import INSTRUMENTS, BodyLevel, Instrument
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


Bands = tuple[tuple[Decimal, StarRating], ...]

# Lowest score of each rank, from the highest down. QĐ 26/2026, Điều 3 khoản 3: «từ 70 đến dưới 90».
_FROM_TO_BELOW: Bands = (
    (Decimal(90), StarRating.FIVE),
    (Decimal(70), StarRating.FOUR),
    (Decimal(50), StarRating.THREE),
    (Decimal(30), StarRating.TWO),
    (Decimal(0), StarRating.ONE),
)

# The bands of 490, 148 and 148+1489 are from memory: INSTRUMENTS says that they are not verified, so what they
# give is a warning and never a refusal.
BANDS: Mapping[Instrument, Bands] = MappingProxyType(dict.fromkeys(Instrument, _FROM_TO_BELOW))

# QĐ 1048 prints whole numbers (30-49, 50-69, 70-89), which leaves what lies between 69 and 70 without a rank.
# It is read as below the next threshold, and said.
PRINTED_IN_WHOLE_NUMBERS = frozenset({Instrument.QD_1048, Instrument.QD_1048_781})

POTENTIAL_FIVE_STARS_FROM = Decimal(90)
"""Given by the provincial council this is «tiềm năng 5 sao»: the Ministry decides (QĐ 26/2026, Điều 7)."""

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


def star_rating(score: Decimal, instrument: Instrument) -> StarRating:
    """Say how many stars a score gives under an instrument.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    check_score(score)
    return next(stars for lowest, stars in BANDS[instrument] if score >= lowest)


def certifiable(stars: int) -> bool:
    """Say whether a certificate exists for the rank: three stars and more (QĐ 26/2026, Điều 4 khoản 3)."""
    return StarRating.THREE <= stars <= StarRating.FIVE


def is_in_printed_gap(score: Decimal, instrument: Instrument) -> bool:
    """Say whether the instrument as printed gives this score no rank: 69.5 under QĐ 1048."""
    if instrument not in PRINTED_IN_WHOLE_NUMBERS:
        return False
    return any(lowest - 1 < score < lowest for lowest, _ in BANDS[instrument] if lowest)


def check_stars(
    *,
    stars: int,
    score: Decimal | None,
    instrument: Instrument,
    ground: str | None = None,
    recorded: bool = False,
    level: BodyLevel | None = None,
) -> list[Finding]:
    """Find what is wrong with giving this rank for this score, under this instrument, by a body of this level.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    findings = impossible_stars(stars=stars, score=score, instrument=instrument, level=level)
    if not certifiable(stars):
        return findings
    if score is None:
        return findings + _without_score(recorded=recorded)
    findings += _gap(score=score, instrument=instrument)
    return findings + _fewer(stars=stars, score=score, instrument=instrument, ground=ground)


def impossible_stars(
    *, stars: int, score: Decimal | None, instrument: Instrument, level: BodyLevel | None
) -> list[Finding]:
    """Find why this rank cannot be given, whatever else is added: what is refused where it is typed.

    :raises Refusal: when the score is not between 0 and 100, or is finer than hundredths.
    """
    if not certifiable(stars):
        text = "Chỉ sản phẩm từ 3 đến 5 sao mới được công nhận và cấp giấy chứng nhận."
        return [_finding("not_certifiable", blocks=True, text=text, subject=str(stars))]
    findings = _who_gives_five(stars=stars, score=score, level=level)
    return findings if score is None else findings + _more(stars=stars, score=score, instrument=instrument)


def _finding(code: str, *, blocks: bool, text: str, subject: str) -> Finding:
    severity = Severity.BLOCKS if blocks else Severity.ACKNOWLEDGE
    return Finding(code=code, severity=severity, text=text, subject=subject)


def _who_gives_five(*, stars: int, score: Decimal | None, level: BodyLevel | None) -> list[Finding]:
    if stars < StarRating.FIVE or level in {None, BodyLevel.MINISTRY}:
        return []
    enough = score is not None and score >= POTENTIAL_FIVE_STARS_FROM
    text = "Hạng 5 sao do Bộ công nhận, cấp tỉnh không được công nhận 5 sao." + (
        f" Sản phẩm đạt {vietnamese_score(score)} điểm là «tiềm năng 5 sao»." if enough and score is not None else ""
    )
    return [_finding("five_stars_are_central", blocks=True, text=text, subject=f"{stars}|{score}")]


def _without_score(*, recorded: bool) -> list[Finding]:
    if recorded:
        return []
    return [_finding("score_missing", blocks=True, text="Chưa có điểm đánh giá.", subject="")]


def _gap(*, score: Decimal, instrument: Instrument) -> list[Finding]:
    check_score(score)
    if not is_in_printed_gap(score, instrument):
        return []
    text = (
        f"Điểm {vietnamese_score(score)} nằm giữa hai khung điểm in trong {INSTRUMENTS[instrument].title}; "
        "được hiểu là thuộc hạng thấp hơn."
    )
    return [_finding("score_in_printed_gap", blocks=False, text=text, subject=f"{score}|{instrument}")]


def _more(*, stars: int, score: Decimal, instrument: Instrument) -> list[Finding]:
    given = star_rating(score, instrument)
    if stars <= given:
        return []
    verified = INSTRUMENTS[instrument].verified
    text = (
        f"{vietnamese_score(score)} điểm chỉ đạt {int(given)} sao theo {INSTRUMENTS[instrument].title}, "
        f"không thể xếp {stars} sao."
    )
    doubt = "" if verified else " Khung điểm của văn bản này chưa được đối chiếu."
    subject = f"{stars}|{score}|{instrument}"
    return [_finding("more_stars_than_score", blocks=verified, text=text + doubt, subject=subject)]


def _fewer(*, stars: int, score: Decimal, instrument: Instrument, ground: str | None) -> list[Finding]:
    given = star_rating(score, instrument)
    if stars >= given or (ground or "").strip():
        return []
    text = (
        f"{vietnamese_score(score)} điểm thuộc khung {int(given)} sao nhưng xếp {stars} sao: cần nêu lý do "
        "(chưa đạt mức tối thiểu của tiêu chí, hoặc theo kết quả của Trung ương)."
    )
    verified = INSTRUMENTS[instrument].verified
    subject = f"{stars}|{score}|{instrument}"
    return [_finding("fewer_stars_without_ground", blocks=verified, text=text, subject=subject)]


def vietnamese_score(score: Decimal) -> str:
    """Write a score as Vietnamese papers do: 52.80 → «52,8»."""
    return f"{score:.2f}".rstrip("0").rstrip(".").replace(".", ",")
