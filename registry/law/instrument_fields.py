"""Reading what is written about an instrument, field by field; flaws are noted at their places, and reading goes on."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from registry.law.criteria_places import OfSheet, placed
from registry.law.instrument_form import FORMAT, FORMS, HEAD, Field, Form, Kind
from registry.rules.criteria_checks import Flaw
from registry.rules.search_key import fold

Values = Mapping[str, Any]
"""Field → what it holds, as Python has it; None where it is left out or could not be read."""

_LONGEST_TEXT = 2_000
_MOST_ROWS = 200
_MOST_FLAWS = 500
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class _Wrong(ValueError):
    """A field does not hold what it should; the text says what it should."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """One row, with where it stands."""

    values: Values
    at: str
    columns_of_sheet: bool = False

    def flaw(self, text: str, *, of: Field | None = None) -> Flaw:
        """Note what is wrong with the row or with one of its fields."""
        column = f", cột «{of.title}»" if of and self.columns_of_sheet else f", «{of.name}»" if of else ""
        return Flaw(where=f"{self.at}{column}", text=text)


@dataclass(kw_only=True)
class Document:
    """All that is written about one instrument, and what is wrong with the writing."""

    head: Written
    tables: Mapping[str, list[Written]]
    flaws: list[Flaw] = field(default_factory=list)


def read_document(document: object) -> Document | Flaw:
    """Read the fields of a document from JSON text, from its bytes, or from the object they hold."""
    if isinstance(document, str | bytes):
        try:
            document = json.loads(document)
        except (ValueError, RecursionError):
            return Flaw(where="", text="Tệp không phải JSON mã UTF-8 hợp lệ.")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return Flaw(where="", text=f"Tệp không phải văn bản dạng {FORMAT}.")
    flaws: list[Flaw] = []
    known = {"format", *(one.name for one in HEAD), *(form.name for form in FORMS)}
    flaws += _strange(document, known, at="")
    head = _row(document, HEAD, at="", flaws=flaws)
    tables = {form.name: _table(document, form, flaws=flaws) for form in FORMS}
    return Document(head=head, tables=tables, flaws=flaws[:_MOST_FLAWS])


def _table(document: Mapping[str, Any], form: Form, *, flaws: list[Flaw]) -> list[Written]:
    listed = document.get(form.name, [])
    if not isinstance(listed, list) or len(listed) > _MOST_ROWS:
        flaws.append(Flaw(where=form.title, text=f"phải là danh sách không quá {_MOST_ROWS} dòng."))
        return []
    rows = []
    for place, one in enumerate(listed, start=1):
        at = one.at if isinstance(one, OfSheet) else f"{form.title}, mục {place}"
        if not isinstance(one, dict):
            flaws.append(Flaw(where=at, text="phải là một đối tượng JSON."))
            continue
        flaws += _strange(one, {field.name for field in form.fields}, at=at)
        rows.append(_row(one, form.fields, at=at, flaws=flaws))
    return rows


def _strange(fields: Mapping[str, Any], known: Iterable[str], *, at: str) -> list[Flaw]:
    strange = [_CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(name)[:40]) for name in fields if name not in known]
    said = ", ".join(f"«{name}»" for name in strange[:10])
    return [Flaw(where=at, text=f"{'có' if at else 'Có'} trường lạ: {said}.")] if strange else []


def _row(fields: Mapping[str, Any], asked: Iterable[Field], *, at: str, flaws: list[Flaw]) -> Written:
    sheet = fields if isinstance(fields, OfSheet) else None
    values: dict[str, Any] = {}
    row = Written(values=values, at=at, columns_of_sheet=sheet is not None)
    for one in asked:
        try:
            values[one.name] = _value(fields.get(one.name), one)
        except _Wrong as wrong:
            values[one.name] = None
            own = sheet.fields_at.get(one.name) if sheet else None
            if at and not own:
                flaws.append(row.flaw(str(wrong), of=one))
            else:  # of the head, every field has a row of its own
                named = f"«{one.title}»" if sheet else f"«{one.name}»"
                flaws.append(Flaw(where=placed(own, ""), text=f"{named} {wrong}"))
    return row


def _value(found: Any, one: Field) -> Any:
    if found in (None, "", []):
        if one.is_optional:
            return () if one.kind in {Kind.TEXTS, Kind.WHOLES, Kind.WORDS} else None
        raise _Wrong("không được để trống.")
    return _READ[one.kind](found, one)


def _text(found: Any, _of: Field) -> str:
    cleaned = unicodedata.normalize("NFC", found).strip() if isinstance(found, str) else ""
    if not cleaned or len(cleaned) > _LONGEST_TEXT or _CONTROL.search(cleaned):
        raise _Wrong(f"phải là chữ, không quá {_LONGEST_TEXT} ký tự.")
    return cleaned


def _whole(found: Any, _of: Field) -> int:
    # A JSON true is a Python int; a file that says true where a number belongs is wrong.
    number = int(found) if isinstance(found, float) and found.is_integer() else found
    if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) <= 3:
        number = int(number)
    if type(number) is not int or not 0 <= number <= 999:
        raise _Wrong("phải là số nguyên từ 0 đến 999.")
    return number


def _score(found: Any, _of: Field) -> Decimal:
    said = str(found).replace(",", ".") if isinstance(found, int | float | str) else ""
    try:
        score = Decimal(said) if not isinstance(found, bool) else Decimal("NaN")
    except InvalidOperation:
        score = Decimal("NaN")
    if not score.is_finite() or not 0 <= score <= 100 or score * 100 != (score * 100).to_integral_value():
        raise _Wrong("phải là điểm từ 0 đến 100, tối đa hai chữ số thập phân.")
    # A spreadsheet gives 92.0 for 92.
    return Decimal(int(score)) if score == int(score) else score


def _day(found: Any, _of: Field) -> date:
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise _Wrong("phải là một ngày, ví dụ 01/3/2028 trong bảng tính hoặc 2028-03-01 trong JSON.") from None


def _flag(found: Any, _of: Field) -> bool:
    said = found if isinstance(found, bool) else {"co": True, "khong": False}.get(fold(str(found)))
    if said is None:
        raise _Wrong("phải là Có hoặc Không (true hoặc false trong JSON).")
    return said


def _word(found: Any, of: Field) -> str:
    codes = {fold(said): code for code, said in of.words.items()} | {code: code for code in of.words}
    code = codes.get(found) or codes.get(fold(found)) if isinstance(found, str) else None
    if code is None:
        raise _Wrong(f"phải là một trong: {', '.join(of.words.values())}.")
    return code


def _several(found: Any) -> list[Any]:
    listed = [one.strip() for one in found.split(";")] if isinstance(found, str) else found
    if isinstance(listed, int | float) and not isinstance(listed, bool):
        listed = [listed]
    if not isinstance(listed, list) or len(listed) > _MOST_ROWS:
        raise _Wrong("phải là danh sách; trong bảng tính cách nhau bằng dấu chấm phẩy.")
    return [one for one in listed if one != ""]


_READ: Mapping[Kind, Callable[[Any, Field], Any]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.SCORE: _score,
    Kind.DAY: _day,
    Kind.FLAG: _flag,
    Kind.WORD: _word,
    Kind.TEXTS: lambda found, of: tuple(_text(one, of) for one in _several(found)),
    Kind.WHOLES: lambda found, of: tuple(_whole(one, of) for one in _several(found)),
    Kind.WORDS: lambda found, of: tuple(_word(one, of) for one in _several(found)),
}
