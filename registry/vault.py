"""Write-once files named by their SHA-256: what was issued, scanned or uploaded."""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

_NAME = re.compile(r"[0-9a-f]{64}")
_PIECE = 1024 * 1024


class MissingFile(Exception):
    """The vault holds no file of that name, or its bytes are no longer those it was named after."""


class Vault:
    """A folder of files that are written once and never changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, content: bytes) -> str:
        """Keep bytes durably and return their SHA-256.

        The file is complete and on disk, or not there: it is written aside, synced, renamed to its hash, and its
        folder synced, before this returns.
        """
        name = hashlib.sha256(content).hexdigest()
        path = self._path(name)
        if self._is_kept(path, len(content)):
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix="incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).chmod(0o440)
            Path(aside).rename(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(aside).unlink()
            raise
        _sync_folder(path.parent)
        return name

    def keep_from(self, source: BinaryIO) -> tuple[str, int]:
        """Keep what a file holds from its beginning, never holding more than a piece of it in memory.

        :returns: its SHA-256, and how many bytes it is.
        """
        source.seek(0)
        digest, size = hashlib.sha256(), 0
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=self.folder, prefix="incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    size += file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            path = self._path(digest.hexdigest())
            if self._is_kept(path, size):
                Path(aside).unlink()
                return path.name, size
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(aside).chmod(0o440)
            Path(aside).rename(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(aside).unlink()
            raise
        _sync_folder(path.parent)
        return path.name, size

    def read(self, name: str) -> bytes:
        """Return kept bytes.

        :raises MissingFile: if the file is absent or was changed behind our back.
        """
        try:
            content = self._path(name).read_bytes()
        except FileNotFoundError:
            raise MissingFile(name) from None
        if hashlib.sha256(content).hexdigest() != name:
            raise MissingFile(name)
        return content

    def path(self, name: str) -> Path:
        """Return where a kept file lies, for readers that want a file; nobody writes to it.

        :raises MissingFile: if the vault holds no such file.
        """
        if name not in self:
            raise MissingFile(name)
        return self._path(name)

    def __contains__(self, name: str) -> bool:
        return self._path(name).is_file()

    def names(self) -> Iterator[str]:
        """Yield the name of every file kept."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def sweep(self, *, keeping: Container[str], older_than: timedelta) -> int:
        """Remove old files that are not to be kept and what killed attempts left unfinished; return how many.

        :param older_than: longer than any file lies here before the row that names it is committed.
        """
        before = time.time() - older_than.total_seconds()
        removed = 0
        for path in (*self.folder.glob("??/*"), *self.folder.glob("incoming-*")):
            if path.name not in keeping and path.stat().st_mtime < before:
                removed += _removed(path, before)
        return removed

    def remove(self, name: str) -> None:
        """Remove a file that nothing names and nobody else can have kept; what stays is swept by night."""
        with suppress(OSError):
            self._path(name).unlink()

    def _is_kept(self, path: Path, size: int) -> bool:
        try:
            os.utime(path)  # young again, so that it is not swept before its new row is committed
        except FileNotFoundError:
            return False
        return path.stat().st_size == size

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise MissingFile(name)
        return self.folder / name[:2] / name


def _removed(path: Path, before: float) -> bool:
    aside = path.with_name(f"swept-{path.name}")
    path.rename(aside)
    if aside.stat().st_mtime >= before:  # somebody has just kept the same bytes
        aside.rename(path)
        return False
    aside.unlink()
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
