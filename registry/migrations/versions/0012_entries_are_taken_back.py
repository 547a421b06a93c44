"""Entries of the print ledger are taken back, closed annexes say since when, communes confirm an end of making."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NUMBERED = sa.text("blank_number IS NOT NULL")


def upgrade() -> None:
    """Build the table, its walls, and the columns."""
    op.create_table(
        "print_taken_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_print_taken_back_by_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["print_entry.id"], name=op.f("fk_print_taken_back_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_taken_back")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_print_taken_back_entry_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_print_taken_back_public_id")),
    )
    for event in ("UPDATE", "DELETE"):
        _refuse(f"print_taken_back_is_append_only_{event.lower()}", "print_taken_back", event)
    op.add_column("print_entry", sa.Column("taken_back_before", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("uq_print_entry_blank", "print_entry")
    op.create_index(
        "uq_print_entry_blank",
        "print_entry",
        ["kind", "blank_number", "taken_back_before"],
        unique=True,
        sqlite_where=_NUMBERED,
        postgresql_where=_NUMBERED,
    )
    op.add_column("decision", sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("product", sa.Column("ceased_confirmed_on", sa.Date(), nullable=True))
    op.add_column("product", sa.Column("ceased_confirmed_by", sa.String(), nullable=True))
    op.add_column("product", sa.Column("ceased_document", sa.String(), nullable=True))


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _refuse(name: str, table: str, event: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'register: {name}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION 'register: {name}'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
