"""Stub until drawn."""

from collections.abc import Iterable

from certificates.content import StarCertificate


def draw_star_certificate(content: StarCertificate) -> bytes:
    """Draw one paper."""
    raise NotImplementedError(content)


def draw_star_certificates_merged(contents: Iterable[StarCertificate]) -> bytes:
    """Draw many papers into one file for printing."""
    raise NotImplementedError(contents)
