"""What a council signed does not change: the database itself refuses, whoever asks."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "criteria_version",
    "dossier_submission",
    "dossier_step",
    "commune_report",
    "score_sheet",
    "sheet_reopening",
    "council_discussion",
    "assessment",
)
FROZEN = "'submitted', 'signed', 'in_effect'"


def upgrade() -> None:
    """Create the triggers of the engine at hand."""
    build = _sqlite if op.get_bind().dialect.name == "sqlite" else _postgresql
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            build(f"{table}_is_append_only_{event.lower()}", table, event, "1 = 1")
    # Which result a line stands on is settled with the line: it may go with the line of a draft, and never change.
    state = (
        "(SELECT decision.state FROM decision JOIN decision_line ON decision_line.decision_id = decision.id "
        "WHERE decision_line.id = {row}.line_id)"
    )
    build("line_assessment_stays_update", "line_assessment", "UPDATE", "1 = 1")
    for event, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
        build(
            f"line_assessment_is_frozen_{event.lower()}",
            "line_assessment",
            event,
            f"{state.format(row=row)} IN ({FROZEN})",
        )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _sqlite(name: str, table: str, event: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, 'register: {name}'); END"
    )


def _postgresql(name: str, table: str, event: str, condition: str) -> None:
    given_back = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION 'register: {name}'; END IF; RETURN {given_back}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
