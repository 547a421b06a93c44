"""A PostgreSQL register that is put back to its first day between tests: making a database anew costs far more."""

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.pool import NullPool

_TABLES = "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
_SEQUENCES = "SELECT quote_ident(sequencename), coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
# Whatever a test may do to tables, columns, triggers and functions shows in these; then the database is made anew.
_SHAPE = """
    SELECT (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_constraint),
           (SELECT string_agg(tgname::text || tgenabled::text, ',' ORDER BY tgname, tgrelid) FROM pg_trigger)
"""
_FIRST_DAY = "first_day"
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"


class RewoundDatabase:
    """One database, copied from a founded one, with the rows of its first day and of later ones kept beside it."""

    def __init__(self, founded: URL, name: str) -> None:
        self._founded = founded
        self.url = founded.set(database=name)
        self._server = create_engine(founded.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        # Its connection stays: to open one costs as much as the rewinding.
        self._own = create_engine(self.url, isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True)
        self._tables: list[str] = []
        self._rewinding: dict[str, str] = {}
        self._shape: object = None
        REWOUND[self.url.render_as_string(hide_password=False)] = self

    def rewind(self) -> None:
        """Put every row back as it was at first, or make the database anew where more than rows has changed."""
        if self._shape is None:
            return self._make()
        with self._own.connect() as connection:
            connection.execute(text(_OTHERS), {"name": self.url.database})
            if _shape(connection) == self._shape:
                connection.exec_driver_sql(self._rewinding[_FIRST_DAY])
                return None
        return self._make()

    def keep(self, day: str) -> None:
        """Keep the rows as they are now, to rewind to them."""
        with self._own.connect() as connection:
            self._keep(connection, day)

    def keeps(self, day: str) -> bool:
        """Say whether the rows of a day are kept; a database made anew has none but those it had at first."""
        return day in self._rewinding

    def rewind_to(self, day: str) -> None:
        """Put every row back as it was when they were kept."""
        with self._own.connect() as connection:
            connection.exec_driver_sql(self._rewinding[day])

    def _make(self) -> None:
        self._own.dispose()
        with self._server.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{self.url.database}" WITH (FORCE)')
            connection.exec_driver_sql(f'CREATE DATABASE "{self.url.database}" TEMPLATE "{self._founded.database}"')
        with self._own.connect() as connection:
            self._tables = list(connection.exec_driver_sql(_TABLES).scalars())
            self._rewinding = {}
            self._keep(connection, _FIRST_DAY)

    def _keep(self, connection: Connection, day: str) -> None:
        connection.exec_driver_sql(f'CREATE SCHEMA "{day}"')
        connection.exec_driver_sql(
            ";".join(f'CREATE TABLE "{day}".{table} AS TABLE public.{table}' for table in self._tables)
        )
        self._rewinding[day] = ";".join(
            [
                "SET session_replication_role = replica",  # what guards the rows is not to guard them from this
                *(f"DELETE FROM public.{table}" for table in self._tables),  # noqa: S608 (names from the catalogue)
                *(f'INSERT INTO public.{table} SELECT * FROM "{day}".{table}' for table in self._tables),  # noqa: S608
                *(
                    f"SELECT setval('public.{name}', {max(last, 1)}, {bool(last)})"
                    for name, last in connection.exec_driver_sql(_SEQUENCES)
                ),
            ]
        )
        self._shape = _shape(connection)


def _shape(connection: Connection) -> object:
    return tuple(connection.exec_driver_sql(_SHAPE).one())


REWOUND: dict[str, RewoundDatabase] = {}
"""The databases of this process, by their addresses."""
