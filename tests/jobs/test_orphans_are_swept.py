"""Only what nobody names, and nobody has kept lately, leaves the vault."""

import os
import time
from pathlib import Path

from builders.conference import a_conference
from flask import Flask

from registry.database import Base
from registry.jobs import orphans
from registry.queries.kept_files import COLUMN
from registry.rules.permissions import Actor
from registry.vault import Vault

TWO_DAYS = 2 * 24 * 60 * 60


def grow_old(vault: Vault) -> None:
    """Let every file of the vault have been kept two days ago."""
    for path in vault.folder.glob("??/*"):
        os.utime(path, (time.time() - TWO_DAYS,) * 2)


def test_an_old_file_that_no_row_names_is_removed_and_named_ones_stay(app: Flask, actors: dict[str, Actor]) -> None:
    vault: Vault = app.config["VAULT"]
    a_conference(actors["officer"], actors["approver"])
    named = set(vault.names())
    orphan = vault.keep(b"left by an attempt that was killed")
    grow_old(vault)

    orphans.sweep()

    assert orphan not in vault
    assert set(vault.names()) == named


def test_a_young_file_stays_for_its_row_may_be_about_to_be_committed(app: Flask) -> None:
    vault: Vault = app.config["VAULT"]
    young = vault.keep(b"just drawn")

    orphans.sweep()

    assert young in vault


def test_keeping_the_same_bytes_again_makes_a_file_young(app: Flask) -> None:
    vault: Vault = app.config["VAULT"]
    name = vault.keep(b"the same bytes")
    grow_old(vault)
    vault.keep(b"the same bytes")

    orphans.sweep()

    assert vault.read(name) == b"the same bytes"


def test_an_unfinished_file_is_removed_when_it_is_old(app: Flask) -> None:
    vault: Vault = app.config["VAULT"]
    unfinished = Path(vault.folder, "ab", "incoming-1234")
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(b"half")

    orphans.sweep()
    assert unfinished.exists()
    grow_old(vault)
    orphans.sweep()
    assert not unfinished.exists()


def test_every_column_that_names_a_file_is_called_so_that_the_sweeper_knows_it() -> None:
    hashes = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if "sha" in column.name or column.name.endswith("_file")
    }

    assert {name.split(".")[1] for name in hashes} == {COLUMN}
