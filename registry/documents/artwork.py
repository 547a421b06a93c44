"""Official artwork: files that the department supplies itself, taken from the vault once per run."""

from dataclasses import dataclass

from registry.queries.settings import Settings
from registry.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Artwork:
    """The department's own pictures; without them a neutral ornament stands in their place."""

    emblem: bytes | None = None
    mark: bytes | None = None


NO_ARTWORK = Artwork()


def artwork(settings: Settings, *, vault: Vault) -> Artwork:
    """Read the pictures that the settings name.

    :raises MissingFile: if a named picture is not in the vault.
    """
    return Artwork(
        emblem=vault.read(settings.emblem) if settings.emblem else None,
        mark=vault.read(settings.mark) if settings.mark else None,
    )
