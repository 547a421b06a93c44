"""The department's choices."""

from registry.web.staff.settings import assessment, choosing, papers, revocation, signing
from registry.web.staff.settings.blueprint import pages

__all__ = ["assessment", "choosing", "pages", "papers", "revocation", "signing"]
