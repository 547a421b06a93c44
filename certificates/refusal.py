"""What the print shop says when a paper cannot be printed as it should be."""


class CannotBePrinted(Exception):
    """A paper that would come out wrong, so it does not come out at all."""

    def __init__(self, *, field: str, text: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.text = text


class DoesNotFit(CannotBePrinted):
    """A text is too long for its place even in the smallest permitted letters."""

    def __init__(self, *, field: str, text: str) -> None:
        name = FIELD_NAMES.get(field, field)
        super().__init__(
            field=field, text=text, sentence=f"{name} dài quá, không in vừa trên giấy: “{text}”. Hãy rút gọn."
        )


class MissingGlyph(CannotBePrinted):
    """A text has a character that the embedded fonts cannot draw."""

    def __init__(self, *, field: str, text: str, characters: tuple[str, ...]) -> None:
        name = FIELD_NAMES.get(field, field)
        shown = ", ".join(f"“{c}” (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in characters)
        super().__init__(
            field=field,
            text=text,
            sentence=f"{name} có ký tự không in được: {shown}, trong “{text}”. Hãy sửa lại.",
        )
        self.characters = characters


class PictureUnreadable(CannotBePrinted):
    """A picture of the department (emblem, mark) is not one that can be drawn."""

    def __init__(self, *, field: str) -> None:
        name = FIELD_NAMES.get(field, field)
        super().__init__(field=field, text="", sentence=f"{name} không phải là tệp ảnh PNG hoặc JPEG đọc được.")


FIELD_NAMES: dict[str, str] = {
    "title": "Tên giấy",
    "subtitle": "Dòng phụ của tên giấy",
    "parent_body": "Tên cơ quan chủ quản",
    "issuing_body": "Tên cơ quan ban hành",
    "number": "Số giấy",
    "product_name": "Tên sản phẩm",
    "packings": "Quy cách đóng gói",
    "producer_name": "Tên chủ thể",
    "producer_address": "Địa chỉ chủ thể",
    "product_code": "Mã sản phẩm",
    "rank": "Câu xếp hạng",
    "decision": "Câu dẫn quyết định",
    "validity": "Câu về thời hạn",
    "place_and_date": "Địa danh và ngày",
    "authority_lines": "Quyền hạn, chức vụ của người ký",
    "signatory_name": "Họ tên người ký",
    "lookup_code": "Mã tra cứu",
    "lookup_url": "Liên kết trong mã QR",
    "verify_address": "Địa chỉ tra cứu",
    "wording": "Lời văn của giấy",
    "emblem": "Ảnh Quốc huy",
    "mark": "Ảnh nhãn hiệu OCOP",
    "conferring_words": "Lời tặng",
    "recipient_name": "Tên người hoặc đơn vị được khen",
    "recipient_style": "Cách xưng hô người được khen",
    "recipient_address": "Địa chỉ nơi được khen",
    "achievement": "Thành tích",
    "golden_book_number": "Số sổ vàng",
    "event_title": "Tên hội nghị",
    "section": "Tên nhóm",
    "address": "Địa chỉ",
    "commune": "Xã, phường",
    "stars": "Hạng sao",
    "score": "Điểm",
    "note": "Ghi chú",
    "certificate_number": "Số giấy chứng nhận",
    "before": "Nội dung đã ghi",
    "after": "Nội dung sửa lại",
    "ground": "Lý do",
    "resolution": "Nghị quyết quy định mức thưởng",
    "amount": "Số tiền",
    "signature": "Ô ký nhận",
    "total": "Dòng tổng cộng",
    "total_in_words": "Tổng số bằng chữ",
    "closing_note": "Dòng kết",
    "foot": "Dòng cuối trang",
    "symbol": "Ký hiệu văn bản",
    "subject": "Trích yếu",
    "addressee": "Nơi kính gửi",
    "recipient": "Nơi nhận",
    "paragraph": "Đoạn văn",
    "cell": "Ô của bảng",
    "member_office": "Chức danh, cơ quan của thành viên",
    "member": "Thành viên Hội đồng",
    "discussion": "Nội dung thảo luận",
    "rule": "Quy chế làm việc",
    "reason": "Lý do bị loại",
    "materials": "Nhận xét về nguyên liệu địa phương",
    "labour": "Nhận xét về lao động địa phương",
    "idea": "Nhận xét về nguồn gốc ý tưởng",
    "identity": "Nhận xét về bản sắc, trí tuệ địa phương",
    "letter": "Số văn bản đề nghị của xã",
    "form_field": "Nội dung điền trong biểu mẫu",
    "item": "Tên giấy tờ trong hồ sơ",
    "criteria_name": "Tên bộ tiêu chí",
    "criterion_code": "Mã tiêu chí",
    "criterion": "Nội dung tiêu chí",
    "tick": "Ô đánh giá",
    "registration_number": "Số phiếu đăng ký",
    "phone": "Số điện thoại",
    "opinion": "Ý kiến của người đánh giá",
}
"""Field of a content → what staff call it."""
