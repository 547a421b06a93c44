"""Which files of the vault the register's rows name and hold on to."""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select, true
from sqlalchemy.orm import Session

from registry import clock
from registry.database import Base
from registry.models.assessment import ScoreSheet
from registry.models.criteria import CriteriaVersion
from registry.models.dossier import Submission
from registry.models.proposal import Proposal
from registry.models.register import Setting
from registry.rules.proposal_life import PICTURE_KEPT_FOR

COLUMN = "sha256"
"""Every column that names a file of the vault is called this."""
SEALED = frozenset({CriteriaVersion.__tablename__, Submission.__tablename__, ScoreSheet.__tablename__})
"""Tables in which the column is a seal on what the row itself says."""
_HASH = re.compile(r"[0-9a-f]{64}")


def hashes_named(session: Session) -> set[str]:
    """Return the name of every file that some row, or a setting, holds on to."""
    return {name for _, name in files_named(session)}


def files_named(session: Session) -> Iterator[tuple[str, str]]:
    """Yield (table, name of a file) for every file that some row, or a setting, holds on to."""
    for table in Base.metadata.sorted_tables:
        if COLUMN in table.columns and table.name not in SEALED:
            column = table.columns[COLUMN]
            asked = select(column).where(column.is_not(None), _holds_on(table))
            for name in session.scalars(asked.distinct().order_by(column)):
                yield table.name, name
    yield from _handed_in(session)
    for setting in session.scalars(select(Setting).order_by(Setting.name)):
        for value in setting.value if isinstance(setting.value, list) else [setting.value]:
            if _is_hash(value):
                yield Setting.__tablename__, value


def _handed_in(session: Session) -> Iterator[tuple[str, str]]:
    """What was handed in is kept, though it was taken out of the dossier since."""
    for manifest in session.scalars(select(Submission.manifest).order_by(Submission.id)):
        for item in manifest["items"]:
            for file in item["files"]:
                yield Submission.__tablename__, file["sha256"]


def _holds_on(table: Table) -> ColumnElement[bool]:
    """Return which rows of a table hold on to their file; a proposal lets go of its picture some time after its answer.

    The same is said of one row by rules/proposal_life.py.
    """
    if table is not Proposal.__table__:
        return true()
    return or_(Proposal.decided_at.is_(None), Proposal.decided_at > clock.now() - PICTURE_KEPT_FOR)


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
