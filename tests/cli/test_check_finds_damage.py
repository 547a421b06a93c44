"""The check finds whatever was changed behind the register's back, and names it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.conference import Conference
from builders.damage import behind_its_back, inspected
from cli.conftest import Command
from flask import Flask
from sqlalchemy import select, text

from registry.config import Config
from registry.models.certificate import PaperFile
from registry.queries import chain_inspection, inspection
from registry.queries.chain_inspection import Head
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import settings


def kept_file(config: Config) -> Path:
    """Return the file of some certificate."""
    with reading() as session:
        name = session.scalars(select(PaperFile.sha256).limit(1)).one()
    return config.vault_folder / name[:2] / name


def test_a_sound_register_has_no_defect(held: Conference, at_register: Command) -> None:
    answer = at_register("check")

    assert answer.code == 0
    assert "Không có sai lệch nào" in answer.out
    assert answer.err == ""


def test_a_journal_longer_than_what_is_read_at_once_has_no_defect(
    held: Conference, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain_inspection, "AT_ONCE", 3)

    with reading() as session:
        found = inspection.inspect(session, app.config["VAULT"], journal_key=app.config["JOURNAL_KEY"])

    assert found.head.sequence > 9
    assert found.defects == ()


def test_an_empty_register_has_no_defect(app: Flask, at_register: Command) -> None:
    assert at_register("check").code == 0


DAMAGES = {
    "a changed entry": ("UPDATE journal_entry SET act = 'decision.drafted' WHERE sequence = 9", "mục số 9"),
    "an entry that cannot be read": ("UPDATE journal_entry SET at = '0001-01-01' WHERE sequence = 5", "mục số 5"),
    "a changed reason": ("UPDATE journal_entry SET reason = 'khác' WHERE sequence = 5", "mục số 5"),
    "a missing entry": ("DELETE FROM journal_entry WHERE sequence = 7", "thiếu từ mục số 7 đến mục số 7"),
    "an entry whose hash was made to fit": (
        "UPDATE journal_entry SET hash = 'ab' WHERE sequence = 6",
        "mục số 7 không nối tiếp",
    ),
    "the tail cut off": (
        "DELETE FROM journal_entry WHERE sequence > (SELECT max(sequence) - 2 FROM journal_entry)",
        "đã mất",
    ),
    "changed values of an act": (
        'UPDATE version SET "values" = \'{"title": "khác"}\' WHERE subject = \'award_event\'',
        "giá trị lưu của award_event",
    ),
    "more stars": ("UPDATE recognition SET stars = 5 WHERE stars = 4 AND position = 1", "cột stars khác với nhật ký"),
    "a longer term": ("UPDATE certificate SET valid_until = '2099-12-31' WHERE serial = 2", "cột valid_until khác"),
    "a certificate taken out": (
        "DELETE FROM certificate WHERE serial = 3",
        "Dãy số giấy chứng nhận năm 2020 thiếu số 3",
    ),
    "a number skipped": (
        "UPDATE merit_certificate SET serial = 4 WHERE serial = 3",
        "Dãy số bằng khen năm 2020 thiếu số 3.",
    ),
    "a series set back": ("UPDATE number_series SET last = 1 WHERE paper = 'star_certificate'", "vượt quá số cuối"),
    "a move taken out": ("DELETE FROM certificate_move WHERE id = 1", "phải có đúng một lần cấp"),
    "a move put in": (
        "INSERT INTO certificate_move (id, certificate_id, kind, effective_on, recorded_at) "
        "VALUES (999, 1, 'extended', '2023-01-01', '2023-01-01')",
        "dòng 999 không do việc nào trong nhật ký ghi",
    ),
    "a successor that is none": (
        "INSERT INTO certificate_move (id, certificate_id, kind, effective_on, recorded_at) "
        "VALUES (999, 1, 'superseded', '2023-01-01', '2023-01-01')",
        "không có giấy thay thế",
    ),
    "an ending before the beginning": (
        "INSERT INTO certificate_move (id, certificate_id, kind, effective_on, recorded_at) "
        "VALUES (999, 1, 'revoked', '2020-01-01', '2023-01-01')",
        "bị thu hồi từ ngày 01/01/2020, trước ngày bắt đầu",
    ),
    "a paper forgotten": ("DELETE FROM paper_file WHERE certificate_id = 1", "không có tệp giấy nào"),
    "a line put into a decision in effect": (
        "INSERT INTO decision_line (id, public_id, decision_id, position, act, product_id, producer_id) "
        "SELECT 999, 'them', decision_id, 99, act, product_id, producer_id FROM decision_line WHERE id = 1",
        "phải có 4 giấy đã cấp, sổ có 3",
    ),
    "another signatory": (
        "UPDATE decision SET signatory = 'Người Khác' WHERE number = '1757/QĐ-UBND'",
        "cột signatory",
    ),
    "a setting changed by hand": ("UPDATE setting SET value = '\"Sơn La\"' WHERE name = 'province'", "Bảng setting"),
    "two certificates of one product": (
        "UPDATE recognition SET product_id = (SELECT min(product_id) FROM recognition)",
        "cùng có hiệu lực ngày",
    ),
    "a demonstration made real": (
        "UPDATE register SET is_demonstration = NOT is_demonstration",
        "cột is_demonstration khác",
    ),
}


def test_the_check_names_what_was_changed(held: Conference, app: Flask) -> None:
    found = {}
    for what, (statement, _named) in DAMAGES.items():
        with behind_its_back() as connection:
            changed = connection.execute(text(statement)).rowcount
            found[what] = " ".join(inspected(connection, app).defects) if changed else "nothing was changed"

    unnamed = {what: found[what] for what, (_statement, named) in DAMAGES.items() if named not in found[what]}
    assert unnamed == {}


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lambda path: path.unlink(), "không có trong kho"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), "không còn nguyên vẹn"),
    ],
    ids=["lost", "changed"],
)
def test_the_check_names_a_file_that_is_not_what_was_kept(
    damage: Callable[[Path], object], named: str, held: Conference, config: Config, at_register: Command
) -> None:
    path = kept_file(config)
    path.chmod(0o600)
    damage(path)

    answer = at_register("check")

    assert answer.code == 1
    assert f"Tệp {path.name}" in answer.out
    assert named in answer.out


def test_a_file_that_no_row_names_is_counted_and_no_defect(held: Conference, app: Flask, at_register: Command) -> None:
    app.config["VAULT"].keep(b"left over")

    answer = at_register("check")

    assert answer.code == 0
    assert "1 tệp thừa" in answer.out


def test_a_tail_cut_off_cleanly_is_seen_by_a_head_kept_elsewhere(
    held: Conference, actors: dict[str, Actor], at_register: Command
) -> None:
    with reading() as session:
        head = chain_inspection.head(session)
    grown = Head(sequence=head.sequence + 1, hash="f" * 64)

    assert at_register("check", "--head", head).code == 0
    answer = at_register("check", "--head", grown)

    assert answer.code == 1
    assert f"không còn mục số {grown.sequence}" in answer.out


def test_a_head_kept_elsewhere_stays_true_as_the_journal_grows(
    app: Flask, actors: dict[str, Actor], at_register: Command
) -> None:
    with reading() as session:
        head = chain_inspection.head(session)
    settings.change(actor=actors["administrator"], values={"province": "Lai Châu"})

    assert at_register("check", "--head", head).code == 0


def test_a_head_that_is_none_is_refused_with_a_sentence(app: Flask, at_register: Command) -> None:
    answer = at_register("check", "--head", "mười")

    assert answer.code == 1
    assert "phải có dạng" in answer.err
    assert answer.out == ""


def test_the_findings_can_be_read_by_a_program(held: Conference, at_register: Command) -> None:
    found = json.loads(at_register("check", "--json").out)

    assert found["defects"] == []
    assert found["files"] > 5
    assert found["journal_head"].count(":") == 1
