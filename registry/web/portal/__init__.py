"""The producers' portal: what a producer has in the register, its papers, and its proposals."""

from flask import Blueprint

from registry.web.portal.dossiers import pages as dossiers
from registry.web.portal.home import pages as home
from registry.web.portal.papers import pages as papers
from registry.web.portal.producers import pages as producers
from registry.web.portal.products import pages as products
from registry.web.portal.proposals import pages as proposals


def portal_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return home, producers, products, papers, proposals, dossiers
