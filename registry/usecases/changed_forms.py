"""Mẫu số 01 and 02 saved by somebody who has not seen the last saving."""

from collections.abc import Mapping
from typing import Any

from registry.models.dossier import Dossier
from registry.rules import dossier_forms
from registry.rules.refusal import Refusal


class FormsChanged(Refusal):
    """Somebody else saved the forms after they were opened."""

    codes: tuple[str, ...]
    """The blanks in which what was typed differs from what the register has by now."""

    def __init__(self, text: str, *, codes: tuple[str, ...]) -> None:
        super().__init__(text)
        self.codes = codes


def refuse_changed(dossier: Dossier, seen: int, typed: Mapping[str, Any]) -> None:
    """Let a save of the forms pass whose writer saw the dossier as it is.

    :param seen: the version of the dossier that the writer saw.
    :raises FormsChanged: if it is another one by now, naming the blanks that differ.
    """
    if dossier.version == seen:
        return
    codes = tuple(code for code, value in typed.items() if dossier.forms.get(code) != value)
    labels = [field.label for field in dossier_forms.FIELDS if field.code in codes]
    what = f" Khác với bản đang có: {'; '.join(labels)}." if labels else ""
    raise FormsChanged(
        "Hồ sơ vừa được người khác lưu trong khi bạn đang viết; nội dung bạn gõ vẫn còn nguyên dưới đây." + what,
        codes=codes,
    )
