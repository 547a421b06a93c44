"""The key with which the register signs what it publishes: made by command, shown, and kept in backups."""

import json
import tarfile
from pathlib import Path

from cli.conftest import Command
from flask import Flask

from registry.config import Config
from registry.documents.publishing_key import KEY_FILE


def test_a_key_is_made_once_shown_and_backed_up(
    app: Flask, config: Config, emails: dict[str, str], at_register: Command, tmp_path: Path
) -> None:
    assert "chưa có khóa công bố" in at_register("publishing-key", "show").err
    who = emails["administrator"]

    made = at_register("publishing-key", "create", "--as", who)
    again = at_register("publishing-key", "create", "--as", who)
    shown = json.loads(at_register("publishing-key", "show", "--json").out)

    assert made.code == 0
    assert shown["thumbprint"] in made.out
    assert set(shown["jwk"]) == {"kty", "crv", "x", "y"}
    assert again.code == 1
    assert "đã có khóa công bố" in again.err
    assert at_register("check").code == 0
    at_register("backup", "--out", tmp_path / "sao-luu.tar")
    with tarfile.open(tmp_path / "sao-luu.tar") as archive:
        kept = archive.extractfile(KEY_FILE)
        assert kept is not None
        assert kept.read() == (config.folder / KEY_FILE).read_bytes()
