"""Members of councils: the rounds they sit in, and their own sheets."""

from flask import Blueprint

from registry.web.council.home import pages as home


def council_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return (home,)
