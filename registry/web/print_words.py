"""The Vietnamese words for the print ledger and the signed annex: enumerations, acts, tables."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from registry.models.print_ledger import PrintKind

PRINT_WORDS: Mapping[type[Enum], Mapping[Any, str]] = MappingProxyType(
    {PrintKind: {PrintKind.PRINTED: "Đã in", PrintKind.SPOILED: "Phôi hỏng"}}
)
PRINT_ACTS: Mapping[str, str] = MappingProxyType(
    {
        "print.record": "Ghi in giấy",
        "print.record_all": "Ghi in các giấy của quyết định",
        "print.spoil": "Ghi phôi hỏng",
    }
)
PRINT_SUBJECTS: Mapping[str, str] = MappingProxyType({"print_entry": "Sổ in"})
PRINT_FIELDS: Mapping[str, str] = MappingProxyType({"blank_number": "Số phôi", "done_on": "Ngày"})
