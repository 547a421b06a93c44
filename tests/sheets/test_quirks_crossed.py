"""The quirks of real lists, each crossed with each other: the same seven results come out of all of them."""

import datetime as dt
import itertools
import random
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from builders.workbooks import a_csv, a_workbook, results_of

from registry.rules.producer_kinds import ProducerKind
from registry.sheets.result_row import ResultSheet

TITLES = {
    "sequence": "TT",
    "product_name": "Tên sản phẩm",
    "producer_name": "Tên chủ thể",
    "commune": "Xã/phường",
    "score": "Điểm",
    "stars": "Hạng sao",
    "decision_number": "Số quyết định",
    "decided_on": "Ngày quyết định",
    "photo": "Ảnh",
}
SYNONYMS = {
    "sequence": "stt",
    "product_name": "SAN PHAM",
    "producer_name": "Chủ thể sản xuất",
    "commune": "Xã, phường, thị trấn",
    "score": "Kết quả chấm điểm",
    "stars": "XẾP HẠNG",
    "decision_number": "so qd",
    "decided_on": "Ngày công nhận",
    "photo": "Hình ảnh",
}
DAY, LATER_DAY = dt.date(2020, 7, 20), dt.date(2020, 12, 11)
RESULTS = [
    (1, "Chè Shan tuyết", "HTX Bình Lư", "Bình Lư", 5280, 3, "921/QĐ-UBND", DAY),
    (2, "Chè đen", "HTX Bình Lư", "Bình Lư", 7050, 4, "921/QĐ-UBND", DAY),
    (3, "Mật ong rừng", "Hộ kinh doanh Lò Văn Ả", "", 6900, 3, "1757/QĐ-UBND", LATER_DAY),
    (4, "Gạo séng cù", "Công ty Cổ phần Than Uyên", "Than Uyên", 8999, 4, "1757/QĐ-UBND", LATER_DAY),
    (5, "Miến dong", "Công ty Cổ phần Than Uyên", "Than Uyên", 5000, 3, "1757/QĐ-UBND", LATER_DAY),
    (6, "Chè Shan tuyết", "THT Nậm Hàng", "Nậm Hàng", 7000, 4, "1757/QĐ-UBND", LATER_DAY),
    (7, "VICUMAX MẬT ONG", "THT Nậm Hàng", "Nậm Hàng", 6725, 3, "921/QĐ-UBND", DAY),
]
KINDS = [ProducerKind.COOPERATIVE] * 2 + [ProducerKind.HOUSEHOLD] + [ProducerKind.COMPANY_JOINT_STOCK] * 2
KINDS += [ProducerKind.COOPERATIVE_GROUP] * 2

STARS = {
    "3 sao": {3: "3 sao", 4: "4 sao"},
    "★": {3: "★★★", 4: "⭐⭐⭐⭐"},
    "Hạng": {3: "Hạng 3 sao", 4: "0COP 4 sao"},
    "ba (03) sao": {3: "đạt hạng ba (03) sao", 4: "bốn (04) sao "},
    "3": {3: 3, 4: "4*"},
}
QUIRKS: dict[str, tuple[str, ...]] = {
    "file": ("workbook", "csv", "csv utf-16 ;"),
    "titles above": ("none", "one", "header on row 5", "header of two rows"),
    "sheet": ("first", "second"),
    "order": ("as usual", "backwards"),
    "titles": ("plain", "synonyms"),
    "units": ("repeated", "merged", "blank below"),
    "stars": tuple(STARS),
    "points": ("numbers", "decimal commas"),
    "days": ("days", "serial numbers", "figures", "words"),
    "decisions": ("whole", "damaged"),
    "foot": ("none", "totals and signatures"),
    "unseen": ("none", "zero width", "decomposed"),
}


def _every_pair() -> Iterator[dict[str, str]]:
    """Give combinations in which every two choices of different quirks occur together."""
    names = list(QUIRKS)
    missing = {
        (one, first, other, second)
        for one, other in itertools.combinations(names, 2)
        for first in QUIRKS[one]
        for second in QUIRKS[other]
    }
    chance = random.Random(2020)
    while missing:
        tries = [{name: chance.choice(QUIRKS[name]) for name in names} for _ in range(40)]
        best = max(tries, key=lambda choice: len(missing & _pairs(choice)))
        missing -= _pairs(best)
        yield best


def _pairs(choice: Mapping[str, str]) -> set[tuple[str, str, str, str]]:
    return {(one, choice[one], other, choice[other]) for one, other in itertools.combinations(choice, 2)}


CROSSED = list(_every_pair())


@pytest.mark.parametrize("quirks", CROSSED, ids=lambda quirks: ", ".join(quirks.values()))
def test_the_same_results_come_out_whatever_the_quirks(tmp_path: Path, quirks: dict[str, str]) -> None:
    sheet = results_of(_written(tmp_path, quirks))

    assert _read(sheet) == RESULTS
    assert [row.producer_kind for row in sheet.rows] == KINDS
    assert [problem for problem in sheet.problems if problem.severity == "blocking"] == []
    assert [column.title for column in sheet.unused_columns] == [_titles(quirks)["photo"]]
    assert _guessed(sheet) == _expected_guesses(quirks)
    assert all(row.as_written["product_name"] for row in sheet.rows)


def _read(sheet: ResultSheet) -> list[tuple[object, ...]]:
    fields = ("sequence", "product_name", "producer_name", "commune", "score", "stars", "decision_number", "decided_on")
    return [tuple(getattr(row, name) for name in fields) for row in sheet.rows]


def _guessed(sheet: ResultSheet) -> set[str]:
    return {str(guess.field) for row in sheet.rows for guess in row.guesses}


def _expected_guesses(quirks: Mapping[str, str]) -> set[str]:
    expected = {"producer_kind"}
    if quirks["days"] == "serial numbers":
        expected.add("decided_on")
    if quirks["decisions"] == "damaged":
        expected.add("decision_number")
    is_merging_lost = quirks["units"] == "merged" and quirks["file"] != "workbook"
    if quirks["units"] == "blank below" or is_merging_lost:
        expected.add("producer_name")
    return expected


def _titles(quirks: Mapping[str, str]) -> dict[str, str]:
    return TITLES if quirks["titles"] == "plain" else SYNONYMS


def _written(tmp_path: Path, quirks: Mapping[str, str]) -> Path:
    fields = list(TITLES)
    if quirks["order"] == "backwards":
        fields.reverse()
    rows = _rows_above(quirks, fields)
    first = len(rows) + 1
    rows += [[_cells(result, quirks).get(name, "") for name in fields] for result in RESULTS]
    _blank_below(rows[first - 1 :], fields, quirks)
    rows += _rows_below(quirks, fields)
    if quirks["file"] != "workbook":
        encoding, delimiter = ("utf-16", ";") if "utf-16" in quirks["file"] else ("utf-8-sig", ",")
        return a_csv(tmp_path / "list.csv", rows, encoding=encoding, delimiter=delimiter)
    before = {"Hướng dẫn": [["Cách điền tên sản phẩm"], ["Hạng sao", 3]]} if quirks["sheet"] == "second" else None
    return a_workbook(tmp_path / "list.xlsx", rows, before=before, merges=_merges(first, fields, quirks))


def _rows_above(quirks: Mapping[str, str], fields: list[str]) -> list[list[Any]]:
    titles = _titles(quirks)
    header = [titles[name] for name in fields]
    if quirks["titles above"] == "header on row 5":
        return [["UBND TỈNH LAI CHÂU"], ["DANH SÁCH SẢN PHẨM OCOP NĂM 2020"], [], [], header]
    if quirks["titles above"] == "header of two rows":
        grouped = {"score", "stars"}
        upper = [titles[name] if name not in grouped else "Kết quả đánh giá" for name in fields]
        pair = [place for place, name in enumerate(fields) if name in grouped]
        upper[pair[1]] = ""
        return [upper, [titles[name] if name in grouped else "" for name in fields]]
    return [["DANH SÁCH SẢN PHẨM OCOP"], header] if quirks["titles above"] == "one" else [header]


def _cells(result: tuple[Any, ...], quirks: Mapping[str, str]) -> dict[str, Any]:
    sequence, product, producer, commune, score, stars, decision, day = result
    spelled_day = {
        "days": day,
        "serial numbers": (day - dt.date(1899, 12, 30)).days,
        "figures": f"{day.day}⁄{day.month}⁄{day.year}",
        "words": f"ngày {day.day:02d} tháng {day.month} năm {day.year}",
    }
    points = score / 100 if quirks["points"] == "numbers" else f"{score // 100},{score % 100:02d}"
    cells = {
        "sequence": sequence,
        "product_name": product,
        "producer_name": producer,
        "commune": commune,
        "score": points,
        "stars": STARS[quirks["stars"]][stars],
        "decision_number": decision if quirks["decisions"] == "whole" else decision.replace("/QĐ-", "⁄QĐ"),
        "decided_on": spelled_day[quirks["days"]],
    }
    return {name: _with_unseen(value, quirks["unseen"]) for name, value in cells.items()}


def _with_unseen(value: Any, unseen: str) -> Any:
    if not isinstance(value, str) or not value or unseen == "none":
        return value
    if unseen == "decomposed":
        return unicodedata.normalize("NFD", value)
    return f"\ufeff{value[0]}\u200b{value[1:]}\xa0 ".replace(" ", "\xa0 ", 1)


def _blank_below(rows: list[list[Any]], fields: list[str], quirks: Mapping[str, str]) -> None:
    """Say each unit once, in the first of its rows."""
    if quirks["units"] == "repeated":
        return
    for place in [one - 1 for one, result in enumerate(RESULTS[1:], start=2) if result[2] == RESULTS[one - 2][2]]:
        for name in ("producer_name", "commune"):
            rows[place][fields.index(name)] = ""


def _merges(first: int, fields: list[str], quirks: Mapping[str, str]) -> list[str]:
    merges = []
    if quirks["units"] == "merged":
        for name in ("producer_name", "commune"):
            letter = "ABCDEFGHI"[fields.index(name)]
            merges += [f"{letter}{first + top}:{letter}{first + top + 1}" for top in (0, 3, 5)]
    if quirks["titles above"] == "header of two rows":
        pair = [place for place, name in enumerate(fields) if name in {"score", "stars"}]
        merges.append(f"{'ABCDEFGHI'[pair[0]]}1:{'ABCDEFGHI'[pair[1]]}1")
        merges += [f"{letter}1:{letter}2" for place, letter in enumerate("ABCDEFGHI") if place not in pair]
    return merges


def _rows_below(quirks: Mapping[str, str], fields: list[str]) -> list[list[Any]]:
    if quirks["foot"] == "none":
        return []
    foot: list[dict[str, Any]] = [
        {"product_name": "Tổng cộng: 7 sản phẩm", "producer_name": "4 chủ thể"},
        {},
        {"decided_on": "Lai Châu, ngày 11 tháng 12 năm 2020"},
        {"product_name": "Người lập biểu", "stars": "TM. ỦY BAN NHÂN DÂN"},
        {"stars": "KT. CHỦ TỊCH"},
    ]
    return [[row.get(name, "") for name in fields] for row in foot]


def test_every_two_quirks_are_crossed() -> None:
    crossed = set().union(*map(_pairs, CROSSED))

    pairs = itertools.combinations(QUIRKS.values(), 2)
    assert len(crossed) == sum(len(one) * len(other) for one, other in pairs)
