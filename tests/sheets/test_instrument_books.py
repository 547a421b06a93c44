"""An instrument goes through its workbook and back; what is wrong in a sheet is told at its row and column."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.newer_law import chapter
from openpyxl import Workbook, load_workbook

from registry.law.instrument_file import Reading, chapter_of_book, content_hash
from registry.law.law_book import own_book
from registry.rules.instruments import Instrument
from registry.rules.refusal import Refusal
from registry.sheets.instrument_book import read_instrument_file, write_instrument

Change = Callable[[Workbook], object]


def sent_back(tmp_path: Path, change: Change = lambda _: None) -> Reading:
    """Change the workbook of the invented instrument and read it."""
    book = load_workbook(io.BytesIO(write_instrument(chapter())))
    change(book)
    path = tmp_path / "van-ban.xlsx"
    book.save(path)
    return read_instrument_file(path, filename="van-ban.xlsx")


def put(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def drop(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


@pytest.mark.parametrize("whole", [chapter(), chapter_of_book(own_book(), Instrument.QD_1048_781)])
def test_an_instrument_survives_its_workbook(tmp_path: Path, whole: Any) -> None:
    path = tmp_path / "van-ban.xlsx"
    path.write_bytes(write_instrument(whole))

    reading = read_instrument_file(path, filename=path.name)

    assert reading.flaws == ()
    assert reading.chapter is not None
    assert content_hash(reading.chapter) == content_hash(whole)


def test_a_band_that_was_changed_in_its_cell_is_another(tmp_path: Path) -> None:
    def lower(book: Workbook) -> None:
        book["Khung điểm"]["B5"] = 76
        book["Khung điểm"]["C6"] = 75.99

    reading = sent_back(tmp_path, lower)

    assert reading.chapter is not None, [str(flaw) for flaw in reading.flaws]
    assert [str(band.lowest) for band in reading.chapter.facts.bands][:2] == ["92", "76"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("Khung điểm", "C6", 70), "Trang tính «Khung điểm», dòng 6, cột «Đến điểm»: giữa khung 3 và 4 sao còn"),
        (put("Khung điểm", "C6", 80), "Trang tính «Khung điểm», dòng 6, cột «Đến điểm»: khung 3 sao chồng lên"),
        (put("Khung điểm", "B4", "x"), "Trang tính «Khung điểm», dòng 4, cột «Từ điểm»: phải là điểm từ 0 đến 100"),
        (put("Cơ quan công nhận", "B4", "Làng"), "Trang tính «Cơ quan công nhận», dòng 4, cột «Cấp»: phải là một"),
        (put("Chuyển tiếp", "A4", "Khác"), "Trang tính «Chuyển tiếp», dòng 4, cột «Hình thức»: phải là một trong"),
        (put("Bộ sản phẩm", "G4", "lạ"), "Trang tính «Bộ sản phẩm», dòng 4, cột «Ngành hàng của sổ»: sổ không có"),
        (put("Hồ sơ", "C5", "có thể"), "Trang tính «Hồ sơ», dòng 5, cột «Bắt buộc»: phải là Có hoặc Không"),
        (put("Văn bản", "B7", "mai"), "Trang tính «Văn bản», dòng 7: «Có hiệu lực từ ngày» phải là một ngày"),
        (put("Văn bản", "A7", "Ngày lạ"), "Trang tính «Văn bản», dòng 7: mẫu không có mục «Ngày lạ»."),
        (put("Hồ sơ", "A3", "Ký hiệu"), "Trang tính «Hồ sơ»: không có dòng tiêu đề «Mã», «Tên giấy tờ»"),
        (drop("Bộ sản phẩm"), "Tệp không có trang tính «Bộ sản phẩm» của mẫu."),
    ],
)
def test_what_is_wrong_is_told_at_its_row_and_column(tmp_path: Path, change: Change, said: str) -> None:
    reading = sent_back(tmp_path, change)

    assert reading.chapter is None
    assert any(str(flaw).startswith(said) for flaw in reading.flaws), [str(flaw) for flaw in reading.flaws]


def test_a_day_may_be_a_date_or_be_typed(tmp_path: Path) -> None:
    for number, typed in enumerate(["15/3/2028", "2028-03-15"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        reading = sent_back(folder, put("Văn bản", "B7", typed))
        assert reading.chapter is not None, [str(flaw) for flaw in reading.flaws]
        assert f"{reading.chapter.facts.applies_from}" == "2028-03-15"


@pytest.mark.parametrize(("name", "content"), [("v.pdf", b"%PDF-1.7\n%"), ("v.json", b"{" + b" " * 500_000)])
def test_what_is_neither_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(Refusal, match=r"Văn bản phải là tệp \.json, hoặc tệp Excel"):
        read_instrument_file(path, filename=name)
