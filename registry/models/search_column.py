"""The columns under which names are found and put in order."""

from sqlalchemy import String
from sqlalchemy.engine.default import DefaultExecutionContext

from registry.rules.search_key import fold

BYTEWISE = String().with_variant(String(collation="C"), "postgresql")
"""Compared byte by byte on both engines: a sort key is in order only so, and a prefix is found by the index."""


def folded_name(context: DefaultExecutionContext) -> str:
    """Return the search key of a row's name, for rows inserted one by one or in bulk."""
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return fold(str(row["name"]))
