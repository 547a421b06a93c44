"""Models and migrations describe the same tables, on both engines."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from registry import schema
from registry.database import Base, db
from registry.schema import is_compared


def test_the_migrations_build_exactly_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False, "include_name": is_compared})

        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_every_migration_is_known_by_its_file_and_the_last_file_is_the_newest() -> None:
    scripts = ScriptDirectory.from_config(schema.alembic_config())
    chain = [script.revision for script in scripts.walk_revisions()]

    assert [file.name.partition("_")[0] for file in sorted((schema.MIGRATIONS / "versions").glob("*.py"))] == chain[
        ::-1
    ]
    assert all(schema.knows(revision) for revision in chain)
    assert not schema.knows("9999")
