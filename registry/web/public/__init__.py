"""The public door: reads, and changes nothing."""

from flask import Blueprint

from registry.web.public import home


def public_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return (home.pages,)
