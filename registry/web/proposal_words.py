"""What is proposed, in words: for whoever proposes and for whoever answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from registry import clock
from registry.law import classification
from registry.models.producer import ContactKind, Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import places, proposals
from registry.rules.personal_numbers import personal_numbers
from registry.rules.producer_kinds import ProducerKind
from registry.rules.proposal_life import NAMES, ProposalField, is_in_conflict, keeps_picture
from registry.web.dates import short_day
from registry.web.forms.public_words import PRINTED, READ_BY_ALL, number_sentence, published_numbers
from registry.web.reading import reading_session
from registry.web.words import word

NOTHING = "(để trống)"
_TEXTS = frozenset({ProposalField.ADDRESS, ProposalField.DESCRIPTION, ProposalField.STORY})


@dataclass(frozen=True, kw_only=True)
class ValuesShown:
    """The three values of a proposal, each as lines of text."""

    seen: list[str]
    now: list[str]
    wanted: list[str]
    is_in_conflict: bool
    """Whether the register has moved on since."""
    is_picture: bool
    is_kept: bool
    """Whether the picture is still kept: some time after its answer it goes."""
    doubts: list[str]
    """What in the wanted text looks like a person's number, a sentence for each."""


def shown(row: Proposal) -> ValuesShown:
    """Put the values of a proposal into words."""
    now = proposals.value_now(row)
    is_picture = row.field is ProposalField.PHOTO
    return ValuesShown(
        seen=_lines(row.field, row.seen),
        now=_lines(row.field, now),
        wanted=[*_lines(row.field, row.wanted), *_since(row)],
        is_in_conflict=not is_picture and is_in_conflict(seen=row.seen, now=now, wanted=row.wanted),
        is_picture=is_picture,
        is_kept=keeps_picture(decided_at=row.decided_at, now=clock.now()),
        doubts=_doubts(row),
    )


def _doubts(row: Proposal) -> list[str]:
    if row.field not in _TEXTS:
        return []
    who = PRINTED if row.field is ProposalField.ADDRESS else READ_BY_ALL
    found = personal_numbers(str(row.wanted or ""), published=published_numbers(row.producer.public_id))
    return [number_sentence(one, who) for one in found]


def asked_for(field: ProposalField) -> str:
    """Say what a proposal asks for: a picture is added, anything else is put right."""
    return "thêm ảnh" if field is ProposalField.PHOTO else f"sửa {word(field).lower()}"


def as_it_stands(row: Producer | Product, fields: Iterable[ProposalField]) -> Sequence[tuple[str, list[str]]]:
    """Return what the register says now of each field, as lines of text beside its name."""
    return [(word(field), _lines(field, proposals.value_of(row, field))) for field in fields]


def _lines(field: ProposalField, value: Any) -> list[str]:
    if field is ProposalField.PHOTO:
        return [str((value or {}).get("caption") or "")]
    if field is ProposalField.CONTACTS:
        return [_contact(one) for one in value or ()] or [NOTHING]
    if field is ProposalField.PACKINGS:
        return [_packing(one) for one in value or ()] or [NOTHING]
    return _text(field, value).splitlines() if value else [NOTHING]


def _text(field: ProposalField, value: Any) -> str:
    if field is ProposalField.KIND:
        return word(ProducerKind(value))
    if field is ProposalField.INDUSTRY:
        known = classification.industry(value)
        return known.name if known else str(value)
    if field is ProposalField.COMMUNE:
        place = places.place(reading_session(), value)
        return places.full_name(place) if place else str(value)
    return str(value)


def _since(row: Proposal) -> list[str]:
    if row.field not in NAMES or not row.wanted:
        return []
    return [f"dùng từ ngày {short_day(row.since)}" if row.since else "tên đang ghi trong sổ bị sai"]


def _packing(one: dict[str, Any]) -> str:
    return f"{one['label']} (mã vạch {one['gtin']})" if one["gtin"] else str(one["label"])


def _contact(one: dict[str, Any]) -> str:
    published = "mọi người xem được" if one["is_public"] else "chỉ cán bộ xem"
    return f"{word(ContactKind(one['kind']))}: {one['value']} ({published})"
