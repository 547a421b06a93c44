"""The Vietnamese words for digital signatures: enumerations, acts, tables."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.rules.signing import Chain, Coverage, SignerRole

SIGNING_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {
        SignerRole: {SignerRole.PERSON: "Người có thẩm quyền", SignerRole.SEAL: "Cơ quan"},
        Chain: {
            Chain.TRUSTED: "Tổ chức chứng thực tin cậy",
            Chain.NOT_TRUSTED: "Không do tổ chức chứng thực tin cậy cấp",
            Chain.UNCHECKED: "Chưa kiểm được chuỗi chứng thực",
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
