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
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"


class RewoundDatabase:
    """One database, copied from a founded one, with the rows it had at first kept beside it."""

    def __init__(self, founded: URL, name: str) -> None:
        self._founded = founded
        self.url = founded.set(database=name)
        self._server = create_engine(founded.set(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._own = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._rewinding = ""
        self._shape: object = None

    def rewind(self) -> None:
        """Put every row back as it was at first, or make the database anew where more than rows has changed."""
        if self._shape is None:
            return self._make()
        self._send_away()
        with self._own.connect() as connection:
            if _shape(connection) == self._shape:
                connection.exec_driver_sql(self._rewinding)
                return None
        return self._make()

    def _send_away(self) -> None:
        with self._server.connect() as connection:
            connection.execute(text(_OTHERS), {"name": self.url.database})

    def _make(self) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{self.url.database}" WITH (FORCE)')
            connection.exec_driver_sql(f'CREATE DATABASE "{self.url.database}" TEMPLATE "{self._founded.database}"')
        with self._own.connect() as connection:
            tables = connection.exec_driver_sql(_TABLES).scalars().all()
            connection.exec_driver_sql("CREATE SCHEMA first_day")
            connection.exec_driver_sql(
                ";".join(f"CREATE TABLE first_day.{table} AS TABLE public.{table}" for table in tables)
            )
            self._rewinding = ";".join(
                [
                    "SET session_replication_role = replica",  # what guards the rows is not to guard them from this
                    *(f"DELETE FROM public.{table}" for table in tables),  # noqa: S608 (names from the catalogue)
                    *(f"INSERT INTO public.{table} SELECT * FROM first_day.{table}" for table in tables),  # noqa: S608
                    *(
                        f"SELECT setval('public.{name}', {max(last, 1)}, {bool(last)})"
                        for name, last in connection.exec_driver_sql(_SEQUENCES)
                    ),
                ]
            )
            self._shape = _shape(connection)


def _shape(connection: Connection) -> object:
    return tuple(connection.exec_driver_sql(_SHAPE).one())
