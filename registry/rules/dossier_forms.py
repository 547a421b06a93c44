"""Mẫu số 01 and 02 of a dossier: what is typed into them beside what the register knows already.

Source: QĐ 26/2026/QĐ-TTg, Phụ lục III. Names, addresses and contacts of the producer stand in the register and are
not typed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from registry.rules.hearing import Hearing
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, clean_lines

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
LARGEST_NUMBER = 10**15


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    """A whole number; money is in đồng."""
    TICKS = "ticks"
    """Any of the field's choices."""


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One blank of a form."""

    code: str
    form: str
    """«M01» or «M02»."""

    label: str
    kind: FieldKind
    hint: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    only_for: frozenset[RecognitionKind] | None = None
    """The kinds of registration that ask for it; None: all."""

    carries: bool = False
    """Whether a later dossier of the product begins with what the earlier one said."""

    is_personal: bool = False
    """Whether it tells of a person, and is shown to nobody who does not keep the dossier."""

    def asked_of(self, kind: RecognitionKind) -> bool:
        """Say whether a dossier of this kind is asked for it."""
        return self.only_for is None or kind in self.only_for


_AGAIN = frozenset({RecognitionKind.UPGRADED, RecognitionKind.REASSESSED})
_PAPERS = (
    ("registration", "Giấy đăng ký kinh doanh"),
    ("quality", "Đã công bố chất lượng sản phẩm theo quy định"),
    ("food_safety", "Giấy chứng nhận cơ sở đủ điều kiện vệ sinh an toàn thực phẩm"),
    ("production", "Giấy chứng nhận cơ sở đủ điều kiện sản xuất bắt buộc"),
    ("trademark", "Giấy chứng nhận đăng ký nhãn hiệu"),
    ("collective_mark", "Văn bản ghi nhận quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận"),
    ("patent", "Bằng sáng chế"),
    ("design", "Bằng độc quyền kiểu dáng công nghiệp"),
    ("copyright", "Giấy chứng nhận bản quyền tác giả"),
)

FIELDS: tuple[FormField, ...] = (
    FormField(
        code="office",
        form="M01",
        label="Chức vụ người đại diện",
        kind=FieldKind.LINE,
        required=True,
        carries=True,
        is_personal=True,
    ),
    FormField(
        code="samples",
        form="M01",
        label="Số lượng sản phẩm mẫu",
        kind=FieldKind.NUMBER,
        hint="Hồ sơ xã gửi tỉnh cần 05 sản phẩm mẫu, trừ dịch vụ du lịch.",
    ),
    FormField(
        code="residence",
        form="M02",
        label="Địa chỉ thường trú của người đại diện",
        kind=FieldKind.LINE,
        carries=True,
        is_personal=True,
    ),
    FormField(
        code="founded_on", form="M02", label="Ngày thành lập hoặc đăng ký kinh doanh", kind=FieldKind.DAY, carries=True
    ),
    FormField(
        code="registration_number", form="M02", label="Số giấy đăng ký (nếu có)", kind=FieldKind.LINE, carries=True
    ),
    FormField(
        code="specification",
        form="M02",
        label="Quy cách, tiêu chuẩn sản phẩm",
        kind=FieldKind.TEXT,
        required=True,
        carries=True,
    ),
    FormField(code="papers", form="M02", label="Giấy tờ đã có", kind=FieldKind.TICKS, choices=_PAPERS, carries=True),
    FormField(code="other_papers", form="M02", label="Giấy tờ khác (ghi rõ)", kind=FieldKind.LINE, carries=True),
    FormField(code="history", form="M02", label="Lịch sử hình thành của chủ thể", kind=FieldKind.TEXT, carries=True),
    FormField(code="organisation", form="M02", label="Cơ cấu tổ chức của chủ thể", kind=FieldKind.TEXT, carries=True),
    FormField(
        code="results",
        form="M02",
        label="Kết quả thực hiện phương án sản xuất, kinh doanh",
        kind=FieldKind.TEXT,
        required=True,
    ),
    FormField(
        code="changes",
        form="M02",
        label="Nội dung thay đổi kể từ khi được công nhận",
        kind=FieldKind.TEXT,
        hint="Nguyên liệu, công nghệ, bao bì, nhãn, công bố chất lượng, kiểm nghiệm định kỳ, thị trường.",
        required=True,
        only_for=_AGAIN,
    ),
    FormField(
        code="volume", form="M02", label="Sản lượng một năm", kind=FieldKind.LINE, required=True, only_for=_AGAIN
    ),
    FormField(
        code="revenue",
        form="M02",
        label="Doanh thu một năm (đồng)",
        kind=FieldKind.NUMBER,
        required=True,
        only_for=_AGAIN,
    ),
    FormField(code="plan", form="M02", label="Kế hoạch sản xuất, kinh doanh", kind=FieldKind.TEXT, required=True),
)
"""Every blank, in the order of the forms."""

_BY_CODE = {one.code: one for one in FIELDS}


def asked(kind: RecognitionKind) -> tuple[FormField, ...]:
    """Return the blanks that a dossier of this kind has, in their order."""
    return tuple(one for one in FIELDS if one.asked_of(kind))


def carried(forms: Mapping[str, Any], *, kind: RecognitionKind, whole: bool = False) -> dict[str, Any]:
    """Return what a later dossier of this kind begins with, from the forms of an earlier one.

    :param whole: whether all of it serves, not only what seldom changes.
    """
    return {
        one.code: forms[one.code] for one in asked(kind) if (whole or one.carries) and forms.get(one.code) is not None
    }


def typed(forms: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as it is kept: text in order, days as YYYY-MM-DD, numbers whole; None for nothing.

    :raises Refusal: at every field that cannot be as it is, or that no form has.
    """
    hearing = Hearing()
    kept = {code: hearing.ask(_one, code, value) for code, value in forms.items()}
    return hearing.settle(kept)


def missing(forms: Mapping[str, Any], *, kind: RecognitionKind) -> tuple[FormField, ...]:
    """Return the blanks that must be filled in before the dossier is handed in, and are not."""
    return tuple(one for one in asked(kind) if one.required and forms.get(one.code) in (None, "", []))


def _one(code: str, value: Any) -> Any:
    field = _BY_CODE.get(code)
    if field is None:
        raise Refusal("Biểu mẫu không có ô này.", field=code)
    if value is None or value in ("", []):
        return None
    if field.kind is FieldKind.TICKS:
        known = {choice for choice, _ in field.choices}
        return [choice for choice, _ in field.choices if choice in set(value)] if set(value) <= known else _no(field)
    if field.kind is FieldKind.NUMBER:
        return _number(field, value)
    if field.kind is FieldKind.DAY:
        return _day(field, value)
    return _words(field, str(value))


def _words(field: FormField, value: str) -> str | None:
    words = clean(value) if field.kind is FieldKind.LINE else clean_lines(value)
    longest = LONGEST_LINE if field.kind is FieldKind.LINE else LONGEST_TEXT
    if len(words) > longest:
        raise Refusal(f"Dài {len(words)} ký tự; tối đa {longest}.", field=field.code)
    return words or None


def _number(field: FormField, value: Any) -> int | None:
    digits = clean(str(value)).replace(".", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit()) or int(digits) > LARGEST_NUMBER:
        raise Refusal("Chỉ nhập chữ số, ví dụ 1.200.000.", field=field.code)
    return int(digits)


def _day(field: FormField, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refusal("Ngày không đúng.", field=field.code) from None


def _no(field: FormField) -> Any:
    raise Refusal("Hãy chọn trong các mục đã nêu.", field=field.code)
