"""Officers of communes: the dossiers that came to their communes, and what they write of them."""

from flask import Blueprint

from registry.web.commune.dossiers import pages as dossiers
from registry.web.commune.home import pages as home


def commune_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return home, dossiers
