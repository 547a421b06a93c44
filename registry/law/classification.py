"""Product sets of each instrument, and the one table that makes industries comparable across all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from registry.law.reading import FOLDER, BadFile, Row, read
from registry.rules.instruments import Instrument

CLASSIFICATION = FOLDER / "classification.json"
INDUSTRIES = FOLDER / "industries.json"


@dataclass(frozen=True, kw_only=True)
class ProductSet:
    """A product set (bộ sản phẩm): what a product is assessed as."""

    number: int
    name: str
    group: str
    listed_as: str | None
    """Its name in the list of the instrument, where the criteria call it by another."""

    industry_number: int
    industry_name: str
    """The industry (ngành) the instrument itself puts it under."""

    agencies: tuple[str, ...]
    """The ministries in charge."""


@dataclass(frozen=True, kw_only=True)
class Classification:
    """The product sets of one instrument."""

    instrument: Instrument
    table: Instrument
    """The instrument whose table is used; its own, or another's where both are taken to be the same."""

    sets: Mapping[int, ProductSet]
    verified: bool
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Industry:
    """An industry of our own filter, covering the sets of every instrument."""

    code: str
    name: str
    also_named: tuple[str, ...]
    """What the industries of other instruments and of sheets are called that belong here."""

    sets: Mapping[str, frozenset[int]]
    """Table → its sets that belong here."""


@cache
def classifications() -> Mapping[Instrument, Classification]:
    """Give the classification of every instrument the program brings.

    :raises BadFile: when the data file is damaged.
    """
    rows = read(CLASSIFICATION, expected="ocop-classification/1").row("instruments")
    return MappingProxyType({Instrument(name): _classification(Instrument(name), rows) for name in rows.names()})


@cache
def industries() -> tuple[Industry, ...]:
    """Give our industries, in the order of the filter.

    :raises BadFile: when the data file is damaged, or a set belongs to none or to two of them.
    """
    whole = read(INDUSTRIES, expected="ocop-industries/1")
    listed = tuple(_industry(row) for row in whole.rows("industries"))
    for known in classifications().values():
        covered = [number for one in listed for number in one.sets.get(known.table, ())]
        if sorted(covered) != sorted(known.sets):
            raise BadFile(f"{INDUSTRIES.name}: các bộ của {known.instrument} phải thuộc đúng một ngành.")
    return listed


def industry(code: str) -> Industry | None:
    """Give one of our industries by its code."""
    return next((one for one in industries() if one.code == code), None)


def _classification(instrument: Instrument, rows: Row) -> Classification:
    row = rows.row(instrument)
    table = Instrument(row.text("same_as", default=instrument))
    sets = [one for listed in rows.row(table).rows("industries") for one in _sets(listed)]
    by_number = {one.number: one for one in sets}
    if sorted(by_number) != list(range(1, len(sets) + 1)):
        raise BadFile(f"{row.where}: số của các bộ sản phẩm phải liên tục từ 1.")
    return Classification(
        instrument=instrument,
        table=table,
        sets=MappingProxyType(by_number),
        verified=row.flag("verified"),
        note=row.text("note"),
        source=row.text("source"),
    )


def _sets(listed: Row) -> list[ProductSet]:
    return [
        ProductSet(
            number=row.number("set"),
            name=row.text("name"),
            group=row.text("group"),
            listed_as=row.optional_text("listed_as"),
            industry_number=listed.number("no"),
            industry_name=listed.text("name"),
            agencies=row.texts("agencies"),
        )
        for row in listed.rows("sets")
    ]


def _industry(row: Row) -> Industry:
    sets = row.row("sets")
    return Industry(
        code=row.text("code"),
        name=row.text("name"),
        also_named=row.texts("also_named"),
        sets=MappingProxyType({table: frozenset(sets.numbers(table)) for table in sets.names()}),
    )
