"""More is asked of dossiers that are handed in, and the advisory team writes what it found."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the tables of requests and reviews; a review is written once."""
    op.create_table(
        "supplement_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("item_reasons", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_supplement_request_asked_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_supplement_request_dossier_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["dossier_submission.id"], name=op.f("fk_supplement_request_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplement_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supplement_request_public_id")),
    )
    with op.batch_alter_table("supplement_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplement_request_dossier_id"), ["dossier_id"], unique=False)
    op.create_table(
        "dossier_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("desk", "visit", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_review_dossier_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_dossier_review_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dossier_review_public_id")),
    )
    with op.batch_alter_table("dossier_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_review_dossier_id"), ["dossier_id"], unique=False)
    for event in ("UPDATE", "DELETE"):
        _refuse(f"dossier_review_is_append_only_{event.lower()}", "dossier_review", event)


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
