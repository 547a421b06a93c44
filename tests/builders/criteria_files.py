"""Files with the set of tea, as somebody at home may have changed them."""

import io
import json
from typing import Any

from registry.law import criteria as law
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument


def tea() -> CriteriaSet:
    found = law.criteria_set(instrument=Instrument.QD_26_2026, number=11)
    assert found is not None
    return found


def changed(**fields: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(document(tea()))), **fields}


def renamed(title: str = "Tên phần mới hơn") -> dict[str, Any]:
    """Return the set with a title that is another: only words."""
    found = changed()
    found["parts"][0]["title"] = title
    return found


def first_leaf(found: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = found["parts"][0]["criteria"][0]
    while node.get("children"):
        node = node["children"][0]
    return node


def as_file(found: dict[str, Any], name: str = "bo.json") -> tuple[io.BytesIO, str]:
    return io.BytesIO(json.dumps(found, ensure_ascii=False).encode()), name
