"""Alembic's entrance: runs the revisions on the connection it is handed."""

from alembic import context

from registry import models
from registry.database import Base, Instant, Words

assert models  # every table is known  # noqa: S101


def include_object(_thing: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Leave alone the tables that belong to the search index and the job queue."""
    return not (kind == "table" and name is not None and name.startswith(("huey_", "sqlite_")))


def render_item(kind: str, thing: object, _context: object) -> str | bool:
    """Write our own column types as the plain types they are in the database."""
    if kind == "type" and isinstance(thing, Words):
        return "sa.String()"
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_object=include_object,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
