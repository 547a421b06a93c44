"""Reading a data file: JSON whose every field is looked at before anybody relies on it."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class BadFile(ValueError):
    """A data file is not what its format says; the text is for the person who brought it."""

    text: str

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Row:
    """One object of a data file, asked for its fields by name and type."""

    def __init__(self, fields: Any, *, where: str) -> None:
        if not isinstance(fields, dict):
            raise BadFile(f"{where}: phải là một đối tượng JSON.")
        self._fields: Mapping[str, Any] = fields
        self.where = where

    def text(self, name: str, *, default: str | None = None) -> str:
        """Give a text that must not be empty.

        :raises BadFile: when it is missing or no text.
        """
        return unicodedata.normalize("NFC", self._typed(name, str, "chữ", default=default))

    def optional_text(self, name: str) -> str | None:
        """Give a text, or None where the field is absent.

        :raises BadFile: when it is no text.
        """
        return self.text(name) if self._fields.get(name) is not None else None

    def number(self, name: str) -> int:
        """Give a whole number.

        :raises BadFile: when it is missing or no whole number.
        """
        return int(self._typed(name, int, "số nguyên"))

    def flag(self, name: str) -> bool:
        """Give a yes or no.

        :raises BadFile: when it is missing or neither.
        """
        return bool(self._typed(name, bool, "true hoặc false"))

    def day(self, name: str) -> date | None:
        """Give a day written YYYY-MM-DD, or None where the field is absent.

        :raises BadFile: when it is no day.
        """
        typed = self.optional_text(name)
        try:
            return date.fromisoformat(typed) if typed is not None else None
        except ValueError as fault:
            raise BadFile(f"{self.where}: «{name}» phải là ngày dạng 2025-07-01.") from fault

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts, empty where the field is absent.

        :raises BadFile: when it is no list of texts.
        """
        listed = self._typed(name, list, "danh sách", default=[])
        if not all(isinstance(one, str) and one for one in listed):
            raise BadFile(f"{self.where}: «{name}» phải là danh sách chữ.")
        return tuple(unicodedata.normalize("NFC", one) for one in listed)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Give a list of whole numbers, empty where the field is absent.

        :raises BadFile: when it is no list of whole numbers.
        """
        listed = self._typed(name, list, "danh sách", default=[])
        if not all(type(one) is int for one in listed):
            raise BadFile(f"{self.where}: «{name}» phải là danh sách số nguyên.")
        return tuple(listed)

    def rows(self, name: str) -> list["Row"]:
        """Give a list of objects.

        :raises BadFile: when it is missing or no list of objects.
        """
        listed = self._typed(name, list, "danh sách")
        return [Row(one, where=f"{self.where}, {name}[{place}]") for place, one in enumerate(listed)]

    def row(self, name: str) -> "Row":
        """Give an object within this one.

        :raises BadFile: when it is missing or no object.
        """
        return Row(self._fields.get(name), where=f"{self.where}, {name}")

    def names(self) -> tuple[str, ...]:
        """Give the names of all its fields, in the order of the file."""
        return tuple(self._fields)

    def _typed(self, name: str, kind: type, said: str, *, default: Any = None) -> Any:
        found = self._fields.get(name, default)
        # A JSON true is a Python int; a file that says true where a number belongs is wrong.
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)) or found == "":
            raise BadFile(f"{self.where}: «{name}» phải là {said}.")
        return found


def read(path: Path, *, expected: str) -> Row:
    """Read a data file of the expected format.

    :raises BadFile: when it cannot be read, is no JSON, or is of another format.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadFile(f"Không đọc được tệp {path.name}.") from fault
    except (ValueError, RecursionError) as fault:
        raise BadFile(f"Tệp {path.name} không phải JSON mã UTF-8 hợp lệ.") from fault
    row = Row(whole, where=path.name)
    if row.optional_text("format") != expected:
        raise BadFile(f"Tệp {path.name} không phải dạng {expected}.")
    return row
