"""The official text of a set is taken in through its workbook, and a passer-by reads it the same hour."""

import io
import json
from collections.abc import Callable
from typing import Any

from journeys.conftest import Seat
from journeys.looking_at_pages import faults
from journeys.person import Person, bytes_of
from openpyxl import load_workbook

from registry import clock

TEA = "/bo-tieu-chi/qd-26-2026/11"
FIELD = "Tệp bộ tiêu chí"
STAFF_WIDTHS, PUBLIC_WIDTHS = (768, 1280), (320, 180, 768, 1280)


def rewritten(workbook: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Change a workbook at home; rows by their code."""
    book = load_workbook(io.BytesIO(workbook))
    change({str(row[0].value): row for row in book.active.iter_rows()})
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def official(rows: dict[str, Any]) -> None:
    rows["1.1"][1].value = "Nguyên văn của tiêu chí 1.1"
    rows["Nguồn"][1].value = "Bản chụp Công báo"


def without_a_point(rows: dict[str, Any]) -> None:
    rows["1.1"][2].value = 2
    rows["A"][1].value = None


def sends(administrator: Person, content: bytes) -> None:
    administrator.control(FIELD).set_input_files(
        {"name": "bo-11.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    administrator.presses("Kiểm tra")


def test_the_official_text_of_a_set_comes_in_by_its_workbook(somebody: Seat, staff: Seat) -> None:
    administrator, wrong = staff("administrator"), []
    administrator.turns_to("Thiết lập")
    administrator.follows("Bộ tiêu chí")
    administrator.sees("Chè tươi, chè chế biến")
    wrong += faults(administrator, widths=STAFF_WIDTHS)
    administrator.takes_picture("criteria-list")
    link = administrator.page.locator(f'a[href^="{TEA}"][href$=".xlsx"]')
    with administrator.page.expect_download() as taken:
        link.click()
    workbook = bytes_of(taken.value)

    administrator.follows("Nạp bản mới")
    administrator.sees(FIELD)
    wrong += faults(administrator, widths=STAFF_WIDTHS)
    sends(administrator, rewritten(workbook, without_a_point))
    administrator.sees("Những chỗ phải sửa trong tệp")
    administrator.is_told_at(FIELD, "liệt kê ở dưới")
    wrong += faults(administrator, widths=STAFF_WIDTHS)
    administrator.takes_picture("criteria-flaws")

    sends(administrator, rewritten(workbook, official))
    administrator.sees("Chỉ khác câu chữ ở 2 chỗ")
    wrong += faults(administrator, widths=STAFF_WIDTHS)
    administrator.takes_picture("criteria-preview")
    administrator.types("Nguồn của bản này", "Công báo số 715+716")
    administrator.presses("Nạp vào sổ")
    administrator.is_told_at("Áp dụng từ ngày", "không được để trống")
    administrator.types("Áp dụng từ ngày", f"{clock.today():%d/%m/%Y}")
    administrator.presses("Nạp vào sổ")
    administrator.sees("Đã nạp bản số 2 của bộ 11")

    passer_by = somebody()
    passer_by.goes_to("/")
    passer_by.follows("Bộ tiêu chí đánh giá, phân hạng")
    passer_by.page.locator(f'a[href="{TEA}"]').click()
    passer_by.sees("Nguyên văn của tiêu chí 1.1")
    passer_by.sees("Công báo số 715+716")
    assert b"Nguy\\u00ean" not in bytes_of(passer_by.downloads("Tải dữ liệu JSON"))
    wrong += faults(passer_by, widths=PUBLIC_WIDTHS)
    passer_by.follows("Bản số 1")
    passer_by.sees("Đây là bản cũ")
    passer_by.does_not_see("Nguyên văn của tiêu chí 1.1")
    wrong += faults(passer_by, widths=PUBLIC_WIDTHS)
    data = json.loads(bytes_of(passer_by.downloads("Tải dữ liệu JSON")))
    assert data["set"] == 11

    assert wrong == []
