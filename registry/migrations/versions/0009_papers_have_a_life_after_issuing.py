"""What comes after issuing: signatures, the print ledger, expiry, the signed annex."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPEND_ONLY = ("expiry_notice", "extension", "print_entry", "signed_annex", "signed_paper")


def upgrade() -> None:
    """Build the tables, and the walls of those that are only added to."""
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret_digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_calendar_feed_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("public_id", name=op.f("uq_calendar_feed_public_id")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_calendar_feed_secret_digest")),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_feed_account_id"), ["account_id"], unique=False)

    op.create_table(
        "signed_annex",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("decision_version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_signed_annex_by_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_signed_annex_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_annex")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signed_annex_public_id")),
    )
    with op.batch_alter_table("signed_annex", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_annex_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "expiry_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reminder", "notice", "invitation", name="kind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_expiry_notice_by_id")),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_expiry_notice_certificate_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_expiry_notice_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expiry_notice")),
        sa.UniqueConstraint(
            "certificate_id",
            "kind",
            "months",
            "ends_on",
            name=op.f("uq_expiry_notice_certificate_id_kind_months_ends_on"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_expiry_notice_public_id")),
    )
    with op.batch_alter_table("expiry_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expiry_notice_certificate_id"), ["certificate_id"], unique=False)

    op.create_table(
        "print_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("printed", "spoiled", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.Column("merit_certificate_id", sa.Integer(), nullable=True),
        sa.Column("blank_number", sa.String(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind <> 'printed' OR certificate_id IS NOT NULL OR merit_certificate_id IS NOT NULL",
            name=op.f("ck_print_entry_printed_has_paper"),
        ),
        sa.CheckConstraint(
            "kind <> 'spoiled' OR (blank_number IS NOT NULL AND reason IS NOT NULL)",
            name=op.f("ck_print_entry_spoiled_says"),
        ),
        sa.CheckConstraint(
            "certificate_id IS NULL OR merit_certificate_id IS NULL", name=op.f("ck_print_entry_one_paper")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_print_entry_by_id")),
        sa.ForeignKeyConstraint(["certificate_id"], ["certificate.id"], name=op.f("fk_print_entry_certificate_id")),
        sa.ForeignKeyConstraint(
            ["merit_certificate_id"], ["merit_certificate.id"], name=op.f("fk_print_entry_merit_certificate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_print_entry_public_id")),
    )
    with op.batch_alter_table("print_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_entry_certificate_id"), ["certificate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_print_entry_merit_certificate_id"), ["merit_certificate_id"], unique=False)
        batch_op.create_index(
            "uq_print_entry_blank",
            ["kind", "blank_number"],
            unique=True,
            sqlite_where=sa.text("blank_number IS NOT NULL"),
            postgresql_where=sa.text("blank_number IS NOT NULL"),
        )

    op.create_table(
        "extension",
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_extension_dossier_id")),
        sa.ForeignKeyConstraint(["move_id"], ["certificate_move.id"], name=op.f("fk_extension_move_id")),
        sa.PrimaryKeyConstraint("move_id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "signed_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("render_id", sa.Integer(), nullable=False),
        sa.Column("signers", sa.JSON(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_signed_paper_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["paper_file.id"], name=op.f("fk_signed_paper_file_id")),
        sa.ForeignKeyConstraint(["render_id"], ["paper_file.id"], name=op.f("fk_signed_paper_render_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_paper")),
        sa.UniqueConstraint("file_id", name=op.f("uq_signed_paper_file_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signed_paper_public_id")),
    )
    with op.batch_alter_table("signed_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_paper_render_id"), ["render_id"], unique=False)

    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            _refuse(f"{table}_is_append_only_{event.lower()}", table, event)


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
