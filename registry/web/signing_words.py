"""The Vietnamese words for digital signatures: acts, tables."""

from collections.abc import Mapping
from types import MappingProxyType

SIGNING_ACTS: Mapping[str, str] = MappingProxyType({"signature.take_back": "Nhận bản ký số"})
SIGNING_SUBJECTS: Mapping[str, str] = MappingProxyType({"signed_paper": "Bản ký số"})
