"""Words for what the producers' portal and its staff side call by name."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.rules.invitation_life import InvitationState
from registry.rules.personal_numbers import NumberKind
from registry.rules.proposal_life import ProposalField, ProposalState
from registry.rules.reassessment import FilingStage

PORTAL_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        InvitationState: {
            InvitationState.OPEN: "Chưa dùng",
            InvitationState.USED: "Đã nhận",
            InvitationState.CANCELLED: "Đã hủy",
            InvitationState.EXPIRED: "Quá hạn",
        },
        NumberKind: {
            NumberKind.IDENTITY: "Số căn cước công dân",
            NumberKind.MOBILE: "Số điện thoại di động cá nhân",
        },
        ProposalField: {
            ProposalField.NAME: "Tên chủ thể",
            ProposalField.KIND: "Loại hình",
            ProposalField.TAX_NUMBER: "Mã số thuế hoặc số đăng ký",
            ProposalField.REPRESENTATIVE: "Người đại diện",
            ProposalField.CONTACTS: "Liên hệ",
            ProposalField.ADDRESS: "Địa chỉ",
            ProposalField.COMMUNE: "Xã, phường",
            ProposalField.WEBSITE: "Trang web",
            ProposalField.PRODUCT_NAME: "Tên sản phẩm",
            ProposalField.INDUSTRY: "Ngành hàng",
            ProposalField.PACKINGS: "Quy cách đóng gói",
            ProposalField.DESCRIPTION: "Mô tả sản phẩm",
            ProposalField.STORY: "Câu chuyện sản phẩm",
            ProposalField.PHOTO: "Ảnh sản phẩm",
        },
        FilingStage: {
            FilingStage.AHEAD: "Chưa đến thời gian nộp",
            FilingStage.OPEN: "Đang trong thời gian nộp",
            FilingStage.PAST: "Đã qua thời gian nộp",
        },
        ProposalState: {
            ProposalState.OPEN: "Chờ trả lời",
            ProposalState.ACCEPTED: "Đã chấp nhận",
            ProposalState.REFUSED: "Không chấp nhận",
            ProposalState.WITHDRAWN: "Đã rút lại",
        },
    }
)
