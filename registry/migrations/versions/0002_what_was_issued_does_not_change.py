"""What was issued does not change: the database itself refuses, whoever asks."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "recognition",
    "certificate",
    "certificate_move",
    "merit_certificate",
    "paper_file",
    "handover",
    "journal_entry",
)
FROZEN = "'submitted', 'signed', 'in_effect'"
ANNEX_TABLES = ("decision_line", "award_recipient")
SIGNED_FACTS = ("number", "signed_on", "year", "signatory", "body_id", "kind", "origin")


def upgrade() -> None:
    """Create the triggers of the engine at hand."""
    for name, table, event, condition in _walls():
        if op.get_bind().dialect.name == "sqlite":
            _sqlite(name, table, event, condition)
        else:
            _postgresql(name, table, event, condition)


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a register is restored from its backup, never downgraded")


def _walls() -> list[tuple[str, str, str, str]]:
    """List the walls: name, table, event, and the condition under which the event is refused."""
    walls = [
        (f"{table}_is_append_only_{event.lower()}", table, event, "1 = 1")
        for table in APPEND_ONLY
        for event in ("UPDATE", "DELETE")
    ]
    for table in ANNEX_TABLES:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            state = f"(SELECT state FROM decision WHERE id = {row}.decision_id)"  # noqa: S608 - our own names
            walls.append((f"{table}_is_frozen_{event.lower()}", table, event, f"{state} IN ({FROZEN})"))
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in SIGNED_FACTS)
    return [
        *walls,
        ("decision_in_effect_update", "decision", "UPDATE", "OLD.state = 'in_effect'"),
        (
            "decision_signed_update",
            "decision",
            "UPDATE",
            f"OLD.state = 'signed' AND NEW.state <> 'draft' AND ({changed})",
        ),
        ("decision_signed_delete", "decision", "DELETE", "OLD.state IN ('signed', 'in_effect')"),
        ("number_series_goes_up", "number_series", "UPDATE", "NEW.last <= OLD.last"),
        ("number_series_stays", "number_series", "DELETE", "1 = 1"),
        ("version_only_blanked", "version", "UPDATE", _version_condition()),
        ("version_stays", "version", "DELETE", "1 = 1"),
        (
            "register_keeps_its_kind",
            "register",
            "UPDATE",
            "NEW.is_demonstration IS DISTINCT FROM OLD.is_demonstration",
        ),
        ("register_stays", "register", "DELETE", "1 = 1"),
    ]


def _version_condition() -> str:
    same = " OR ".join(
        f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in ("id", "sequence", "subject", "subject_id")
    )
    # A recorded erasure may blank values; JSON null is how the column writes None.
    return f'{same} OR (NEW."values" IS NOT NULL AND CAST(NEW."values" AS TEXT) <> \'null\')'


def _sqlite(name: str, table: str, event: str, condition: str) -> None:
    condition = condition.replace("IS DISTINCT FROM", "IS NOT")
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
