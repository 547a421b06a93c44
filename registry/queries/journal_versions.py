"""What records held before and after an act, put together from the versions that acts have left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.journal import Version

Key = tuple[str, str]
"""Table and key, as the journal writes them down."""

_SLICE = 5000


@dataclass
class Held:
    """What is known of a record at one moment."""

    values: dict[str, Any] = field(default_factory=dict)
    is_erased: bool = False
    """Whether something of it was erased, so that a value that is not here may have been one of those."""


class Past:
    """The versions of some records, each read once."""

    def __init__(self, session: Session, keys: Iterable[Key], *, until: int) -> None:
        """Read all versions of the records up to an entry of the journal."""
        self._versions: dict[Key, list[Version]] = {}
        wanted = set(keys)
        ids = sorted({key for _, key in wanted})
        for first in range(0, len(ids), _SLICE):
            found = session.scalars(
                select(Version)
                .where(
                    Version.subject.in_(sorted({subject for subject, _ in wanted})),
                    Version.subject_id.in_(ids[first : first + _SLICE]),
                    Version.sequence <= until,
                )
                .order_by(Version.id)
            )
            for version in found:
                key = (version.subject, version.subject_id)
                if key in wanted:
                    self._versions.setdefault(key, []).append(version)

    def before(self, version: Version) -> Held:
        """Return what a record held before a version of it was written."""
        earlier = [one for one in self._of(version.subject, version.subject_id) if one.id < version.id]
        return _together(earlier)

    def after(self, key: Key, sequence: int) -> Held:
        """Return what a record held once an entry of the journal was written."""
        return _together([one for one in self._of(*key) if one.sequence <= sequence])

    def _of(self, subject: str, subject_id: str) -> list[Version]:
        return self._versions.get((subject, subject_id), [])


def _together(versions: Iterable[Version]) -> Held:
    held = Held()
    for version in versions:
        if version.values is None:
            held = Held(is_erased=True)  # it may have been the first of another record
            continue
        if is_whole(version.values):
            held = Held()  # a freed key was given to another record
        held.values.update(version.values)
    return held


def is_whole(values: Mapping[str, Any]) -> bool:
    """Say whether a version holds every column, as those of new and of removed records do."""
    return "id" in values or {"old_id", "new_id"} <= set(values)
