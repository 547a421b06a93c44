"""Entries of the journal that somebody kept elsewhere: as printed, or in one of the files that carry them."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from registry.queries.chain_inspection import Head
from registry.rules.refusal import Refusal
from registry.usecases.backup import MANIFEST

LARGEST = 16 * 1024 * 1024


def known_heads(written: str) -> list[Head]:
    """Read what was given: an entry as the check prints it, or a file that was kept.

    :raises Refusal: if it is neither.
    """
    path = Path(written)
    if not path.is_file():
        return [Head.parse(written)]
    try:
        found = list(_in_file(path))
    except (OSError, ValueError, LookupError, TypeError, tarfile.TarError, EOFError) as fault:
        raise _unreadable(path) from fault
    if not found:
        raise _unreadable(path)
    return found


def _unreadable(path: Path) -> Refusal:
    return Refusal(f"Trong tệp {path.name} không đọc được mục nhật ký nào.")


def _in_file(path: Path) -> Iterator[Head]:
    if tarfile.is_tarfile(path):
        with tarfile.open(path) as archive:
            manifest = archive.extractfile(MANIFEST)
            if manifest is not None:
                yield Head.parse(json.loads(manifest.read(LARGEST))["journal_head"])
        return
    content = path.read_bytes()[:LARGEST]
    if content[:1] != b"{":
        yield Head.parse(content.decode("utf-8"))
        return
    yield from _in_json(_said(content))


def _said(content: bytes) -> Any:
    _, _, packed = content.partition(b"\n")
    if packed[:2] == b"\x1f\x8b":  # the pack of an inspector: its first line is the signature
        return json.loads(gzip.decompress(packed))
    return json.loads(content)


def _in_json(said: Any) -> Iterator[Head]:
    """Read what the pages of the journal, the pack or the check itself wrote."""
    if "journal_head" in said:
        yield Head.parse(said["journal_head"])
    for one in (*said.get("heads", ()), *([said["journal"]] if "journal" in said else ())):
        yield Head(sequence=int(one["sequence"]), hash=str(one["hash"]))
