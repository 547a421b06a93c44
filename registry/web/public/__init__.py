"""The public door: reads, and changes nothing."""

from flask import Blueprint, Flask

from registry.queries.version_watch import watch
from registry.web.public import (
    any_day,
    certificate,
    criteria,
    decision,
    event,
    field,
    home,
    journal,
    linked_data,
    lookup,
    past_register,
    producer,
    product,
    signposts,
    standings,
    verify,
)
from registry.web.public.kept_answers import KeptAnswers
from registry.web.public.pace import keep_the_pace
from registry.web.public.shelf import open_shelf


def public_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return (
        home.pages,
        certificate.pages,
        any_day.pages,
        past_register.pages,
        standings.pages,
        lookup.pages,
        product.pages,
        producer.pages,
        decision.pages,
        event.pages,
        criteria.pages,
        verify.pages,
        linked_data.pages,
        field.pages,
        journal.pages,
        signposts.pages,
    )


def keep_public_answers(app: Flask) -> None:
    """Keep ready what the public asks for again and again, and let nobody take more than a fair share."""
    open_shelf(app)
    keep_the_pace(app)
    with app.app_context():
        app.wsgi_app = KeptAnswers(app.wsgi_app, watch())  # type: ignore[method-assign, assignment]
