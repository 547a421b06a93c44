"""Contents for the print shop, by hand: invented names that look invented, in the shapes of real ones."""

from datetime import date
from typing import Any

from certificates import (
    AnnexKind,
    AnnexLine,
    AnnexSection,
    Arrangement,
    AwardList,
    AwardRow,
    AwardSection,
    DecisionAnnex,
    MeritCertificate,
    PrizeList,
    PrizeRow,
    StarCertificate,
)

LONG_PRODUCT = (
    "Bộ sản phẩm sữa chua nguyên kem cao nguyên Sìn Hồ (Sữa chua nguyên kem, sữa chua nếp cẩm, sữa chua chanh leo)"
)
LONG_PRODUCER = (
    "Hợp tác xã Dịch vụ Nông nghiệp, Du lịch sinh thái và Bảo tồn Văn hóa cộng đồng các dân tộc thiểu số xã Sin Suối Hồ"
)
LONG_ADDRESS = "Số nhà 125, đường Trần Hưng Đạo, tổ dân phố số 17, phường Đoàn Kết, thành phố Lai Châu, tỉnh Lai Châu"
PRODUCTS = (
    "Miến dong Bình Lư",
    "Gạo Séng cù Mường So",
    "Chè Shan tuyết cổ thụ Sùng Hồ",
    "Mật ong bạc hà & <hoa rừng>",
    "Rượu ngô Sùng Phài",
    "Lạp xưởng gác bếp",
    LONG_PRODUCT,
)
COMMUNES = ("xã Bình Lư", "xã Sin Suối Hồ", "phường Đoàn Kết", "thị trấn Than Uyên")
CODE, URL = "K7PM-3XQ9-TR2D", "https://ocop.laichau.example.vn/c/K7PM3XQ9TR2D"
DAY = date(2020, 12, 11)


def a_star_certificate(**changes: Any) -> StarCertificate:
    """Return an issued four-star certificate."""
    words: dict[str, Any] = {
        "issuing_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "number": "07/2020/GCN-OCOP",
        "product_name": "Miến dong Bình Lư",
        "product_code": "12-03-007-2020",
        "producer_name": "Hợp tác xã Minh Họa 07",
        "producer_address": "xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
        "stars": 4,
        "decision_number": "1757/QĐ-UBND",
        "decision_date": DAY,
        "decision_body": "Ủy ban nhân dân tỉnh Lai Châu",
        "valid_from": DAY,
        "valid_until": date(2023, 12, 11),
        "place": "Lai Châu",
        "issued_on": DAY,
        "authority_lines": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "signatory_name": "Nguyễn Văn Minh Họa",
        "lookup_code": CODE,
        "lookup_url": URL,
        "verify_address": "ocop.laichau.example.vn/tra-cuu",
    }
    return StarCertificate(**words | changes)


UNSIGNED: dict[str, Any] = {
    "number": None,
    "decision_number": None,
    "decision_date": None,
    "issued_on": None,
    "signatory_name": None,
    "lookup_code": None,
    "lookup_url": None,
}
"""What a draft has not yet."""


def a_draft_certificate(**changes: Any) -> StarCertificate:
    """Return a star certificate before its decision is signed."""
    return a_star_certificate(**UNSIGNED | {"valid_from": None, "valid_until": None} | changes)


def a_merit_certificate(**changes: Any) -> MeritCertificate:
    """Return an issued merit certificate of a collective."""
    words: dict[str, Any] = {
        "issuing_body": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "number": "05/2020/BK",
        "recipient_name": "Hợp tác xã Minh Họa 07",
        "recipient_address": "xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu",
        "achievement": "xuất sắc trong thực hiện Chương trình mỗi xã một sản phẩm tỉnh Lai Châu năm 2020",
        "decision_number": "1790/QĐ-UBND",
        "decision_date": DAY,
        "place": "Lai Châu",
        "issued_on": DAY,
        "authority_lines": ("CHỦ TỊCH",),
        "signatory_name": "Nguyễn Văn Minh Họa",
        "lookup_code": CODE,
        "lookup_url": URL,
        "verify_address": "ocop.laichau.example.vn/tra-cuu",
    }
    return MeritCertificate(**words | changes)


def a_producer_name(number: int) -> str:
    """Return an invented name; every ninth is as long as real ones get."""
    return LONG_PRODUCER if number % 9 == 0 else f"Hợp tác xã Minh Họa {number:02d}"


def an_award_list(products: int, *, arrangement: Arrangement = Arrangement.BY_PRODUCER, **changes: Any) -> AwardList:
    """Return an award list of so many products, one to three to a section."""
    sections: list[AwardSection] = []
    producers = set()
    while products > (done := sum(len(section.rows) for section in sections)):
        position = len(sections) + 1
        size = min(1 + position % 3, products - done)
        rows = tuple(
            _an_award_row(position if arrangement is Arrangement.BY_PRODUCER else done + index, done + index)
            for index in range(size)
        )
        producers.update(row.producer_key for row in rows)
        title, detail = _section_words(arrangement, position)
        sections.append(AwardSection(title=title, detail=detail, rows=rows))
    words: dict[str, Any] = {
        "parent_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "issuing_body": "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
        "event_title": "Hội nghị công bố và trao Giấy chứng nhận sản phẩm OCOP tỉnh Lai Châu năm 2020",
        "event_place": "Thành phố Lai Châu",
        "event_on": date(2020, 12, 13),
        "arrangement": arrangement,
        "sections": tuple(sections),
        "product_total": products,
        "producer_total": len(producers),
        "total_in_words": "Tổng số ghi bằng chữ",
    }
    return AwardList(**words | changes)


def _an_award_row(producer: int, index: int) -> AwardRow:
    return AwardRow(
        product_name=PRODUCTS[index % len(PRODUCTS)],
        producer_key=str(producer),
        producer_name=a_producer_name(producer),
        commune=COMMUNES[producer % len(COMMUNES)],
        stars=3 + index % 3,
        decision="1757/QĐ-UBND ngày 11/12/2020",
    )


def _section_words(arrangement: Arrangement, position: int) -> tuple[str, str | None]:
    if arrangement is Arrangement.BY_PRODUCER:
        return a_producer_name(position), COMMUNES[position % len(COMMUNES)]
    if arrangement is Arrangement.BY_COMMUNE:
        commune = COMMUNES[position % len(COMMUNES)]
        return commune[0].upper() + commune[1:], None
    return f"Hạng {3 + position % 3} sao", None


def a_prize_list(prizes: int, **changes: Any) -> PrizeList:
    """Return a list of so many prizes."""
    rows = tuple(
        PrizeRow(
            recipient_name=a_producer_name(number),
            commune=COMMUNES[number % len(COMMUNES)],
            product_name=PRODUCTS[number % len(PRODUCTS)],
            stars=3 + number % 3,
            amount=(10 + 5 * (number % 3)) * 1_000_000,
            note="đạt lại" if number % 5 == 0 else None,
        )
        for number in range(1, prizes + 1)
    )
    words: dict[str, Any] = {
        "parent_body": "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "issuing_body": "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN",
        "subtitle": "Sản phẩm OCOP tỉnh Lai Châu năm 2020",
        "resolution": "Nghị quyết số 07/2020/NQ-HĐND ngày 20 tháng 7 năm 2020 của Hội đồng nhân dân tỉnh",
        "rows": rows,
        "total_amount": sum(row.amount for row in rows),
        "total_in_words": "Tổng số tiền ghi bằng chữ",
        "place": "Lai Châu",
        "issued_on": DAY,
    }
    return PrizeList(**words | changes)


def an_annex_line(number: int) -> AnnexLine:
    """Return a line that fills the columns of every kind of annex."""
    return AnnexLine(
        product_name=PRODUCTS[number % len(PRODUCTS)],
        producer_name=a_producer_name(number),
        address=f"{COMMUNES[number % len(COMMUNES)]}, tỉnh Lai Châu",
        score="72,35" if number % 4 else "không có điểm",
        stars=f"{3 + number % 3} sao",
        certificate_number=f"{number:02d}/2020/GCN-OCOP",
        before="Rượu ngô Sùng Phai",
        after="Rượu ngô Sùng Phài",
        achievement="xuất sắc trong thực hiện Chương trình mỗi xã một sản phẩm",
        ground="Chủ thể không còn sản xuất sản phẩm",
        note="Đánh giá lại" if number % 5 == 0 else None,
    )


def a_decision_annex(lines: int, *, kind: AnnexKind = AnnexKind.RECOGNITION, **changes: Any) -> DecisionAnnex:
    """Return an annex of so many lines in two sections."""
    numbered = tuple(an_annex_line(number) for number in range(1, lines + 1))
    first = lines // 5
    words: dict[str, Any] = {
        "kind": kind,
        "title": "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN ĐẠT HẠNG SAO OCOP TỈNH LAI CHÂU NĂM 2020 (ĐỢT 2)",
        "decision_number": "1757/QĐ-UBND",
        "decision_date": DAY,
        "decision_body": "Ủy ban nhân dân tỉnh Lai Châu",
        "sections": tuple(
            AnnexSection(title=f"Sản phẩm đạt hạng {stars} sao", lines=part)
            for stars, part in ((4, numbered[:first]), (3, numbered[first:]))
            if part
        ),
        "line_total": lines,
        "closing_note": f"Danh sách này có {lines} dòng./.",
    }
    return DecisionAnnex(**words | changes)
