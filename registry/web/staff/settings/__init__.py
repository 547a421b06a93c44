"""The department's choices."""

from registry.web.staff.settings import assessment, choosing, papers, signing
from registry.web.staff.settings.blueprint import pages

__all__ = ["assessment", "choosing", "pages", "papers", "signing"]
