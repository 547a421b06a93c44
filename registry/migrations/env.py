"""Alembic's entrance: runs the revisions on the connection it is handed."""

from alembic import context

from registry import models
from registry.database import Base, Instant, Words
from registry.schema import is_compared

assert models  # every table is known  # noqa: S101


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
    include_name=is_compared,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
