"""A whole dossier in one zip: every file as it came, in the order of the instrument's list, and a table of contents.

It is written piece by piece: four hundred megabytes of scans never lie in memory.
"""

import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sqlalchemy.orm import Session

from registry.documents import bundle, registration_form, self_report
from registry.documents.printing import PaperRefused
from registry.models.dossier import Dossier, DossierFile
from registry.queries.dossiers import items_of
from registry.vault import Vault

CONTENTS = "00 Mục lục.html"
PIECE = 256 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, kw_only=True)
class Packed:
    """One file of the zip: where it stands in it, and where its bytes are."""

    name: str
    source: Path


@dataclass(frozen=True, kw_only=True)
class Pack:
    """All that goes into the zip; made while the register is read, written afterwards."""

    filename: str
    contents: str
    papers: tuple[tuple[str, bytes], ...]
    """The forms, drawn from what was typed."""

    files: tuple[Packed, ...]

    def pieces(self) -> Iterator[bytes]:
        """Write the zip and yield it piece by piece."""
        pipe = _Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
            archive.writestr(_entry(CONTENTS), self.contents.encode())
            for name, content in self.papers:
                archive.writestr(_entry(name), content)
            yield pipe.taken()
            for file in self.files:
                # Its size is written before its bytes: large ones need room for it in the head.
                entry = _entry(file.name)
                entry.file_size = file.source.stat().st_size
                with file.source.open("rb") as source, archive.open(entry, "w") as target:
                    while piece := source.read(PIECE):
                        target.write(piece)
                        yield pipe.taken()
        yield pipe.taken()


def pack_of(session: Session, row: Dossier, *, vault: Vault) -> Pack:
    """Gather a dossier's files, draw its forms, and write its table of contents.

    :raises MissingFile: if the vault has lost one.
    """
    kept = {item.code: item.files for item in row.items}
    held = [
        (bundle.folder(f"{one.code} {one.title}"), one.title, kept[one.code])
        for one in items_of(row)
        if kept.get(one.code)
    ]
    placed = [(f"{folder}/{file.filename}", file) for folder, _, files in held for file in files]
    names = bundle.unique(bundle.within(path) for path, _ in placed)
    told = dict(zip((file.public_id for _, file in placed), names, strict=True))
    papers = list(_forms(session, row))
    return Pack(
        filename=bundle.filename("Hồ sơ OCOP", row.product.name, row.producer.name, extension="zip"),
        contents=_contents(row, [name for name, _ in papers], [(title, files) for _, title, files in held], told),
        papers=tuple(papers),
        files=tuple(Packed(name=told[file.public_id], source=vault.path(file.sha256)) for _, file in placed),
    )


def _forms(session: Session, row: Dossier) -> Iterator[tuple[str, bytes]]:
    """Draw Mẫu số 01 and 02; one that cannot be printed keeps no file from being sent."""
    for name, draw in (("01 Mẫu số 01.pdf", registration_form.paper), ("02 Mẫu số 02.pdf", self_report.paper)):
        with suppress(PaperRefused):
            yield name, draw(session, row)[1]


class _Pipe:
    """What the zip is written into: it keeps only what nobody has taken yet."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, piece: bytes) -> int:
        self._waiting += piece
        return len(piece)

    def flush(self) -> None:
        """Keep what is waiting until it is taken."""

    def taken(self) -> bytes:
        piece = bytes(self._waiting)
        self._waiting.clear()
        return piece


def _entry(name: str) -> zipfile.ZipInfo:
    # Zip keeps no zone; the same files are to give the same bytes on every day.
    entry = zipfile.ZipInfo(unicodedata.normalize("NFC", name), date_time=_EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE_FILE
    return entry


def _contents(
    row: Dossier, papers: Sequence[str], held: Sequence[tuple[str, Sequence[DossierFile]]], told: dict[str, str]
) -> str:
    title = f"Hồ sơ {row.product.name}"
    count = sum(len(files) for _, files in held)
    parts = [
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>',
        f"<h1>{escape(title)}</h1><p>{escape(row.producer.name)}</p>",
        f"<p>{count} tệp; mã SHA-256 dùng để đối chiếu tệp với bản đã nộp.</p>" if count else "<p>Chưa có tệp nào.</p>",
    ]
    if papers:
        lines = "".join(f'<li><a href="{escape(_quoted(name), quote=True)}">{escape(name)}</a></li>' for name in papers)
        parts.append(f"<h2>Biểu mẫu</h2><ul>{lines}</ul>")
    for item_title, files in held:
        rows = "".join(_line(file, told[file.public_id]) for file in files)
        parts.append(f"<h2>{escape(item_title)}</h2><ul>{rows}</ul>")
    return "\n".join([*parts, "</body></html>", ""])


def _line(file: DossierFile, name: str) -> str:
    pages = f"{file.pages} trang, " if file.pages else ""
    address = escape("/".join(_quoted(part) for part in name.split("/")), quote=True)
    return (
        f'<li><a href="{address}">{escape(file.filename)}</a> ({pages}{file.size} byte)<br>SHA-256: {file.sha256}</li>'
    )


def _quoted(part: str) -> str:
    # A name may hold what an address would read as its end.
    return part.replace("%", "%25").replace("#", "%23").replace("?", "%3F")
