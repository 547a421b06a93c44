"""Bringing a backup up again: in an empty place, on either engine, with the very bytes that were backed up."""

import hashlib
import json
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from registry import schema
from registry.config import SECRETS_FILE
from registry.database import db
from registry.rules.refusal import Refusal
from registry.usecases import portable_rows, search_rows
from registry.usecases.backup import (
    BESIDE,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    TABLES,
    VAULT,
    Manifest,
    Part,
    hash_of_names,
)

PIECE = 1 << 20
_TABLE_FILE = re.compile(rf"{TABLES}/[a-z_]+\.jsonl")
_VAULT_FILE = re.compile(rf"{VAULT}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})")


class DamagedBackup(Refusal):
    """The archive is not a whole backup of a register."""


def unpack(archive: Path, into: Path) -> Manifest:
    """Unpack a backup into an empty folder, comparing every byte with what the backup says of itself.

    :raises DamagedBackup: if anything is missing, added or changed.
    :raises Refusal: if it was made by a newer program.
    """
    hashes: dict[str, str] = {}
    manifest = b""
    try:
        with tarfile.open(archive, "r|*") as file:
            for entry in file:
                content = _content(file, entry)
                if entry.name == MANIFEST:
                    manifest = content.read()
                else:
                    hashes[entry.name] = _unpack(content, _place(entry.name, into))
    except (tarfile.TarError, EOFError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise
        raise DamagedBackup(f"{archive.name} không phải bản sao lưu, hoặc đã hỏng.") from fault
    said = _said(archive, manifest)
    _compare(said, hashes)
    os.sync()
    return said


def _content(file: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = file.extractfile(entry) if entry.isreg() else None
    if content is None:
        raise DamagedBackup(f"Bản sao lưu có mục lạ: {entry.name}.")
    return content


def _place(name: str, into: Path) -> Path:
    if name in BESIDE or _TABLE_FILE.fullmatch(name) or _VAULT_FILE.fullmatch(name):
        return into / name
    raise DamagedBackup(f"Bản sao lưu có mục lạ: {name}.")


def _unpack(content: IO[bytes], place: Path) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    secret = place.name in BESIDE
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o440)
    with os.fdopen(handle, "wb") as file:
        while piece := content.read(PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _said(archive: Path, manifest: bytes) -> Manifest:
    try:
        values: dict[str, Any] = json.loads(manifest)
        if values["format"] != FORMAT:
            raise DamagedBackup(f"{archive.name} không phải bản sao lưu của sổ đăng ký.")
        if values["version"] > FORMAT_VERSION:
            raise Refusal("Bản sao lưu do một bản phần mềm mới hơn tạo. Hãy khôi phục bằng bản đó.")
        parts = {name: Part(**part) for name, part in values["parts"].items()}
        said = Manifest(**{**values, "parts": parts, "missing": tuple(values["missing"])})
    except (ValueError, KeyError, TypeError) as fault:
        raise DamagedBackup(f"{archive.name} không trọn vẹn: thiếu bản kê ở cuối.") from fault
    if not schema.knows(said.revision):
        raise Refusal("Bản sao lưu do một bản phần mềm mới hơn tạo. Hãy khôi phục bằng bản đó.")
    return said


def _compare(said: Manifest, hashes: dict[str, str]) -> None:
    kept: list[str] = []
    for name, sha256 in hashes.items():
        found = _VAULT_FILE.fullmatch(name)
        if found is not None:
            kept.append(found[2])
        expected = found[2] if found is not None else said.parts[name].sha256 if name in said.parts else None
        if sha256 != expected:
            raise DamagedBackup(f"Bản sao lưu hỏng ở {name}.")
    absent = [name for name in said.parts if name not in hashes]
    if absent or SECRETS_FILE not in hashes:
        raise DamagedBackup(f"Bản sao lưu thiếu {absent[0] if absent else SECRETS_FILE}.")
    if said.files_sha256 != hash_of_names(kept):
        raise DamagedBackup(f"Bản sao lưu thiếu tệp: có {len(kept)}, phải có {said.files}.")


def set_database(folder: Path, database_url: str | None) -> None:
    """Tell an unpacked register where its rows are to be; the old place is the old register's."""
    path = folder / SECRETS_FILE
    keys: dict[str, Any] = json.loads(path.read_text("utf-8"))
    keys.pop("database_url", None)
    if database_url:
        keys["database_url"] = database_url
    path.write_text(json.dumps(keys, indent=1), "utf-8")


def load(manifest: Manifest, folder: Path) -> None:
    """Put the rows of an unpacked backup into the empty database at hand, and bring it up to date.

    :raises Refusal: if the database is not empty.
    """
    with db.engine.connect() as connection:
        if not portable_rows.is_empty(connection):
            raise Refusal("Cơ sở dữ liệu đích không trống; chỉ khôi phục được vào nơi trống.")
    schema.upgrade(manifest.revision)
    with db.engine.execution_options(writes=True).begin() as connection:
        _put_rows(connection, manifest, folder)
    schema.upgrade()
    with db.engine.execution_options(writes=True).begin() as connection, Session(connection) as session:
        search_rows.write_all(session)  # no act: the version stays that of the backup
    shutil.rmtree(folder / TABLES)


def _put_rows(connection: Connection, manifest: Manifest, folder: Path) -> None:
    tables = portable_rows.tables_of(connection)
    with portable_rows.walls_down(connection, tables):
        for table in tables:
            name = f"{TABLES}/{table.name}.jsonl"
            part = manifest.parts.get(name)
            if part is None or portable_rows.put_lines(connection, table, _lines(folder / name)) != part.rows:
                raise DamagedBackup(f"Bản sao lưu thiếu dòng của bảng {table.name}.")


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file
