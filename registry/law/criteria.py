"""The criteria sets the program brings, each read when it is first asked for; and those that are not to be had."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from registry.law.criteria_reading import criteria_set_from
from registry.law.reading import FOLDER, BadFile, Row, read
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.criteria import CriteriaSet
from registry.rules.instruments import Instrument

CRITERIA = FOLDER / "criteria"
INDEX = CRITERIA / "index.json"


@dataclass(frozen=True, kw_only=True)
class ListedSet:
    """One product set of an instrument, and what there is of its criteria."""

    instrument: Instrument
    number: int
    name: str
    file: str | None
    content_hash: str | None
    """SHA-256 of the content in its file; None where there is no file."""

    incomplete: str | None
    """Why it cannot be scored with, in Vietnamese; None where it is whole."""

    @property
    def can_be_scored(self) -> bool:
        """Say whether a sheet may be made of it; where not, a result may be recorded without one."""
        return self.incomplete is None


@dataclass(frozen=True, kw_only=True)
class ListedInstrument:
    """The sets of one instrument."""

    instrument: Instrument
    sets: tuple[ListedSet, ...]
    unknown: str | None
    """Why nothing of its criteria is known, in Vietnamese; None where something is."""


@cache
def listed() -> Mapping[Instrument, ListedInstrument]:
    """Give what there is of every instrument, without reading the sets themselves.

    :raises BadFile: when the index is damaged or leaves out an instrument.
    """
    rows = read(INDEX, expected="ocop-criteria-index/1").row("instruments")
    if set(rows.names()) != set(BUILT_IN):
        raise BadFile(f"{INDEX.name}: phải nêu đúng các văn bản {', '.join(BUILT_IN)}.")
    return MappingProxyType({one: _instrument(one, rows.row(one)) for one in BUILT_IN})


def listed_set(*, instrument: Instrument, number: int) -> ListedSet | None:
    """Give what the program brings of one set; None where it brings nothing under that number."""
    known = listed().get(instrument)
    return next((one for one in known.sets if one.number == number), None) if known else None


@cache
def criteria_set(*, instrument: Instrument, number: int) -> CriteriaSet | None:
    """Give the criteria of a set, read and checked once; None where there is no file of it.

    :raises BadFile: when the file is damaged or is not the one the index names.
    """
    one = listed_set(instrument=instrument, number=number)
    if one is None or one.file is None:
        return None
    criteria = _read(one.file)
    named = (criteria.instrument, criteria.number, criteria.name, criteria.incomplete, criteria.content_hash)
    if named != (instrument, number, one.name, one.incomplete, one.content_hash):
        raise BadFile(f"{one.file}: nội dung không khớp với {INDEX.name}.")
    return criteria


def _read(file: str) -> CriteriaSet:
    try:
        text = (CRITERIA / file).read_text(encoding="utf-8")
    except (OSError, ValueError) as fault:
        raise BadFile(f"Không đọc được tệp {file}.") from fault
    reading = criteria_set_from(text)
    if reading.criteria is None:
        raise BadFile(f"{file}: {' '.join(str(flaw) for flaw in reading.flaws)}")
    return reading.criteria


def _instrument(instrument: Instrument, row: Row) -> ListedInstrument:
    sets = tuple(_set(instrument, one) for one in row.rows("sets"))
    unknown = row.optional_text("unknown")
    if [one.number for one in sets] != list(range(1, len(sets) + 1)) or bool(sets) == (unknown is not None):
        raise BadFile(f"{row.where}: phải nêu các bộ liên tục từ 1, hoặc lý do chưa có bộ nào («unknown»).")
    return ListedInstrument(instrument=instrument, sets=sets, unknown=unknown)


def _set(instrument: Instrument, row: Row) -> ListedSet:
    one = ListedSet(
        instrument=instrument,
        number=row.number("set"),
        name=row.text("name"),
        file=row.optional_text("file"),
        content_hash=row.optional_text("sha256"),
        incomplete=row.optional_text("incomplete"),
    )
    if (one.file is None) != (one.content_hash is None) or (one.file is None and one.can_be_scored):
        raise BadFile(f"{row.where}: phải có tệp kèm mã băm, hoặc lý do không có («incomplete»).")
    return one
