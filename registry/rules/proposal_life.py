"""A producer's proposal to correct what the register says of it, and how it ends."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from registry.rules.refusal import Refusal


class ProposalField(StrEnum):
    """What a producer may propose to change; the rest changes by papers that staff see."""

    NAME = "name"
    """The legal name of the producer; with a day, the name it bears since then, without one, how it always was."""
    KIND = "kind"
    TAX_NUMBER = "tax_number"
    REPRESENTATIVE = "representative"
    """Personal, as the tax number can be: never public."""
    CONTACTS = "contacts"
    ADDRESS = "address"
    COMMUNE = "commune"
    WEBSITE = "website"
    PRODUCT_NAME = "product_name"
    INDUSTRY = "industry"
    PACKINGS = "packings"
    DESCRIPTION = "description"
    STORY = "story"
    PHOTO = "photo"
    """One more picture of a product."""


OF_PRODUCT = frozenset(
    {
        ProposalField.PRODUCT_NAME,
        ProposalField.INDUSTRY,
        ProposalField.PACKINGS,
        ProposalField.DESCRIPTION,
        ProposalField.STORY,
        ProposalField.PHOTO,
    }
)
OF_PRODUCER = frozenset(set(ProposalField) - OF_PRODUCT)
NAMES = frozenset({ProposalField.NAME, ProposalField.PRODUCT_NAME})
"""What is borne since a day: the earlier name stays beside it."""
PERSONAL = frozenset({ProposalField.TAX_NUMBER, ProposalField.REPRESENTATIVE, ProposalField.CONTACTS})
"""What may tell of a person, and goes when a person's data are erased."""


class ProposalState(StrEnum):
    """How far a proposal has come."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken back by whoever made it, or replaced by a newer one about the same."""


PICTURE_KEPT_FOR = timedelta(days=90)
"""How long a proposed picture is kept after its answer: long enough to ask why, not for ever."""


class AlreadyDecided(Refusal):
    """The proposal has its answer already."""


class MovedOn(Refusal):
    """The register says something else by now than the proposer saw."""


_HAS_BEEN: Mapping[ProposalState, str] = MappingProxyType(
    {
        ProposalState.ACCEPTED: "đã được chấp nhận",
        ProposalState.REFUSED: "đã được trả lời là không chấp nhận",
        ProposalState.WITHDRAWN: "đã được rút lại",
    }
)


def check_open(state: ProposalState) -> None:
    """Let a proposal pass that still waits for its answer.

    :raises AlreadyDecided: if it does not.
    """
    if state is not ProposalState.OPEN:
        raise AlreadyDecided(f"Đề nghị này {_HAS_BEEN[state]}, không còn gì để quyết định.")


def keeps_picture(*, decided_at: datetime | None, now: datetime) -> bool:
    """Say whether a proposal still holds on to its picture; one that was accepted is held by the product besides."""
    return decided_at is None or now - decided_at < PICTURE_KEPT_FOR


def is_in_conflict(*, seen: Any, now: Any, wanted: Any) -> bool:
    """Say whether the register has moved on since: to something that is neither what was seen nor what is wanted."""
    return now not in (seen, wanted)


def check_conflict(*, seen: Any, now: Any, wanted: Any, despite: bool) -> None:
    """Let an acceptance pass that overwrites only what the proposer saw, or of which somebody says that it may.

    :raises MovedOn: if the register has moved on and nobody says so.
    """
    if is_in_conflict(seen=seen, now=now, wanted=wanted) and not despite:
        raise MovedOn(
            "Sổ đã thay đổi từ khi chủ thể gửi đề nghị. Hãy so ba giá trị; nếu vẫn chấp nhận, hãy đánh dấu xác nhận.",
            field="despite",
        )
