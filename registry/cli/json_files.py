"""Files of JSON that a command takes in, such as forms and ticks."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registry.rules.refusal import Refusal

LARGEST = 5 * 1024 * 1024


def read_object(path: Path) -> dict[str, Any]:
    """Return the JSON object that a file holds.

    :raises Refusal: if it holds none, or more than any form does.
    """
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise Refusal(f"Tệp {path.name} lớn hơn {LARGEST // 1024 // 1024} MB.")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Refusal(f"Tệp {path.name} không phải JSON mã UTF-8 hợp lệ.") from None
    if not isinstance(found, dict):
        raise Refusal(f"Tệp {path.name} phải là một đối tượng JSON.")
    return found


def ticks_in(content: Mapping[str, Any]) -> dict[str, int]:
    """Return ticks: code of a criterion → place of the option that was ticked, from 0; -1 for none reached.

    :raises Refusal: if something else is said of a criterion.
    """
    for code, place in content.items():
        if type(place) is not int:  # a JSON true is a Python int
            raise Refusal(f"Tiêu chí {code}: cần số thứ tự của mức đã chọn, bắt đầu từ 0.")
    return dict(content)


def texts_in(content: Any, *, called: str) -> dict[str, str]:
    """Return a mapping of texts out of a file.

    :param called: what the file calls it.
    :raises Refusal: if it is something else.
    """
    if not isinstance(content, dict) or not all(isinstance(text, str) for text in content.values()):
        raise Refusal(f"“{called}” phải là đối tượng JSON gồm các đoạn chữ.")
    return content
