import datetime as dt

import pytest

from registry.law.criteria import criteria_set
from registry.rules.instruments import Instrument
from registry.sheets.criteria_table import read_criteria, write_criteria
from registry.sheets.reading import read_table
from registry.sheets.table import Sheet, Table

# Cases; 0 points as a ground; a code left out; incomplete; two options of the same points; three levels.
PECULIAR = [("26/2026", 26), ("26/2026", 16), ("1048+781", 2), ("1048+781", 10), ("26/2026", 23), ("26/2026", 11)]


def rice():
    return criteria_set(instrument=Instrument.QD_26_2026, number=3)


@pytest.fixture
def brought(tmp_path):
    """The cells of a set as they come back from a workbook, by row."""

    def read(criteria):
        path = tmp_path / "set.xlsx"
        path.write_bytes(write_criteria(criteria))
        return read_table(path, filename="bo-tieu-chi.xlsx")

    return read


def rows_of(table):
    return [table.sheets[0].row(index) for index in range(table.sheets[0].height)]


def table_of(rows):
    return Table("x.xlsx", (Sheet("Bộ", len(rows), [list(column) for column in zip(*rows, strict=True)]),))


def told(rows):
    return [str(flaw) for flaw in read_criteria(table_of(rows)).flaws]


def row_at(rows, code):
    return next(row for row in rows if row[0] == code)


def test_sets_of_every_peculiarity_come_back_from_their_workbooks_as_they_were(brought):
    for instrument, number in PECULIAR:
        criteria = criteria_set(instrument=Instrument(instrument), number=number)
        assert read_criteria(brought(criteria)).criteria == criteria


def test_what_excel_makes_of_codes_and_days_is_understood(brought):
    rows = rows_of(brought(rice()))
    row_at(rows, "1")[0] = 1.0
    row_at(rows, "1.1")[0] = 1.1
    row_at(rows, "Áp dụng từ ngày")[1] = dt.datetime.fromisoformat("2026-05-22")
    row_at(rows, "Số bộ")[1] = 3.0

    assert read_criteria(table_of(rows)).criteria == rice()


def test_all_that_is_wrong_is_told_at_once_and_at_its_row(brought):
    rows = rows_of(brought(rice()))
    row_at(rows, "1.1")[2] = "bốn"
    row_at(rows, "1.2")[0] = dt.date(2026, 2, 1)
    row_at(rows, "5.2")[6] = "có câu chuyện"
    row_at(rows, "Tên bộ")[1] = ""
    said = told(rows)

    at = {rows[place][0]: f"Dòng {place + 1}" for place in range(len(rows))}
    assert f"{at['Tên bộ']}: tên bộ phải là chữ, không trống, không quá 2000 ký tự." in said
    assert f"{at['1.1']}, tiêu chí 1.1: điểm tối đa (cột «Điểm») phải là số nguyên từ 0 đến 100." in said
    assert any(one.startswith("Dòng ") and "không hiểu mã «01/02/2026»" in one for one in said)
    assert any(one.startswith("Dòng ") and "không hiểu điều kiện «có câu chuyện»" in one for one in said)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["1.1", "Tiêu chí", 3], "tiêu chí 1.1 chưa có mục 1 ở trên"),
        (["1", "Mục", 3], "tiêu chí 1 chưa có phần (A, B, C) ở trên"),
        (["", "Một mức", 3], "mức điểm phải đứng dưới một tiêu chí"),
        (["Bất thường đã biết", "In sai", ""], "«Bất thường đã biết» phải đứng dưới một tiêu chí"),
        (["I", "Tổ chức", 3], "Dòng 2, phần I: các mục cộng lại được 0 điểm"),
        (["Chương 1", "Tổ chức", 3], "không hiểu mã «Chương 1»"),
    ],
    ids=["no section", "no part", "no criterion", "nothing to doubt", "a part of its own", "unknown word"],
)
def test_a_row_that_belongs_nowhere_is_told(row, said):
    assert any(said in one for one in told([["Mã", "Nội dung", "Điểm"], row]))


def test_a_sheet_of_another_form_is_refused_with_one_sentence():
    assert len(told([["TT", "Tên sản phẩm", "Tên chủ thể"], [1, "Trà", "HTX"]])) == 1


def test_what_does_not_add_up_is_told_at_its_row_and_sheet(brought):
    rows = rows_of(brought(rice()))
    place = next(place for place, row in enumerate(rows) if row[0] == "1.1")
    rows[place][2] = 99
    cells = [list(column) for column in zip(*rows, strict=True)]
    table = Table("x.xlsx", (Sheet("Bộ 3", len(rows), cells), Sheet("Ghi chú", 0, [])))
    said = [str(flaw) for flaw in read_criteria(table).flaws]

    assert any(one.startswith(f"Trang tính «Bộ 3», dòng {place + 1}, tiêu chí 1.1: ") for one in said)
    assert not any("(«" in one for one in said)
