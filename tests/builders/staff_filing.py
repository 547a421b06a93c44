"""Dossiers that staff keep, put into the register behind their pages."""

from typing import Any

from builders.assessments import a_dossier
from builders.register import a_product
from flask import Flask

from registry.queries import dossiers as questions
from registry.rules.dossier_life import DossierState
from registry.rules.permissions import Actor
from registry.transaction import reading

HOME = "/can-bo/ho-so"


def made(app: Flask, keeper: Actor, how: Any = a_dossier, name: str = "Chè thử") -> str:
    """Bring a dossier of a product as far as somebody brings it, and return its public id."""
    with app.app_context():
        public_id: str = how(keeper, a_product(name))
        return public_id


def item_codes(app: Flask, dossier: str) -> list[str]:
    """Return the items of a dossier that take files."""
    with app.app_context(), reading() as session:
        return list(questions.item_codes(questions.dossier(session, dossier)))


def state_of(app: Flask, dossier: str) -> DossierState:
    """Return how far a dossier is."""
    with app.app_context(), reading() as session:
        row = questions.dossier(session, dossier)
        assert row is not None
        return row.state
