"""The Vietnamese words for the print ledger and the signed annex: enumerations, acts, tables."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.models.print_ledger import PrintKind
from registry.rules.annex_cells import TITLES, AnnexColumn
from registry.rules.annex_reconciliation import DifferenceKind

PRINT_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        PrintKind: {PrintKind.PRINTED: "Đã in", PrintKind.SPOILED: "Phôi hỏng"},
        AnnexColumn: {column: titles[0] for column, titles in TITLES.items()},
        DifferenceKind: {
            DifferenceKind.MISSING: "Thiếu dòng",
            DifferenceKind.ADDITIONAL: "Thừa dòng",
            DifferenceKind.STARS: "Khác hạng sao",
            DifferenceKind.PRODUCT: "Khác tên sản phẩm",
            DifferenceKind.PRODUCER: "Khác chủ thể",
            DifferenceKind.SPELLING: "Khác chính tả, dấu cách",
            DifferenceKind.ADDRESS: "Khác địa chỉ",
            DifferenceKind.SCORE: "Khác điểm",
            DifferenceKind.RESULT: "Khác kết quả",
            DifferenceKind.CERTIFICATE_NUMBER: "Khác số giấy chứng nhận",
            DifferenceKind.BEFORE: "Khác nội dung đã ghi",
            DifferenceKind.AFTER: "Khác nội dung sửa lại",
            DifferenceKind.GROUND: "Khác lý do",
            DifferenceKind.ACHIEVEMENT: "Khác thành tích",
            DifferenceKind.NOTE: "Khác ghi chú",
            DifferenceKind.COLUMN: "Thiếu cột",
            DifferenceKind.WORDS: "Thừa chữ trong dòng",
            DifferenceKind.NOT_COMPARED: "Chưa đối chiếu",
        },
    }
)
PRINT_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "print.record": "Ghi in giấy",
        "print.record_all": "Ghi in các giấy của quyết định",
        "print.spoil": "Ghi phôi hỏng",
        "print.take_back": "Rút dòng sổ in ghi nhầm",
        "annex.compare": "Đối chiếu phụ lục đã ký",
        "annex.override": "Chấp nhận phụ lục đã ký khác sổ hoặc chưa đối chiếu",
    }
)
PRINT_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "print_entry": "Sổ in",
        "print_taken_back": "Dòng sổ in ghi nhầm",
        "signed_annex": "Phụ lục đã ký",
    }
)
PRINT_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "blank_number": "Số phôi",
        "done_on": "Ngày",
        "entry_id": "Dòng sổ in",
        "taken_back_before": "Số lần ghi nhầm trước đó",
        "decision_version": "Phiên bản quyết định",
        "differences": "Điểm khác",
        "override_reason": "Lý do chấp nhận",
        "compared_at": "Đối chiếu lúc",
        "ours": "Trong sổ",
        "theirs": "Trong bản đã ký",
    }
)
