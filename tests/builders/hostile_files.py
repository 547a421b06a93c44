"""Workbook packages made by hand, for what no office program would write."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

HEADER_CELLS = "".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{title}</t></is></c>'
    for letter, title in zip("ABCD", ("TT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao"), strict=True)
)
LIST_ROWS = (
    f'<row r="1">{HEADER_CELLS}</row><row r="2"><c r="A2"><v>1</v></c>'
    '<c r="B2" t="inlineStr"><is><t>Chè</t></is></c><c r="C2" t="inlineStr"><is><t>HTX Một</t></is></c>'
    '<c r="D2"><v>3</v></c></row>'
)


def sheet_xml(rows: str = LIST_ROWS, *, before: str = "", after: str = "") -> str:
    """Write the markup of a sheet."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet {_MAIN}>'
    return f"{start}<sheetData>{rows}</sheetData>{after}</worksheet>"


def cells_at(*places: str) -> str:
    """Write the rows of single cells, each of them the number one."""
    return "".join(f'<row r="{place.lstrip(ascii_uppercase)}"><c r="{place}"><v>1</v></c></row>' for place in places)


def package_parts(sheet: str | bytes, *, shared_strings: str | bytes | None = None) -> dict[str, str | bytes]:
    """Give the parts of a workbook of one sheet."""
    relations = f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    if shared_strings is not None:
        relations += f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook {_MAIN} xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="DS" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(relations),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if shared_strings is not None:
        parts["xl/sharedStrings.xml"] = shared_strings
    return parts


def a_package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Pack parts as they are."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def a_swollen_package(path: Path, member: str, *, megabytes: int, parts: Mapping[str, str | bytes]) -> Path:
    """Pack parts, one of them followed by many megabytes of blanks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            with package.open(name, "w", force_zip64=name == member) as target:
                target.write(content.encode() if isinstance(content, str) else content)
                if name == member:
                    for _ in range(megabytes):
                        target.write(b" " * 2**20)
    return path


def with_declared_size(content: bytes, member: str, size: int) -> bytes:
    """Let the package's directory lie about how large a member inflates."""
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(member.encode()))
    return content[: entry + 24] + struct.pack("<I", size) + content[entry + 28 :]


def with_flag(content: bytes, flag: int) -> bytes:
    """Set a flag of every member in the package's directory."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= flag
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def an_ole_file(path: Path, *names: str) -> Path:
    """Write the start of an OLE container whose directory holds some names."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + directory)
    return path


def zipped(content: bytes, name: str) -> bytes:
    """Put content into a zip of its own."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return target.getvalue()
