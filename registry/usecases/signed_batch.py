"""What is sent back from signing: papers one by one, or zips of them, opened one paper at a time."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from registry.rules.refusal import Refusal

MOST_FILES = 10_000
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_BATCH = 4 * 1024 * 1024 * 1024
"""What a batch may unpack to, on the whole; no more than one paper of it is ever in memory."""
_ZIP = b"PK\x03\x04"
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)
"""What opening a damaged or locked zip raises."""


@dataclass(frozen=True, kw_only=True)
class File:
    """One file that came back."""

    name: str
    read: Callable[[], bytes]
    """Bring its bytes; refuses what is damaged or too large."""

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "File":
        """Give bytes at hand a name."""
        return cls(name=name, read=lambda: content)


class Batch:
    """Files as they lie somewhere, under the names they were sent by; each zip stands for the papers in it."""

    def __init__(self, files: Sequence[tuple[str, Path]]) -> None:
        """Look at what was sent, without unpacking it.

        :raises Refusal: if a zip is damaged, or holds more than a batch of papers can.
        """
        self._files = [(name, path, _members(name, path)) for name, path in files]
        if len(self) > MOST_FILES:
            raise Refusal("Gửi quá nhiều tệp một lần; hãy chia ra gửi nhiều lần.", field="files")

    def __len__(self) -> int:
        return sum(1 if members is None else len(members) for _, _, members in self._files)

    def __iter__(self) -> Iterator[File]:
        for name, path, members in self._files:
            if members is None:
                yield File(name=name, read=partial(_plain, path))
                continue
            with zipfile.ZipFile(path) as archive:
                for one in members:
                    yield File(name=PurePosixPath(one.filename).name, read=partial(_inflated, archive, one))


def _members(name: str, path: Path) -> list[zipfile.ZipInfo] | None:
    """Return what lies in a zip; None for a file that is no zip."""
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_of_the_machine(one)]
    except _DAMAGED as fault:
        raise Refusal(f"Không mở được {name}: tệp nén hỏng.", field="files") from fault
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > LARGEST_BATCH:
        raise Refusal(f"{name} có quá nhiều tệp hoặc quá lớn; hãy chia thành nhiều tệp nén.", field="files")
    return members


def _is_of_the_machine(member: zipfile.ZipInfo) -> bool:
    """Say whether a file was put into a zip by the machine that packed it, and nobody knows of it."""
    path = PurePosixPath(member.filename)
    return path.parts[0] == "__MACOSX" or path.name.startswith(".")


def _plain(path: Path) -> bytes:
    with path.open("rb") as file:
        return _of_fair_size(file.read(LARGEST_FILE + 1))


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            if file.read(len(_ZIP)) == _ZIP:
                raise Refusal("Tệp nén nằm trong tệp nén; hãy giải nén rồi gửi.")
        with archive.open(member) as file:
            content = file.read(LARGEST_FILE + 1)
    except _DAMAGED as fault:
        raise Refusal("Không giải nén được: tệp hỏng hoặc có mật khẩu.") from fault
    return _of_fair_size(content)


def _of_fair_size(content: bytes) -> bytes:
    if len(content) > LARGEST_FILE:
        raise Refusal("Tệp lớn hơn 20 MB.")
    return content
