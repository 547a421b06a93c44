"""Contents of the papers of an assessment, by hand: forms of a member, tables of a council, notices."""

from datetime import date
from typing import Any

from builders.papers import COMMUNES, LONG_ADDRESS, LONG_PRODUCER, LONG_PRODUCT, PRODUCTS

from certificates import (
    Manner,
    OfficialPaper,
    Paragraph,
    RowKind,
    ScoreRow,
    ScoreSheetPaper,
    Side,
    Signature,
    Table,
    TableColumn,
)

COUNCIL = "HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP TỈNH LAI CHÂU"
SHA256 = "0123456789abcdef" * 4
LONG_TEXT = (
    "Sản phẩm có câu chuyện rõ ràng, gắn với vùng chè cổ thụ & <rừng> của xã; cần hoàn thiện nhãn song ngữ, "
    "mã truy xuất điện tử và hợp đồng liên kết trước khi đăng ký nâng hạng."
)


def a_score_sheet(criteria: int = 4, **changes: Any) -> ScoreSheetPaper:
    """Return a sheet of two parts with so many criteria each."""
    words: dict[str, Any] = {
        "parent_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "issuing_body": COUNCIL,
        "criteria_name": "BỘ SẢN PHẨM: CHÈ TƯƠI, CHÈ CHẾ BIẾN",
        "instrument": "Theo Bộ tiêu chí ban hành kèm theo Quyết định số 26/2026/QĐ-TTg",
        "product_name": "Chè Shan tuyết cổ thụ",
        "product_code": "12-03001-06-2026",
        "registration_number": "001/PĐK-12-03001-2026",
        "producer_name": "Hợp tác xã Minh Họa 07",
        "phone": "0900 000 000",
        "producer_address": "bản Minh Họa, xã Tả Lèng, tỉnh Lai Châu",
        "rows": score_rows(criteria),
        "total": "72",
        "opinion": (LONG_TEXT, "Đề nghị Hội đồng xem xét."),
        "place": "Lai Châu",
        "signed_on": date(2026, 11, 5),
        "member_name": "Nguyễn Thị Minh Họa",
        "member_office": "Ủy viên Hội đồng, Sở Công Thương",
        "foot": f"Phiếu lần 1, ký lúc 10:32 ngày 05/11/2026; SHA-256: {SHA256}",
    }
    return ScoreSheetPaper(**words | changes)


def score_rows(criteria: int) -> tuple[ScoreRow, ...]:
    """Return grounds of elimination and two parts, each option of every kind of row once."""
    rows = [
        ScoreRow(kind=RowKind.SECTION, text="Các trường hợp bị loại hồ sơ"),
        ScoreRow(kind=RowKind.GROUND, text="Hồ sơ giả mạo", points="loại"),
    ]
    for part in "AB":
        rows.append(ScoreRow(kind=RowKind.PART, code=part, text=f"PHẦN {part}: SẢN PHẨM", points="40", given="36"))
        rows.append(ScoreRow(kind=RowKind.SECTION, code="1", text="Tổ chức sản xuất", points="18", given="12"))
        for number in range(1, criteria + 1):
            rows += _criterion(f"1.{number}", number)
    return tuple(rows)


def _criterion(code: str, number: int) -> list[ScoreRow]:
    options = [
        "Dùng nguyên liệu nguồn gốc trong tỉnh, tỷ lệ dưới 50%",
        "Tỷ lệ từ 50% đến dưới 75% (mức tối thiểu của hạng 3 sao)",
        "Có minh chứng công trình thu gom, xử lý chất thải đúng quy định và bao gói thân thiện môi trường" * 2,
    ]
    rows = [ScoreRow(kind=RowKind.CRITERION, code=code, text="Nguồn nguyên liệu", points="3", given="2")]
    if number == 1:
        rows.append(ScoreRow(kind=RowKind.REMARK, text="Chỉ xét khi tiêu chí 2.1 đạt từ 2 điểm."))
    rows += [
        ScoreRow(kind=RowKind.OPTION, text=text, points=str(points), is_ticked=points == number % 3 + 1)
        for points, text in enumerate(options, start=1)
    ]
    if number == 2:
        rows.append(ScoreRow(kind=RowKind.REMARK, text="Nhận xét của người đánh giá: cần bổ sung bảng kê thu mua."))
    return rows


def a_council_table(dossiers: int, members: int, **changes: Any) -> OfficialPaper:
    """Return a summary table of a council."""
    columns = (
        TableColumn(title="TT", share=9, side=Side.CENTRE, field="number"),
        TableColumn(title="Sản phẩm", share=47, field="product_name"),
        TableColumn(title="Chủ thể", share=46, field="producer_name"),
        *(TableColumn(title=f"({n})", share=8.4, side=Side.CENTRE, field="score") for n in range(1, members + 1)),
        TableColumn(title="Lệch", share=11, side=Side.CENTRE, field="score"),
        TableColumn(title="Trung bình", share=13, side=Side.CENTRE, field="score"),
        TableColumn(title="Kết quả", share=16, side=Side.CENTRE, field="stars"),
        TableColumn(title="Ghi chú", share=36, field="note"),
    )
    rows = tuple(_council_row(number, members) for number in range(1, dossiers + 1))
    legend = tuple(
        Paragraph(
            text=f"({number}) Nguyễn Thị Minh Họa {number} – Ủy viên Hội đồng, Sở Công Thương", manner=Manner.SMALL
        )
        for number in range(1, members + 1)
    )
    return an_official_paper(
        title="BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM CỦA HỘI ĐỒNG",
        symbol=None,
        addressees=(),
        recipients=(),
        blocks=(Table(columns=columns, rows=rows, is_dense=True), *legend),
        signatures=(
            Signature(authority_lines=("THƯ KÝ HỘI ĐỒNG",), name="Lò Văn Minh Họa"),
            Signature(authority_lines=("CHỦ TỊCH HỘI ĐỒNG",), name="Nguyễn Văn Minh Họa"),
        ),
        signing_hint="(Ký, ghi rõ họ tên)",
        is_landscape=True,
        **changes,
    )


def _council_row(number: int, members: int) -> tuple[str, ...]:
    totals = tuple(
        "–" if (number + seat) % 9 == 0 else str(60 + (number * 7 + seat * 3) % 41) for seat in range(members)
    )
    is_held = number % 5 == 0
    return (
        str(number),
        PRODUCTS[number % len(PRODUCTS)],
        LONG_PRODUCER if number % 4 == 0 else f"Hợp tác xã Minh Họa {number:02d}",
        *totals,
        "9,5",
        "88,75",
        "tiềm năng 5 sao" if number % 11 == 0 else "4 sao",
        "Đủ điểm 4 sao; chưa đạt mức tối thiểu 4 sao ở 2.1, 3.5" if is_held else "",
    )


def an_official_paper(**changes: Any) -> OfficialPaper:
    """Return a notice of a page or two."""
    words: dict[str, Any] = {
        "parent_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "issuing_body": COUNCIL,
        "symbol": "TB-HĐOCOP",
        "title": "THÔNG BÁO",
        "subject": "Kết quả đánh giá, phân hạng sản phẩm OCOP đợt 2 năm 2026",
        "place": "Lai Châu",
        "issued_on": date(2026, 2, 5),
        "addressees": (f"Ủy ban nhân dân {COMMUNES[0]}", "Hợp tác xã Minh Họa 07"),
        "blocks": (
            Paragraph(text=LONG_TEXT),
            Paragraph(lead="Tên sản phẩm:", text=PRODUCTS[0], manner=Manner.ENTRY, field="product_name"),
            Paragraph(text="1. Điểm từng phần", manner=Manner.HEADING),
            a_table(3),
            Paragraph(text="- Hồ sơ giả mạo;", manner=Manner.ITEM),
            Paragraph(text="Căn cứ Quyết định số 26/2026/QĐ-TTg;", manner=Manner.REMARK),
            Paragraph(text="Tổng điểm của các thành viên không lệch nhau quá 10 điểm.", manner=Manner.SMALL),
        ),
        "signatures": (Signature(authority_lines=("TM. HỘI ĐỒNG", "CHỦ TỊCH"), name="Nguyễn Văn Minh Họa"),),
        "recipients": ("Như trên", "Sở Nông nghiệp và Môi trường tỉnh Lai Châu", "Lưu: VT, HĐOCOP"),
    }
    return OfficialPaper(**words | changes)


def a_table(rows: int, **changes: Any) -> Table:
    """Return a table of three columns."""
    return Table(
        columns=(
            TableColumn(title="TT", share=12, side=Side.CENTRE, field="number"),
            TableColumn(title="Sản phẩm", share=100, field="product_name"),
            TableColumn(title="Điểm", share=20, side=Side.RIGHT, field="score"),
        ),
        rows=tuple((str(n), PRODUCTS[n % len(PRODUCTS)], "72,35") for n in range(1, rows + 1)),
        **changes,
    )


LONGEST = {
    "product_name": LONG_PRODUCT,
    "producer_name": LONG_PRODUCER,
    "producer_address": LONG_ADDRESS,
}
