"""An instrument comes in by command, after a dry run that says what is different."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders.newer_law import written
from cli.conftest import Command

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


def file_of(folder: Path, **fields: Any) -> Path:
    path = folder / "van-ban.json"
    path.write_text(json.dumps(written(**fields)), encoding="utf-8")
    return path


@on_sqlite
def test_it_is_tried_loaded_and_listed(app: Any, by: Any, at_register: Command, tmp_path: Path) -> None:
    load = ("instrument", "load", *by["administrator"], file_of(tmp_path))

    tried = at_register(*load, "--dry-run")
    assert "Khung điểm, 3 sao: khung điểm «50–69,99» thành «55–74,99»." in tried.out
    assert "chưa ghi gì" in tried.out
    assert "99/2028" not in at_register("instrument", "list").out

    assert "áp dụng từ ngày 01/03/2028" in at_register(*load).out
    listed = json.loads(at_register("instrument", "list", "--json").out)
    assert [(one["code"], one["applies_to"], one["loaded"]) for one in listed][-2:] == [
        ("26/2026", "2028-02-29", False),
        ("99/2028", None, True),
    ]
    assert "Chưa nạp bộ tiêu chí này vào sổ." in at_register("criteria", "list", "99/2028").out
    assert at_register(*load).code != 0


@on_sqlite
@pytest.mark.parametrize("name", ["mau.xlsx", "mau.json"])
def test_the_file_that_is_written_can_be_begun_from(
    name: str, app: Any, by: Any, at_register: Command, tmp_path: Path
) -> None:
    out = tmp_path / name
    assert at_register("instrument", "write", "26/2026", "--out", out).code == 0

    answer = at_register("instrument", "load", *by["administrator"], out)

    assert answer.code != 0
    assert "có sẵn trong chương trình" in answer.err


@on_sqlite
def test_flaws_are_told_and_nothing_is_loaded(app: Any, by: Any, at_register: Command, tmp_path: Path) -> None:
    answer = at_register("instrument", "load", *by["administrator"], file_of(tmp_path, bands=[]))

    assert answer.code != 0
    assert "Khung điểm: phải có đúng năm khung" in answer.err
    assert "Không nạp: có 1 chỗ sai." in answer.err


@on_sqlite
@pytest.mark.parametrize("code", ["QĐ 26", "100/2030"])
def test_what_nobody_knows_is_refused_in_a_sentence(code: str, app: Any, at_register: Command, tmp_path: Path) -> None:
    answer = at_register("instrument", "write", code, "--out", tmp_path / "x.json")

    assert answer.code != 0
    assert code in answer.err
