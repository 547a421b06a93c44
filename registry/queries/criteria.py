"""Sets of criteria: the wording a day calls for, from the register or from the law's own files."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.law import criteria as law
from registry.law.criteria_reading import criteria_set_from
from registry.models.criteria import CriteriaVersion
from registry.rules.criteria import CriteriaSet
from registry.rules.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class KeptWording:
    """One wording of the register, without its text."""

    instrument: Instrument
    number: int
    version: int
    name: str
    applies_from: date


def every_wording(session: Session) -> Sequence[KeptWording]:
    """Return every wording in the register, set by set, the newest first; their texts stay where they are."""
    rows = session.execute(
        select(
            CriteriaVersion.instrument,
            CriteriaVersion.number,
            CriteriaVersion.version,
            CriteriaVersion.name,
            CriteriaVersion.applies_from,
        ).order_by(CriteriaVersion.instrument, CriteriaVersion.number, CriteriaVersion.version.desc())
    )
    return [KeptWording(**row._mapping) for row in rows]


def wording_on(session: Session, *, instrument: Instrument, number: int, on: date) -> CriteriaVersion | None:
    """Return the newest wording in the register that applies on a day."""
    return session.scalar(
        select(CriteriaVersion)
        .where(
            CriteriaVersion.instrument == instrument,
            CriteriaVersion.number == number,
            CriteriaVersion.applies_from <= on,
        )
        .order_by(CriteriaVersion.version.desc())
        .limit(1)
    )


def wordings(session: Session, *, instrument: Instrument, number: int) -> Sequence[CriteriaVersion]:
    """Return every wording of a set in the register, newest first."""
    return session.scalars(
        select(CriteriaVersion)
        .where(CriteriaVersion.instrument == instrument, CriteriaVersion.number == number)
        .order_by(CriteriaVersion.version.desc())
    ).all()


@lru_cache(maxsize=128)
def _parsed(_sha256: str, content: str) -> CriteriaSet:
    reading = criteria_set_from(content)
    if reading.criteria is None:
        raise ValueError(f"a wording in the register does not read: {reading.flaws}")
    return reading.criteria


def as_kept(row: CriteriaVersion) -> CriteriaSet:
    """Return a wording of the register as the tree it is; a wording never changes, so it is read once."""
    return _parsed(row.sha256, json.dumps(row.content, ensure_ascii=False))


def newest(session: Session, *, instrument: Instrument, number: int) -> CriteriaSet | None:
    """Return the newest wording there is of a set: the register's, else the law's own; None where there is neither."""
    kept = wordings(session, instrument=instrument, number=number)
    return as_kept(kept[0]) if kept else law.criteria_set(instrument=instrument, number=number)
