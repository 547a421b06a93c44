"""Looks a workbook's package over before the workbook reader may touch it.

Written with struct and zlib alone: it runs in the short-lived reading process, where importing zipfile would
cost more than reading most lists, and being strict it refuses what a lenient reader would put up with.
"""

from __future__ import annotations

import struct
import zlib

from registry.sheets.opening import limits
from registry.sheets.opening.unreadable import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_PIECE = 1 << 16
_CHUNK = 1 << 20
_SEAM = 64
"""Bytes on either side of two chunks' meeting that are looked at together."""

_STORED, _DEFLATED = 0, 8
_NO_SIZE = 0xFFFFFFFF
_MARKUP = (".xml", ".rels", ".vml")

# What makes a workbook more than a list; each member's name in lower case.
_UNWANTED = (
    ("xl/vbaproject.bin", "macros"),
    ("xl/macrosheets/", "macros"),
    ("xl/dialogsheets/", "macros"),
    ("xl/externallinks/", "external_links"),
    ("xl/connections.xml", "external_links"),
    ("xl/querytables/", "external_links"),
)


class Member:
    """One member of the package as its directory declares it."""

    __slots__ = ("inflated", "method", "name", "offset", "packed")

    def __init__(self, *, name: str, method: int, packed: int, inflated: int, offset: int) -> None:
        self.name = name
        self.method = method
        self.packed = packed
        self.inflated = inflated
        self.offset = offset


class Inspection:
    """What was seen on the way through the package."""

    def __init__(self, members: dict[str, Member]) -> None:
        self.members = members
        self.suspects: list[str] = []
        """Sheets in which a blank may be an error, or a formula saved without its value."""
        self.counts_from_1904 = False


def inspect_package(file: BinaryIO, *, heart: str = "xl/workbook.xml") -> Inspection:
    """Inflate every member once, keeping nothing.

    :param heart: the member without which the package is of another kind.
    :raises Unreadable: when the package is damaged, too large once inflated, or more than a list.
    """
    members = {member.name: member for member in _directory(file)}
    if heart not in members:
        raise Unreadable(_kind_without_workbook(members))
    for start, code in _UNWANTED:
        if any(name.startswith(start) for name in members):
            raise Unreadable(code)
    if sum(member.inflated for member in members.values()) > limits.LARGEST_INFLATED:
        raise Unreadable("too_large_inflated")
    inspection = Inspection(members)
    left = limits.LARGEST_INFLATED
    for member in members.values():
        left -= _look_through(file, member, inspection, left)
    return inspection


def inflate(file: BinaryIO, member: Member, *, most: int) -> Iterator[bytes]:
    """Give a member's content in chunks, `most` bytes at most.

    :raises Unreadable: when there is more, or the member is damaged.
    """
    file.seek(member.offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise Unreadable("damaged")
    name_length, extra_length = struct.unpack_from("<HH", head, 26)
    file.seek(name_length + extra_length, 1)
    for content in _contents(file, member):
        most -= len(content)
        if most < 0:
            raise Unreadable("too_large_inflated")
        yield content


def _contents(file: BinaryIO, member: Member) -> Iterator[bytes]:
    inflater = None if member.method == _STORED else zlib.decompressobj(-15)
    packed = member.packed
    while packed > 0:
        piece = file.read(min(packed, _PIECE))
        if not piece:
            raise Unreadable("damaged")
        packed -= len(piece)
        if inflater is None:
            yield piece
            continue
        while piece:
            try:
                yield inflater.decompress(piece, _CHUNK)
            except zlib.error:
                raise Unreadable("damaged") from None
            piece = inflater.unconsumed_tail


def _look_through(file: BinaryIO, member: Member, inspection: Inspection, left: int) -> int:
    """Measure a member and note what it holds; refuse declared entities."""
    is_sheet = member.name.startswith("xl/worksheets/")
    size, is_suspect, seam = 0, False, b""
    for content in inflate(file, member, most=left):
        if size == 0 and member.name.endswith(_MARKUP):
            _look_at_start(member, content, inspection)
        if is_sheet and not is_suspect:
            joint = seam + content[:_SEAM]
            is_suspect = _is_suspect(content) or b"</f>" in joint or b't="e"' in joint
            seam = content[-_SEAM:]
        size += len(content)
    if is_suspect:
        inspection.suspects.append(member.name)
    return size


def _look_at_start(member: Member, content: bytes, inspection: Inspection) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("entities")
    if member.name == "xl/workbook.xml":
        inspection.counts_from_1904 = b'date1904="1"' in content or b'date1904="true"' in content


def _is_suspect(content: bytes) -> bool:
    """Look for the end of a formula and for the type of an error; single letters first, which is ten times quicker."""
    return (b"f" in content and b"</f>" in content) or (b"#" in content and b't="e"' in content)


def _kind_without_workbook(members: dict[str, Member]) -> str:
    if "word/document.xml" in members or "ppt/presentation.xml" in members:
        return "other_office"
    if "content.xml" in members:
        return "open_document"
    return "binary_workbook" if "xl/workbook.bin" in members else "no_workbook"


def _directory(file: BinaryIO) -> Iterator[Member]:
    size = file.seek(0, 2)
    tail_start = max(0, size - 65_557)
    file.seek(tail_start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise Unreadable("damaged")
    count, length, offset = struct.unpack_from("<HII", tail, at + 10)
    if count == 0xFFFF or _NO_SIZE in (length, offset) or offset + length > tail_start + at:
        raise Unreadable("damaged")
    if count > limits.MOST_MEMBERS:
        raise Unreadable("too_many_members")
    file.seek(offset)
    return _members(file.read(length), count)


def _members(directory: bytes, count: int) -> Iterator[Member]:
    at = 0
    seen: set[str] = set()
    for _ in range(count):
        if directory[at : at + 4] != b"PK\x01\x02" or at + 46 > len(directory):
            raise Unreadable("damaged")
        flags, method = struct.unpack_from("<HH", directory, at + 8)
        packed, inflated, name_length, extra_length, note_length = struct.unpack_from("<IIHHH", directory, at + 20)
        (offset,) = struct.unpack_from("<I", directory, at + 42)
        at += 46
        name = directory[at : at + name_length].decode("utf-8", "replace").replace("\\", "/").lstrip("/").lower()
        at += name_length
        packed, inflated, offset = _long_sizes(directory[at : at + extra_length], packed, inflated, offset)
        at += extra_length + note_length
        if flags & 1:
            raise Unreadable("password")
        if method not in (_STORED, _DEFLATED) or name in seen:
            raise Unreadable("damaged")
        seen.add(name)
        yield Member(name=name, method=method, packed=packed, inflated=inflated, offset=offset)


def _long_sizes(extra: bytes, packed: int, inflated: int, offset: int) -> tuple[int, int, int]:
    """Take the sizes from the zip64 extra field where the directory says they are there."""
    sizes = [inflated, packed, offset]
    wanted = [place for place, size in enumerate(sizes) if size == _NO_SIZE]
    at = 0
    while wanted and at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        at += 4
        if kind == 1 and length >= 8 * len(wanted) and at + length <= len(extra):
            for place, size in zip(wanted, struct.unpack_from(f"<{len(wanted)}Q", extra, at), strict=True):
                sizes[place] = size
            return sizes[1], sizes[0], sizes[2]
        at += length
    if wanted:
        raise Unreadable("damaged")
    return packed, inflated, offset
