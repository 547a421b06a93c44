"""How the journal is chained: what an entry's hash covers, and how a value leaves only its digest."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

GENESIS = "0" * 64
"""What stands in the first entry where the others name the entry before them."""

SHORT = 16
"""Characters that are kept of the digest of one row among many; 64 bits, not to be met by chance without the key."""


def entry_hash(content: Mapping[str, Any]) -> str:
    """Return the hash of an entry's whole content, the hash before it included."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def digest(value: Any, *, key: bytes) -> str:
    """Return the keyed digest of a value; without the key it says nothing about the value."""
    return digest_of_text(json.dumps(plain(value), ensure_ascii=False), key=key)


def digest_of_text(text: str, *, key: bytes) -> str:
    """Return the keyed digest of a text."""
    # The database keeps words as NFC, so what is read back must have the digest of what was handed in.
    return hmac.new(key, unicodedata.normalize("NFC", text).encode(), hashlib.sha256).hexdigest()[:32]


def digests_of_rows(rows: Iterable[Mapping[str, Any]], *, key: bytes) -> tuple[str, list[str]]:
    """Return the digest of rows that are written at one stroke, and a shorter one of each of them."""
    texts = [json.dumps(row, default=plain, ensure_ascii=False, sort_keys=True) for row in rows]
    return digest_of_text(f"[{', '.join(texts)}]", key=key), [digest_of_text(text, key=key)[:SHORT] for text in texts]


def plain(value: Any) -> Any:
    """Return a value as JSON can say it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value
