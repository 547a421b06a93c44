"""Whoever edits the journal behind the register's back is found, and the first place he touched is named."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.conference import Conference
from builders.damage import behind_its_back
from cli.conftest import Command
from flask import Flask
from sqlalchemy import Connection, text

from registry.models.journal import JournalEntry
from registry.queries import chain_inspection
from registry.queries.chain_inspection import Head
from registry.rules.journal_chain import entry_hash
from registry.rules.permissions import Actor
from registry.transaction import Session, reading

EDITS = 60
ANEW = "UPDATE journal_entry SET hash = :hash, previous_hash = :previous, reason = :reason WHERE sequence = :at"
Edit = Callable[[Connection, random.Random, int], int]
"""Damages a journal of so many entries; gives the first entry that is no longer what it was."""


def _changed(connection: Connection, chance: random.Random, last: int) -> int:
    at = chance.randint(1, last)
    column, value = chance.choice(
        [("act", "khác.khác"), ("reason", "khác"), ("means", "khác"), ("changes", "[]"),
         ("hash", "ab" * 32), ("at", "2001-02-03 04:05:06")]
    )  # fmt: skip
    statement = f"UPDATE journal_entry SET {column} = :value WHERE sequence = :at"  # noqa: S608 - columns of our own
    connection.execute(text(statement), {"value": value, "at": at})
    return at


def _missing(connection: Connection, chance: random.Random, last: int) -> int:
    at = chance.randint(1, last)
    connection.execute(text("DELETE FROM version WHERE sequence = :at"), {"at": at})
    connection.execute(text("DELETE FROM journal_entry WHERE sequence = :at"), {"at": at})
    return at


def _reordered(connection: Connection, chance: random.Random, last: int) -> int:
    first, second = sorted(chance.sample(range(1, last + 1), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.execute(
            text("UPDATE journal_entry SET sequence = :new WHERE sequence = :old"), {"new": new, "old": old}
        )
    return first


def _cut(connection: Connection, chance: random.Random, last: int) -> int:
    at = chance.randint(2, last)
    connection.execute(text("DELETE FROM version WHERE sequence >= :at"), {"at": at})
    connection.execute(text("DELETE FROM journal_entry WHERE sequence >= :at"), {"at": at})
    return at


def _written_anew(connection: Connection, chance: random.Random, last: int) -> int:
    """Change an entry and make every hash after it fit: the journal by itself is whole again."""
    at = chance.randint(1, last)
    with Session(connection, autoflush=False) as session:
        entries = [session.get_one(JournalEntry, number) for number in range(at, last + 1)]
        entries[0].reason = "Lý do khác"
        previous = entries[0].previous_hash
        for entry in entries:
            entry.previous_hash = previous
            previous = entry.hash = entry_hash(entry.hashed_content)
            values = {"hash": entry.hash, "previous": entry.previous_hash, "reason": entry.reason, "at": entry.sequence}
            connection.execute(text(ANEW), values)
        session.expunge_all()
    return at


KINDS: tuple[Edit, ...] = (_changed, _missing, _reordered, _cut, _written_anew)


def test_sixty_edits_at_random_are_found_and_the_first_place_is_named(app: Flask, held: Conference) -> None:
    with reading() as session:
        known = [Head(sequence=one.sequence, hash=one.hash) for one in chain_inspection.entries(session)]
    chance = random.Random(20261123)
    unnamed = []
    for number in range(EDITS):
        edit = KINDS[number % len(KINDS)]
        with behind_its_back() as connection:
            at = edit(connection, chance, len(known))
            with Session(connection, autoflush=False) as session:
                found = list(chain_inspection.defects(session, known_heads=known))
        if not found or re.search(rf"mục số {at}\b", found[0]) is None:
            unnamed.append((edit.__name__, at, found[:2]))
    assert unnamed == []


def _heads(path: Path, heads: list[Head]) -> Path:
    said = [{"day": "2026-01-01", "sequence": one.sequence, "hash": one.hash} for one in heads]
    path.write_text(json.dumps({"register": "https://ocop.example.vn", "heads": said}), "utf-8")
    return path


def test_a_file_kept_from_the_page_of_the_journal_proves_that_nothing_was_cut_off(
    app: Flask, actors: dict[str, Actor], at_register: Command, tmp_path: Path
) -> None:
    with reading() as session:
        known = [Head(sequence=one.sequence, hash=one.hash) for one in chain_inspection.entries(session)]
    last = known[-1].sequence
    whole = _heads(tmp_path / "so-cai.json", known)
    longer = _heads(tmp_path / "dai-hon.json", [*known, Head(sequence=last + 3, hash="cd" * 32)])

    assert at_register("check", "--head", whole).code == 0
    answer = at_register("check", "--head", longer)

    assert answer.code == 1
    assert f"không còn mục số {last + 3}" in answer.out
    assert f"bị cắt từ mục số {last + 1}" in answer.out


def test_a_backup_and_a_note_of_the_check_are_heads_too(app: Flask, at_register: Command, tmp_path: Path) -> None:
    note, archive = tmp_path / "ghi-lai.txt", tmp_path / "sao-luu.tar"
    at_register("backup", "--out", archive)
    note.write_text(json.loads(at_register("check", "--json").out)["journal_head"] + "\n", "utf-8")

    assert at_register("check", "--head", note).code == 0
    assert at_register("check", "--head", archive).code == 0


@pytest.mark.parametrize("content", ["", "{}", "chữ", '{"heads": [{"day": 1}]}'])
def test_a_file_that_names_no_entry_is_refused_with_a_sentence(
    app: Flask, at_register: Command, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "khac.json"
    path.write_text(content, "utf-8")

    answer = at_register("check", "--head", path)

    assert answer.code == 1
    assert answer.err != ""
    assert "Traceback" not in answer.err
