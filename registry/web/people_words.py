"""The Vietnamese words for what accounts are and may do."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.rules.permissions import Permission, Role

PEOPLE_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        Role: {
            Role.OFFICER: "Cán bộ nghiệp vụ",
            Role.APPROVER: "Người duyệt",
            Role.ADMINISTRATOR: "Quản trị",
            Role.AUDITOR: "Kiểm tra (chỉ xem)",
            Role.PRODUCER: "Chủ thể",
            Role.COMMUNE: "Cán bộ cấp xã",
            Role.COUNCIL: "Thành viên Hội đồng",
        },
        Permission: {
            Permission.VIEW_REGISTER: "Xem sổ đăng ký",
            Permission.EDIT_REGISTER: "Sửa sổ đăng ký",
            Permission.DRAFT_DECISION: "Soạn quyết định",
            Permission.APPROVE_DECISION: "Duyệt quyết định",
            Permission.ENTER_SIGNATURE: "Nhập số, ngày ký",
            Permission.PUT_IN_EFFECT: "Đưa quyết định vào hiệu lực",
            Permission.IMPORT: "Nhập danh sách",
            Permission.MANAGE_EVENTS: "Quản lý lễ trao",
            Permission.VIEW_JOURNAL: "Xem nhật ký",
            Permission.MANAGE_ACCOUNTS: "Quản lý tài khoản",
            Permission.MANAGE_SETTINGS: "Thay đổi thiết lập",
            Permission.ERASE_PERSONAL_DATA: "Xóa dữ liệu cá nhân",
            Permission.EXPORT: "Xuất dữ liệu",
            Permission.VIEW_DOSSIERS: "Xem hồ sơ đánh giá",
            Permission.KEEP_DOSSIERS: "Tiếp nhận hồ sơ đánh giá",
            Permission.RUN_ROUNDS: "Tổ chức đợt đánh giá",
            Permission.SUPERVISE: "Giám sát sau công nhận",
            Permission.SCREEN_DOSSIERS: "Xem xét hồ sơ tại xã",
            Permission.SCORE: "Chấm điểm",
        },
    }
)
