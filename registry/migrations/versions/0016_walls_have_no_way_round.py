"""The walls have no way round: nothing is replaced, emptied as a whole, or moved into what is settled.

INSERT OR REPLACE takes a row's place in SQLite without asking who refuses deleting; TRUNCATE empties a table of
PostgreSQL without looking at its rows; and a line of a draft could be moved into a decision that is signed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FROZEN = "'submitted', 'signed', 'in_effect'"
ANNEX_TABLES = ("decision_line", "award_recipient")
ONLY_AMONG = {("certificate", ("number",)): "{row}.origin = 'issued'"}
"""Columns that are unique among some rows only → which; where a column is missing there, equality says so itself."""


def upgrade() -> None:
    """Build the walls that lack, beside every one that refuses deleting."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in ANNEX_TABLES:
        state = "(SELECT state FROM decision WHERE id = NEW.decision_id)"
        (_sqlite if is_sqlite else _postgresql)(
            f"{table}_is_frozen_taken_in", table, "UPDATE", f"{state} IN ({FROZEN})"
        )
    if is_sqlite:
        _refuse_replacing()
    else:
        _refuse_truncating()


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _refuse_replacing() -> None:
    connection = op.get_bind()
    walled = connection.execute(
        sa.text(
            "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' "
            "AND sql LIKE '%BEFORE DELETE%RAISE(ABORT%' ORDER BY tbl_name"
        )
    )
    inspector = sa.inspect(connection)
    for table in walled.scalars().all():
        primary = tuple(inspector.get_pk_constraint(table)["constrained_columns"])
        unique = {tuple(one["column_names"]) for one in inspector.get_unique_constraints(table)}
        unique |= {tuple(one["column_names"]) for one in inspector.get_indexes(table) if one["unique"]}
        keys = [primary, *sorted(unique)]
        _sqlite(f"{table}_is_not_replaced_insert", table, "INSERT", _meets(table, keys))
        _sqlite(
            f"{table}_is_not_replaced_update",
            table,
            "UPDATE",
            _meets(table, keys, " AND other.rowid <> OLD.rowid"),
        )


def _meets(table: str, keys: list[tuple[str, ...]], besides: str = "") -> str:
    """Say in SQL that another row has one of the keys already."""
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} AS other WHERE {_same(table, key)}{besides})"  # noqa: S608 - names of our own
        for key in keys
    )


def _same(table: str, key: tuple[str, ...]) -> str:
    among = ONLY_AMONG.get((table, key))
    rows = [among.format(row=row) for row in ("other", "NEW")] if among else []
    return " AND ".join([*(f"other.{column} = NEW.{column}" for column in key), *rows])


def _refuse_truncating() -> None:
    op.execute(
        "CREATE FUNCTION is_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'register: %_is_not_emptied', TG_TABLE_NAME; END $$"
    )
    walled = op.get_bind().execute(
        sa.text(
            "SELECT DISTINCT event_object_table FROM information_schema.triggers "
            "WHERE trigger_schema = current_schema() AND action_timing = 'BEFORE' AND event_manipulation = 'DELETE' "
            "ORDER BY event_object_table"
        )
    )
    for table in walled.scalars().all():
        op.execute(
            f"CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION is_not_emptied()"
        )


def _sqlite(name: str, table: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'register: {name}'); END"
    )


def _postgresql(name: str, table: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION 'register: {name}'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
