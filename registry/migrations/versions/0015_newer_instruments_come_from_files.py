"""Newer instruments come from files: their codes are open, and one that something stands under does not change."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEPT_IN = ("criteria_version", "decision", "decision_line", "dossier", "recognition")
CLOSED_LIST = (
    "CONSTRAINT ck_{table}_instrument CHECK (instrument IN ('490', '1048', '1048+781', '148', '148+1489', '26/2026'))"
)
STANDS = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE {table}.instrument = OLD.code)"  # noqa: S608 - names of our own
    for table in ("decision", "decision_line", "dossier", "recognition")
)


def upgrade() -> None:
    """Open the lists of codes, and build the table with its wall."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        _open_lists_sqlite()
    else:
        for table in KEPT_IN:
            op.drop_constraint(op.f(f"ck_{table}_instrument"), table, type_="check")
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["loaded_by_id"], ["account.id"], name=op.f("fk_instrument_loaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("code", name=op.f("uq_instrument_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_instrument_public_id")),
    )
    build = _sqlite if is_sqlite else _postgresql
    build("instrument_stays_update", "UPDATE", f"NEW.code <> OLD.code OR {STANDS}")
    build("instrument_stays_delete", "DELETE", "1 = 1")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _open_lists_sqlite() -> None:
    """Take the checks out of the schema itself.

    Building the tables anew would lose their triggers and ask every row that refers to them; SQLite's documentation
    of ALTER TABLE, «Making Other Kinds Of Table Schema Changes», gives this way for removing CHECK constraints.
    """
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    for table in KEPT_IN:
        closed = CLOSED_LIST.format(table=table)
        found = connection.execute(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table"), {"table": table}
        ).scalar_one()
        if found.count(closed) != 1:
            raise RuntimeError(f"the schema of {table} is not the one expected")
        opened = found.replace(f", \n\t{closed}", "").replace(f",\n\t{closed}", "")
        connection.execute(
            sa.text("UPDATE sqlite_master SET sql = :opened WHERE type = 'table' AND name = :table"),
            {"opened": opened, "table": table},
        )
    connection.execute(sa.text(f"PRAGMA schema_version = {int(version) + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))


def _sqlite(name: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON instrument WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'register: {name}'); END"
    )


def _postgresql(name: str, event: str, condition: str) -> None:
    given_back = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION 'register: {name}'; END IF; RETURN {given_back}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON instrument FOR EACH ROW EXECUTE FUNCTION {name}()")
