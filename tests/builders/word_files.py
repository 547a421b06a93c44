"""Word documents as offices write them, put together from their XML."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_paragraph(*runs: str) -> str:
    """Return a paragraph of runs: Word cuts a text into runs wherever it likes."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs) + "</w:p>"


def a_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table; a cell that begins with < is XML of its own, of one or several paragraphs."""
    return f"<w:tbl>{''.join(_row(row) for row in rows)}</w:tbl>"


def _row(cells: Sequence[str]) -> str:
    return f"<w:tr>{''.join(map(_cell, cells))}</w:tr>"


def _cell(cell: str) -> str:
    if cell.startswith("<w:tc>"):
        return cell
    return f"<w:tc>{cell if cell.startswith('<') else a_paragraph(cell)}</w:tc>"


def a_word_file(path: Path, *parts: str, heart: str = "word/document.xml", before: str = "") -> Path:
    """Write a document of paragraphs and tables."""
    body = f"<w:body>{''.join(parts)}</w:body>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{_W}">{body}</w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES.replace("word/document.xml", heart))
        package.writestr("_rels/.rels", _RELATIONS.replace("word/document.xml", heart))
        package.writestr(heart, text)
    return path
