"""What tests of the pages about producers have in common."""

import re
from typing import Any

from builders.people import a_person
from builders.units import a_unit, kept_unit
from flask import Flask

from registry.models.producer import Producer
from registry.rules.permissions import Role

HOME = "/can-bo/chu-the"


def registered(app: Flask, name: str = "Hợp tác xã Minh Họa 01", **changes: Any) -> str:
    """Register a producer by the act."""
    with app.app_context():
        return a_unit(a_person(Role.OFFICER), name, **changes)


def kept(app: Flask, public_id: str) -> Producer:
    with app.app_context():
        return kept_unit(public_id)


def listed(page: str) -> list[str]:
    """Return the names in the first column of a list, in order."""
    body = page.split("<tbody>")[1] if "<tbody>" in page else ""
    return re.findall(r"<tr>\s*<td[^>]*>\s*<a [^>]*>([^<]*)</a>", body)
