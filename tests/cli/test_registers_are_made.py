"""Making registers: whole under their name or not there, real or demonstration for life."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.conftest import Command

from registry.app import create_app
from registry.cli import new_register
from registry.config import Config, write_secrets
from registry.database import db
from registry.queries import settings
from registry.transaction import reading


def kind_of(folder: Path) -> bool:
    """Say whether the register in a folder is a demonstration."""
    app = create_app(Config.from_environment({}, folder=folder), doors=False)
    with app.app_context():
        try:
            with reading() as session:
                return settings.is_demonstration(session)
        finally:
            db.engine.dispose()


def test_a_new_real_register_is_empty_and_has_one_administrator(command: Command, tmp_path: Path) -> None:
    made = command("--register", tmp_path / "new", "init", "--administrator", "quantri@laichau.gov.vn")
    accounts = command("--register", tmp_path / "new", "account", "list", "--json")

    assert made.code == 0
    assert "quantri@laichau.gov.vn" in made.out
    assert [(one["email"], one["roles"]) for one in json.loads(accounts.out)] == [
        ("quantri@laichau.gov.vn", ["administrator"])
    ]
    assert kind_of(tmp_path / "new") is False
    assert json.loads(command("--register", tmp_path / "new", "export", "certificates").out) == []


def test_its_folder_and_keys_are_for_its_owner_alone(command: Command, tmp_path: Path) -> None:
    command("--register", tmp_path / "new", "init")

    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new" / "secrets.json").stat().st_mode & 0o077 == 0


def test_a_register_is_not_made_where_something_is(command: Command, tmp_path: Path) -> None:
    command("--register", tmp_path / "new", "init")
    before = (tmp_path / "new" / "secrets.json").read_bytes()

    again = command("--register", tmp_path / "new", "init", "--demonstration")

    assert (again.code, again.out) == (1, "")
    assert "không trống" in again.err
    assert (tmp_path / "new" / "secrets.json").read_bytes() == before
    assert kind_of(tmp_path / "new") is False


def test_a_public_address_that_cannot_be_printed_leaves_nothing(command: Command, tmp_path: Path) -> None:
    answer = command("--register", tmp_path / "new", "init", "--public-address", "ocop.laichau.gov.vn/tra-cuu")

    assert answer.code == 1
    assert "https://tên-miền" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_attempt_left_is_in_nobodys_way(command: Command, tmp_path: Path) -> None:
    left = tmp_path / ".new.incoming"
    write_secrets(left)
    (left / "vault" / "ab").mkdir(parents=True)

    assert command("--register", tmp_path / "new", "init").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]


def test_two_attempts_do_not_build_into_one_another(command: Command, tmp_path: Path) -> None:
    with new_register.aside(tmp_path / "new"):
        answer = command("--register", tmp_path / "new", "init")

    assert answer.code == 1
    assert "Một tiến trình khác đang tạo" in answer.err


def test_the_demonstration_hands_over_its_papers_without_a_server(command: Command, tmp_path: Path) -> None:
    """Issue section 1, `make demo`: 47 certificates, 23 merit certificates, lists, annexes, and one zip of it all."""
    answer = command("--register", tmp_path / "demo", "demo", "--papers", tmp_path / "pack")

    assert answer.code == 0, answer.err
    folders = {folder.name: len(list(folder.iterdir())) for folder in (tmp_path / "pack").iterdir() if folder.is_dir()}
    assert folders == {
        "1 Giấy chứng nhận": 47,
        "2 Bằng khen": 23,
        "3 Danh sách": 4,
        "4 Phụ lục quyết định": 3,
        "5 Bản in gộp": 2,
    }
    assert len(list((tmp_path / "pack").glob("*.zip"))) == 1
    assert kind_of(tmp_path / "demo") is True
    assert command("--register", tmp_path / "demo", "check").code == 0


def test_the_demonstration_tells_its_sign_ins_every_time(command: Command, tmp_path: Path) -> None:
    first = command("--register", tmp_path / "demo", "demo")
    second = command("--register", tmp_path / "demo", "demo")

    assert second.out.splitlines() == first.out.splitlines()[1:]
    assert len(second.out.splitlines()) == 7


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_database_of_a_newer_program_is_left_alone(config: Config, command: Command) -> None:
    app = create_app(config, doors=False)
    with app.app_context(), db.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = (config.folder / "register.sqlite3").read_bytes()

    answer = command("--register", config.folder, "check")

    assert answer.code == 1
    assert "bản phần mềm mới hơn" in answer.err
    assert (config.folder / "register.sqlite3").read_bytes() == before


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_database_of_an_older_program_asks_to_be_brought_up_to_date(config: Config, command: Command) -> None:
    app = create_app(config, doors=False)
    with app.app_context(), db.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    answer = command("--register", config.folder, "check")

    assert answer.code == 1
    assert "lệnh upgrade" in answer.err


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_an_upgrade_that_fails_changes_nothing_and_a_copy_is_kept(config: Config, command: Command) -> None:
    app = create_app(config, doors=False)
    with app.app_context(), db.engine.execution_options(writes=True).begin() as connection:
        # Its walls stand already, so the second migration cannot build them.
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    answer = command("--register", config.folder, "upgrade")

    copies = list(config.folder.glob("before-upgrade-from-0001-*.sqlite3"))
    assert answer.code == 1
    assert str(copies[0]) in answer.out
    for path in (config.folder / "register.sqlite3", copies[0]):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
            assert database.execute("SELECT count(*) FROM register").fetchone() == (1,)


def test_a_register_that_is_up_to_date_is_left_as_it_is(command: Command, tmp_path: Path) -> None:
    command("--register", tmp_path / "new", "init")

    assert command("--register", tmp_path / "new", "upgrade").code == 0
    assert list((tmp_path / "new").glob("before-upgrade*")) == []
