"""What tests of the pages about award events have in common."""

from flask import Flask

from registry.queries import awards
from registry.queries.awards import EventDetail
from registry.transaction import reading

HOME = "/can-bo/trao-thuong"


def detail_of(app: Flask, event: str) -> EventDetail:
    with app.app_context(), reading() as session:
        found = awards.event(session, event)
    assert found is not None
    return found
