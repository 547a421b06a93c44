"""Addresses the public was given stay: one that is to go needs a redirect, and then a line here says so."""

from pathlib import Path

from flask import Flask

from registry.web.door_table import DOORS
from registry.web.doors import Door

PERMANENT = Path(__file__).with_name("permanent_addresses.txt")


def test_every_public_address_is_registered_as_permanent_and_still_answers(web_app: Flask) -> None:
    public = {
        str(rule)
        for rule in web_app.url_map.iter_rules()
        if rule.endpoint in DOORS and DOORS[rule.endpoint].door is Door.PUBLIC
    }

    assert sorted(public) == PERMANENT.read_text(encoding="utf-8").split()
