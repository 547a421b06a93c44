"""A backup that was changed, or cut off, is refused, and nothing of it stays."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Command

Damage = Callable[[list[tuple[tarfile.TarInfo, bytes]]], list[tuple[tarfile.TarInfo, bytes]]]


def changed(ending: str) -> Damage:
    """Change one byte of the first part whose name ends so."""

    def damage(parts: list[tuple[tarfile.TarInfo, bytes]]) -> list[tuple[tarfile.TarInfo, bytes]]:
        place = next(place for place, (entry, _) in enumerate(parts) if ending in entry.name)
        entry, content = parts[place]
        parts[place] = (entry, content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
        return parts

    return damage


def without(ending: str) -> Damage:
    """Leave out the first part whose name holds this."""

    def damage(parts: list[tuple[tarfile.TarInfo, bytes]]) -> list[tuple[tarfile.TarInfo, bytes]]:
        gone = next(entry.name for entry, _ in parts if ending in entry.name)
        return [part for part in parts if part[0].name != gone]

    return damage


def with_another(name: str) -> Damage:
    """Add a part."""

    def damage(parts: list[tuple[tarfile.TarInfo, bytes]]) -> list[tuple[tarfile.TarInfo, bytes]]:
        entry = tarfile.TarInfo(name)
        entry.size = 3
        return [(entry, b"abc"), *parts]

    return damage


def saying(**values: object) -> Damage:
    """Change what the backup says of itself."""

    def damage(parts: list[tuple[tarfile.TarInfo, bytes]]) -> list[tuple[tarfile.TarInfo, bytes]]:
        entry, content = parts[-1]
        said = json.dumps({**json.loads(content), **values}).encode()
        entry.size = len(said)
        return [*parts[:-1], (entry, said)]

    return damage


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a row changed": (changed("certificate.jsonl"), "hỏng ở tables/certificate.jsonl"),
    "a paper changed": (changed("vault/"), "hỏng ở vault/"),
    "a paper missing": (without("vault/"), "thiếu tệp"),
    "a table missing": (without("journal_entry"), "thiếu tables/journal_entry.jsonl"),
    "the keys missing": (without("secrets.json"), "thiếu secrets.json"),
    "its own account missing": (without("manifest.json"), "không trọn vẹn"),
    "a strange part": (with_another("readme.txt"), "mục lạ: readme.txt"),
    "a way out of the folder": (with_another("vault/../../escaped"), "mục lạ: vault/../../escaped"),
    "a strange table": (with_another("tables/extra.jsonl"), "hỏng ở tables/extra.jsonl"),
    "a newer program": (saying(revision="9999"), "bản phần mềm mới hơn"),
    "a newer form": (saying(version=2), "bản phần mềm mới hơn"),
    "something else": (saying(format="another"), "không phải bản sao lưu của sổ đăng ký"),
}


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_damaged_archive_is_refused_and_leaves_nothing(archive: Path, command: Command, tmp_path: Path) -> None:
    for what, (damage, named) in DAMAGES.items():
        with tarfile.open(archive) as whole:
            parts = [(entry, whole.extractfile(entry).read()) for entry in whole]
        with tarfile.open(tmp_path / "damaged.tar", "w") as damaged:
            for entry, content in damage(parts):
                damaged.addfile(entry, io.BytesIO(content))

        answer = command("restore", tmp_path / "damaged.tar", "--into", tmp_path / "restored")

        assert (answer.code, named in answer.err) == (1, True), (what, answer.err)
        assert not (tmp_path / "restored").exists()
        assert not list(tmp_path.glob(".restored*"))
        assert not (tmp_path.parent / "escaped").exists()


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_archive_cut_off_anywhere_is_refused(archive: Path, command: Command, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for part in range(20):
        (tmp_path / "cut.tar").write_bytes(whole[: len(whole) * part // 20])

        answer = command("restore", tmp_path / "cut.tar", "--into", tmp_path / "restored")

        assert answer.code == 1
        assert answer.err.startswith("Lỗi: ")
        assert not (tmp_path / "restored").exists()
