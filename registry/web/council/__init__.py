"""Members of councils: the rounds they sit in, and their own sheets."""

from flask import Blueprint

from registry.web.council.dossiers import pages as dossiers
from registry.web.council.home import pages as home
from registry.web.council.rounds import pages as rounds
from registry.web.council.sealed import pages as sealed
from registry.web.council.sheets import pages as sheets


def council_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return home, rounds, dossiers, sheets, sealed
