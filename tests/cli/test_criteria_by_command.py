"""Criteria come in by command from the workbook of a set, as from JSON; what cannot be scored with stays outside."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Command

from registry.law import criteria as law
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument
from registry.sheets.criteria_table import write_criteria

on_sqlite = pytest.mark.parametrize("config", ["sqlite"], indirect=True)


def law_set(number: int, instrument: Instrument = Instrument.QD_26_2026) -> CriteriaSet:
    found = law.criteria_set(instrument=instrument, number=number)
    assert found is not None
    return found


def load(at_register: Command, by: Any, file: Path, *more: str) -> Any:
    day = ("--applies-from", "01/01/2099")
    return at_register("criteria", "load", *by["administrator"], file, "--source", "Công báo", *day, *more)


@on_sqlite
def test_a_workbook_is_taken_in_as_json_is(app: Any, by: Any, at_register: Command, tmp_path: Path) -> None:
    file = tmp_path / "bo-11.xlsx"
    file.write_bytes(write_criteria(replace(law_set(11), name="Chè, tên mới hơn")))

    assert "Chỉ khác về câu chữ" in load(at_register, by, file, "--dry-run").out
    assert "bản số 2" in load(at_register, by, file).out
    assert "Chè, tên mới hơn" in at_register("criteria", "show", "26/2026", "11").out


@on_sqlite
@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["load", "dry-run"])
def test_a_set_that_cannot_be_scored_with_stays_outside(
    more: tuple[str, ...], app: Any, by: Any, at_register: Command, tmp_path: Path
) -> None:
    file = tmp_path / "bo-10.json"
    file.write_text(json.dumps(document(law_set(10, Instrument.QD_1048_781))), encoding="utf-8")

    answer = load(at_register, by, file, *more)

    assert answer.code != 0
    assert "chưa chấm được nên không nạp vào sổ" in answer.err


@on_sqlite
def test_a_file_that_is_neither_is_refused_in_a_sentence(
    app: Any, by: Any, at_register: Command, tmp_path: Path
) -> None:
    file = tmp_path / "bo.pdf"
    file.write_bytes(b"%PDF-1.7\n%")

    answer = load(at_register, by, file)

    assert answer.code != 0
    assert "Bộ tiêu chí phải là tệp .json, hoặc tệp Excel" in answer.err
