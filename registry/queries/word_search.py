"""Asking the tables of words which rows have them: by FTS5 on SQLite, by GIN on PostgreSQL."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.models.search import SearchProduct

Kind = Literal["product", "producer"]
MOST_AT_ONCE = 30
"""Words that one statement looks for."""
_SQLITE = MappingProxyType(
    {
        kind: f"SELECT json_group_array(rowid) FROM fts_{kind} WHERE fts_{kind} MATCH ?"  # noqa: S608
        for kind in ("product", "producer")
    }
)
_POSTGRESQL = MappingProxyType(
    {
        kind: f"SELECT array_agg({kind}_id) FROM search_{kind} "  # noqa: S608
        "WHERE array_to_tsvector(string_to_array(words, ' ')) @@ CAST(%s AS tsquery)"
        for kind in ("product", "producer")
    }
)


def having(
    session: Session, kind: Kind, words: Sequence[str], *, begun: str | None = None, without: str | None = None
) -> Sequence[int]:
    """Return the row ids of what has all these words.

    :param words: of rules/search_terms: letters and digits alone, so that nothing in them means anything to an index.
    :param begun: letters that a word begins with, beside them.
    :param without: a word that is not there.
    """
    different = list(dict.fromkeys(words))
    found = _asked(session, kind, different[:MOST_AT_ONCE], begun, without)
    for first in range(MOST_AT_ONCE, len(different), MOST_AT_ONCE):
        further = _asked(session, kind, different[first : first + MOST_AT_ONCE], None, None)
        found = list(set(found).intersection(further))
    return found


def _asked(session: Session, kind: Kind, words: Sequence[str], begun: str | None, without: str | None) -> Sequence[int]:
    connection = session.connection()
    # Handed to the driver itself: what lies between costs as much as the index needs to answer.
    ask: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        [(found,)] = ask.execute(_SQLITE[kind], (_for_fts5(words, begun, without),))
        return json.loads(found)  # type: ignore[no-any-return]
    [(found,)] = ask.execute(_POSTGRESQL[kind], (_for_gin(words, begun, without),))
    return found or []


def _for_fts5(words: Sequence[str], begun: str | None, without: str | None) -> str:
    asked = " AND ".join([*(f'"{word}"' for word in words), *([f'"{begun}"*'] if begun else [])])
    return f'({asked}) NOT "{without}"' if without else asked


def _for_gin(words: Sequence[str], begun: str | None, without: str | None) -> str:
    asked = [f"'{word}'" for word in words]
    asked += [f"'{begun}':*"] if begun else []
    asked += [f"!'{without}'"] if without else []
    return " & ".join(asked)


def with_letters(session: Session, letters: str) -> Sequence[int]:
    """Return the row ids of the products whose names without blanks have these letters one after the other."""
    place = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    return session.scalars(select(SearchProduct.product_id).where(place(SearchProduct.run_together, letters) > 0)).all()
