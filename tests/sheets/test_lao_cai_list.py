"""A real list: decision 4261/QĐ-UBND of Lào Cai, as CSV and as workbooks."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from builders.workbooks import a_csv, a_workbook, results_of

from registry.rules.producer_kinds import ProducerKind
from registry.sheets.result_row import ResultSheet

LIST = Path(__file__).parent / "data" / "lao-cai-4261-2021.csv"


def _rows() -> list[list[str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _as_sent(tmp_path: Path, form: str) -> ResultSheet:
    if form == "as it is":
        return results_of(LIST)
    if form == "workbook":
        return results_of(a_workbook(tmp_path / "lao-cai.xlsx", _rows()))
    encoding, delimiter = form.split()
    return results_of(a_csv(tmp_path / "lao-cai.csv", _rows(), encoding=encoding, delimiter=delimiter))


@pytest.mark.parametrize("form", ["as it is", "workbook", "utf-8-sig ;", "utf-16 ,", "utf-16-le ;"])
def test_the_list_gives_22_products_of_16_producers(tmp_path: Path, form: str) -> None:
    sheet = _as_sent(tmp_path, form)

    assert len(sheet.rows) == 22
    assert len({row.producer_name for row in sheet.rows}) == 16
    assert Counter(row.stars for row in sheet.rows) == {3: 21, 4: 1}
    assert {(row.decision_number, row.year, row.round_number) for row in sheet.rows} == {("4261/QĐ-UBND", 2021, 2)}
    assert {row.score for row in sheet.rows} == {None}
    assert [row.sequence for row in sheet.rows] == list(range(1, 23))
    assert sheet.problems == []
    assert sheet.ignored == []


def test_every_producer_of_the_list_has_its_kind() -> None:
    kinds = Counter({row.producer_name: row.producer_kind for row in results_of(LIST).rows}.values())

    assert kinds == {
        ProducerKind.COOPERATIVE: 12,
        ProducerKind.COOPERATIVE_GROUP: 2,
        ProducerKind.COMPANY_JOINT_STOCK: 1,
        ProducerKind.COMPANY_LIMITED: 1,
    }


def test_the_lists_own_words_and_source_are_kept() -> None:
    row = results_of(LIST).rows[1]

    assert row.as_written["producer_kind"] == "doanh nghiệp"
    assert row.as_written["round_number"] == "đợt 2"
    assert row.source.startswith("http://wwwiso.com/")
