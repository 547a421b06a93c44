"""Whatever stands in the cells, a list is read or refused; it is never a fault of ours."""

import contextlib
import datetime as dt
import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from registry.rules.refusal import Refusal
from registry.sheets.columns import Column
from registry.sheets.result_row import ResultSheet
from registry.sheets.results import result_rows
from registry.sheets.table import Sheet, Table

TITLES = (
    "TT",
    "Tên sản phẩm",
    "Tên chủ thể",
    "Loại hình",
    "Điện thoại",
    "Xã",
    "Điểm",
    "Hạng sao",
    "Hạng sao hiện tại",
    "Kết quả",
    "Số quyết định",
    "Ngày quyết định",
    "Năm",
    "Đợt",
    "Ngày hết hạn",
    "Mã số sản phẩm",
    "Hình thức công nhận",
    "Mã số thuế",
    "Mã vạch",
    "Quy cách",
    "Hạng sao lần 2",
    "Ngày công nhận lần 2",
    "4 sao",
    "Ghi chú",
    "Ảnh",
)
PIECES = (
    "3 sao", "★★★", "⭐️", "*", "tiềm năng 5 sao", "ba (03) sao", "QĐ 114/QĐ-UBND, 15/1/2020", "921⁄QĐUBND", "/", "52,8",
    "10.322", "44560", "20/7/2020", "31/2/2021", "0/0/0000", "99/99/9999", "ngày 8 tháng 5 năm 2020", "đợt II", "2021",
    "Tổng cộng", "I", "1", "1.", "²", "٣", "－5", "\u0338", "\u200b", "\xa0", "\n", "'=1", "HTX", "Công ty TNHH", "(",
    ")", "«", "{0}", "%s", "nan", "inf", "1e999", "TRUE", "#N/A", "\ud800", "\0", "Tên sản phẩm", "Người lập biểu", "",
)  # fmt: skip
NAMED = ["Tên chủ thể", "Hạng sao"]
BLANKS = ("",) * 8
CELLS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=3).map("".join),
    st.text(max_size=12),
    st.floats(),
    st.integers(-1, 50_000).map(float),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.just(""),
)


def _example(titles: list[str], *rows: list[Any]) -> dict[str, Any]:
    return {"titles": titles, "rows": list(rows), "merges": [], "damaged": [], "counts_from_1904": False}


@settings(max_examples=150, deadline=None)
@given(
    titles=st.lists(st.sampled_from(TITLES), min_size=1, max_size=10),
    rows=st.lists(st.lists(CELLS, min_size=12, max_size=12), max_size=6),
    merges=st.lists(st.tuples(*[st.integers(0, 9)] * 4), max_size=3),
    damaged=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["", "#N/A"])), max_size=2),
    counts_from_1904=st.booleans(),
)
@example(**_example(NAMED, [1.0, "Chè", "HTX", "3 sao", *BLANKS], [float("nan")] * 12))
@example(**_example(["Kết quả", "Kết quả"], ["²", "²", "²", "²", *BLANKS]))
@example(**_example(NAMED))
def test_any_cells_under_any_titles_are_read_or_refused(
    titles: list[str],
    rows: list[list[Any]],
    merges: list[tuple[int, int, int, int]],
    damaged: list[tuple[int, int, str]],
    counts_from_1904: bool,
) -> None:
    header = ["TT", "Tên sản phẩm", *titles]
    grid = [header + [""] * (12 - len(header)), *rows]
    sheet = Sheet(
        name="DS",
        height=len(grid),
        columns=[list(column) for column in zip(*grid, strict=True)],
        merges=tuple(merges),
        damaged=tuple(damaged),
        counts_from_1904=counts_from_1904,
    )

    with contextlib.suppress(Refusal):
        _look_at(result_rows(Table("danh-sach.xlsx", (sheet,))))


def _look_at(sheet: ResultSheet) -> None:
    for row in sheet.rows:
        json.dumps(row.as_written)
        assert row.score is None or 0 <= row.score <= 10_000
        assert row.stars in {None, 1, 2, 3, 4, 5}
        assert row.decided_on is None or dt.date(1990, 1, 1) <= row.decided_on <= dt.date(2100, 12, 31)
        assert all(name in sheet.titles for name in row.as_written if name in set(Column))
        assert row.product_name == " ".join(row.product_name.split())
    assert all(problem.reason and problem.severity in {"blocking", "warning"} for problem in sheet.problems)
    assert all(0 <= problem.row <= 7 for problem in sheet.problems if not problem.column) or sheet.problems
