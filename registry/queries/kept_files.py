"""Which files of the vault the register's rows name."""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.database import Base
from registry.models.register import Setting

COLUMN = "sha256"
"""Every column that names a file of the vault is called this."""
_HASH = re.compile(r"[0-9a-f]{64}")


def hashes_named(session: Session) -> set[str]:
    """Return the name of every file that some row, or a setting, names."""
    return {name for _, name in files_named(session)}


def files_named(session: Session) -> Iterator[tuple[str, str]]:
    """Yield (table, name of a file) for every file that some row, or a setting, names."""
    for table in Base.metadata.sorted_tables:
        if COLUMN in table.columns:
            column = table.columns[COLUMN]
            for name in session.scalars(select(column).where(column.is_not(None)).distinct().order_by(column)):
                yield table.name, name
    for setting in session.scalars(select(Setting).order_by(Setting.name)):
        if _is_hash(setting.value):
            yield Setting.__tablename__, setting.value


def _is_hash(value: Any) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None
