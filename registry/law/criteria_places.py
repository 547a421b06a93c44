"""Where in a file a flaw of a criteria set stands, in words: the field, the column and the row of a sheet."""

from collections.abc import Mapping
from typing import Any

SPOKEN = {
    "set": "số bộ",
    "name": "tên bộ",
    "industry": "ngành",
    "group": "nhóm",
    "subgroup": "phân nhóm",
    "managing_agency": "cơ quan chủ trì",
    "effective_from": "ngày áp dụng",
    "effective_to": "ngày hết áp dụng",
    "instrument": "văn bản",
    "source": "nguồn",
    "code": "mã",
    "title": "tên",
    "hint": "hướng dẫn",
    "case": "trường hợp",
    "doubt": "bất thường đã biết",
    "checks": "lưu ý",
    "incomplete": "lý do chưa chấm được",
    "disqualified_if": "căn cứ bị loại",
    "zero_disqualifies": "bị loại khi 0 điểm",
    "applies_if": "điều kiện chấm",
    "criterion": "tiêu chí của điều kiện",
    "parts": "các phần",
    "criteria": "các mục",
    "children": "các tiêu chí con",
    "options": "các mức điểm",
    "max": "điểm tối đa",
    "points": "điểm",
    "label": "lời của mức",
    "required_for": "mức tối thiểu",
    "min_points": "số điểm của điều kiện",
}
"""What a field is called beside its name in the file."""

COLUMNS = {
    "title": "Nội dung",
    "label": "Nội dung",
    "max": "Điểm",
    "points": "Điểm",
    "required_for": "Mức tối thiểu (sao)",
    "case": "Trường hợp",
    "hint": "Hướng dẫn",
    "min_points": "Chỉ chấm khi",
}
"""The column of a sheet in which a field stands."""


class OfSheet(dict[str, Any]):
    """An object of the document that was built from rows of a sheet: its flaws are told at their rows."""

    at: str
    """The row in words: «Dòng 12»."""
    fields_at: dict[str, str]
    """The rows of fields that have rows of their own."""

    def __init__(self, fields: Mapping[str, Any], *, at: str) -> None:
        super().__init__(fields)
        self.at, self.fields_at = at, {}


def placed(at: str | None, where: str) -> str:
    """Say at which row a place stands: «Dòng 12, tiêu chí 2.1»."""
    if at is None or not where:
        return at or where
    return f"{at}, {where[0].lower()}{where[1:]}"
