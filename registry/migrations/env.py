"""Alembic's entrance: runs the revisions on the connection it is handed."""

from alembic import context

from registry import models
from registry.database import Base

assert models  # every table is known  # noqa: S101


def include_object(_thing: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Leave alone the tables that belong to the search index and the job queue."""
    return not (kind == "table" and name is not None and name.startswith(("huey_", "sqlite_")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_object=include_object,
)
with context.begin_transaction():
    context.run_migrations()
