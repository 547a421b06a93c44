"""Filling a Word template: plain words in double braces, wherever Word has cut them into runs; nothing is executed."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.dom.minidom import parseString
from xml.parsers.expat import ExpatError

from registry.documents.word_parts import zipped
from registry.documents.word_template import COLUMNS, SECTION
from registry.rules.refusal import Refusal
from registry.sheets.opening.unreadable import Unreadable
from registry.sheets.opening.zip_gate import inspect_package

LARGEST = 3 * 1024 * 1024
LARGEST_TEXT = 8 * 1024 * 1024
_HEART = "word/document.xml"
_TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_PLACEHOLDER = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
ROW_NAMES = frozenset(name for columns in COLUMNS.values() for _, name, _, _ in columns)
"""Placeholders whose row stands again for every line of the annex."""

Node = Any
"""An element or document of minidom, whose types promise less than they hold."""
Values = Mapping[str, str]
Section = tuple[str, Sequence[Values]]
"""A heading, empty for none, and the lines under it."""


class BadTemplate(Refusal):
    """The file is no Word template that could be filled."""

    def __init__(self, text: str) -> None:
        super().__init__(text, field="template")


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the members of a Word document.

    :raises BadTemplate: if it is no such document, too large, damaged, has macros, or leans on files outside.
    """
    if len(content) > LARGEST:
        raise BadTemplate(f"Tệp mẫu lớn hơn {LARGEST // 1024 // 1024} MB. Hãy bỏ ảnh không cần rồi chọn lại.")
    try:
        inspect_package(io.BytesIO(content), heart=_HEART)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except (Unreadable, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise BadTemplate("Tệp này không phải văn bản Word (.docx) mở được. Hãy lưu lại bằng Word.") from fault
    if any("vbaproject" in name.lower() for name in parts):
        raise BadTemplate("Tệp mẫu có macro nên không được nhận. Hãy lưu thành kiểu Word Document (.docx).")
    if any(_leans_outside(parts[name]) for name in parts if name.endswith(".rels")):
        raise BadTemplate("Tệp mẫu lấy nội dung từ tệp khác (mẫu hoặc ảnh liên kết). Hãy ngắt liên kết rồi lưu lại.")
    if sum(len(text) for name, text in parts.items() if _TEXTS.fullmatch(name)) > LARGEST_TEXT:
        raise BadTemplate("Tệp mẫu quá dài.")
    return parts


def _leans_outside(relations: bytes) -> bool:
    return any(b"/hyperlink" not in found for found in _OUTSIDE.findall(relations))


def placeholders(content: bytes) -> set[str]:
    """Return every placeholder of a template.

    :raises BadTemplate: if it cannot be read.
    """
    return {name for _, text in _texts(parts_of(content)) for name in _names(text.documentElement)}


def fill(content: bytes, *, values: Values, sections: Sequence[Section]) -> bytes:
    """Fill a template.

    :param values: placeholder → words; a line break begins a new line.
    :param sections: the annex: its headings, and the words of each line by placeholder.
    :raises BadTemplate: if it cannot be read.
    """
    parts = parts_of(content)
    for name, text in _texts(parts):
        _repeat_rows(text, sections)
        for paragraph in text.getElementsByTagName("w:p"):
            _fill(paragraph, values)
        parts[name] = text.toxml(encoding="UTF-8", standalone=True)
    return zipped(parts)


def _texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Node]]:
    for name, text in parts.items():
        if _TEXTS.fullmatch(name):
            try:
                yield name, parseString(text)  # noqa: S318 - the gate refuses declared entities
            except ExpatError as fault:
                raise BadTemplate("Văn bản trong tệp mẫu bị hỏng. Hãy lưu lại bằng Word.") from fault


def _names(element: Node) -> list[str]:
    found: list[str] = []
    for paragraph in element.getElementsByTagName("w:p"):
        found += _PLACEHOLDER.findall("".join(map(_words, _texts_of(paragraph))))
    return found


def _repeat_rows(text: Node, sections: Sequence[Section]) -> None:
    for table in text.getElementsByTagName("w:tbl"):
        rows = [row for row in table.getElementsByTagName("w:tr") if row.parentNode is table]
        heading = next((row for row in rows if SECTION in _names(row)), None)
        line = next((row for row in rows if ROW_NAMES & set(_names(row))), None)
        if line is None:
            continue
        for title, lines in sections:
            if heading is not None and title:
                _put_before(line, heading, {SECTION: title})
            for values in lines:
                _put_before(line, line, values)
        for row in (heading, line):
            if row is not None:
                table.removeChild(row)


def _put_before(place: Node, pattern: Node, values: Values) -> None:
    made = pattern.cloneNode(deep=True)
    for paragraph in made.getElementsByTagName("w:p"):
        _fill(paragraph, values)
    place.parentNode.insertBefore(made, place)


def _fill(paragraph: Node, values: Values) -> None:
    """Put the words of every placeholder where it begins; what Word has cut off of it into later runs goes."""
    pieces = _texts_of(paragraph)
    whole = "".join(map(_words, pieces))
    for found in reversed(list(_PLACEHOLDER.finditer(whole))):
        if found[1] in values:
            _replace(pieces, found.start(), found.end(), values[found[1]])


def _replace(pieces: Sequence[Node], start: int, end: int, words: str) -> None:
    at = 0
    for piece in pieces:
        text = _words(piece)
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= len(text) or last <= 0:
            continue
        _write(piece, text[:first] + words + text[last:])
        words = ""


def _texts_of(paragraph: Node) -> list[Node]:
    return [text for text in paragraph.getElementsByTagName("w:t") if _paragraph_of(text) is paragraph]


def _paragraph_of(text: Node) -> Node:
    parent = text.parentNode
    while parent is not None and getattr(parent, "tagName", "") != "w:p":
        parent = parent.parentNode
    return parent


def _words(text: Node) -> str:
    return "".join(node.data for node in text.childNodes if node.nodeType == node.TEXT_NODE)


def _write(text: Node, words: str) -> None:
    """Write words into a text; further lines follow it, each after a break."""
    document, run = text.ownerDocument, text.parentNode
    first, *others = words.split("\n")
    _set(document, text, first)
    after = text.nextSibling
    for line in others:
        run.insertBefore(document.createElement("w:br"), after)
        added = document.createElement("w:t")
        run.insertBefore(added, after)
        _set(document, added, line)


def _set(document: Node, text: Node, words: str) -> None:
    while text.firstChild is not None:
        text.removeChild(text.firstChild)
    text.appendChild(document.createTextNode(words))
    text.setAttribute("xml:space", "preserve")
