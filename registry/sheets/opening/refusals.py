"""The sentences with which a file is refused."""

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.sheets.opening import limits

_AS_XLSX = "Hãy mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), rồi gửi lại."
_AS_UTF8 = (
    "Hãy mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu «CSV UTF-8» hoặc «Excel Workbook (.xlsx)», rồi gửi lại."
)
_LONGEST_NAME = 100
_MEGABYTES = 2**20


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


_SENTENCES = {
    "empty": "Tệp «{filename}» trống, không có dòng nào để đọc.",
    "too_large": f"Tệp «{{filename}}» lớn hơn {limits.LARGEST_FILE // _MEGABYTES} MB. "
    "Hãy bỏ ảnh và các trang tính không cần, hoặc tách thành nhiều tệp.",
    "too_large_inflated": "Tệp «{filename}» chứa quá nhiều dữ liệu khi mở ra, hoặc có ô lạc ở rất xa bảng. "
    "Hãy chép riêng bảng kết quả sang một sổ tính mới rồi gửi lại.",
    "too_many_members": "Tệp «{filename}» gồm quá nhiều thành phần. "
    "Hãy chép riêng bảng kết quả sang một sổ tính mới rồi gửi lại.",
    "too_many_sheets": f"Sổ tính «{{filename}}» có hơn {limits.MOST_SHEETS} trang tính. "
    "Hãy chỉ giữ lại các trang có danh sách kết quả.",
    "too_many_rows": f"Trang tính «{{detail}}» của tệp «{{filename}}» có hơn {_thousands(limits.MOST_ROWS)} dòng. "
    "Hãy xóa các dòng thừa ở dưới bảng hoặc tách danh sách thành nhiều tệp.",
    "too_many_columns": f"Trang tính «{{detail}}» của tệp «{{filename}}» có hơn {limits.MOST_COLUMNS} cột. "
    "Hãy xóa các cột không cần và những ô lạc ở xa bên phải bảng.",
    "too_many_cells": f"Sổ tính «{{filename}}» có hơn {_thousands(limits.MOST_CELLS)} ô. "
    "Hãy chỉ giữ lại trang có danh sách kết quả, hoặc tách danh sách thành nhiều tệp.",
    "too_many_merges": f"Trang tính «{{detail}}» của tệp «{{filename}}» có hơn {_thousands(limits.MOST_MERGES)} ô gộp. "
    "Hãy bỏ gộp ô rồi gửi lại.",
    "cell_too_long": f"Tệp «{{filename}}» có ô dài hơn {_thousands(limits.LONGEST_CELL)} ký tự, không phải danh sách.",
    "too_slow": "Đọc tệp «{filename}» mất quá nhiều thời gian. "
    "Hãy chép riêng bảng kết quả sang một sổ tính mới rồi gửi lại.",
    "killed": "Không đọc được tệp «{filename}»: tệp bị hỏng, quá lớn hoặc có ô lạc ở rất xa bảng. "
    "Hãy chép riêng bảng kết quả sang một sổ tính mới rồi gửi lại.",
    "damaged": f"Tệp «{{filename}}» bị hỏng hoặc chưa tải lên trọn vẹn. {_AS_XLSX}",
    "entities": f"Tệp «{{filename}}» có khai báo không dùng trong sổ tính thông thường nên không được mở. {_AS_XLSX}",
    "password": "Tệp «{filename}» được đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc), "
    "lưu lại rồi gửi.",
    "macros": f"Tệp «{{filename}}» có chứa macro nên không được nhận. {_AS_XLSX}",
    "external_links": "Sổ tính «{filename}» lấy số liệu từ tệp hoặc nguồn khác. Hãy ngắt liên kết "
    "(Dữ liệu → Sửa liên kết → Ngắt liên kết) để giữ lại giá trị, lưu lại rồi gửi.",
    "old_workbook": f"Tệp «{{filename}}» là sổ tính kiểu cũ (.xls). {_AS_XLSX}",
    "binary_workbook": f"Tệp «{{filename}}» là sổ tính kiểu nhị phân (.xlsb). {_AS_XLSX}",
    "open_document": f"Tệp «{{filename}}» là tài liệu OpenDocument (.ods, .odt). {_AS_XLSX}",
    "other_office": "Tệp «{filename}» là văn bản, không phải sổ tính. "
    "Hãy chép bảng kết quả sang Excel, lưu thành tệp .xlsx rồi gửi lại.",
    "pdf": "Tệp «{filename}» là tệp PDF, không phải sổ tính. Hãy gửi danh sách dạng .xlsx hoặc .csv.",
    "password_pdf": "Tệp PDF «{filename}» được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi.",
    "damaged_pdf": "Tệp PDF «{filename}» bị hỏng hoặc chưa tải lên trọn vẹn. "
    "Hãy lưu lại từ phần mềm soạn thảo rồi gửi.",
    "damaged_text": "Văn bản «{filename}» bị hỏng. Hãy mở bằng Word, lưu thành tệp .docx mới rồi gửi lại.",
    "scanned": "Tệp PDF «{filename}» là ảnh quét, không có chữ để đọc. "
    "Hãy gửi tệp Word, Excel hoặc PDF xuất từ phần mềm soạn thảo, hoặc dán chữ của phụ lục.",
    "torn_pdf": "Tệp PDF «{filename}» đặt chữ có dấu rời khỏi từ (phần mềm xuất tệp thiếu phông), nên không đọc đúng. "
    "Hãy gửi tệp Word hoặc Excel, hoặc xuất lại PDF trên máy có đủ phông.",
    "too_many_pages": f"Tệp PDF «{{filename}}» có hơn {limits.MOST_PAGES} trang. Hãy tách riêng phụ lục rồi gửi.",
    "picture": "Tệp «{filename}» là ảnh, không phải sổ tính. Hãy gửi danh sách dạng .xlsx hoặc .csv.",
    "web_page": f"Tệp «{{filename}}» thực ra là trang web hoặc XML, không phải sổ tính. {_AS_XLSX}",
    "no_workbook": "Tệp «{filename}» không phải sổ tính Excel (.xlsx) cũng không phải tệp CSV. "
    "Hãy gửi danh sách dạng .xlsx hoặc .csv.",
    "legacy_script": "Chữ trong tệp «{filename}» không theo bảng mã Unicode (có vẻ là TCVN3/ABC, VNI hoặc "
    f"Windows-1258). {_AS_UTF8}",
    "broken_csv": f"Tệp CSV «{{filename}}» có ô quá dài hoặc dấu nháy kép không khép. {_AS_UTF8}",
}


_OF_ANOTHER_KIND = frozenset(
    {"old_workbook", "binary_workbook", "open_document", "other_office", "picture", "web_page", "no_workbook",
     "legacy_script"}
)  # fmt: skip
_NO_PAPER = (
    "Tệp «{filename}» không đọc được chữ. Nhận tệp Word (.docx), Excel (.xlsx) và PDF có chữ; tệp kiểu cũ "
    "(.doc, .xls) thì mở bằng Word, Excel, chọn Lưu thành (Save As) kiểu mới rồi gửi."
)


def refusal(code: str, *, filename: str, detail: str = "", papers: bool = False) -> Refusal:
    """Give the sentence of a verdict, with the file's name in it.

    :param papers: where Word documents and PDF are taken too.
    """
    name = clean(filename)[:_LONGEST_NAME]
    sentence = _NO_PAPER if papers and code in _OF_ANOTHER_KIND else _SENTENCES.get(code, _SENTENCES["killed"])
    if not detail:
        sentence = sentence.replace("Trang tính «{detail}» của tệp", "Tệp")
    return Refusal(sentence.format(filename=name, detail=detail), field="file")
