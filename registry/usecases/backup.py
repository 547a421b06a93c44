"""A backup: one archive with every row, every kept file and the register's keys, as of one moment."""

import fcntl
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from alembic.runtime.migration import MigrationContext
from flask import current_app
from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from registry import clock
from registry.config import SECRETS_FILE, Config
from registry.database import db
from registry.documents.publishing_key import KEY_FILE
from registry.models.register import Register
from registry.queries import chain_inspection
from registry.queries.kept_files import hashes_named
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import portable_rows
from registry.vault import MissingFile, Vault

FORMAT = "ocop-registry-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
"""Written last: an archive that has it was written to its end."""
TABLES = "tables"
VAULT = "vault"
SIGN_INS_FILE = "sign-ins.json"
BESIDE = (SECRETS_FILE, SIGN_INS_FILE, KEY_FILE)
"""Files of the register's folder that belong to it; the second exists in a demonstration only, the third where made."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One file of a backup, for comparing it with what is read back."""

    sha256: str
    rows: int | None = None


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    revision: str
    """The migration its tables are at."""
    register: str
    """Public id of the register."""
    is_demonstration: bool
    journal_head: str
    """Sequence and hash of the last act in it."""
    parts: dict[str, Part]
    """Name in the archive → rows and hash; files of the vault are named by their hash and counted."""
    files: int
    files_sha256: str
    """Hash of the names of all files of the vault, in order."""
    missing: tuple[str, ...]
    """Files that rows name but the vault no longer had, whole, when the backup was made."""
    format: str = FORMAT
    version: int = FORMAT_VERSION


def make(out: Path) -> Manifest:
    """Back the register up while it is in use, and return what the backup says of itself.

    The archive is written aside and renamed when it is whole and on disk, so an attempt that is killed never takes
    the place of a good backup. It holds the register's keys: only its owner may read it.

    :raises Refusal: if another backup is being written to the same place.
    """
    config: Config = current_app.config["REGISTER"]
    with written_aside(out) as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        # The rows are of the moment in which the first of them is read. A file lies in the vault before the row that
        # names it is committed, so reading the vault afterwards misses none.
        with reading() as session:
            parts = {**_tables(archive, session, out.parent), **_beside(archive, config.folder)}
            named = hashes_named(session)
            register = session.scalars(select(Register)).one()
            head = chain_inspection.head(session)
            revision = MigrationContext.configure(session.connection()).get_current_revision()
        kept, missing = _vault(archive, current_app.config["VAULT"], named)
        manifest = Manifest(
            made_at=clock.now().isoformat(),
            revision=revision or "",
            register=register.public_id,
            is_demonstration=register.is_demonstration,
            journal_head=str(head),
            parts=parts,
            files=len(kept),
            files_sha256=hash_of_names(kept),
            missing=tuple(missing),
        )
        _add(archive, MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode())
    return manifest


def copy_before_upgrade(folder: Path) -> Path | None:
    """Copy an SQLite database as it is, whatever revision it is at; return where to, or None on PostgreSQL."""
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return None
        revision = MigrationContext.configure(connection).get_current_revision() or "empty"
        copy = folder / f"before-upgrade-from-{revision}-{clock.today():%Y%m%d}.sqlite3"
        with closing(sqlite3.connect(copy)) as target:
            source: Any = connection.connection.driver_connection
            source.backup(target)
    return copy


def hash_of_names(names: list[str]) -> str:
    """Return one hash for a list of names, in whatever order they come."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _tables(archive: tarfile.TarFile, session: Session, room: Path) -> dict[str, Part]:
    connection = session.connection()
    return {
        f"{TABLES}/{table.name}.jsonl": _table(archive, connection, table, room)
        for table in portable_rows.tables_of(connection)
    }


def _table(archive: tarfile.TarFile, connection: Connection, table: Table, room: Path) -> Part:
    digest = hashlib.sha256()
    rows = 0
    # An entry's size stands before its content.
    with tempfile.TemporaryFile(dir=room) as spool:
        for line in portable_rows.lines_of(connection, table):
            digest.update(line)
            spool.write(line)
            rows += 1
        entry = _entry(f"{TABLES}/{table.name}.jsonl", spool.tell())
        spool.seek(0)
        archive.addfile(entry, spool)
    return Part(sha256=digest.hexdigest(), rows=rows)


def _beside(archive: tarfile.TarFile, folder: Path) -> dict[str, Part]:
    parts = {}
    for name in BESIDE:
        if (folder / name).is_file():
            content = (folder / name).read_bytes()
            _add(archive, name, content)
            parts[name] = Part(sha256=hashlib.sha256(content).hexdigest())
    return parts


def _vault(archive: tarfile.TarFile, vault: Vault, named: set[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    missing: list[str] = []
    for name in sorted(named.union(vault.names())):
        try:
            content = vault.read(name)
        except MissingFile:
            if name in named:
                missing.append(name)
            continue
        _add(archive, f"{VAULT}/{name[:2]}/{name}", content)
        kept.append(name)
    return kept, missing


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    archive.addfile(_entry(name, len(content)), io.BytesIO(content))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    return entry


@contextmanager
def written_aside(out: Path) -> Iterator[IO[Any]]:
    """Write a file that takes its name when it is whole and on disk, and takes nobody else's meanwhile."""
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out.with_name(f".{out.name}.incoming")
    handle = os.open(aside, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"Một bản sao lưu khác đang được ghi vào {out}.") from None
        try:
            file.truncate()
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        aside.rename(out)
    folder = os.open(out.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
