"""What is proposed, in words: for whoever proposes and for whoever answers."""

from dataclasses import dataclass
from typing import Any

from registry.models.producer import ContactKind
from registry.models.proposal import Proposal
from registry.queries import proposals
from registry.rules.proposal_life import ProposalField, is_in_conflict
from registry.web.words import word

NOTHING = "(để trống)"


@dataclass(frozen=True, kw_only=True)
class ValuesShown:
    """The three values of a proposal, each as lines of text."""

    seen: list[str]
    now: list[str]
    wanted: list[str]
    is_in_conflict: bool
    """Whether the register has moved on since."""
    is_picture: bool


def shown(row: Proposal) -> ValuesShown:
    """Put the values of a proposal into words."""
    now = proposals.value_now(row)
    is_picture = row.field is ProposalField.PHOTO
    return ValuesShown(
        seen=_lines(row.field, row.seen),
        now=_lines(row.field, now),
        wanted=_lines(row.field, row.wanted),
        is_in_conflict=not is_picture and is_in_conflict(seen=row.seen, now=now, wanted=row.wanted),
        is_picture=is_picture,
    )


def _lines(field: ProposalField, value: Any) -> list[str]:
    if field is ProposalField.PHOTO:
        return [str((value or {}).get("caption") or "")]
    if field is ProposalField.CONTACTS:
        return [_contact(one) for one in value or ()] or [NOTHING]
    return str(value).splitlines() if value else [NOTHING]


def _contact(one: dict[str, Any]) -> str:
    published = "mọi người xem được" if one["is_public"] else "chỉ cán bộ xem"
    return f"{word(ContactKind(one['kind']))}: {one['value']} ({published})"
