"""The Vietnamese words for supervision after recognition: enumerations, acts, tables."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.rules.supervision import (
    CaseKind,
    CaseState,
    Conclusion,
    FindingTopic,
    InspectionKind,
    InspectionMove,
    InspectionState,
    StampMove,
    Term,
)

SUPERVISION_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        InspectionKind: {InspectionKind.PERIODIC: "Định kỳ", InspectionKind.AD_HOC: "Đột xuất"},
        InspectionState: {
            InspectionState.PLANNED: "Theo kế hoạch",
            InspectionState.VISITED: "Đã kiểm tra, chờ kết luận",
            InspectionState.FOLLOWING: "Đang thực hiện kết luận",
            InspectionState.CLOSED: "Đã kết thúc",
            InspectionState.CANCELLED: "Đã hủy",
        },
        InspectionMove: {
            InspectionMove.REPLAN: "Sửa kế hoạch",
            InspectionMove.VISIT: "Ghi buổi kiểm tra",
            InspectionMove.FIND: "Ghi nhận định",
            InspectionMove.CONCLUDE: "Kết luận",
            InspectionMove.FOLLOW: "Ghi kết quả thực hiện",
            InspectionMove.CANCEL: "Hủy",
        },
        FindingTopic: {
            FindingTopic.CRITERIA: "Duy trì các tiêu chí đánh giá, phân hạng",
            FindingTopic.MARK: "Sử dụng nhãn hiệu chứng nhận OCOP",
            FindingTopic.LABEL: "Nhãn hàng hóa, bao bì",
            FindingTopic.FOOD_SAFETY: "Chất lượng, an toàn thực phẩm",
            FindingTopic.PRODUCTION: "Tình hình sản xuất sản phẩm",
            FindingTopic.OTHER: "Nội dung khác",
        },
        Conclusion: {
            Conclusion.IN_ORDER: "Bảo đảm yêu cầu",
            Conclusion.WARNING: "Nhắc nhở, yêu cầu khắc phục",
            Conclusion.REASSESSMENT: "Đề nghị đánh giá lại",
            Conclusion.REVOCATION: "Đề nghị thu hồi giấy chứng nhận",
        },
        CaseKind: {
            CaseKind.COMPLAINT: "Phản ánh, khiếu nại",
            CaseKind.MINISTRY_DEMAND: "Bộ yêu cầu đánh giá lại",
        },
        CaseState: {
            CaseState.OPEN: "Chưa trả lời",
            CaseState.ANSWERED: "Đã trả lời",
            CaseState.CLOSED: "Đã kết thúc",
        },
        StampMove: {
            StampMove.HANDED_OUT: "Cấp tem",
            StampMove.GIVEN_BACK: "Trả lại tem",
            StampMove.DESTROYED: "Hủy tem",
        },
        Term: {
            Term.COMPLAINT: "Trả lời phản ánh, khiếu nại",
            Term.MINISTRY_DEMAND: "Đánh giá lại theo yêu cầu của Bộ",
            Term.WARNING: "Khắc phục sau nhắc nhở",
            Term.REASSESSMENT: "Nộp hồ sơ đánh giá lại sau kiểm tra",
        },
    }
)

SUPERVISION_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "inspection.plan": "Lập kế hoạch kiểm tra",
        "inspection.replan": "Sửa kế hoạch kiểm tra",
        "inspection.visit": "Ghi buổi kiểm tra",
        "inspection.find": "Ghi nhận định kiểm tra",
        "inspection.keep_photo": "Lưu ảnh kiểm tra",
        "inspection.conclude": "Kết luận kiểm tra",
        "inspection.follow": "Ghi kết quả thực hiện kết luận kiểm tra",
        "inspection.cancel": "Hủy cuộc kiểm tra",
        "case.receive": "Tiếp nhận vụ việc",
        "case.answer": "Trả lời vụ việc",
        "case.close": "Kết thúc vụ việc",
        "case.erase_person": "Xóa dữ liệu người phản ánh",
        "stamp.record": "Ghi sổ tem",
    }
)

SUPERVISION_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "inspection": "Cuộc kiểm tra",
        "inspection_finding": "Nhận định kiểm tra",
        "inspection_photo": "Ảnh kiểm tra",
        "supervision_case": "Vụ việc",
        "stamp_entry": "Sổ tem",
    }
)

SUPERVISION_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "case_id": "Vụ việc",
        "inspection_id": "Cuộc kiểm tra",
        "planned_on": "Ngày dự kiến",
        "team": "Người đi kiểm tra",
        "visited_on": "Ngày kiểm tra",
        "present": "Đại diện chủ thể",
        "conclusion": "Kết luận",
        "concluded_on": "Ngày kết luận",
        "concluded_words": "Nội dung kết luận",
        "follow_up_by": "Hạn thực hiện",
        "followed_on": "Ngày ghi kết quả",
        "followed_words": "Kết quả thực hiện",
        "topic": "Nội dung kiểm tra",
        "is_breach": "Vi phạm",
        "taken_in_at": "Nhận lúc",
        "received_on": "Ngày nhận",
        "from_whom": "Người phản ánh",
        "about": "Nội dung",
        "document": "Số, ngày văn bản",
        "due_on": "Hạn trả lời",
        "answer": "Nội dung trả lời",
        "answered_on": "Ngày trả lời",
        "closed_on": "Ngày kết thúc",
        "series": "Ký hiệu",
        "first_number": "Từ số",
        "last_number": "Đến số",
        "person": "Người nhận, giao",
    }
)
