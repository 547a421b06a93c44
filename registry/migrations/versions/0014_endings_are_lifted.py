"""Endings are lifted: a correcting decision may restore a certificate that should not have ended."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_KINDS = ("issued", "recorded", "superseded", "annulled", "revoked", "suspended", "reinstated", "withdrawn", "extended")
_ACTS = ("recognise", "reissue", "annul", "revoke", "approve_result")


def upgrade() -> None:
    """Let a move and a line of an annex be one thing more."""
    _widen("certificate_move", "kind", _KINDS, "restored")
    _widen("decision_line", "act", _ACTS, "restore")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _widen(table: str, column: str, known: tuple[str, ...], new: str) -> None:
    before, after = _check(column, known), _check(column, (*known, new))
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(f"ck_{table}_{column}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, after)
        return
    # Building a table anew would drop its walls and what refers to it. To change a CHECK alone, SQLite's manual on
    # ALTER TABLE (section 7) gives this way.
    connection = op.get_bind()
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    changed = connection.execute(
        sa.text("UPDATE sqlite_schema SET sql = replace(sql, :before, :after) WHERE type = 'table' AND name = :table"),
        {"before": before, "after": after, "table": table},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
    said = connection.execute(sa.text("SELECT sql FROM sqlite_schema WHERE name = :table"), {"table": table})
    if changed.rowcount != 1 or after not in said.scalar_one():
        raise RuntimeError(f"the check of {table}.{column} is not as it was built")


def _check(column: str, codes: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} IN ({listed})"
