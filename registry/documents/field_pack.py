"""The pack of an inspector: the public register as one dated, packed, signed file that a browser reads by itself.

The first line is the signature: JSON with its algorithm, the key, and the signature over everything after that line.
The rest is JSON packed with gzip, column by column, for columns pack best. Days are counted from 2000-01-01; codes
come without their check character, which follows from the others.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from registry.documents.publishing_key import ALGORITHM, PublishingKey, url64
from registry.queries.chain_inspection import Head
from registry.queries.field_register import FieldCertificate
from registry.rules.certificate_life import Standing
from registry.rules.standing_days import Change, changes_by_term

FORMAT = 1
MEDIA_TYPE = "application/octet-stream"
EPOCH = date(2000, 1, 1)
STANDINGS = tuple(Standing)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What the pack says of itself."""

    public_address: str
    province: str
    department: str
    is_demonstration: bool
    made_at: datetime
    on: date
    red_after_days: int
    journal_day: date
    journal_head: Head
    """The journal's last entry of the day before: whoever keeps the pack can prove later that nothing was cut off."""


def content(certificates: Sequence[FieldCertificate], cover: Cover) -> dict[str, Any]:
    """Return what the pack says."""
    producers = _Numbered((one.producer_name, one.commune_name) for one in certificates)
    decisions = _Numbered(one.decision for one in certificates)
    return {
        "format": FORMAT,
        "register": cover.public_address,
        "province": cover.province,
        "department": cover.department,
        "is_demonstration": cover.is_demonstration,
        "made_at": cover.made_at.isoformat(timespec="seconds"),
        "on": cover.on.isoformat(),
        "red_after_days": cover.red_after_days,
        "journal": {
            "day": cover.journal_day.isoformat(),
            "sequence": cover.journal_head.sequence,
            "hash": cover.journal_head.hash,
        },
        "standings": [one.value for one in STANDINGS],
        "producers": producers.values,
        "decisions": decisions.values,
        "producer": [producers[one.producer_name, one.commune_name] for one in certificates],
        "decision": [decisions[one.decision] for one in certificates],
        "name": [one.product_name for one in certificates],
        "now": {
            str(place): one.current_name
            for place, one in enumerate(certificates)
            if one.current_name != one.product_name
        },
        "number": [one.number for one in certificates],
        "stars": "".join(str(one.stars) for one in certificates),
        "code": "".join(one.lookup_code[:-1] for one in certificates),
        "from": [_day(one.valid_from) for one in certificates],
        "until": [_day(one.last_day) for one in certificates],
        "changes": {
            str(place): [[_day(day), STANDINGS.index(stands)] for day, stands in one.changes]
            for place, one in enumerate(certificates)
            if not _follows_from_its_days(one)
        },
    }


def packed(said: dict[str, Any], key: PublishingKey) -> bytes:
    """Return the file."""
    body = gzip.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)
    head = {"alg": ALGORITHM, "kid": key.thumbprint, "sig": url64(key.sign(body))}
    return json.dumps(head).encode("ascii") + b"\n" + body


def _follows_from_its_days(one: FieldCertificate) -> bool:
    if one.valid_from is None or one.last_day is None:
        return False
    usual: list[Change] = changes_by_term(one.valid_from, one.last_day)
    return list(one.changes) == usual


def _day(day: date | None) -> int | None:
    return None if day is None else (day - EPOCH).days


class _Numbered:
    """Values that come again and again, each kept once."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._numbers: dict[Any, int] = {}
        for value in values:
            self._numbers.setdefault(value, len(self._numbers))

    def __getitem__(self, value: Any) -> int:
        return self._numbers[value]

    @property
    def values(self) -> list[Any]:
        """Every value, in the order of its number."""
        return list(self._numbers)
