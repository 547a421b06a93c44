"""Two people at the same settings: the later one is told what the earlier one changed, and keeps what was typed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from registry.queries.settings import Settings
from registry.web.staff.settings.forms import SettingForm
from registry.web.staff.settings.meanings import title


def mark(now: Settings, names: Sequence[str]) -> str:
    """Return a mark of the values of some settings, to be carried by the form that shows them."""
    kept = asdict(now)
    return ".".join(_digest(kept[name]) for name in names)


def is_overtaken(form: SettingForm, now: Settings, names: Sequence[str]) -> bool:
    """Say whether the settings have changed since the form was shown; if so, say in the form which have."""
    seen, fresh = str(form.seen.data or "").split("."), mark(now, names).split(".")
    if seen == fresh:
        return False
    changed = [title(name) for name, then, today in zip(names, seen, fresh, strict=False) if then != today]
    what = f" ({', '.join(changed)})" if changed else ""
    form.form_errors.append(
        f"Thiết lập này vừa được người khác sửa{what}. Nội dung bạn nhập vẫn còn đây: "
        "hãy xem lại, rồi bấm Lưu lần nữa để thay bản mới."
    )
    form.seen.data = mark(now, names)
    return True


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
