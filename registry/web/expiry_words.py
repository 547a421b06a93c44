"""The Vietnamese words for certificates that run out: enumerations, acts, tables and fields of that subject."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.models.expiry import ExpiryWord
from registry.rules.expiry_planning import LapsedFor, PlanStage

EXPIRY_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        PlanStage: {
            PlanStage.AHEAD: "Chưa đến thời gian nộp",
            PlanStage.OPEN: "Đang thời gian nộp hồ sơ",
            PlanStage.LATE: "Đã quá thời gian nộp",
            PlanStage.FILED: "Đã nộp hồ sơ",
            PlanStage.SUCCEEDED: "Đã có giấy kế tiếp, bắt đầu muộn",
            PlanStage.LAPSED: "Đã hết hạn",
        },
        ExpiryWord: {
            ExpiryWord.REMINDER: "Thư nhắc",
            ExpiryWord.NOTICE: "Thông báo",
            ExpiryWord.INVITATION: "Thư mời nộp hồ sơ",
        },
        LapsedFor: {
            LapsedFor.DECISION: "Phụ lục kèm quyết định",
            LapsedFor.INFORMATION: "Danh sách để thông tin",
        },
    }
)
EXPIRY_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "expiry.remind": "Lập thư nhắc sắp hết hạn",
        "expiry.write_down": "Ghi đã gửi thông báo hết hạn",
        "calendar_feed.open": "Lập địa chỉ lịch",
        "calendar_feed.end": "Ngừng địa chỉ lịch",
    }
)
EXPIRY_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {"expiry_notice": "Lời báo hết hạn", "calendar_feed": "Địa chỉ lịch"}
)
EXPIRY_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "months": "Nhắc trước (tháng)",
        "ends_on": "Hết ngày",
        "told_on": "Báo ngày",
        "secret_digest": "Dấu của địa chỉ bí mật",
        "ended_at": "Ngừng lúc",
    }
)
