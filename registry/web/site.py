"""What every page must know of the register it belongs to."""

from dataclasses import dataclass

from flask import g

from registry.queries import settings
from registry.web.reading import reading_session


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The register as its pages name it."""

    province: str
    department: str
    public_address: str
    is_demonstration: bool

    @property
    def is_secure(self) -> bool:
        """Whether the public address is served encrypted, so that cookies must be too."""
        return self.public_address.startswith("https://")


def site() -> Site:
    """Return the register's names, read once per request."""
    if "site" not in g:
        session = reading_session()
        chosen = settings.settings(session)
        g.site = Site(
            province=chosen.province,
            department=chosen.department,
            public_address=chosen.public_address,
            is_demonstration=settings.is_demonstration(session),
        )
    found: Site = g.site
    return found
