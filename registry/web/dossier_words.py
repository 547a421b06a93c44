"""What a dossier says in its forms, and for what it is filed, in words for whoever reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from registry.models.dossier import Dossier
from registry.rules.dossier_forms import FieldKind, FormField, asked
from registry.rules.instruments import RecognitionKind
from registry.web.filters import thousands

KINDS: Mapping[RecognitionKind, str] = {
    RecognitionKind.FIRST: "Đánh giá lần đầu",
    RecognitionKind.UPGRADED: "Nâng hạng sao",
    RecognitionKind.REASSESSED: "Đánh giá lại",
}


MEANT = "Đã xem lại: mở hồ sơ như trên"
LOOK_AGAIN = "Có điều chưa khớp với sổ. Hãy xem lại; nếu đúng như vậy thì đánh dấu rồi gửi lần nữa."

FORMS: Mapping[str, str] = {"M01": "Phiếu đăng ký (Mẫu số 01)", "M02": "Báo cáo (Mẫu số 02)"}


def forms_told(row: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each form with its blanks and what was typed into them."""
    return [
        (
            title,
            [(one.label, spoken(one, row.forms.get(one.code))) for one in asked(row.kind) if one.form == form],
        )
        for form, title in FORMS.items()
    ]


def spoken(one: FormField, value: Any) -> str:
    """Write a kept value as the page shows it beside what somebody typed."""
    if value in (None, "", []):
        return "(để trống)"
    if one.kind is FieldKind.TICKS:
        labels = dict(one.choices)
        return "; ".join(labels.get(code, code) for code in value)
    said = shown(one, value)
    return f"{said:%d/%m/%Y}" if isinstance(said, date) else str(said)


def shown(one: FormField, value: Any) -> Any:
    """Return a kept value as a field of a form takes it."""
    if value is None:
        return [] if one.kind is FieldKind.TICKS else None
    if one.kind is FieldKind.DAY:
        return date.fromisoformat(value)
    return thousands(value) if one.kind is FieldKind.NUMBER else value
