"""Clearing the vault of files that no row holds on to.

They are what attempts that were killed have left behind, and pictures of proposals that were answered long ago.
"""

from datetime import timedelta

from flask import current_app

from registry.queries.kept_files import hashes_named
from registry.transaction import reading
from registry.vault import Vault

AFTER = timedelta(days=1)
"""Longer than anything lies in the vault before its row is committed."""


def sweep() -> None:
    """Remove files that no row holds on to and that were kept more than a day ago."""
    vault: Vault = current_app.config["VAULT"]
    with reading() as session:
        named = hashes_named(session)
    vault.sweep(keeping=named, older_than=AFTER)
