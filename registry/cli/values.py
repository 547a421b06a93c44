"""Values as they are written on a command line: days, scores, codes of enumerations."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

import click

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
Kind = TypeVar("Kind", bound=StrEnum)


class Day(click.ParamType[date]):
    """A day written as 13/12/2020 or 2020-12-13."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        written = _DAY.fullmatch(str(value).strip())
        try:
            if written:
                return date(int(written[3]), int(written[2]), int(written[1]))
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value!r} không phải là ngày; hãy ghi như 13/12/2020.", param, ctx)


class Score(click.ParamType[Decimal]):
    """A score written with a comma or a point."""

    name = "score"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            self.fail(f"{value!r} không phải là điểm; hãy ghi như 78,5.", param, ctx)


class Code(click.ParamType[Any]):
    """One member of an enumeration, written as its code."""

    name = "code"

    def __init__(self, kind: type[StrEnum]) -> None:
        self.kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self.kind(value)
        except ValueError:
            self.fail(f"{value!r} không phải một trong: {codes(self.kind)}.", param, ctx)


def codes(kind: type[StrEnum]) -> str:
    """List the codes of an enumeration, for a help text."""
    return ", ".join(member.value for member in kind)


DAY = Day()
SCORE = Score()
