"""The rounds of the province as a setting: written down, read back, and explained."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.rules.council_settings import Explained
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal, naming
from registry.rules.rounds import (
    DEFAULT_ROUNDS,
    LEAST_ROUNDS,
    MOST_DAYS_OF_ROUND,
    MOST_ROUNDS,
    RoundRules,
    YearDay,
    YearlyRound,
    in_order,
    long_after,
)
from registry.rules.search_key import clean


def to_settings(rules: RoundRules) -> dict[str, Any]:
    """Write rules down as JSON can keep them."""
    return {
        "rounds": [
            {"filed_before": _written(one.filed_before), "finish_before": _written(one.finish_before)}
            for one in rules.rounds
        ],
        "cutoff_counts": rules.cutoff_counts,
        "in_time_keeps_effect": rules.in_time_keeps_effect,
        "ground": rules.ground,
    }


def from_settings(written: Mapping[str, Any]) -> RoundRules:
    """Read rules back; what is not written keeps its default.

    :raises Refusal: with everything that cannot be, each at its own field.
    """
    written = {**to_settings(DEFAULT_ROUNDS), **written}
    hearing = Hearing()
    hearing.ask(_check_names, written)
    rounds = hearing.ask(_rounds, written["rounds"])
    for name in ("cutoff_counts", "in_time_keeps_effect"):
        hearing.ask(_check_flag, name, written[name])
    hearing.ask(_check_text, written["ground"])
    hearing.settle(None)
    rules = RoundRules(
        rounds=rounds or (),
        cutoff_counts=written["cutoff_counts"],
        in_time_keeps_effect=written["in_time_keeps_effect"],
        ground=clean(written["ground"]),
    )
    if not rules.ground and rules != DEFAULT_ROUNDS:
        raise Refusal("Khác mặc định thì cần ghi văn bản làm căn cứ.", field="ground")
    return rules


def explained(rules: RoundRules) -> tuple[Explained, ...]:
    """Say every rule in a sentence, with its ground."""
    return (
        Explained(
            name="rounds",
            text=" ".join(_say_round(one, number=number) for number, one in enumerate(in_order(rules.rounds), start=1)),
            ground=rules.ground or "Quyết định số 26/2026/QĐ-TTg, Điều 7.",
            remark=_remark(rules),
        ),
        Explained(
            name="cutoff_counts",
            text=(
                "Hồ sơ chuyển đúng ngày chốt vẫn kịp đợt."
                if rules.cutoff_counts
                else "Hồ sơ chuyển đúng ngày chốt thuộc đợt sau."
            ),
            ground=rules.ground or "Theo lời văn “trước ngày” tại Quyết định số 26/2026/QĐ-TTg, Điều 7.",
        ),
        Explained(
            name="in_time_keeps_effect",
            text=(
                "Hồ sơ đánh giá lại nộp đúng thời gian cũng được giữ hiệu lực giấy chứng nhận đến khi có kết quả."
                if rules.in_time_keeps_effect
                else "Chỉ hồ sơ đánh giá lại nộp ngoài thời gian 180-120 ngày được giữ hiệu lực giấy chứng nhận."
            ),
            ground=rules.ground or "Theo lời văn Quyết định số 26/2026/QĐ-TTg, Điều 12; cần cơ quan tham mưu xác nhận.",
        ),
    )


def _remark(rules: RoundRules) -> str:
    told = ((number, _long_after(one)) for number, one in enumerate(in_order(rules.rounds), start=1))
    return " ".join(f"Đợt {number}: {said[0].lower()}{said[1:]}" for number, said in told if said)


def _long_after(one: YearlyRound) -> str | None:
    return long_after(*_days(one))


def _days(one: YearlyRound) -> tuple[date, date]:
    begun, done = one.filed_before.of(_A_COMMON_YEAR), one.finish_before.of(_A_COMMON_YEAR)
    return begun, done if done > begun else one.finish_before.of(_A_COMMON_YEAR + 1)


def _say_round(one: YearlyRound, *, number: int) -> str:
    return f"Đợt {number}: hồ sơ xã chuyển trước {_said(one.filed_before)}, xong trước {_said(one.finish_before)}."


def _said(day: YearDay) -> str:
    # NĐ 30/2020: no zero before months from 3 on.
    return f"{day.day:02}/{day.month:02}" if day.month < 3 else f"{day.day:02}/{day.month}"


def _written(day: YearDay) -> str:
    return f"{day.month:02}-{day.day:02}"


_YEAR_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_A_COMMON_YEAR = 2027
"""29 February is a day of every year no more than 30 February is."""


def _check_names(written: Mapping[str, Any]) -> None:
    if unknown := sorted(set(written) - set(to_settings(DEFAULT_ROUNDS))):
        raise Refusal(f"Các đợt đánh giá không có thiết lập {', '.join(unknown)}.")


def _rounds(value: Any) -> tuple[YearlyRound, ...]:
    if not isinstance(value, list) or not LEAST_ROUNDS <= len(value) <= MOST_ROUNDS:
        raise Refusal(
            f"Mỗi năm có từ {LEAST_ROUNDS} đến {MOST_ROUNDS} đợt (Điều 7 Quyết định số 26/2026/QĐ-TTg).", field="rounds"
        )
    read = tuple(_round(one, number=number) for number, one in enumerate(value, start=1))
    if len({one.filed_before for one in read}) < len(read):
        raise Refusal("Hai đợt không thể cùng hạn nhận hồ sơ.", field="rounds")
    return in_order(read)


def _round(value: Any, *, number: int) -> YearlyRound:
    days = value if isinstance(value, dict) else {}
    with naming(f"Đợt {number}"):
        one = YearlyRound(
            filed_before=_year_day(days.get("filed_before")), finish_before=_year_day(days.get("finish_before"))
        )
        if one.filed_before == one.finish_before:
            raise Refusal("hạn hoàn thành phải khác hạn nhận hồ sơ.", field="rounds")
        begun, done = _days(one)
        if (done - begun).days > MOST_DAYS_OF_ROUND:
            raise Refusal(
                f"hạn hoàn thành ({_said(one.finish_before)}) sau hạn nhận hồ sơ ({_said(one.filed_before)}) "
                f"{(done - begun).days} ngày, quá nửa năm; hãy xem lại hai ngày có đổi chỗ cho nhau không.",
                field="rounds",
            )
    return one


def _year_day(value: Any) -> YearDay:
    written = value if isinstance(value, str) and _YEAR_DAY.fullmatch(value) else "00-00"
    month, day = (int(part) for part in written.split("-"))
    try:
        date(_A_COMMON_YEAR, month, day)
    except ValueError:
        raise Refusal("ngày trong năm ghi ngày/tháng, như 30/4.", field="rounds") from None
    return YearDay(month, day)


def _check_flag(name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise Refusal("Hãy chọn có hoặc không.", field=name)


def _check_text(value: Any) -> None:
    if not isinstance(value, str):
        raise Refusal("Căn cứ phải là chữ.", field="ground")
