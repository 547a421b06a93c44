"""The rows of a register as lines of JSON that either engine can write and read, at any revision of the tables.

Types are taken from the database, not from the models, so that an older backup is read as what it was.
A column that is NULL is left out; a JSON null is written as null.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlalchemy.types import TypeDecorator, TypeEngine

AT_ONCE = 500
# Migrations are run anew by whoever restores; jobs and their queue live only as long as a worker; what the search reads
# is written anew.
LEFT_OUT = ("alembic_", "huey_", "sqlite_", "fts_", "search_")
Convert = Callable[[Any], Any]


class _JsonText(TypeDecorator[str]):
    """JSON as the text it is, so that NULL and a JSON null can be told apart."""

    impl = Text
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        return cast(column, Text)

    def bind_expression(self, bindparam: BindParameter[Any]) -> ColumnElement[Any]:
        return cast(cast(bindparam, Text), JSON)


def tables_of(connection: Connection) -> list[Table]:
    """Return the register's tables as they are in this database, those that others point to first."""
    known = MetaData()
    known.reflect(connection, only=lambda name, _: not name.startswith(LEFT_OUT))
    tables = known.sorted_tables
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.info["json"] = True
                column.type = Text() if connection.dialect.name == "sqlite" else _JsonText()
    return tables


def is_empty(connection: Connection) -> bool:
    """Say whether a database has no table yet."""
    return not inspect(connection).get_table_names()


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table in the order of their keys, each as a line."""
    writers = [(column.name, _writer(column)) for column in table.columns]
    statement = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(statement, execution_options={"yield_per": AT_ONCE}):
        pairs = zip(writers, row, strict=True)
        values = {name: write(value) for (name, write), value in pairs if value is not None}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def put_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> int:
    """Put rows into an empty table and return how many they were."""
    readers = {column.name: _reader(column) for column in table.columns}
    count = 0
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append(_row(json.loads(line), readers))
        count += 1
        if len(batch) == AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    return count


@contextmanager
def walls_down(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Let rows that were frozen by acts be put back as they were, then freeze them again."""
    if connection.dialect.name == "sqlite":
        with _sqlite_walls_down(connection):
            yield
        return
    with _postgresql_walls_down(connection, list(tables)):
        yield


@contextmanager
def _sqlite_walls_down(connection: Connection) -> Iterator[None]:
    # Rows of one table may point at each other in any order.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for trigger in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{trigger.name}"')
    yield
    for trigger in triggers:
        connection.exec_driver_sql(trigger.sql)


@contextmanager
def _postgresql_walls_down(connection: Connection, tables: list[Table]) -> Iterator[None]:
    inward = [
        (table.name, str(key.name))
        for table in tables
        for key in table.foreign_key_constraints
        if key.referred_table is table
    ]
    for table in tables:
        connection.execute(text(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER'))
    for name, key in inward:
        connection.execute(text(f'ALTER TABLE "{name}" ALTER CONSTRAINT "{key}" DEFERRABLE INITIALLY DEFERRED'))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for name, key in inward:
        connection.execute(text(f'ALTER TABLE "{name}" ALTER CONSTRAINT "{key}" NOT DEFERRABLE'))
    for table in tables:
        connection.execute(text(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER'))
        _set_sequence(connection, table)


def _set_sequence(connection: Connection, table: Table) -> None:
    for column in table.primary_key.columns:
        sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
        if sequence is not None:
            last = connection.scalar(select(func.max(column)))
            connection.execute(select(func.setval(sequence, last or 1, last is not None)))


def _row(values: Mapping[str, Any], readers: Mapping[str, Convert]) -> dict[str, Any]:
    return {name: read(values[name]) if name in values else None for name, read in readers.items()}


def _writer(column: Column[Any]) -> Convert:
    return json.loads if column.info.get("json") else _by_type(column.type, _WRITERS)


def _reader(column: Column[Any]) -> Convert:
    return json.dumps if column.info.get("json") else _by_type(column.type, _READERS)


def _by_type(kind: TypeEngine[Any], converters: Mapping[type[TypeEngine[Any]], Convert]) -> Convert:
    return next((convert for known, convert in converters.items() if isinstance(kind, known)), lambda value: value)


def _utc(instant: datetime) -> str:
    # SQLite keeps no zone; every instant in it is UTC.
    return (instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)).isoformat()


_WRITERS: Mapping[type[TypeEngine[Any]], Convert] = {
    DateTime: _utc,
    Date: date.isoformat,
    LargeBinary: bytes.hex,
}
_READERS: Mapping[type[TypeEngine[Any]], Convert] = {
    DateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    LargeBinary: bytes.fromhex,
}
