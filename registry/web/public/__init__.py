"""The public door: reads, and changes nothing."""

from flask import Blueprint

from registry.web.public import certificate, home, lookup


def public_pages() -> tuple[Blueprint, ...]:
    """Return every page of this door."""
    return (home.pages, certificate.pages, lookup.pages)
