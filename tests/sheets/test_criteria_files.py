"""A file with a criteria set: whatever stands in it, it is read, or told of in words."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.law.criteria import criteria_set
from registry.law.criteria_reading import criteria_set_from
from registry.rules.criteria import CriteriaSet, document
from registry.rules.instruments import Instrument
from registry.rules.refusal import Refusal
from registry.sheets.criteria_file import LARGEST_JSON, read_criteria_file
from registry.sheets.criteria_table import read_criteria, write_criteria
from registry.sheets.reading import read_table
from registry.sheets.table import Sheet, Table

ODD = st.one_of(
    st.text(max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.sampled_from(["", "A", "Z", "1", "1.1", "9.9.9.9.9", "Bị loại khi 0 điểm", "Lưu ý", "Văn bản", "x" * 3000]),
    st.sampled_from([dt.time(1, 2), "tiêu chí 1 từ 99999999999999999999 điểm", "99/99/2026", "٣", "\x00"]),
)


def rice() -> CriteriaSet:
    found = criteria_set(instrument=Instrument.QD_26_2026, number=3)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """The cells of a set as they come back from its workbook."""
    path = tmp_path_factory.mktemp("criteria") / "set.xlsx"
    path.write_bytes(write_criteria(rice()))
    sheet = read_table(path, filename="bo-tieu-chi.xlsx").sheets[0]
    return [list(sheet.row(index)) for index in range(sheet.height)]


@pytest.mark.parametrize(
    ("name", "start"), [("bo.json", b""), ("bo.json", b"\xef\xbb\xbf"), ("khong-duoi", b"  \n"), ("BO.JSON", b"")]
)
def test_json_is_known_by_its_name_or_its_beginning(name: str, start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(start + json.dumps(document(rice())).encode())

    assert read_criteria_file(path, filename=name).criteria == rice()


def test_a_workbook_is_read_by_its_form(tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(write_criteria(rice()))

    assert read_criteria_file(path, filename="bo.xlsx").criteria == rice()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bo.json", b"{" + b" " * LARGEST_JSON),
        ("bo.docx", b"PK\x03\x04"),
        ("bo.png", b"\x89PNG\r\n\x1a\n"),
        ("bo.xlsx", b""),
    ],
)
def test_what_is_neither_is_refused_with_what_is_wanted(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(content)

    with pytest.raises(Refusal, match=r"phải là tệp \.json, hoặc tệp Excel") as refused:
        read_criteria_file(path, filename=name)
    assert refused.value.field == "file"


@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 6), ODD), min_size=1, max_size=6))
def test_any_cells_are_read_or_told_of(rows: list[list[Any]], changes: list[tuple[int, int, Any]]) -> None:
    changed = [list(row) for row in rows]
    for place, column, cell in changes:
        changed[place % len(changed)][column] = cell

    columns = [list(column) for column in zip(*changed, strict=True)]
    found = read_criteria(Table("x.xlsx", (Sheet("Bộ", len(changed), columns),)))

    assert (found.criteria is None) == bool(found.flaws)
    for flaw in found.flaws:
        assert str(flaw).encode()
    if found.criteria is not None:
        assert criteria_set_from(json.dumps(document(found.criteria))).criteria == found.criteria


def test_a_file_full_of_flaws_is_not_gone_through_to_its_end() -> None:
    full = {**document(rice()), "parts": [{"criteria": [{"options": [{}] * 200}] * 200}] * 200}

    assert 1_000 < len(criteria_set_from(full).flaws) < 5_000
