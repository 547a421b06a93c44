"""The empty workbook that staff fill in before an import."""

import io
from typing import Any, NamedTuple

import xlsxwriter

from registry.sheets.columns import Column
from registry.sheets.workbook_styles import Styles

_PREPARED_ROWS = 500
_TITLE = "Danh sách kết quả đánh giá, phân hạng sản phẩm OCOP"
_HINT = "Điền từ dòng ngay dưới dòng tiêu đề màu xanh; cột không dùng có thể để trống hoặc xóa đi."


class _TemplateColumn(NamedTuple):
    column: Column
    title: str
    explanation: str
    kind: str = "text"
    width: float = 18
    choices: tuple[str, ...] = ()


_COLUMNS = (
    _TemplateColumn(Column.SEQUENCE, "TT", "Số thứ tự: 1, 2, 3…", "whole", 6),
    _TemplateColumn(Column.PRODUCT_NAME, "Tên sản phẩm", "Bắt buộc. Mỗi dòng một sản phẩm.", width=32),
    _TemplateColumn(Column.PRODUCER_NAME, "Tên chủ thể", "Bắt buộc. Tên đầy đủ theo đăng ký.", width=32),
    _TemplateColumn(
        Column.PRODUCER_KIND,
        "Loại hình chủ thể",
        "Chọn trong danh sách.",
        width=20,
        choices=(
            "Hợp tác xã",
            "Tổ hợp tác",
            "Công ty TNHH",
            "Công ty TNHH một thành viên",
            "Công ty cổ phần",
            "Doanh nghiệp tư nhân",
            "Doanh nghiệp",
            "Trang trại",
            "Hộ kinh doanh",
            "Hội, hiệp hội",
            "Trung tâm điều hành du lịch",
            "Khác",
        ),
    ),
    _TemplateColumn(Column.REPRESENTATIVE, "Người đại diện", "Họ và tên."),
    _TemplateColumn(Column.PHONE, "Điện thoại", "Giữ cả số 0 ở đầu."),
    _TemplateColumn(Column.TAX_NUMBER, "Mã số thuế", "Hoặc mã số đăng ký kinh doanh."),
    _TemplateColumn(Column.COMMUNE, "Xã/phường", "Tên xã, phường, thị trấn."),
    _TemplateColumn(Column.DISTRICT, "Huyện/thành phố", "Chỉ với kết quả trước 01/7/2025."),
    _TemplateColumn(Column.ADDRESS, "Địa chỉ", "Thôn, bản, số nhà, đường.", width=24),
    _TemplateColumn(Column.PRODUCT_SET, "Bộ sản phẩm", "Số hoặc tên bộ sản phẩm đã chấm.", width=24),
    _TemplateColumn(Column.PRODUCT_CODE, "Mã số sản phẩm", "Ví dụ 12-03388-3-2026."),
    _TemplateColumn(Column.GTIN, "Mã vạch (GTIN)", "8, 12, 13 hoặc 14 chữ số."),
    _TemplateColumn(Column.PACKINGS, "Quy cách đóng gói", "Cách nhau bằng dấu chấm phẩy.", width=24),
    _TemplateColumn(Column.FILED_ON, "Ngày nộp hồ sơ", "Ngày/tháng/năm.", "date", 14),
    _TemplateColumn(Column.ASSESSED_ON, "Ngày đánh giá", "Ngày hội đồng chấm.", "date", 14),
    _TemplateColumn(Column.SCORE, "Điểm", "Từ 0 đến 100, tối đa hai số sau dấu phẩy.", "number", 10),
    _TemplateColumn(
        Column.STARS,
        "Hạng sao",
        "3 sao, 4 sao, 5 sao hoặc Tiềm năng 5 sao.",
        width=16,
        choices=("3 sao", "4 sao", "5 sao", "Tiềm năng 5 sao"),
    ),
    _TemplateColumn(
        Column.RECOGNITION_KIND,
        "Hình thức công nhận",
        "Chọn trong danh sách.",
        width=20,
        choices=("Đánh giá mới", "Đánh giá lại", "Nâng hạng", "Cấp lại"),
    ),
    _TemplateColumn(Column.DECISION_NUMBER, "Số quyết định", "Ví dụ 1045/QĐ-UBND."),
    _TemplateColumn(Column.DECIDED_ON, "Ngày quyết định", "Ngày/tháng/năm.", "date", 14),
    _TemplateColumn(Column.ISSUING_BODY, "Cơ quan ban hành", "Ví dụ UBND tỉnh Lai Châu.", width=24),
    _TemplateColumn(Column.YEAR, "Năm", "Năm công nhận.", "whole", 8),
    _TemplateColumn(Column.ROUND_NUMBER, "Đợt", "Ví dụ 2.", "whole", 8),
    _TemplateColumn(Column.CERTIFICATE_NUMBER, "Số giấy chứng nhận", "Như in trên giấy, nếu đã cấp."),
    _TemplateColumn(Column.EXPIRES_ON, "Ngày hết hạn", "Chỉ ghi khi khác 36 tháng.", "date", 14),
    _TemplateColumn(Column.NOTE, "Ghi chú", "", width=24),
    _TemplateColumn(Column.SOURCE, "Nguồn", "Văn bản hoặc địa chỉ trang web.", width=24),
)


def template_xlsx() -> bytes:
    """Write a workbook with the recognised columns and a row that explains them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    styles = Styles(book)
    formats = {**styles.of_kind, "number": book.add_format({"num_format": "General"})}
    sheet = book.add_worksheet("Danh sách")
    sheet.write_string(0, 0, _TITLE, styles.title)
    sheet.write_string(1, 0, _HINT, styles.subtitle)
    sheet.set_row(2, 48)
    sheet.set_row(3, 32)
    sheet.freeze_panes(4, 2)
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width, formats[column.kind])
        sheet.write_string(2, place, column.explanation, styles.explanation)
        sheet.write_string(3, place, column.title, styles.header)
        if column.choices:
            _offer(sheet, place, column.choices)
    book.close()
    return target.getvalue()


def _offer(sheet: Any, place: int, choices: tuple[str, ...]) -> None:
    """Offer choices in a cell; other words stay possible and are read as lists write them."""
    sheet.data_validation(
        4,
        place,
        3 + _PREPARED_ROWS,
        place,
        {"validate": "list", "source": list(choices), "error_type": "warning", "error_title": "Ngoài danh sách"},
    )
