"""Dossiers come before a council, which scores them by the criteria of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW_ROLES = ("commune", "council")


def upgrade() -> None:
    """Build the tables of criteria, dossiers, rounds, sheets and results, and give founded registers the new roles."""
    op.create_table(
        "assessment_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum("meeting", "written", name="method", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "preparing", "scoring", "concluded", name="state", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("filed_before", sa.Date(), nullable=False),
        sa.Column("finish_before", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("rules", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'preparing' OR held_on IS NOT NULL", name=op.f("ck_assessment_round_scoring_has_its_day")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_round")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assessment_round_public_id")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_assessment_round_year_number")),
    )
    op.create_table(
        "commune_desk",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_commune_desk_account_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["place.id"], name=op.f("fk_commune_desk_commune_id")),
        sa.PrimaryKeyConstraint("account_id", "commune_id", name=op.f("pk_commune_desk")),
    )
    with op.batch_alter_table("commune_desk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_desk_commune_id"), ["commune_id"], unique=False)

    op.create_table(
        "council_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "vice_chair",
                "secretary",
                "member",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("substitute_for", sa.String(), nullable=True),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_council_seat_account_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_council_seat_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_seat")),
        sa.UniqueConstraint("public_id", name=op.f("uq_council_seat_public_id")),
        sa.UniqueConstraint("round_id", "account_id", name=op.f("uq_council_seat_round_id_account_id")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_council_seat_round_id_position")),
    )
    with op.batch_alter_table("council_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_seat_account_id"), ["account_id"], unique=False)

    op.create_table(
        "criteria_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column(
            "instrument",
            sa.Enum(
                "490",
                "1048",
                "1048+781",
                "148",
                "148+1489",
                "26/2026",
                name="instrument",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["loaded_by_id"], ["account.id"], name=op.f("fk_criteria_version_loaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_version")),
        sa.UniqueConstraint(
            "instrument", "number", "sha256", name=op.f("uq_criteria_version_instrument_number_sha256")
        ),
        sa.UniqueConstraint(
            "instrument", "number", "version", name=op.f("uq_criteria_version_instrument_number_version")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_criteria_version_public_id")),
    )
    op.create_table(
        "council_tie",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name=op.f("fk_council_tie_producer_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["council_seat.id"], name=op.f("fk_council_tie_seat_id")),
        sa.PrimaryKeyConstraint("seat_id", "producer_id", name=op.f("pk_council_tie")),
    )
    with op.batch_alter_table("council_tie", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_tie_producer_id"), ["producer_id"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "first",
                "reassessed",
                "upgraded",
                "reissued",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "submitted",
                "returned",
                "forwarded",
                "in_round",
                "scored",
                "decided",
                "closed",
                "withdrawn",
                "rejected",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "instrument",
            sa.Enum(
                "490",
                "1048",
                "1048+781",
                "148",
                "148+1489",
                "26/2026",
                name="instrument",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("criteria_id", sa.Integer(), nullable=True),
        sa.Column("product_set", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("self_ticks", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('first', 'upgraded', 'reassessed')", name=op.f("ck_dossier_kind_is_assessed")),
        sa.CheckConstraint(
            "state NOT IN ('in_round', 'scored', 'decided') OR round_id IS NOT NULL",
            name=op.f("ck_dossier_has_its_round"),
        ),
        sa.ForeignKeyConstraint(["carried_from_id"], ["dossier.id"], name=op.f("fk_dossier_carried_from_id")),
        sa.ForeignKeyConstraint(["commune_id"], ["place.id"], name=op.f("fk_dossier_commune_id")),
        sa.ForeignKeyConstraint(["criteria_id"], ["criteria_version.id"], name=op.f("fk_dossier_criteria_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_dossier_opened_by_id")),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name=op.f("fk_dossier_producer_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_dossier_product_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_dossier_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("number", name=op.f("uq_dossier_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dossier_public_id")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_commune_id"), ["commune_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_producer_id"), ["producer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_state_opened_at"), ["state", "opened_at"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "recognise",
                "potential_five",
                "not_recognised",
                "eliminated",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(outcome = 'eliminated') = (stars IS NULL)", name=op.f("ck_assessment_eliminated_has_no_stars")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 10000", name=op.f("ck_assessment_score_in_range")),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_assessment_stars_in_range")),
        sa.ForeignKeyConstraint(["concluded_by_id"], ["account.id"], name=op.f("fk_assessment_concluded_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_assessment_dossier_id")),
        sa.ForeignKeyConstraint(["round_id"], ["assessment_round.id"], name=op.f("fk_assessment_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("dossier_id", "turn", name=op.f("uq_assessment_dossier_id_turn")),
        sa.UniqueConstraint("public_id", name=op.f("uq_assessment_public_id")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_round_id"), ["round_id"], unique=False)

    op.create_table(
        "commune_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("samples", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_commune_report_dossier_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_commune_report_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commune_report")),
        sa.UniqueConstraint("public_id", name=op.f("uq_commune_report_public_id")),
    )
    with op.batch_alter_table("commune_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_report_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "council_discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_council_discussion_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_council_discussion_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_discussion")),
    )
    with op.batch_alter_table("council_discussion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_discussion_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "dossier_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("supports", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_item_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_item")),
        sa.UniqueConstraint("dossier_id", "code", name=op.f("uq_dossier_item_dossier_id_code")),
    )
    op.create_table(
        "dossier_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column(
            "move",
            sa.Enum(
                "submit",
                "return",
                "forward",
                "admit",
                "postpone",
                "conclude",
                "reopen",
                "decide",
                "take_out",
                "close",
                "withdraw",
                "reject",
                name="move",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafting",
                "submitted",
                "returned",
                "forwarded",
                "in_round",
                "scored",
                "decided",
                "closed",
                "withdrawn",
                "rejected",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("item_reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_dossier_step_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_step_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_step")),
    )
    with op.batch_alter_table("dossier_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_step_dossier_id_at"), ["dossier_id", "at"], unique=False)

    op.create_table(
        "dossier_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_dossier_submission_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_submission_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_submission")),
        sa.UniqueConstraint("dossier_id", "sequence", name=op.f("uq_dossier_submission_dossier_id_sequence")),
    )
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("eliminated_by", sa.JSON(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("total BETWEEN 0 AND 10000", name=op.f("ck_score_sheet_total_in_range")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_score_sheet_dossier_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["council_seat.id"], name=op.f("fk_score_sheet_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("dossier_id", "seat_id", "turn", name=op.f("uq_score_sheet_dossier_id_seat_id_turn")),
        sa.UniqueConstraint("public_id", name=op.f("uq_score_sheet_public_id")),
    )
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_sheet_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "sheet_draft",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("ticks", sa.JSON(), nullable=False),
        sa.Column("comments", sa.JSON(), nullable=False),
        sa.Column("eliminated_by", sa.JSON(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_sheet_draft_dossier_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["council_seat.id"], name=op.f("fk_sheet_draft_seat_id")),
        sa.PrimaryKeyConstraint("seat_id", "dossier_id", name=op.f("pk_sheet_draft")),
    )
    op.create_table(
        "sheet_reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_sheet_reopening_by_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_sheet_reopening_dossier_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["council_seat.id"], name=op.f("fk_sheet_reopening_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_reopening")),
        sa.UniqueConstraint("dossier_id", "seat_id", "turn", name=op.f("uq_sheet_reopening_dossier_id_seat_id_turn")),
    )
    with op.batch_alter_table("sheet_reopening", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_reopening_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sheet_reopening_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "dossier_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_dossier_file_added_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["dossier_item.id"], name=op.f("fk_dossier_file_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_file")),
        sa.UniqueConstraint("item_id", "sha256", name=op.f("uq_dossier_file_item_id_sha256")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dossier_file_public_id")),
    )
    op.create_table(
        "line_assessment",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_line_assessment_assessment_id")),
        sa.ForeignKeyConstraint(["line_id"], ["decision_line.id"], name=op.f("fk_line_assessment_line_id")),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_line_assessment")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_line_assessment_assessment_id")),
    )
    role = sa.table("role", sa.column("name", sa.String))
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(role)):
        op.bulk_insert(role, [{"name": name} for name in NEW_ROLES])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")
