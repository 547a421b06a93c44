"""The day in Vietnam of an instant, in SQL."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class day_in_vietnam(FunctionElement[Any]):  # noqa: N801 - reads as the function it is
    """The day in Vietnam on which an instant falls, as clock.day_of() says it."""

    name = "day_in_vietnam"
    type = Date()
    inherit_cache = True


@compiles(day_in_vietnam, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **kwargs: Any) -> str:
    # Instants are kept in UTC, and Vietnam has had no other time than UTC+7 since OCOP began.
    return f"date({compiler.process(element.clauses, **kwargs)}, '+7 hours')"


@compiles(day_in_vietnam, "postgresql")
def _on_postgresql(element: Any, compiler: Any, **kwargs: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kwargs)} AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)"
