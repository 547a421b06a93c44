"""Only what nobody holds on to, and nobody has kept lately, leaves the vault."""

import os
import time
from datetime import timedelta
from pathlib import Path

from builders.conference import Conference
from builders.portal import a_member, a_picture
from builders.units import a_unit, goods_of
from flask import Flask
from sqlalchemy import select

from registry import clock
from registry.database import Base
from registry.jobs import orphans
from registry.models.proposal import Proposal
from registry.queries import inspection
from registry.queries.kept_files import COLUMN
from registry.rules.permissions import Actor
from registry.rules.proposal_life import PICTURE_KEPT_FOR
from registry.transaction import reading, transaction
from registry.usecases import photos, proposal_answers, proposals
from registry.vault import Vault

TWO_DAYS = 2 * 24 * 60 * 60


def grow_old(vault: Vault) -> None:
    """Let every file of the vault have been kept two days ago."""
    for path in vault.folder.glob("??/*"):
        os.utime(path, (time.time() - TWO_DAYS,) * 2)


def test_an_old_file_that_no_row_names_is_removed_and_named_ones_stay(app: Flask, held: Conference) -> None:
    vault: Vault = app.config["VAULT"]
    named = set(vault.names())
    orphan = vault.keep(b"left by an attempt that was killed")
    grow_old(vault)

    orphans.sweep()

    assert orphan not in vault
    assert set(vault.names()) == named


def a_refused_picture(actors: dict[str, Actor], *, answered: timedelta) -> tuple[str, str]:
    """Let a producer propose a picture that staff refused some time ago; return product and file."""
    unit = a_unit(actors["officer"])
    person, goods = a_member(actors["officer"], unit), goods_of(actors["officer"], unit)
    proposal = proposals.propose_photo(actor=person, product=goods, content=a_picture())
    proposal_answers.refuse(actor=actors["officer"], proposal=proposal, reason="Ảnh mờ")
    with transaction() as session:
        row = session.scalars(select(Proposal)).one()
        row.decided_at = clock.now() - answered
        return goods, str(row.sha256)


def test_the_picture_of_a_refused_proposal_is_removed_after_ninety_days(app: Flask, actors: dict[str, Actor]) -> None:
    vault: Vault = app.config["VAULT"]
    _, picture = a_refused_picture(actors, answered=PICTURE_KEPT_FOR)
    grow_old(vault)

    orphans.sweep()

    assert picture not in vault
    with reading() as session:
        assert inspection.inspect(session, vault, journal_key=app.config["JOURNAL_KEY"]).defects == ()


def test_the_picture_of_a_refused_proposal_is_kept_until_then(app: Flask, actors: dict[str, Actor]) -> None:
    vault: Vault = app.config["VAULT"]
    _, picture = a_refused_picture(actors, answered=PICTURE_KEPT_FOR - timedelta(minutes=1))
    grow_old(vault)

    orphans.sweep()

    assert picture in vault


def test_a_picture_that_something_else_holds_on_to_stays(app: Flask, actors: dict[str, Actor]) -> None:
    vault: Vault = app.config["VAULT"]
    goods, picture = a_refused_picture(actors, answered=PICTURE_KEPT_FOR)
    photos.add(actor=actors["officer"], product=goods, content=a_picture(), caption=None)
    grow_old(vault)

    orphans.sweep()

    assert picture in vault


def test_the_picture_of_a_proposal_that_waits_is_never_removed(app: Flask, actors: dict[str, Actor]) -> None:
    vault: Vault = app.config["VAULT"]
    unit = a_unit(actors["officer"])
    person, goods = a_member(actors["officer"], unit), goods_of(actors["officer"], unit)
    proposals.propose_photo(actor=person, product=goods, content=a_picture())
    with transaction() as session:
        row = session.scalars(select(Proposal)).one()
        row.made_at = clock.now() - 4 * PICTURE_KEPT_FOR
    grow_old(vault)

    orphans.sweep()

    assert str(row.sha256) in vault


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
