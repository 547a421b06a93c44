"""The Vietnamese words for dossiers, councils and results: enumerations, acts, tables and fields of that subject."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.models.assessment import Outcome
from registry.models.assessment_round import RoundMethod, RoundState
from registry.models.dossier import ReviewKind
from registry.rules.carry_forward import Asked
from registry.rules.clocks import Step
from registry.rules.completeness import Verdict
from registry.rules.council import Disqualification, MemberRole, MinimaReading, SheetsOpen
from registry.rules.dossier_forms import FieldKind
from registry.rules.dossier_life import DossierMove, DossierState, Party
from registry.rules.evidence import Means, Provider, Stage, Validity
from registry.rules.rounds import Keeping
from registry.rules.working_days import DayKind

ASSESSMENT_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        Outcome: {
            Outcome.RECOGNISE: "Đề nghị công nhận",
            Outcome.POTENTIAL_FIVE: "Tiềm năng 5 sao",
            Outcome.NOT_RECOGNISED: "Chưa được công nhận",
            Outcome.ELIMINATED: "Bị loại",
        },
        ReviewKind: {ReviewKind.DESK: "Thẩm định hồ sơ", ReviewKind.VISIT: "Khảo sát thực địa"},
        RoundState: {
            RoundState.PREPARING: "Đang chuẩn bị",
            RoundState.SCORING: "Đang chấm điểm",
            RoundState.CONCLUDED: "Đã kết thúc",
        },
        RoundMethod: {RoundMethod.MEETING: "Họp Hội đồng", RoundMethod.WRITTEN: "Lấy ý kiến bằng văn bản"},
        DossierState: {
            DossierState.DRAFTING: "Đang soạn",
            DossierState.SUBMITTED: "Đã nộp, chờ cấp xã",
            DossierState.RETURNED: "Trả lại để hoàn thiện",
            DossierState.FORWARDED: "Đã chuyển cấp tỉnh",
            DossierState.IN_ROUND: "Trong đợt đánh giá",
            DossierState.SCORED: "Đã có kết quả",
            DossierState.DECIDED: "Đã vào quyết định",
            DossierState.CLOSED: "Đã thông báo, kết thúc",
            DossierState.WITHDRAWN: "Đã rút",
            DossierState.REJECTED: "Bị loại",
        },
        DossierMove: {
            DossierMove.SUBMIT: "Nộp hồ sơ",
            DossierMove.RETURN: "Trả lại hồ sơ",
            DossierMove.FORWARD: "Chuyển cấp tỉnh",
            DossierMove.ADMIT: "Đưa vào đợt đánh giá",
            DossierMove.POSTPONE: "Đưa ra khỏi đợt",
            DossierMove.CONCLUDE: "Kết luận kết quả",
            DossierMove.REOPEN: "Mở lại kết quả",
            DossierMove.DECIDE: "Đưa vào quyết định",
            DossierMove.TAKE_OUT: "Đưa ra khỏi quyết định",
            DossierMove.CLOSE: "Kết thúc sau thông báo",
            DossierMove.WITHDRAW: "Rút hồ sơ",
            DossierMove.REJECT: "Loại hồ sơ",
        },
        Party: {
            Party.PRODUCER: "Chủ thể",
            Party.COMMUNE: "Cấp xã",
            Party.OFFICER: "Cán bộ cấp tỉnh",
            Party.SECRETARY: "Thư ký Hội đồng",
        },
        MemberRole: {
            MemberRole.CHAIR: "Chủ tịch Hội đồng",
            MemberRole.VICE_CHAIR: "Phó Chủ tịch Hội đồng",
            MemberRole.SECRETARY: "Thư ký",
            MemberRole.MEMBER: "Thành viên",
        },
        MinimaReading: {MinimaReading.MAJORITY: "Quá nửa số phiếu đạt", MinimaReading.MEAN: "Điểm trung bình đạt"},
        Disqualification: {
            Disqualification.MAJORITY: "Quá nửa số phiếu",
            Disqualification.EVERYONE: "Tất cả các phiếu",
        },
        SheetsOpen: {
            SheetsOpen.AFTER_OWN: "Sau khi ký phiếu của mình",
            SheetsOpen.AFTER_ALL: "Sau khi mọi thành viên đã ký",
            SheetsOpen.AFTER_RESULT: "Sau khi có kết quả",
        },
        Step: {
            Step.COMPLETING: "Chủ thể hoàn thiện hồ sơ",
            Step.SCREENING: "Cấp xã xem xét",
            Step.RECEIVING: "Cấp tỉnh tiếp nhận",
            Step.COUNCIL: "Hội đồng đánh giá",
            Step.DECIDING: "Trình quyết định",
            Step.REASSESSING: "Đánh giá lại",
        },
        Verdict: {
            Verdict.THERE: "Đã có",
            Verdict.THERE_UNDATED: "Đã có, chưa ghi ngày hết hạn",
            Verdict.BY_OTHER: "Có giấy thay thế",
            Verdict.NOT_GIVEN: "Không nộp",
            Verdict.MISSING: "Còn thiếu",
            Verdict.EXPIRED: "Đã hết hạn",
            Verdict.NOT_YET: "Chưa đến ngày cấp",
        },
        Asked: {
            Asked.ANEW: "Viết mới cho mỗi hồ sơ",
            Asked.MISSING: "Còn thiếu",
            Asked.EXPIRED: "Đã hết hạn",
            Asked.NOT_YET: "Chưa đến ngày cấp",
        },
        Validity: {
            Validity.VALID: "Còn hạn",
            Validity.UNDATED: "Không ghi ngày hết hạn",
            Validity.EXPIRED: "Đã hết hạn",
            Validity.NOT_YET: "Chưa đến ngày cấp",
        },
        Provider: {
            Provider.PRODUCER: "Chủ thể",
            Provider.COMMUNE: "Cấp xã",
            Provider.DISTRICT: "Cấp huyện",
            Provider.PROVINCE: "Cấp tỉnh",
        },
        Stage: {
            Stage.FILING: "Nộp hồ sơ",
            Stage.EVIDENCE: "Minh chứng",
            Stage.TO_PROVINCE: "Xã chuyển tỉnh",
            Stage.TO_MINISTRY: "Tỉnh chuyển Bộ",
        },
        Means: {
            Means.FORM: "Điền trên biểu mẫu",
            Means.FILES: "Tải tệp lên",
            Means.GOODS: "Sản phẩm mẫu",
            Means.WORKED_OUT: "Tự xác định",
        },
        FieldKind: {
            FieldKind.LINE: "Một dòng",
            FieldKind.TEXT: "Nhiều dòng",
            FieldKind.DAY: "Ngày",
            FieldKind.NUMBER: "Số",
            FieldKind.TICKS: "Chọn nhiều",
        },
        Keeping: {
            Keeping.OUTSIDE_WINDOW: "Kéo dài theo Điều 12",
            Keeping.IN_TIME: "Kéo dài theo thiết lập",
            Keeping.NOT_BY_SETTING: "Không kéo dài",
            Keeping.AFTER_EXPIRY: "Nộp sau khi hết hạn",
        },
        DayKind: {DayKind.WORKING: "ngày làm việc", DayKind.CALENDAR: "ngày"},
    }
)

ASSESSMENT_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "commune.appoint": "Giao cán bộ phụ trách xã, phường",
        "commune.dismiss": "Thôi giao cán bộ phụ trách xã, phường",
        "criteria.load": "Nạp bộ tiêu chí",
        "instrument.load": "Nạp văn bản áp dụng",
        "dossier.open": "Mở hồ sơ đánh giá",
        "dossier.save_forms": "Lưu biểu mẫu hồ sơ",
        "dossier.save_self_score": "Lưu điểm tự chấm",
        "dossier.describe_item": "Ghi thông tin giấy tờ",
        "dossier.add_file": "Thêm tệp vào hồ sơ",
        "dossier.remove_file": "Bỏ tệp khỏi hồ sơ",
        "dossier.carry_forward": "Chuyển giấy tờ còn hạn sang hồ sơ mới",
        "dossier.submit": "Nộp hồ sơ",
        "dossier.withdraw": "Rút hồ sơ",
        "dossier.ask_supplement": "Yêu cầu bổ sung hồ sơ",
        "dossier.hand_in_supplement": "Nộp bổ sung hồ sơ",
        "dossier.review": "Ghi ý kiến Tổ tư vấn",
        "dossier.return": "Trả lại hồ sơ",
        "dossier.forward": "Chuyển hồ sơ lên tỉnh",
        "round.open": "Mở đợt đánh giá",
        "round.seat": "Thêm thành viên Hội đồng",
        "round.unseat": "Bỏ thành viên Hội đồng",
        "round.substitute": "Cử người dự thay trong Hội đồng",
        "round.mark_present": "Ghi thành viên có mặt",
        "round.tie": "Ghi quan hệ lợi ích",
        "round.admit": "Đưa hồ sơ vào đợt",
        "round.postpone": "Đưa hồ sơ ra khỏi đợt",
        "round.begin": "Bắt đầu chấm điểm",
        "round.conclude": "Kết thúc đợt đánh giá",
        "sheet.sign": "Ký phiếu chấm điểm",
        "sheet.reopen": "Mở lại phiếu chấm điểm",
        "sheet.discuss": "Ghi nội dung thảo luận",
        "assessment.conclude": "Kết luận kết quả đánh giá",
        "assessment.record": "Ghi kết quả không có phiếu chấm",
        "assessment.reopen": "Mở lại kết quả đánh giá",
        "dossier.close": "Kết thúc hồ sơ sau thông báo",
        "decision.fill_annex": "Đưa kết quả đợt đánh giá vào phụ lục",
    }
)

ASSESSMENT_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "assessment": "Kết quả của Hội đồng",
        "assessment_round": "Đợt đánh giá",
        "commune_desk": "Cán bộ của xã, phường",
        "commune_report": "Báo cáo của cấp xã",
        "council_discussion": "Thảo luận của Hội đồng",
        "council_seat": "Thành viên Hội đồng",
        "council_tie": "Quan hệ lợi ích",
        "criteria_version": "Bộ tiêu chí",
        "dossier": "Hồ sơ đánh giá",
        "instrument": "Văn bản áp dụng",
        "dossier_file": "Tệp của hồ sơ",
        "dossier_item": "Giấy tờ của hồ sơ",
        "dossier_step": "Bước của hồ sơ",
        "dossier_submission": "Lần nộp hồ sơ",
        "line_assessment": "Kết quả của dòng phụ lục",
        "score_sheet": "Phiếu chấm điểm",
        "sheet_draft": "Phiếu đang chấm",
        "sheet_reopening": "Mở lại phiếu chấm",
        "dossier_review": "Ý kiến Tổ tư vấn",
        "supplement_request": "Yêu cầu bổ sung",
    }
)

ASSESSMENT_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "added_at": "Thêm lúc",
        "added_by_id": "Người thêm",
        "agency": "Cơ quan",
        "answered_at": "Trả lời lúc",
        "applies_from": "Áp dụng từ ngày",
        "assessment_id": "Kết quả của Hội đồng",
        "carried_from_id": "Chuyển từ hồ sơ",
        "comments": "Nhận xét",
        "concluded_at": "Kết luận lúc",
        "concluded_by_id": "Người ghi kết luận",
        "criteria_id": "Bộ tiêu chí",
        "dossier_id": "Hồ sơ",
        "done_on": "Ngày thực hiện",
        "eliminated_by": "Căn cứ loại",
        "expires_on": "Ngày hết hạn",
        "facts": "Số liệu",
        "filed_before": "Chốt hồ sơ trước ngày",
        "finish_before": "Kết thúc trước ngày",
        "forms": "Biểu mẫu",
        "forwarded_on": "Ngày chuyển cấp tỉnh",
        "is_present": "Có mặt",
        "item_id": "Giấy tờ",
        "item_reasons": "Lý do theo mục",
        "letter_number": "Số văn bản",
        "letter_on": "Ngày văn bản",
        "line_id": "Dòng phụ lục",
        "loaded_at": "Nạp lúc",
        "loaded_by_id": "Người nạp",
        "manifest": "Nội dung đã nộp",
        "method": "Hình thức",
        "move": "Bước",
        "office": "Chức vụ",
        "opened_at": "Mở lúc",
        "opened_by_id": "Người mở",
        "opinion": "Ý kiến",
        "pages": "Số trang",
        "replaces_id": "Giữ ghế của",
        "round_id": "Đợt đánh giá",
        "rules": "Quy chế",
        "said": "Nội dung",
        "samples": "Số sản phẩm mẫu",
        "saved_at": "Lưu lúc",
        "sealed_at": "Ký lúc",
        "seat_id": "Thành viên",
        "self_ticks": "Điểm tự chấm",
        "sheets": "Các phiếu",
        "substitute_for": "Thay cho",
        "submission_id": "Lần nộp",
        "supports": "Tiêu chí",
        "ticks": "Mức đã chọn",
        "topics": "Nội dung xem xét",
        "total": "Tổng điểm",
        "turn": "Lần",
        "written_by_id": "Người viết",
    }
)
