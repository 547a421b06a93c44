"""What each instrument wants in a dossier: its list of items, as far as it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from registry.law.reading import FOLDER, BadFile, Row, read
from registry.rules.built_in_instruments import BUILT_IN
from registry.rules.evidence import ListedItem, Means, Provider, Stage
from registry.rules.instruments import Instrument, RecognitionKind

DOSSIER_ITEMS = FOLDER / "dossier_items.json"

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class ItemList:
    """The items of one instrument, with the source and the doubts that remain."""

    items: tuple[ListedItem, ...]
    source: str
    checks: tuple[str, ...]
    unknown: str | None = None
    """Why nothing is listed, in Vietnamese; None where something is."""


@cache
def item_lists() -> Mapping[Instrument, ItemList]:
    """Give the list of every instrument the program brings, read once.

    :raises BadFile: when the data file is damaged or leaves out an instrument.
    """
    rows = read(DOSSIER_ITEMS, expected="ocop-dossier-items/1").row("instruments")
    if set(rows.names()) != set(BUILT_IN):
        raise BadFile(f"{DOSSIER_ITEMS.name}: phải nêu đúng các văn bản {', '.join(BUILT_IN)}.")
    return MappingProxyType({one: _item_list(rows, one) for one in BUILT_IN})


def _item_list(rows: Row, instrument: Instrument) -> ItemList:
    row = rows.row(rows.row(instrument).text("same_as", default=instrument))
    unknown = row.optional_text("unknown")
    if unknown is not None:
        return ItemList(items=(), source="", checks=(), unknown=unknown)
    items = tuple(_item(one) for one in row.rows("items"))
    codes = {item.code for item in items}
    if len(codes) < len(items):
        raise BadFile(f"{row.where}: mã của các mục không được lặp lại.")
    if strange := {item.alternative_to for item in items} - codes - {None}:
        raise BadFile(f"{row.where}: không có mục {', '.join(sorted(map(str, strange)))}.")
    return ItemList(items=items, source=row.text("source"), checks=row.texts("checks"))


def _item(row: Row) -> ListedItem:
    item = ListedItem(
        code=row.text("code"),
        title=row.text("title"),
        required=row.flag("required"),
        provided_by=_word(row, "provided_by", Provider),
        stage=_word(row, "stage", Stage),
        means=_word(row, "means", Means),
        kinds=_kinds(row),
        form=row.optional_text("form"),
        hint=row.optional_text("hint"),
        quantity=row.number("quantity") if "quantity" in row.names() else None,
        evidences=row.texts("evidences"),
        not_required_for_sets=frozenset(row.numbers("not_required_for_sets")),
        alternative_to=row.optional_text("alternative_to"),
        carries=row.flag("carries"),
        dated=row.flag("dated"),
    )
    if item.carries and item.means is not Means.FILES:
        raise BadFile(f"{row.where}: chỉ mục có tệp mới được kế thừa.")
    return item


def _kinds(row: Row) -> frozenset[RecognitionKind]:
    listed = row.texts("kinds")
    if not listed or not set(listed) <= set(RecognitionKind) - {RecognitionKind.REISSUED}:
        raise BadFile(f"{row.where}: «kinds» phải gồm first, upgraded, reassessed.")
    return frozenset(RecognitionKind(one) for one in listed)


def _word(row: Row, name: str, words: type[Word]) -> Word:
    written = row.text(name)
    if written not in [word.value for word in words]:
        raise BadFile(f"{row.where}: «{name}» phải là {', '.join(words)}.")
    return words(written)
