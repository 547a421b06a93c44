"""Values as they are written on a command line: days, scores, codes of enumerations, files to be written."""

import os
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import click

from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.instruments import Instrument

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


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
            score = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation:
            score = Decimal("NaN")
        if not score.is_finite():
            self.fail(f"{value!r} không phải là điểm; hãy ghi như 78,5.", param, ctx)
        return score


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


class InstrumentCode(click.ParamType[Instrument]):
    """An instrument by its code; whether the register knows it is asked by the act."""

    name = "instrument"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Instrument:
        try:
            return Instrument(value)
        except ValueError:
            self.fail(f"{value!r} không phải mã văn bản; hãy ghi như {OWN_INSTRUMENTS}.", param, ctx)


OWN_INSTRUMENTS = ", ".join(BUILT_IN)
"""The codes the program brings, for a help text; «instrument list» names them all."""


def codes(kind: type[StrEnum]) -> str:
    """List the codes of an enumeration, for a help text."""
    return ", ".join(member.value for member in kind)


class NewFile(click.Path):
    """A file to be written into a folder that is there.

    A folder that is missing is refused and never made: most often it is a disk that is not mounted, or a typing error.
    """

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("chưa nêu tên tệp.", param, ctx)
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.absolute().parent.is_dir():
            self.fail(
                f"không có thư mục {path.absolute().parent}; hãy tạo thư mục trước, hoặc xem lại ổ đĩa đã gắn chưa.",
                param,
                ctx,
            )
        return path


class _Emptied:
    """What an option says that takes a value away."""


EMPTIED: Final = _Emptied()


class OrEmpty(click.ParamType[Any]):
    """A value of a change: an empty text takes the value away, an option not given leaves it as it is."""

    def __init__(self, inner: click.ParamType[Any]) -> None:
        self.inner = inner
        self.name = inner.name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and not value.strip():
            return EMPTIED
        return self.inner.convert(value, param, ctx)


def changes(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a command was told to change: name → new value, None where it is to be empty.

    :raises UsageError: if it was told nothing.
    """
    given = {name: None if value is EMPTIED else value for name, value in said.items() if value is not None}
    if not given:
        raise click.UsageError("Hãy nêu ít nhất một điều cần sửa.")
    return given


def moved(order: list[str], one: str, place: int) -> list[str]:
    """Return an order with one of its members at another place, the last place if there are not so many."""
    left = [other for other in order if other != one]
    return [*left[: place - 1], one, *left[place - 1 :]]


DAY = Day()
INSTRUMENT = InstrumentCode()
SCORE = Score()
YEAR = click.IntRange(2018, 2100)
"""The year of a decision or a round: OCOP began in 2018."""
ROUND = click.IntRange(1, 99)
PRODUCT_SET = click.IntRange(1, 999)
NEW_FILE = NewFile()
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
