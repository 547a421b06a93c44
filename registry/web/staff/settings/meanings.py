"""What each setting is called and what it is for: said once, for the page that shows it and the form that asks it."""

from collections.abc import Mapping
from types import MappingProxyType

# Setting → (what it is called, what it is for).
MEANINGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "province": ("Tên tỉnh", "Không kèm chữ “tỉnh”; ghi ở cuối địa chỉ trên giấy và đầu các trang."),
        "department": ("Tên cơ quan giữ sổ", "Ghi ở chân trang và là tên người gửi của các thư."),
        "public_address": (
            "Địa chỉ công khai",
            "Tên miền in trong mã QR của mọi giấy sẽ cấp; giấy đã cấp giữ địa chỉ cũ.",
        ),
        "issuing_heading": ("Cơ quan ban hành", "Dòng đầu của giấy chứng nhận và danh sách do UBND tỉnh công nhận."),
        "conferring_heading": (
            "Chủ tịch ban hành",
            "Dòng đầu của bằng khen và của giấy chứng nhận theo QĐ 26/2026, do Chủ tịch ký.",
        ),
        "authority_lines": (
            "Quyền hạn, chức vụ người ký",
            "Mỗi dòng một ý, được đề xuất sẵn khi nhập số, ngày ký; “TM.” tự bỏ khi Chủ tịch ký.",
        ),
        "council_authority_lines": (
            "Quyền hạn, chức vụ ký kết quả đánh giá",
            "In trên chữ ký của thông báo và báo cáo kết quả, mỗi dòng một ý; cơ quan tham mưu ký thì ghi ở đây.",
        ),
        "council_signatory": (
            "Người ký kết quả đánh giá",
            "Họ và tên in dưới chữ ký; để trống thì in tên Chủ tịch Hội đồng của đợt.",
        ),
        "council_recipients": (
            "Nơi nhận kết quả đánh giá",
            "Mỗi dòng một nơi, in sau “Như trên” và cơ quan giữ sổ ở thông báo và báo cáo kết quả.",
        ),
        "place_of_signing": (
            "Địa danh",
            "Đứng trước ngày tháng trên giấy, ví dụ: Lai Châu, ngày 11 tháng 12 năm 2020.",
        ),
        "certificate_number_format": (
            "Mẫu số giấy chứng nhận",
            "Dùng {serial} cho số thứ tự, {year} cho năm, {body} cho ký hiệu cơ quan; {serial:03d} viết đủ ba chữ số.",
        ),
        "merit_number_format": ("Mẫu số bằng khen", "Viết như mẫu số giấy chứng nhận."),
        "golden_book_from": (
            "Đánh số sổ vàng từ năm",
            "Từ quyết định của năm này, bằng khen được ghi Số sổ vàng liên tục; để trống thì chừa chỗ ghi tay.",
        ),
        "title_before_2026": ("Tên giấy trước QĐ 26/2026", "Tên giấy chứng nhận theo các quyết định từ 2018 đến 2025."),
        "title_qd26": ("Tên giấy theo QĐ 26/2026", "Tên giấy chứng nhận của sản phẩm đánh giá theo QĐ 26/2026."),
        "star_wording": ("Lời văn giấy chứng nhận", "Các lời dẫn in cố định giữa những nội dung của giấy."),
        "signed_annex_required": (
            "Phải đối chiếu phụ lục đã ký",
            "Có: chưa đối chiếu phụ lục đã ký với sổ thì chưa đưa vào hiệu lực được, trừ khi người thứ hai nêu lý do.",
        ),
        "word_template": (
            "Mẫu Word của quyết định công nhận",
            "Dự thảo quyết định và phụ lục được điền vào mẫu này để hoàn thiện bằng Word; các loại khác cũng vậy.",
        ),
        "word_template_correction": ("Mẫu Word của quyết định đính chính", "Như trên, cho quyết định đính chính."),
        "word_template_revocation": ("Mẫu Word của quyết định thu hồi", "Như trên, cho quyết định thu hồi."),
        "word_template_award": ("Mẫu Word của quyết định khen thưởng", "Như trên, cho quyết định tặng bằng khen."),
        "word_template_result_approval": (
            "Mẫu Word của quyết định phê duyệt kết quả",
            "Như trên, cho quyết định phê duyệt kết quả từ 90 điểm trở lên.",
        ),
        "prizes": (
            "Mức thưởng",
            "Số tiền cho một sản phẩm theo năm của quyết định và số sao, kèm nghị quyết quy định.",
        ),
        "council_rules": (
            "Quy chế Hội đồng",
            "Điều Quyết định 26/2026 để Quy chế của tỉnh quy định; mỗi đợt giữ quy chế của ngày bắt đầu chấm.",
        ),
        "round_rules": ("Các đợt đánh giá trong năm", "Ngày chốt hồ sơ và ngày kết thúc của từng đợt."),
        "working_calendar": (
            "Lịch làm việc",
            "Ngày nghỉ lễ, nghỉ bù và ngày làm bù được công bố, ngoài những ngày lịch đã biết.",
        ),
        "step_limits": (
            "Thời hạn các bước hồ sơ",
            "Số ngày làm việc cho những bước mà văn bản không quy định thời hạn.",
        ),
        "reminder_months": (
            "Nhắc trước khi hết hạn (tháng)",
            "Các số tháng cách nhau bằng dấu phẩy; chủ thể được nhắc qua thư. Để trống: không gửi thư nhắc.",
        ),
        "expiry_notice_days": (
            "Gửi thông báo trước (ngày)",
            "Số ngày trước ngày hết hạn mà thông báo của cơ quan phải đến chủ thể. QĐ 148/2023 nêu 30 ngày; "
            "QĐ 26/2026 không nêu.",
        ),
        "round_capacity": (
            "Số hồ sơ mỗi đợt",
            "Số hồ sơ một đợt đánh giá làm được, để so với số sản phẩm sắp hết hạn; để trống thì không so.",
        ),
        "supervision_days": (
            "Thời hạn trong giám sát",
            "Số ngày trả lời phản ánh, khắc phục, đánh giá lại; văn bản không quy định.",
        ),
        "suspend_ground": (
            "Căn cứ tạm dừng",
            "Chỉ khi ghi căn cứ ở đây mới tạm dừng được hiệu lực giấy chứng nhận, vì QĐ 26/2026 không quy định.",
        ),
        "reinstate_ground": ("Căn cứ khôi phục", "Chỉ khi ghi căn cứ ở đây mới khôi phục được giấy đã tạm dừng."),
        "withdraw_ground": (
            "Căn cứ thôi tự nguyện",
            "Chỉ khi ghi căn cứ ở đây mới ghi được việc chủ thể tự nguyện thôi sử dụng giấy.",
        ),
        "signing_persons": (
            "Người được ký số",
            "Mỗi dòng một tên, đúng như trong chứng thư số. Để trống: không dùng chữ ký số.",
        ),
        "signing_seals": (
            "Chữ ký số của cơ quan",
            "Tên trong chứng thư số con dấu của cơ quan, mỗi dòng một tên. Để trống: không đòi chữ ký của cơ quan.",
        ),
        "signing_annexes": (
            "Ký số cả phụ lục quyết định",
            "Phụ lục là tệp riêng thì ký riêng, chỉ cần chữ ký số của cơ quan (Nghị định 30/2020/NĐ-CP, phụ lục I).",
        ),
        "signing_revocation_lists": (
            "Danh sách thu hồi chứng thư số",
            "Tệp .crl của tổ chức chứng thực. Không có: việc thu hồi được ghi là chưa kiểm.",
        ),
        "signing_roots": (
            "Tổ chức chứng thực tin cậy",
            "Chứng thư gốc dạng PEM. Để trống: chuỗi chứng thực không được kiểm và giấy được ghi rõ như vậy.",
        ),
        "carried_data_days": (
            "Tin được trong (ngày)",
            "Gói mang đi hiện trường cũ hơn số ngày này thì báo đỏ; chứng thư số của giấy cũng chỉ có giá trị "
            "trong từng ấy ngày.",
        ),
        "merit_paper_width_mm": ("Chiều rộng bằng khen (mm)", "Khổ giấy nằm ngang; A4 là 297 mm, A3 là 420 mm."),
        "merit_paper_height_mm": ("Chiều cao bằng khen (mm)", "Khổ giấy nằm ngang; A4 là 210 mm, A3 là 297 mm."),
        "emblem": (
            "Quốc huy",
            "Tệp ảnh chính thức do cơ quan cung cấp, in ở đầu giấy; chưa có thì in hoa văn trung tính.",
        ),
        "mark": (
            "Nhãn hiệu OCOP",
            "Tệp ảnh chính thức do cơ quan cung cấp, in trên giấy chứng nhận; chưa có thì để trống.",
        ),
    }
)

# Text slot of the star certificate → where it stands.
SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "certifies": "Lời trên tên sản phẩm",
        "packings": "Lời dẫn quy cách",
        "of_producer": "Lời giữa sản phẩm và chủ thể",
        "address": "Lời dẫn địa chỉ",
        "rank": "Lời dẫn hạng sao",
        "decision": "Lời dẫn quyết định",
        "valid_for": "Lời dẫn thời hạn",
        "valid_from": "Lời trước ngày bắt đầu",
        "valid_until": "Lời trước ngày hết hạn",
        "number": "Lời dẫn số giấy",
        "product_code": "Lời dẫn mã sản phẩm",
        "lookup_code": "Lời dẫn mã tra cứu",
        "verify": "Lời dẫn địa chỉ tra cứu",
    }
)


def title(name: str) -> str:
    """Return what a setting is called."""
    return MEANINGS[name][0]


def purpose(name: str) -> str:
    """Return what a setting is for, in one sentence."""
    return MEANINGS[name][1]
