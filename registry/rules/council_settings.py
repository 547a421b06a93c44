"""The council's working rules as a setting: written down, read back, and explained beside every result."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

from registry.rules.council import (
    DEFAULT_RULES,
    CouncilRules,
    Disqualification,
    MinimaReading,
    SheetsOpen,
    spoken,
)
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean

Choice = TypeVar("Choice", bound=StrEnum)

_SHARE = re.compile(r"[0-9]{1,3}(/[1-9][0-9]{0,2})?")
_POINTS = re.compile(r"[0-9]{1,3}(\.[0-9]{1,2})?")

DECIMALS = range(3)
"""Tables keep hundredths of a point."""

DISCUSSIONS = range(1, 10)


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One working rule as a paper says it: what holds, and whence."""

    name: str
    text: str
    ground: str
    remark: str = ""
    """Why the default is what it is, for whoever sets the rules; no paper says it."""


def to_settings(rules: CouncilRules) -> dict[str, Any]:
    """Write rules down as JSON can keep them."""
    return {
        "quorum_share": str(rules.quorum_share),
        "chair_needed": rules.chair_needed,
        "vice_chair_presides": rules.vice_chair_presides,
        "spread_limit": str(rules.spread_limit),
        "spread_stands_after": rules.spread_stands_after,
        "decimals": rules.decimals,
        "minima_cumulative": rules.minima_cumulative,
        "minima_reading": rules.minima_reading.value,
        "disqualification": rules.disqualification.value,
        "secretary_scores": rules.secretary_scores,
        "sheets_open": rules.sheets_open.value,
        "ground": rules.ground,
    }


def from_settings(written: Mapping[str, Any]) -> CouncilRules:
    """Read rules back; what is not written keeps its default.

    :raises Refusal: with everything that cannot be, each at its own field.
    """
    hearing = Hearing()
    hearing.ask(_check_names, written)
    read = {name: hearing.ask(reader, name, written[name]) for name, reader in _READERS.items() if name in written}
    settled: dict[str, Any] = hearing.settle(read)
    rules = replace(DEFAULT_RULES, **settled)
    _check_ground(rules)
    return rules


def explained(rules: CouncilRules) -> tuple[Explained, ...]:
    """Say every rule in a sentence, with its ground: the province's paper, or why the default is what it is."""
    return tuple(
        Explained(name=name, text=say(rules), ground=rules.ground)
        if rules.ground
        else Explained(name=name, text=say(rules), ground=_DEFAULT_GROUNDS[name], remark=_REMARKS.get(name, ""))
        for name, say in _SENTENCES.items()
    )


def _check_names(written: Mapping[str, Any]) -> None:
    if unknown := sorted(set(written) - set(_READERS)):
        raise Refusal(f"Quy chế Hội đồng không có thiết lập {', '.join(unknown)}.")


def _check_ground(rules: CouncilRules) -> None:
    if not rules.ground and rules != DEFAULT_RULES:
        raise Refusal("Khác mặc định thì cần ghi văn bản ban hành Quy chế.", field="ground")


def _share(name: str, value: Any) -> Fraction:
    written = value.strip() if isinstance(value, str) else ""
    share = Fraction(written) if _SHARE.fullmatch(written) else None
    if share is None or not 0 < share <= 1:
        raise Refusal("Tỷ lệ có mặt phải lớn hơn 0 và không quá 1, viết như 3/4.", field=name)
    return share


def _points(name: str, value: Any) -> Decimal:
    written = value.strip().replace(",", ".") if isinstance(value, str) else ""
    points = Decimal(written) if _POINTS.fullmatch(written) else None
    if points is None or points > 100:
        raise Refusal("Mức lệch điểm phải từ 0 đến 100, nhiều nhất hai chữ số thập phân.", field=name)
    return points


def _decimals(name: str, value: Any) -> int:
    if type(value) is not int or value not in DECIMALS:
        raise Refusal("Số chữ số thập phân khi làm tròn phải từ 0 đến 2.", field=name)
    return value


def _discussions(name: str, value: Any) -> int | None:
    if value is not None and (type(value) is not int or value not in DISCUSSIONS):
        raise Refusal("Số lần thảo luận phải từ 1 đến 9, hoặc để trống.", field=name)
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refusal("Hãy chọn có hoặc không.", field=name)
    return value


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Refusal("Văn bản ban hành Quy chế phải là chữ.", field=name)
    return clean(value)


def _choice(kind: type[Choice]) -> Callable[[str, Any], Choice]:
    def read(name: str, value: Any) -> Choice:
        if value not in [one.value for one in kind]:
            raise Refusal("Hãy chọn một trong các cách đã nêu.", field=name)
        return kind(value)

    return read


_READERS: Mapping[str, Callable[[str, Any], Any]] = MappingProxyType(
    {
        "quorum_share": _share,
        "chair_needed": _flag,
        "vice_chair_presides": _flag,
        "spread_limit": _points,
        "spread_stands_after": _discussions,
        "decimals": _decimals,
        "minima_cumulative": _flag,
        "minima_reading": _choice(MinimaReading),
        "disqualification": _choice(Disqualification),
        "secretary_scores": _flag,
        "sheets_open": _choice(SheetsOpen),
        "ground": _text,
    }
)


def _say_chair(rules: CouncilRules) -> str:
    if not rules.chair_needed:
        return "Không bắt buộc có Chủ tịch Hội đồng."
    if rules.vice_chair_presides:
        return "Phải có Chủ tịch hoặc Phó Chủ tịch Hội đồng được giao chủ trì."
    return "Phải có Chủ tịch Hội đồng."


def _say_spread_after(rules: CouncilRules) -> str:
    if rules.spread_stands_after is None:
        return "Còn lệch quá mức thì tiếp tục thảo luận, chấm lại; chưa kết luận."
    return (
        f"Sau {rules.spread_stands_after} lần thảo luận, chấm lại mà còn lệch thì ghi vào biên bản "
        "và lấy điểm trung bình."
    )


_MINIMA_READING: Mapping[MinimaReading, str] = MappingProxyType(
    {
        MinimaReading.MAJORITY: "Đạt mức tối thiểu khi quá nửa số phiếu chấm đạt mức đó.",
        MinimaReading.MEAN: "Đạt mức tối thiểu khi điểm trung bình của tiêu chí đạt mức đó.",
    }
)
_DISQUALIFICATION: Mapping[Disqualification, str] = MappingProxyType(
    {
        Disqualification.MAJORITY: "Hồ sơ bị loại khi quá nửa số phiếu xác định cùng một lý do loại.",
        Disqualification.EVERYONE: "Hồ sơ bị loại khi mọi phiếu xác định cùng một lý do loại.",
    }
)
_SHEETS_OPEN: Mapping[SheetsOpen, str] = MappingProxyType(
    {
        SheetsOpen.AFTER_OWN: "Thành viên xem phiếu đã ký của người khác sau khi ký phiếu của mình.",
        SheetsOpen.AFTER_ALL: "Thành viên xem phiếu của người khác khi mọi phiếu đã ký.",
        SheetsOpen.AFTER_RESULT: "Thành viên xem phiếu của người khác sau khi có kết luận.",
    }
)

_SENTENCES: Mapping[str, Callable[[CouncilRules], str]] = MappingProxyType(
    {
        "quorum_share": lambda rules: f"Phiên họp có mặt ít nhất {rules.quorum_share} số thành viên.",
        "chair_needed": _say_chair,
        "spread_limit": lambda rules: (
            f"Tổng điểm của các thành viên không lệch nhau quá {spoken(rules.spread_limit)} điểm."
        ),
        "spread_stands_after": _say_spread_after,
        "decimals": lambda rules: (
            "Kết quả là trung bình cộng tổng điểm của các thành viên, "
            f"làm tròn đến {rules.decimals} chữ số thập phân, nửa thì lên."
        ),
        "minima_cumulative": lambda rules: (
            "Hạng sao cao phải đạt cả mức tối thiểu của các hạng sao thấp hơn."
            if rules.minima_cumulative
            else "Mỗi hạng sao chỉ xét mức tối thiểu của chính hạng đó."
        ),
        "minima_reading": lambda rules: _MINIMA_READING[rules.minima_reading],
        "disqualification": lambda rules: _DISQUALIFICATION[rules.disqualification],
        "secretary_scores": lambda rules: (
            "Thư ký Hội đồng chấm điểm như các thành viên khác."
            if rules.secretary_scores
            else "Thư ký Hội đồng không chấm điểm."
        ),
        "sheets_open": lambda rules: _SHEETS_OPEN[rules.sheets_open],
    }
)

_NOWHERE = "Quyết định số 26/2026/QĐ-TTg không quy định"
_DEFAULT_GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "quorum_share": f"{_NOWHERE}.",
        "chair_needed": f"{_NOWHERE}.",
        "spread_limit": f"{_NOWHERE}.",
        "spread_stands_after": f"{_NOWHERE}.",
        "decimals": f"{_NOWHERE} cách làm tròn; trung bình cộng theo Điều 3 khoản 3.",
        "minima_cumulative": "Cách hiểu chú thích dưới các bảng của Phụ lục II.",
        "minima_reading": f"{_NOWHERE}.",
        "disqualification": f"{_NOWHERE}.",
        "secretary_scores": f"{_NOWHERE}; ủy viên thư ký là thành viên Hội đồng.",
        "sheets_open": f"{_NOWHERE}.",
    }
)
_REMARKS: Mapping[str, str] = MappingProxyType(
    {
        "quorum_share": "Theo Quy chế đã thấy của tỉnh khác (Tây Ninh).",
        "chair_needed": "Theo Quy chế đã thấy của tỉnh khác (Tây Ninh).",
        "spread_limit": "Theo Quy chế đã thấy của tỉnh khác (Tây Ninh, Đồng Tháp).",
        "spread_stands_after": "Mặc định chặt nhất.",
        "minima_cumulative": "Cần cơ quan tham mưu xác nhận.",
        "minima_reading": "Mặc định để một thành viên không phủ quyết một mình.",
        "disqualification": "Mặc định để một thành viên không phủ quyết một mình.",
        "sheets_open": "Mặc định để mỗi thành viên chấm độc lập.",
    }
)
