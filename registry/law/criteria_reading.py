"""Reading a criteria set that somebody brought: every flaw of it at once, in words for the person who brought it.

A set is JSON in UTF-8:

    {"format": "ocop-criteria/1",
     "instrument": "26/2026", "effective_from": "2026-05-22", "effective_to": null,
     "set": 3, "name": "…", "industry": "…", "group": "…", "subgroup": "…", "managing_agency": "…",
     "disqualified_if": ["…"],
     "parts": [
       {"code": "A", "title": "…", "max": 40, "criteria": [
         {"code": "1", "title": "…", "max": 18, "children": [
           {"code": "1.1", "title": "…", "max": 4, "hint": "…", "options": [
             {"points": 1, "label": "…", "required_for": 3, "case": "…"}]}]}]}],
     "source": "…", "checks": ["…"]}

A criterion may also bear ``applies_if`` ({"criterion": "5.1", "min_points": 1}), ``disqualified_if`` (texts),
``zero_disqualifies`` (true) and ``doubt`` (what is printed irregularly, and known to be). ``incomplete`` says why a
set cannot be scored with; such a set need not add up.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from registry.law.criteria_places import COLUMNS, SPOKEN, OfSheet, placed
from registry.rules.criteria import FORMAT, Condition, CriteriaSet, Criterion, Option, Part
from registry.rules.criteria_checks import UNREADABLE, Flaw, flaws_of, place_of
from registry.rules.instruments import Instrument

_LONGEST_TEXT = 2_000
_MOST_IN_A_LIST = 200
_DEEPEST = 4
_MOST_FLAWS = 1_000
"""Found after so many, a flaw helps nobody: what is so full of them is no set, and is not gone through to its end."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_SET = frozenset(
    {"format", "instrument", "effective_from", "effective_to", "set", "name", "industry", "group", "subgroup"}
    | {"managing_agency", "incomplete", "disqualified_if", "parts", "source", "checks"}
)
_PART = frozenset({"code", "title", "max", "criteria"})
_CRITERION = frozenset(
    {"code", "title", "max", "hint", "applies_if", "disqualified_if", "zero_disqualifies", "doubt", "options"}
    | {"children"}
)
_OPTION = frozenset({"points", "label", "required_for", "case"})
_CONDITION = frozenset({"criterion", "min_points"})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What came of reading a set: the set, or all that is wrong with it."""

    criteria: CriteriaSet | None
    flaws: tuple[Flaw, ...]


def criteria_set_from(document: object) -> Reading:
    """Read a set from JSON text, from its bytes, or from the object they hold."""
    flaws: list[Flaw] = []
    if isinstance(document, str | bytes):
        try:
            document = json.loads(document)
        except (ValueError, RecursionError):
            return _refused("Tệp không phải JSON mã UTF-8 hợp lệ.")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return _refused(f"Tệp không phải bộ tiêu chí dạng {FORMAT}.")
    whole = _Fields(document, where="", known=_SET, flaws=flaws)
    read = _set(whole)
    flaws += [replace(flaw, where=placed(whole.places.get(flaw.where), flaw.where)) for flaw in flaws_of(read)]
    return Reading(criteria=None if flaws else read, flaws=tuple(flaws))


def _refused(text: str) -> Reading:
    return Reading(criteria=None, flaws=(Flaw(where="", text=text),))


class _Fields:
    """One object of the document, asked for its fields; what is wrong is noted, and reading goes on."""

    def __init__(
        self,
        fields: Any,
        *,
        where: str,
        known: frozenset[str],
        flaws: list[Flaw],
        places: dict[str, str] | None = None,
    ) -> None:
        self.where = where
        self.flaws = flaws
        self.places: dict[str, str] = {} if places is None else places
        """The row of a sheet at which each part and criterion stands; nothing for any other document."""
        self._sheet = fields if isinstance(fields, OfSheet) else None
        if self._sheet is not None and where:
            self.places.setdefault(where, self._sheet.at)
        if not isinstance(fields, dict):
            self.flaw("phải là một đối tượng JSON.")
        self._fields: Mapping[str, Any] = fields if isinstance(fields, dict) else {}
        strange = [_shown(str(name)[:40]) for name in self._fields if name not in known]
        if strange:
            self.flaw(f"có trường lạ: {', '.join(f'«{name}»' for name in strange[:10])}.")

    def flaw(self, text: str, *, name: str = "") -> None:
        sheet = self._sheet
        at = (sheet.fields_at.get(name) or (sheet.at if self.where else None)) if sheet is not None else None
        where = placed(at, self.where)
        self.flaws.append(Flaw(where=where, text=text if where else text[0].upper() + text[1:]))

    def called(self, name: str) -> str:
        """Name a field in words: beside its name in a data file, by its column in a sheet."""
        spoken = SPOKEN.get(name, f"«{name}»")
        if self._sheet is None:
            return f"{spoken} («{name}»)" if name in SPOKEN else spoken
        return f"{spoken} (cột «{COLUMNS[name]}»)" if self.where and name in COLUMNS else spoken

    def has(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def text(self, name: str, *, default: str = "") -> str:
        return self._text(self._fields.get(name, default or None), name=name)

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def _text(self, found: Any, *, name: str) -> str:
        cleaned = unicodedata.normalize("NFC", found).strip() if isinstance(found, str) else ""
        if not cleaned or len(cleaned) > _LONGEST_TEXT or _CONTROL.search(cleaned):
            self.flaw(f"{self.called(name)} phải là chữ, không trống, không quá {_LONGEST_TEXT} ký tự.", name=name)
            return ""
        return cleaned

    def number(self, name: str) -> int:
        found = self._fields.get(name)
        # A JSON true is a Python int; a file that says true where a number belongs is wrong.
        if type(found) is not int or not 0 <= found <= 100:
            self.flaw(f"{self.called(name)} phải là số nguyên từ 0 đến 100.", name=name)
            return UNREADABLE
        return found

    def flag(self, name: str) -> bool:
        if self.has(name) and not isinstance(self._fields[name], bool):
            self.flaw(f"{self.called(name)} phải là true hoặc false.")
        return self._fields.get(name) is True

    def day(self, name: str, *, default: date) -> date:
        try:
            return date.fromisoformat(str(self._fields.get(name)))
        except ValueError:
            example = "2026-05-22" if self._sheet is None else "22/05/2026"
            self.flaw(f"{self.called(name)} phải là ngày dạng {example}.", name=name)
            return default

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._text(one, name=name) for one in self._list(name))

    def rows(self, name: str, *, known: frozenset[str]) -> "list[_Fields]":
        return [
            _Fields(
                one,
                where=self._child(one, name=name, place=place),
                known=known,
                flaws=self.flaws,
                places=self.places,
            )
            for place, one in enumerate(self._list(name), start=1)
        ]

    def row(self, name: str, *, known: frozenset[str]) -> "_Fields":
        return _Fields(self._fields.get(name), where=self.where, known=known, flaws=self.flaws, places=self.places)

    def _list(self, name: str) -> list[Any]:
        found = self._fields.get(name) or []
        if len(self.flaws) > _MOST_FLAWS:
            return []
        if not isinstance(found, list) or len(found) > _MOST_IN_A_LIST:
            self.flaw(f"{self.called(name)} phải là danh sách không quá {_MOST_IN_A_LIST} mục.")
            return []
        return found

    def _child(self, one: Any, *, name: str, place: int) -> str:
        """Name the place of an entry as the table does, where it can be named."""
        if name == "options":
            return f"{self.where}, mức {place}"
        code = one.get("code") if isinstance(one, dict) else None
        if not isinstance(code, str) or not code:
            return f"{self.where}, mục thứ {place}" if self.where else f"Phần thứ {place}"
        shown = _shown(code[:20])
        return f"Phần {shown}" if name == "parts" else place_of(shown)


def _shown(strange: str) -> str:
    """Give what a stranger wrote so that it can be printed: JSON may hold halves of letters."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", strange)


def _set(whole: _Fields) -> CriteriaSet:
    return CriteriaSet(
        instrument=_instrument(whole),
        number=whole.number("set"),
        name=whole.text("name"),
        industry=whole.text("industry"),
        group=whole.text("group"),
        subgroup=whole.optional_text("subgroup"),
        managing_agency=whole.text("managing_agency"),
        effective_from=whole.day("effective_from", default=date.min),
        effective_to=whole.day("effective_to", default=date.max) if whole.has("effective_to") else None,
        disqualified_if=whole.texts("disqualified_if"),
        parts=tuple(
            Part(
                code=row.text("code"),
                title=row.text("title"),
                max=row.number("max"),
                criteria=tuple(_criterion(one, depth=1) for one in row.rows("criteria", known=_CRITERION)),
            )
            for row in whole.rows("parts", known=_PART)
        ),
        source=whole.text("source"),
        checks=whole.texts("checks"),
        incomplete=whole.optional_text("incomplete"),
    )


def _instrument(whole: _Fields) -> Instrument:
    named = whole.text("instrument")
    try:
        return Instrument(named)
    except ValueError:
        if named:
            written = _shown(named[:40])
            whole.flaw(f"«{written}» không phải mã văn bản; ghi như 26/2026 hoặc 148+1489.", name="instrument")
        return Instrument.QD_26_2026


def _criterion(row: _Fields, *, depth: int) -> Criterion:
    children = row.rows("children", known=_CRITERION) if row.has("children") else []
    if depth >= _DEEPEST and children:
        row.flaw(f"bảng tiêu chí không được sâu quá {_DEEPEST} cấp.")
        children = []
    return Criterion(
        code=row.text("code"),
        title=row.text("title"),
        max=row.number("max"),
        hint=row.optional_text("hint"),
        options=tuple(_option(one) for one in row.rows("options", known=_OPTION)),
        children=tuple(_criterion(one, depth=depth + 1) for one in children),
        applies_if=_condition(row.row("applies_if", known=_CONDITION)) if row.has("applies_if") else None,
        disqualified_if=row.texts("disqualified_if"),
        zero_disqualifies=row.flag("zero_disqualifies"),
        doubt=row.optional_text("doubt"),
    )


def _condition(row: _Fields) -> Condition:
    return Condition(criterion=row.text("criterion"), min_points=row.number("min_points"))


def _option(row: _Fields) -> Option:
    return Option(
        points=row.number("points"),
        label=row.text("label"),
        required_for=row.number("required_for") if row.has("required_for") else None,
        case=row.optional_text("case"),
    )
