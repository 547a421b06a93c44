"""Our own Word template of a decision and its annex: what a department begins with, and may replace by its own.

What stands in double braces is filled in; the rest is the department's to finish in Word. No law is cited that the
register does not know to apply: dots stand where one belongs.
"""

from collections.abc import Mapping
from types import MappingProxyType

from registry.documents.word_parts import PAGE_WIDTH, package, paragraph, row, rule, run, section_end, table
from registry.rules.decision_life import DecisionKind

Columns = tuple[tuple[str, str, int, str], ...]
"""Title, placeholder, width in tenths of the page, alignment."""

_NUMBER = ("TT", "tt", 6, "center")
_PRODUCT = ("Tên sản phẩm", "san_pham", 22, "left")
_PRODUCER = ("Tên chủ thể", "chu_the", 22, "left")
_PAPER = ("Số giấy chứng nhận", "so_giay", 14, "center")
_STARS = ("Hạng", "hang", 9, "center")
_RECOGNISED: Columns = (
    _NUMBER,
    _PRODUCT,
    _PRODUCER,
    ("Địa chỉ", "dia_chi", 21, "left"),
    ("Điểm", "diem", 9, "center"),
    _STARS,
    ("Ghi chú", "ghi_chu", 11, "left"),
)
COLUMNS: Mapping[DecisionKind, Columns] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: _RECOGNISED,
        DecisionKind.RESULT_APPROVAL: _RECOGNISED,
        DecisionKind.REVOCATION: (
            _NUMBER,
            ("Tên sản phẩm", "san_pham", 19, "left"),
            ("Tên chủ thể", "chu_the", 19, "left"),
            ("Địa chỉ", "dia_chi", 16, "left"),
            _PAPER,
            _STARS,
            ("Căn cứ", "can_cu_dong", 17, "left"),
        ),
        DecisionKind.CORRECTION: (
            _NUMBER,
            ("Tên sản phẩm", "san_pham", 17, "left"),
            ("Tên chủ thể", "chu_the", 17, "left"),
            _PAPER,
            ("Đã ghi", "noi_dung_cu", 16, "left"),
            ("Đính chính thành", "noi_dung_moi", 16, "left"),
            ("Lý do", "can_cu_dong", 14, "left"),
        ),
        DecisionKind.AWARD: (
            _NUMBER,
            ("Tập thể, hộ gia đình, cá nhân", "chu_the", 30, "left"),
            ("Địa chỉ", "dia_chi", 26, "left"),
            ("Thành tích", "thanh_tich", 26, "left"),
            ("Ghi chú", "ghi_chu", 12, "left"),
        ),
    }
)
SECTION = "nhom"
"""The placeholder of a heading within the annex: its row stands again above every group."""
_HEADINGS = ("co_quan", "so_ky_hieu", "dia_danh_ngay", "trich_yeu", "noi_dung", "quyen_han", "ten_phu_luc", "kem_theo")
NEEDED: Mapping[DecisionKind, tuple[str, ...]] = MappingProxyType(
    {
        DecisionKind.RECOGNITION: (*_HEADINGS, "tt", "san_pham", "chu_the", "hang"),
        DecisionKind.RESULT_APPROVAL: (*_HEADINGS, "tt", "san_pham", "chu_the", "diem"),
        DecisionKind.REVOCATION: (*_HEADINGS, "tt", "san_pham", "chu_the", "so_giay", "can_cu_dong"),
        DecisionKind.CORRECTION: (*_HEADINGS, "tt", "san_pham", "so_giay", "noi_dung_cu", "noi_dung_moi"),
        DecisionKind.AWARD: (*_HEADINGS, "tt", "chu_the", "thanh_tich"),
    }
)
"""What a department's own template of each kind of decision must hold."""
_LEFT, _RIGHT = PAGE_WIDTH * 38 // 100, PAGE_WIDTH * 62 // 100
_SIDES = (_LEFT, PAGE_WIDTH - _LEFT)


def template(kind: DecisionKind) -> bytes:
    """Return our template of a kind of decision."""
    body = "".join((_head(), _grounds(), _articles(kind), _foot(), section_end(), _annex(kind)))
    return package(body)


def _head() -> str:
    left = paragraph("{{co_quan}}", size=13, bold=True) + rule(inset=_LEFT // 3)
    right = (
        paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
        + paragraph("Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
        + rule(inset=_RIGHT // 5)
    )
    number = paragraph("Số: {{so_ky_hieu}}", size=13, before=6)
    day = paragraph("{{dia_danh_ngay}}", size=13, italic=True, before=6)
    return (
        paragraph("{{du_thao}}", size=12, bold=True, align="left")
        + table([row((left, right), _SIDES), row((number, day), _SIDES)], _SIDES)
        + paragraph("QUYẾT ĐỊNH", bold=True, before=18)
        + paragraph("{{trich_yeu}}", bold=True)
        + rule(inset=PAGE_WIDTH // 3)
    )


def _grounds() -> str:
    grounds = (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày … tháng … năm …;",
        "Căn cứ {{van_ban_ap_dung}};",
        "Căn cứ kết quả đánh giá, phân hạng của Hội đồng tại Biên bản ngày … tháng … năm …;",
        "Theo đề nghị của {{co_quan_trinh}} tại Tờ trình số …/TTr-… ngày … tháng … năm ….",
    )
    return paragraph("{{tham_quyen}}", bold=True, before=12) + "".join(
        paragraph(ground, italic=True, align="both", first_line=True, before=6) for ground in grounds
    )


def _articles(kind: DecisionKind) -> str:
    articles = ["{{noi_dung}}"]
    if kind is DecisionKind.RECOGNITION:
        articles.append("{{thoi_han}}")
        articles.append(
            "{{co_quan_trinh}} công bố kết quả, trao Giấy chứng nhận, hướng dẫn các chủ thể sử dụng Giấy chứng nhận "
            "và nhãn hiệu theo quy định; kiểm tra, giám sát sau công nhận."
        )
    articles.append("Quyết định này có hiệu lực kể từ ngày ký.")
    articles.append(
        "Chánh Văn phòng Ủy ban nhân dân tỉnh, {{co_quan_trinh}}, các cơ quan, đơn vị, địa phương có liên quan và các "
        "tổ chức, cá nhân có tên trong Phụ lục chịu trách nhiệm thi hành Quyết định này./."
    )
    made = "".join(
        paragraph(text, lead=f"Điều {number}. ", align="both", first_line=True, before=6)
        for number, text in enumerate(articles, start=1)
    )
    return paragraph("QUYẾT ĐỊNH:", bold=True, before=12, keeps_next=True) + made


def _foot() -> str:
    receivers = ("- Như Điều cuối;", "- … ;", "- Lưu: VT, ….")
    left = (
        '<w:p><w:pPr><w:jc w:val="left"/></w:pPr>' + run("Nơi nhận:", size=12, bold=True, italic=True) + "</w:p>"
    ) + "".join(paragraph(text, size=11, align="left") for text in receivers)
    right = paragraph("{{quyen_han}}", bold=True) + paragraph() * 4 + paragraph("{{nguoi_ky}}", bold=True)
    return paragraph(size=6) + table([row((left, right), _SIDES)], _SIDES)


def _annex(kind: DecisionKind) -> str:
    columns = COLUMNS[kind]
    whole = sum(width for _, _, width, _ in columns)
    widths = [PAGE_WIDTH * width // whole for _, _, width, _ in columns]
    titles = row(
        [paragraph(title, size=12, bold=True) for title, _, _, _ in columns], widths, is_title=True, align="center"
    )
    heading = row([paragraph(f"{{{{{SECTION}}}}}", size=12, bold=True, align="left")], widths, spans=True)
    line = row(
        [paragraph(f"{{{{{name}}}}}", size=12, align=align) for _, name, _, align in columns], widths, align="center"
    )
    return (
        paragraph("Phụ lục", bold=True)
        + paragraph("{{ten_phu_luc}}", bold=True)
        + paragraph("{{kem_theo}}", italic=True)
        + rule(inset=PAGE_WIDTH // 3)
        + table([titles, heading, line], widths, ruled=True)
        + paragraph("{{ket_phu_luc}}", italic=True, align="both", first_line=True, before=6)
    )
