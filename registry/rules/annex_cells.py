"""The columns that an annex prints beside product, producer and stars: when two cells of one say the same."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from registry.rules.search_key import exact_key, near_key


class AnnexColumn(StrEnum):
    """A column of an annex; the value is the name of the printed line's attribute."""

    ADDRESS = "address"
    SCORE = "score"
    RESULT = "result"
    """What stands for stars where a result has none: «tiềm năng 5 sao»."""
    CERTIFICATE_NUMBER = "certificate_number"
    BEFORE = "before"
    AFTER = "after"
    GROUND = "ground"
    ACHIEVEMENT = "achievement"
    NOTE = "note"


Cells = Mapping[AnnexColumn, str]
"""The words of a line in the columns that its annex has; empty where a cell is."""

TITLES: Mapping[AnnexColumn, tuple[str, ...]] = MappingProxyType(
    {
        AnnexColumn.ADDRESS: ("Địa chỉ",),
        AnnexColumn.SCORE: ("Điểm",),
        AnnexColumn.RESULT: ("Kết quả",),
        AnnexColumn.CERTIFICATE_NUMBER: ("Số giấy chứng nhận",),
        AnnexColumn.BEFORE: ("Nội dung đã ghi", "Đã ghi"),
        AnnexColumn.AFTER: ("Nội dung sửa lại", "Đính chính thành"),
        AnnexColumn.GROUND: ("Lý do thu hồi", "Lý do", "Căn cứ"),
        AnnexColumn.ACHIEVEMENT: ("Thành tích",),
        AnnexColumn.NOTE: ("Ghi chú",),
    }
)
"""The titles under which our own annexes and drafts print a column."""

_DASHES = re.compile(r"\s*[-‐‑‒–—―−]\s*")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))
_AROUND_MARKS = re.compile(r'\s*([,;:.()/"])\s*')
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")


def typographic_key(text: str) -> str:
    """Give the key that is the same for texts differing in capitals, spaces, dashes, quotes and accents' encoding."""
    plain = exact_key(unicodedata.normalize("NFC", text).translate(_QUOTES))
    return _AROUND_MARKS.sub(r"\1", _DASHES.sub("-", plain)).strip(" .")


def letters_key(text: str) -> str:
    """Give a typographic key without any space: text out of a PDF breaks lines where its columns are narrow."""
    return typographic_key(text).replace(" ", "")


def score_in(text: str) -> Decimal | None:
    """Read a score alone in its cell, however its decimals are set off."""
    words = text.strip().removesuffix("điểm").strip()
    return Decimal(words.replace(",", ".")) if _NUMBER.fullmatch(words) else None


def same(column: AnnexColumn, ours: str, theirs: str) -> bool:
    """Say whether a cell of the signed annex says what the register's says, however it is typed."""
    if column is AnnexColumn.SCORE:
        score = score_in(ours)
        if score is not None:
            return score == score_in(theirs)
    return typographic_key(ours) == typographic_key(theirs)


def is_titled(column: AnnexColumn, title: str) -> bool:
    """Say whether a title is that of a column, as our own annexes and drafts print it."""
    return near_key(title) in {near_key(one) for one in TITLES[column]}
