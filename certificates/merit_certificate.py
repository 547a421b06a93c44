"""Stub until drawn."""

from collections.abc import Iterable

from certificates.content import MeritCertificate


def draw_merit_certificate(content: MeritCertificate) -> bytes:
    """Draw one paper."""
    raise NotImplementedError(content)


def draw_merit_certificates_merged(contents: Iterable[MeritCertificate]) -> bytes:
    """Draw many papers into one file for printing."""
    raise NotImplementedError(contents)
