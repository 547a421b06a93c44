"""Whoever opens the database with a shell of his own finds no way round the walls."""

import pytest
from builders.register import a_draft, a_line, a_product, issue
from flask import Flask
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from registry.database import db
from registry.rules.permissions import Actor

DELETING_IS_REFUSED = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'trigger' "
    "AND sql LIKE '%BEFORE DELETE%RAISE(ABORT%'",
    "postgresql": "SELECT DISTINCT event_object_table FROM information_schema.triggers "
    "WHERE trigger_schema = current_schema() AND action_timing = 'BEFORE' AND event_manipulation = 'DELETE'",
}
WAYS_ROUND = {
    "sqlite": ["INSERT OR REPLACE INTO {table} SELECT * FROM {table}"],
    "postgresql": ["TRUNCATE {table} CASCADE"],
}
WALLS_BESIDE = {
    "sqlite": "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name IN "
    "('{table}_is_not_replaced_insert', '{table}_is_not_replaced_update')",
    "postgresql": "SELECT 2 * count(*) FROM pg_trigger WHERE tgname = '{table}_is_not_emptied'",
}


def walled(connection: Connection) -> list[str]:
    """Return the tables whose rows the database refuses to delete, all or some."""
    tables = connection.execute(text(DELETING_IS_REFUSED[connection.dialect.name])).scalars().all()
    assert {"certificate", "certificate_move", "journal_entry", "score_sheet", "print_entry"} <= set(tables)
    return sorted(tables)


def test_what_is_not_deleted_is_neither_replaced_nor_emptied_as_a_whole(app: Flask, actors: dict[str, Actor]) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product())])
    with db.engine.connect() as connection:
        tables = walled(connection)
        filled = [table for table in tables if connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first()]  # noqa: S608
        beside = WALLS_BESIDE[connection.dialect.name]
        assert [
            table for table in tables if connection.execute(text(beside.format(table=table))).scalar_one() != 2
        ] == []
    assert len(filled) > 6

    for table in filled:
        for way in WAYS_ROUND[db.engine.dialect.name]:
            with (
                pytest.raises(DBAPIError, match="register:"),
                db.engine.execution_options(writes=True).begin() as shell,
            ):
                shell.execute(text(way.format(table=table)))


def test_nothing_takes_the_place_of_what_was_issued_by_changing_its_own_number(
    app: Flask, actors: dict[str, Actor]
) -> None:
    product = a_product()
    issue(actors["officer"], actors["approver"], [a_line(product)])
    a_draft(actors["officer"], [])
    ways = ["UPDATE OR REPLACE decision SET id = 1 WHERE state = 'draft'"] if _is_sqlite() else []

    for statement in [*ways, "UPDATE decision SET id = 1 WHERE state = 'draft'"]:
        with pytest.raises(DBAPIError), db.engine.execution_options(writes=True).begin() as shell:
            shell.execute(text(statement))


def test_a_line_of_a_draft_is_not_moved_into_a_decision_in_effect(app: Flask, actors: dict[str, Actor]) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product())])
    a_draft(actors["officer"], [a_line(a_product("Mật ong thử"))])
    move = (
        "UPDATE decision_line SET position = 99, decision_id = (SELECT id FROM decision WHERE state = 'in_effect') "
        "WHERE decision_id = (SELECT id FROM decision WHERE state = 'draft')"
    )

    with (
        pytest.raises(DBAPIError, match="is_frozen_taken_in"),
        db.engine.execution_options(writes=True).begin() as shell,
    ):
        shell.execute(text(move))


def _is_sqlite() -> bool:
    return inspect(db.engine).dialect.name == "sqlite"
