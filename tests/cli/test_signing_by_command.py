"""Digital signatures by commands alone: a trial key, papers signed with it, and papers carried out and back."""

import zipfile
from pathlib import Path

import pytest
from builders.register import a_line, a_product, issue
from builders.signing import PERSON, SEAL, Keys, signed_twice
from builders.signing_office import good_today
from cli.conftest import Command

from registry.cli.signing import PASSPHRASE
from registry.database import Base
from registry.rules.permissions import Actor
from registry.transaction import reading

pytestmark = pytest.mark.parametrize("config", ["sqlite"], indirect=True)
By = dict[str, tuple[str, str]]
DECISION = "1757/QĐ-UBND"


@pytest.fixture
def signable(actors: dict[str, Actor], by: By, at_register: Command) -> None:
    """A decision in effect whose papers a person may sign."""
    good_today(actors["officer"], actors["approver"], "Chè một", "Chè hai")
    at_register("settings", "set", "signing_persons", PERSON, *by["administrator"])


@pytest.mark.usefixtures("signable")
def test_a_trial_key_signs_every_paper_that_waits(
    at_register: Command, by: By, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "thu.p12"
    no_passphrase = at_register("signing", "trial-key", PERSON, "--out", key)
    monkeypatch.setenv(PASSPHRASE, "mật khẩu thử")
    at_register("signing", "trial-key", PERSON, "--out", key)
    too_long = at_register("signing", "trial-key", PERSON * 5, "--out", tmp_path / "dai.p12")

    signed = at_register("signing", "sign", DECISION, "--key", key, *by["officer"])
    again = at_register("signing", "sign", DECISION, "--key", key, *by["officer"])

    assert (no_passphrase.code, PASSPHRASE in no_passphrase.err) == (1, True)
    assert (too_long.code, "quá dài" in too_long.err) == (1, True)
    assert (signed.code, signed.out) == (0, "Đã nhận 2 bản ký.\n"), signed.err
    assert again.out == "Đã nhận 0 bản ký.\n"
    assert "mật khẩu thử" not in everything_written()
    monkeypatch.setenv(PASSPHRASE, "sai")
    assert "Không mở được tệp khóa" in at_register("signing", "sign", DECISION, "--key", key, *by["officer"]).err


def everything_written() -> str:
    """Return everything that the register has written down."""
    with reading() as session:
        return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(table.select()))


@pytest.mark.usefixtures("signable")
def test_papers_are_carried_out_and_back(at_register: Command, by: By, tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    out, back = tmp_path / "ra.zip", tmp_path / "ve.zip"
    trusted = at_register("settings", "set", "signing_roots", keys.pem, *by["administrator"])
    at_register("signing", "unsigned", DECISION, "--out", out)
    with zipfile.ZipFile(out) as sent, zipfile.ZipFile(back, "w") as archive:
        first, second = sent.namelist()
        archive.writestr(first, keys.pen(PERSON).sign(sent.read(first)))
        archive.writestr(second, signed_twice(sent.read(second), person=keys.pen(PERSON), seal=keys.pen(SEAL)))

    taken = at_register("signing", "take", DECISION, back, *by["officer"])

    assert (trusted.code, taken.code) == (0, 1), trusted.err  # though certificates as text begin with a dash
    assert "Đã nhận 1 bản ký." in taken.out
    assert f"“{SEAL}” không có trong danh sách" in taken.out


def test_nothing_is_signed_while_nobody_is_named(
    actors: dict[str, Actor], by: By, at_register: Command, tmp_path: Path
) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product("Chè"))])
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-")

    answer = at_register("signing", "take", DECISION, paper, *by["officer"])

    assert (answer.code, "Chưa dùng chữ ký số" in answer.err) == (1, True)


@pytest.mark.usefixtures("signable")
def test_papers_that_are_good_no_more_are_left_out_and_counted(
    actors: dict[str, Actor], at_register: Command, tmp_path: Path
) -> None:
    issue(actors["officer"], actors["approver"], [a_line(a_product("Chè cũ"))], number="9/QĐ-UBND")

    left = at_register("signing", "unsigned", "9/QĐ-UBND", "--out", tmp_path / "ra.zip")
    every = at_register("signing", "unsigned", "9/QĐ-UBND", "--even-fallen", "--out", tmp_path / "ca.zip")

    assert ("1 giấy nay không còn giá trị" in left.out, "không còn giá trị" in every.out) == (True, False)
    with zipfile.ZipFile(tmp_path / "ca.zip") as archive:
        assert len(archive.namelist()) == 1
