"""Many papers in one zip, under names by which a person finds them."""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO

from registry.documents import merit_certificate, star_certificate

LONGEST_NAME = 120
"""Letters of a file name, extension and all: leaves room for folders under the 260 of Windows."""

LONGEST_FOLDER = 60
LONGEST_EXTENSION = 5

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Names of devices, which Windows opens instead of a file whatever the extension.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# Zip keeps no zone; the same papers are to give the same bytes on every day.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16
_UNIX = 3


def certificate_filename(facts: star_certificate.Facts) -> str:
    """Name the file of a star certificate: number, producer, product."""
    return filename(facts.number or "Dự thảo", facts.producer_name, facts.product_name)


def merit_filename(facts: merit_certificate.Facts) -> str:
    """Name the file of a merit certificate: number, recipient."""
    return filename(facts.number or "Dự thảo", facts.name)


def filename(*parts: str, extension: str = "pdf") -> str:
    """Join parts into a name that every file system takes; the longest part gives way where it is too long."""
    cleaned = [part for part in map(_safe, parts) if part] or ["Tài liệu"]
    room = LONGEST_NAME - len(extension) - 1
    while len(" - ".join(cleaned)) > room:
        longest = max(range(len(cleaned)), key=lambda place: len(cleaned[place]))
        cleaned[longest] = _shortened(cleaned[longest])
    name = " - ".join(cleaned)
    return f"_{name}.{extension}" if _DEVICES.fullmatch(name) else f"{name}.{extension}"


def folder(name: str) -> str:
    """Name a folder in a zip so that every file system takes it."""
    cleaned = _safe(name) or "Tài liệu"
    while len(cleaned) > LONGEST_FOLDER:
        cleaned = _shortened(cleaned)
    return f"_{cleaned}" if _DEVICES.fullmatch(cleaned) else cleaned


def within(path: str) -> str:
    """Name a file in a folder of a zip, the name as somebody gave it."""
    place, _, given = path.rpartition("/")
    stem, dot, extension = given.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        stem, extension = given, "tep"
    return f"{place}/{filename(stem, extension=_safe(extension) or 'tep')}"


def unique(names: Iterable[str]) -> list[str]:
    """Tell equal names apart by a number, taking capitals and small letters as equal, as Windows does."""
    taken: set[str] = set()
    told_apart = []
    for name in names:
        chosen = name
        for place in range(2, len(taken) + 3):
            if chosen.casefold() not in taken:
                break
            chosen = _numbered(name, place)
        taken.add(chosen.casefold())
        told_apart.append(chosen)
    return told_apart


def merged(papers: Iterable[bytes]) -> bytes:
    """Put kept PDF files into one, page after page, without drawing any of them again."""
    from pypdf import PdfReader, PdfWriter  # long to read: the server starts without it

    writer = PdfWriter()
    for paper in papers:
        writer.append(PdfReader(BytesIO(paper)), import_outline=False)
    # Every paper carries the same fonts; one copy is enough.
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Put files into one zip; the same files in the same order give the same bytes.

    They are stored as they are: papers are compressed inside already.
    """
    target = BytesIO()
    zip_into(target, [path for path, _ in files], (content for _, content in files))
    return target.getvalue()


def zip_into(target: BinaryIO, paths: Sequence[str], contents: Iterable[bytes]) -> None:
    """Put files into one zip, never holding more than one of them."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, content in zip(unique(paths), contents, strict=True):
            entry = zipfile.ZipInfo(unicodedata.normalize("NFC", path), date_time=_EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_FILE
            archive.writestr(entry, content)


def _safe(part: str) -> str:
    visible = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", part)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    # A number such as 012/2020/GCN-OCOP keeps its shape.
    return " ".join(_FORBIDDEN.sub("-", visible).split()).strip(". ")


def _shortened(part: str) -> str:
    """Take a letter off the end, with the marks that stand on it."""
    kept = part.rstrip("…").rstrip()[:-1]
    while kept and unicodedata.combining(part[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip(" .") + "…"


def _numbered(path: str, place: int) -> str:
    stem, dot, extension = path.rpartition(".")
    folder, slash, name = stem.rpartition("/")
    ending = f" ({place})"
    room = LONGEST_NAME - len(ending) - len(dot) - len(extension)
    return f"{folder}{slash}{name[:room].rstrip(' .')}{ending}{dot}{extension}"
