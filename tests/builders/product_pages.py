"""What tests of the pages about products have in common."""

import re
from typing import Any

from builders.people import a_person
from builders.units import goods_of
from flask import Flask

from registry.rules.permissions import Role

HOME = "/can-bo/san-pham"


def registered(app: Flask, producer: str, name: str = "Chè shan tuyết", **changes: Any) -> str:
    with app.app_context():
        return goods_of(a_person(Role.OFFICER), producer, name, **changes)


def listed(page: str) -> list[str]:
    """Return the names in the first column of a list, in order."""
    body = page.split("<tbody>")[1] if "<tbody>" in page else ""
    return re.findall(r"<tr>\s*<td[^>]*>\s*<a [^>]*>([^<]*)</a>", body)
