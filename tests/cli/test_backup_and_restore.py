"""A backup made while the register is in use comes up elsewhere, on either engine, with the very same bytes."""

import io
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from builders.assessments import FINDINGS, a_dossier, a_paper, a_round, criteria_of, signed
from builders.register import a_product
from builders.score_sheets import ticks_with_total
from cli.conftest import Command
from flask import Flask
from sqlalchemy import URL, create_engine, text

from registry.app import create_app
from registry.config import Config
from registry.database import db
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.usecases import backup, concluding, evidence_files, portable_rows, scoring, settings, submission


@pytest.fixture
def assessed(filled: Flask, actors: dict[str, Actor]) -> None:
    """A council is at work: a result, signed sheets, a sheet under the pen, papers."""
    officer = actors["officer"]
    drafted, scored = (a_dossier(officer, a_product(name)) for name in ("Chè đang chấm", "Chè đã chấm"))
    for dossier in (drafted, scored):
        paper = io.BytesIO(a_paper(dossier))
        evidence_files.add(actor=officer, dossier=dossier, item="E01", source=paper, filename="giấy.pdf")
        submission.submit(actor=officer, dossier=dossier)
        submission.forward(actor=officer, dossier=dossier, findings=FINDINGS)
    _, council = a_round(officer, [drafted, scored])
    for member in council:
        signed(member, scored, ticks_with_total(criteria_of(scored), total=60, stars=3))
    concluding.conclude(actor=officer, dossier=scored)
    scoring.save_draft(actor=council[0], dossier=drafted, marks=scoring.Marks(ticks={"1.1": 0}), serial=0)


@pytest.fixture
def empty_postgres(postgres: URL) -> Iterator[str]:
    """The address of a database without a table."""
    server = create_engine(postgres.set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = f"empty_{uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield postgres.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def rows() -> dict[str, list[bytes]]:
    """Return every row of the register at hand."""
    with db.engine.connect() as connection:
        tables = portable_rows.tables_of(connection)
        return {table.name: list(portable_rows.lines_of(connection, table)) for table in tables}


def rows_in(folder: Path) -> dict[str, list[bytes]]:
    """Return every row of a restored register."""
    restored = create_app(Config.from_environment({}, folder=folder), doors=False)
    with restored.app_context():
        try:
            return rows()
        finally:
            db.engine.dispose()


def files(folder: Path) -> dict[str, bytes]:
    """Return every kept file of a register's folder."""
    return {path.name: path.read_bytes() for path in (folder / "vault").glob("??/*")}


def test_a_restored_register_has_the_same_rows_files_and_keys(
    archive: Path, config: Config, command: Command, tmp_path: Path
) -> None:
    answer = command("restore", archive, "--into", tmp_path / "restored")

    assert answer.code == 0, answer.err
    assert "Không có sai lệch nào" in answer.out
    assert rows_in(tmp_path / "restored") == rows()
    assert files(tmp_path / "restored") == files(config.folder)
    assert Config.from_environment({}, folder=tmp_path / "restored").journal_key == config.journal_key


def test_a_register_moves_to_postgresql_and_back(
    assessed: None, archive: Path, command: Command, tmp_path: Path, empty_postgres: str
) -> None:
    there = command("restore", archive, "--into", tmp_path / "there", "--database-url", empty_postgres)
    command("--register", tmp_path / "there", "backup", "--out", tmp_path / "there.tar")
    back = command("restore", tmp_path / "there.tar", "--into", tmp_path / "back")

    assert (there.code, back.code) == (0, 0), there.err + back.err
    assert rows_in(tmp_path / "back") == rows_in(tmp_path / "there") == rows()
    assert "postgresql" not in (tmp_path / "back" / "secrets.json").read_text()


def test_work_goes_on_in_a_restored_register(
    archive: Path, actors: dict[str, Actor], command: Command, tmp_path: Path, empty_postgres: str
) -> None:
    command("restore", archive, "--into", tmp_path / "there", "--database-url", empty_postgres)

    restored = create_app(Config.from_environment({}, folder=tmp_path / "there"), doors=False)
    with restored.app_context():
        settings.change(actor=actors["administrator"], values={"department": "Sở Thử Nghiệm"})
        db.engine.dispose()

    assert command("--register", tmp_path / "there", "check").code == 0


def test_a_backup_made_while_people_work_is_of_one_moment(
    filled: Flask, actors: dict[str, Actor], command: Command, tmp_path: Path
) -> None:
    stop = threading.Event()

    def work() -> None:
        with filled.app_context():
            while not stop.is_set():
                settings.change(actor=actors["administrator"], values={"place_of_signing": uuid4().hex})

    worker = threading.Thread(target=work)
    worker.start()
    try:
        made = backup.make(tmp_path / "hot.tar")
    finally:
        stop.set()
        worker.join()
    answer = command("restore", tmp_path / "hot.tar", "--into", tmp_path / "restored")

    assert answer.code == 0, answer.out
    assert f"Mục nhật ký cuối: {made.journal_head}" in answer.out


def test_only_its_owner_may_read_a_backup(archive: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0


def test_a_file_that_is_gone_does_not_keep_the_rest_from_being_backed_up(
    filled: Flask, config: Config, at_register: Command, tmp_path: Path
) -> None:
    next((config.folder / "vault").glob("??/*")).unlink()

    answer = at_register("backup", "--out", tmp_path / "rest.tar")

    assert answer.code == 1
    assert "thiếu hoặc hỏng 1 tệp" in answer.err
    assert (tmp_path / "rest.tar").is_file()


def test_two_backups_are_not_written_into_one_another(archive: Path) -> None:
    with backup.written_aside(archive) as file:
        file.write(b"the first")
        with pytest.raises(Refusal, match="đang được ghi"):
            backup.make(archive)

    assert archive.read_bytes() == b"the first"


def test_a_backup_that_is_killed_leaves_the_good_one(archive: Path) -> None:
    before = archive.read_bytes()

    def fail() -> None:
        with backup.written_aside(archive) as file:
            file.write(b"half of it")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert archive.read_bytes() == before
    assert sorted(path.name for path in archive.parent.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_nothing_is_restored_over_an_existing_register(
    archive: Path, config: Config, command: Command, tmp_path: Path
) -> None:
    shutil.copytree(config.folder, tmp_path / "in use")

    answer = command("restore", archive, "--into", tmp_path / "in use")

    assert answer.code == 1
    assert "không trống" in answer.err


@pytest.mark.parametrize("config", ["postgresql"], indirect=True)
def test_nothing_is_restored_into_a_database_in_use(
    archive: Path, config: Config, command: Command, tmp_path: Path
) -> None:
    before = rows()

    answer = command("restore", archive, "--into", tmp_path / "new", "--database-url", config.database_url)

    assert answer.code == 1
    assert "không trống" in answer.err
    assert rows() == before
