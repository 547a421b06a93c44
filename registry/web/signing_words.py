"""The Vietnamese words for digital signatures: enumerations, acts, tables."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.rules.signing import Chain, Coverage, Fault, Revocation, SignerRole, TimeSource

SIGNING_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        SignerRole: {SignerRole.PERSON: "Người có thẩm quyền", SignerRole.SEAL: "Cơ quan"},
        Chain: {
            Chain.TRUSTED: "Tổ chức chứng thực tin cậy",
            Chain.NOT_TRUSTED: "Không do tổ chức chứng thực tin cậy cấp",
            Chain.UNCHECKED: "Chưa kiểm được chuỗi chứng thực",
        },
        Fault: {
            Fault.EXPIRED: "Chứng thư hết hạn",
            Fault.NOT_YET: "Chứng thư chưa có hiệu lực",
            Fault.REVOKED: "Chứng thư đã bị thu hồi",
            Fault.UNKNOWN: "Không do tổ chức chứng thực tin cậy cấp",
            Fault.UNFIT: "Chứng thư không dùng được để ký văn bản",
        },
        Revocation: {
            Revocation.UNCHECKED: "Chưa kiểm việc thu hồi",
            Revocation.NOT_REVOKED: "Không bị thu hồi",
            Revocation.REVOKED: "Đã bị thu hồi",
        },
        TimeSource: {
            TimeSource.SIGNER: "Đồng hồ của người ký",
            TimeSource.AUTHORITY: "Dấu thời gian của tổ chức tin cậy",
            TimeSource.UNCHECKED_AUTHORITY: "Dấu thời gian chưa kiểm được",
            TimeSource.UNKNOWN_AUTHORITY: "Dấu thời gian của tổ chức không tin cậy",
            TimeSource.BROKEN: "Dấu thời gian không khớp với chữ ký",
        },
        Coverage: {
            Coverage.WHOLE: "Cả tệp",
            Coverage.ITS_REVISION: "Phần có khi ký",
            Coverage.PART: "Một phần tệp",
        },
    }
)

SIGNING_ACTS: Mapping[str, str] = MappingProxyType({"signature.take_back": "Nhận bản ký số"})
SIGNING_FIELDS: Mapping[str, str] = MappingProxyType(
    {"signers": "Người ký số", "is_trial": "Chữ ký thử nghiệm", "render_id": "Bản chưa ký", "file_id": "Tệp"}
)
SIGNING_SUBJECTS: Mapping[str, str] = MappingProxyType({"signed_paper": "Bản ký số"})
