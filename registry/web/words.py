"""The Vietnamese words for what the code calls by name: one catalogue of every enumeration a page may show."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.models.award import RecipientKind
from registry.models.body import BodyKind
from registry.models.certificate import FileRole
from registry.models.decision import Origin
from registry.models.number_series import PaperKind
from registry.models.place import PlaceLevel
from registry.models.producer import ContactKind, ProducerStatus, SuccessionKind
from registry.queries.letters import LetterState
from registry.queries.list_outcome import Outcome
from registry.queries.work_list import DueKind
from registry.rules.certificate_life import MoveKind, RevocationGround, Standing
from registry.rules.decision_life import DecisionAct, DecisionKind, DecisionState, LineAct
from registry.rules.finding import Severity
from registry.rules.instruments import BodyLevel, RecognitionKind
from registry.rules.producer_kinds import ProducerKind, StatisticalGroup
from registry.rules.stars import FewerStarsGround, StarRating
from registry.rules.tax_number import TaxNumberKind
from registry.sheets.columns import Column as SheetColumn
from registry.web.assessment_words import ASSESSMENT_WORDS
from registry.web.expiry_words import EXPIRY_WORDS
from registry.web.people_words import PEOPLE_WORDS
from registry.web.portal_words import PORTAL_WORDS
from registry.web.print_words import PRINT_WORDS
from registry.web.signing_words import SIGNING_WORDS
from registry.web.supervision_words import SUPERVISION_WORDS
from registry.web.translation import gettext

# By class, because text codes of different enumerations are equal to one another.
WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        **PEOPLE_WORDS,
        Standing: {
            Standing.IN_FORCE: "Còn hiệu lực",
            Standing.NOT_YET: "Chưa có hiệu lực",
            Standing.EXPIRED: "Hết hạn",
            Standing.SUPERSEDED: "Được thay thế",
            Standing.SUSPENDED: "Tạm dừng",
            Standing.REVOKED: "Đã thu hồi",
            Standing.WITHDRAWN: "Thôi tự nguyện",
            Standing.ANNULLED: "Đã hủy",
            Standing.UNDETERMINED: "Chưa xác định",
        },
        MoveKind: {
            MoveKind.ISSUED: "Cấp",
            MoveKind.RECORDED: "Ghi nhận",
            MoveKind.SUPERSEDED: "Được thay thế",
            MoveKind.ANNULLED: "Hủy",
            MoveKind.REVOKED: "Thu hồi",
            MoveKind.SUSPENDED: "Tạm dừng",
            MoveKind.REINSTATED: "Khôi phục",
            MoveKind.WITHDRAWN: "Thôi tự nguyện",
            MoveKind.EXTENDED: "Kéo dài thời hạn",
            MoveKind.RESTORED: "Khôi phục (đính chính)",
        },
        RevocationGround: {
            RevocationGround.UNTRUTHFUL_DOSSIER: "a) Hồ sơ không trung thực hoặc giả mạo",
            RevocationGround.CRITERIA_NO_LONGER_MET: "b) Không còn đáp ứng tiêu chí theo kết luận kiểm tra",
            RevocationGround.BREACH_OF_LAW: "c) Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, "
            "sở hữu trí tuệ, nhãn hàng hóa",
            RevocationGround.MISUSE_OF_THE_MARK: "d) Sử dụng sai nhãn hiệu OCOP, gây nhầm lẫn",
            RevocationGround.NO_LONGER_PRODUCED: "đ) Chủ thể không còn sản xuất sản phẩm",
            RevocationGround.CONCLUSION_OF_ANOTHER_BODY: "e) Kết luận, đề nghị khác của cơ quan có thẩm quyền",
        },
        DecisionKind: {
            DecisionKind.RECOGNITION: "Công nhận",
            DecisionKind.CORRECTION: "Đính chính",
            DecisionKind.REVOCATION: "Thu hồi",
            DecisionKind.AWARD: "Khen thưởng",
            DecisionKind.RESULT_APPROVAL: "Phê duyệt kết quả từ 90 điểm",
        },
        DecisionState: {
            DecisionState.DRAFT: "Đang soạn",
            DecisionState.CHECKED: "Đã kiểm tra",
            DecisionState.SUBMITTED: "Đã trình ký",
            DecisionState.SIGNED: "Đã ký",
            DecisionState.IN_EFFECT: "Có hiệu lực",
            DecisionState.CANCELLED: "Đã bỏ",
        },
        DecisionAct: {
            DecisionAct.CHECK: "Kiểm tra và chuyển duyệt",
            DecisionAct.REOPEN: "Mở lại để sửa",
            DecisionAct.APPROVE: "Duyệt, trình ký",
            DecisionAct.SIGN: "Nhập số, ngày ký",
            DecisionAct.PUT_IN_EFFECT: "Đưa vào hiệu lực",
            DecisionAct.CANCEL: "Bỏ dự thảo",
        },
        LineAct: {
            LineAct.RECOGNISE: "Công nhận",
            LineAct.REISSUE: "Cấp lại",
            LineAct.ANNUL: "Hủy",
            LineAct.REVOKE: "Thu hồi",
            LineAct.RESTORE: "Khôi phục",
            LineAct.APPROVE_RESULT: "Phê duyệt kết quả",
        },
        Severity: {Severity.BLOCKS: "Phải sửa", Severity.ACKNOWLEDGE: "Cần xác nhận"},
        Origin: {Origin.ISSUED: "Cấp tại đây", Origin.RECORDED: "Ghi nhận"},
        RecognitionKind: {
            RecognitionKind.FIRST: "Lần đầu",
            RecognitionKind.REASSESSED: "Đánh giá lại",
            RecognitionKind.UPGRADED: "Nâng hạng",
            RecognitionKind.REISSUED: "Cấp lại",
        },
        BodyLevel: {BodyLevel.DISTRICT: "Cấp huyện", BodyLevel.PROVINCE: "Cấp tỉnh", BodyLevel.MINISTRY: "Trung ương"},
        StarRating: {
            StarRating.ONE: "1 sao",
            StarRating.TWO: "2 sao",
            StarRating.THREE: "3 sao",
            StarRating.FOUR: "4 sao",
            StarRating.FIVE: "5 sao",
        },
        FewerStarsGround: {
            FewerStarsGround.MINIMUM_NOT_REACHED: "Không đạt điểm tối thiểu của hạng",
            FewerStarsGround.CENTRAL_RESULT: "Theo kết quả đánh giá cấp Trung ương",
        },
        ProducerKind: {
            ProducerKind.COOPERATIVE: "Hợp tác xã",
            ProducerKind.COOPERATIVE_GROUP: "Tổ hợp tác",
            ProducerKind.COMPANY_LIMITED: "Công ty TNHH",
            ProducerKind.COMPANY_LIMITED_ONE_MEMBER: "Công ty TNHH một thành viên",
            ProducerKind.COMPANY_JOINT_STOCK: "Công ty cổ phần",
            ProducerKind.PRIVATE_ENTERPRISE: "Doanh nghiệp tư nhân",
            ProducerKind.ENTERPRISE: "Doanh nghiệp khác",
            ProducerKind.FARM: "Trang trại",
            ProducerKind.HOUSEHOLD: "Hộ sản xuất, kinh doanh",
            ProducerKind.ASSOCIATION: "Hội, hiệp hội",
            ProducerKind.TOURISM_CENTRE: "Trung tâm điều hành du lịch",
            ProducerKind.OTHER: "Khác",
        },
        StatisticalGroup: {
            StatisticalGroup.COOPERATIVE: "Hợp tác xã",
            StatisticalGroup.ENTERPRISE: "Doanh nghiệp",
            StatisticalGroup.ESTABLISHMENT: "Cơ sở sản xuất",
            StatisticalGroup.COOPERATIVE_GROUP: "Tổ hợp tác",
            StatisticalGroup.OTHER: "Khác",
        },
        TaxNumberKind: {
            TaxNumberKind.TAX: "Mã số thuế",
            TaxNumberKind.BRANCH: "Mã số thuế chi nhánh",
            TaxNumberKind.PERSONAL: "Số định danh cá nhân",
            TaxNumberKind.REGISTRATION: "Số đăng ký kinh doanh",
        },
        ProducerStatus: {
            ProducerStatus.ACTIVE: "Đang hoạt động",
            ProducerStatus.DISSOLVED: "Đã giải thể",
            ProducerStatus.MERGED: "Đã sáp nhập",
            ProducerStatus.SPLIT: "Đã chia tách",
        },
        SuccessionKind: {SuccessionKind.MERGER: "Sáp nhập", SuccessionKind.SPLIT: "Chia tách"},
        ContactKind: {
            ContactKind.PHONE: "Điện thoại",
            ContactKind.EMAIL: "Thư điện tử",
            ContactKind.ZALO: "Zalo",
            ContactKind.FACEBOOK: "Facebook",
            ContactKind.SHOP: "Nơi bán trực tuyến",
        },
        RecipientKind: {
            RecipientKind.COLLECTIVE: "Tập thể",
            RecipientKind.HOUSEHOLD: "Hộ gia đình",
            RecipientKind.PERSON: "Cá nhân",
        },
        BodyKind: {
            BodyKind.PROVINCE: "Tỉnh",
            BodyKind.DISTRICT: "Huyện (trước đây)",
            BodyKind.MINISTRY: "Bộ",
            BodyKind.OTHER_PROVINCE: "Tỉnh khác",
            BodyKind.UNKNOWN: "Không rõ",
        },
        PlaceLevel: {PlaceLevel.PROVINCE: "Tỉnh", PlaceLevel.DISTRICT: "Huyện", PlaceLevel.COMMUNE: "Xã, phường"},
        DueKind: {
            DueKind.DOSSIERS_OVER: "hồ sơ quá hạn ở một bước",
            DueKind.DOSSIERS_SOON: "hồ sơ còn không quá 3 ngày ở một bước",
            DueKind.DOSSIERS_WAITING: "hồ sơ xã đã chuyển, chờ đưa vào đợt đánh giá",
            DueKind.RESULTS_WAITING: "kết quả của Hội đồng chờ vào quyết định",
            DueKind.PUT_IN_EFFECT: "quyết định đã ký, chờ đưa vào hiệu lực",
            DueKind.ENTER_SIGNATURE: "quyết định đã trình, chờ nhập số và ngày ký",
            DueKind.APPROVE: "quyết định đã kiểm tra, chờ người thứ hai duyệt",
            DueKind.DRAFTS: "dự thảo quyết định đang soạn",
            DueKind.LISTS: "danh sách đã tải lên, chưa đưa vào sổ",
            DueKind.LETTERS: "thư chờ in hoặc gửi",
            DueKind.PROPOSALS: "đề nghị của chủ thể chờ trả lời",
            DueKind.INSPECTIONS: "cuộc kiểm tra cần làm hoặc kết luận trong tuần",
            DueKind.CASES: "phản ánh, yêu cầu chưa trả lời",
            DueKind.EXPIRING: "giấy chứng nhận sắp hết hạn, đã qua thời gian nộp hồ sơ đánh giá lại",
            DueKind.FILING_WINDOW: "giấy chứng nhận đang trong thời gian nộp hồ sơ đánh giá lại",
            DueKind.WINDOW_AHEAD: "giấy chứng nhận sắp đến thời gian nộp hồ sơ đánh giá lại",
            DueKind.REVOCATIONS: "sản phẩm trong dự thảo quyết định thu hồi, thời hạn 15 ngày (Điều 8) đang chạy",
            DueKind.HOLDER_ENDED: "giấy chứng nhận còn hiệu lực của chủ thể đã chấm dứt hoạt động",
            DueKind.PRODUCERS_ALIKE: "chủ thể có tên giống hoặc gần giống nhau, cần xem lại",
            DueKind.PRODUCTS_ALIKE: "sản phẩm của cùng chủ thể có tên giống hoặc gần giống nhau, cần xem lại",
            DueKind.UNPLACED: "chủ thể chưa rõ xã, phường hiện nay",
            DueKind.UNSORTED: "sản phẩm chưa có ngành hàng",
        },
        LetterState: {
            LetterState.OPEN: "Đang chờ",
            LetterState.SENT: "Đã gửi",
            LetterState.PRINTED: "Đã in",
        },
        PaperKind: {
            PaperKind.STAR_CERTIFICATE: "Giấy chứng nhận",
            PaperKind.MERIT_CERTIFICATE: "Bằng khen",
            PaperKind.GOLDEN_BOOK: "Sổ vàng",
        },
        Outcome: {
            Outcome.NEW: "Mới",
            Outcome.CHANGED: "Thay đổi",
            Outcome.KNOWN: "Đã có trong sổ",
            Outcome.LEFT_OUT: "Không ghi nhận",
            Outcome.BLOCKED: "Bị chặn",
        },
        SheetColumn: {
            SheetColumn.SEQUENCE: "Số thứ tự",
            SheetColumn.PRODUCT_NAME: "Tên sản phẩm",
            SheetColumn.PRODUCER_NAME: "Tên chủ thể",
            SheetColumn.PRODUCER_KIND: "Loại hình chủ thể",
            SheetColumn.REPRESENTATIVE: "Người đại diện",
            SheetColumn.PHONE: "Điện thoại",
            SheetColumn.COMMUNE: "Xã, phường",
            SheetColumn.DISTRICT: "Huyện, thành phố",
            SheetColumn.ADDRESS: "Địa chỉ",
            SheetColumn.INDUSTRY: "Ngành hàng",
            SheetColumn.PRODUCT_GROUP: "Nhóm sản phẩm",
            SheetColumn.PRODUCT_SET: "Bộ sản phẩm",
            SheetColumn.SCORE: "Điểm",
            SheetColumn.STARS: "Hạng sao",
            SheetColumn.CURRENT_STARS: "Hạng sao hiện tại",
            SheetColumn.DECISION_NUMBER: "Số quyết định",
            SheetColumn.DECIDED_ON: "Ngày quyết định",
            SheetColumn.YEAR: "Năm",
            SheetColumn.ROUND_NUMBER: "Đợt",
            SheetColumn.ISSUING_BODY: "Cơ quan ban hành",
            SheetColumn.EXPIRES_ON: "Ngày hết hạn",
            SheetColumn.CERTIFICATE_NUMBER: "Số giấy chứng nhận",
            SheetColumn.PRODUCT_CODE: "Mã số sản phẩm",
            SheetColumn.RECOGNITION_KIND: "Hình thức công nhận",
            SheetColumn.TAX_NUMBER: "Mã số thuế",
            SheetColumn.GTIN: "Mã vạch",
            SheetColumn.PACKINGS: "Quy cách đóng gói",
            SheetColumn.FILED_ON: "Ngày nộp hồ sơ",
            SheetColumn.ASSESSED_ON: "Ngày đánh giá",
            SheetColumn.NOTE: "Ghi chú",
            SheetColumn.SOURCE: "Nguồn",
        },
        **PORTAL_WORDS,
        **PRINT_WORDS,
        **SIGNING_WORDS,
        **ASSESSMENT_WORDS,
        **SUPERVISION_WORDS,
        **EXPIRY_WORDS,
        FileRole: {
            FileRole.RENDER: "Bản phát hành",
            FileRole.SIGNED: "Bản ký số",
            FileRole.SCAN: "Bản quét",
            FileRole.ANNEX: "Phụ lục",
            FileRole.PRINT: "Tệp in chung",
            FileRole.ZIP: "Gói tệp",
        },
    }
)


def word(member: Enum | None) -> str:
    """Return the word for a member of an enumeration; nothing for None."""
    return "" if member is None else gettext(WORDS[type(member)][member])


def choices(members: Iterable[Enum]) -> list[tuple[str, str]]:
    """Return (code, word) of members, as a choice in a form or a filter needs them."""
    return [(str(member.value), word(member)) for member in members]
