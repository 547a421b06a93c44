"""The items of a dossier: what an instrument lists, how long a paper is good, and which criteria it supports."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.rules.instruments import RecognitionKind


class Provider(StrEnum):
    """Who brings an item."""

    PRODUCER = "producer"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"


class Stage(StrEnum):
    """With which step of the way an item is due."""

    FILING = "filing"
    EVIDENCE = "evidence"
    """A line of the evidence annex; goes with the filing."""

    TO_PROVINCE = "to_province"
    TO_MINISTRY = "to_ministry"


class Means(StrEnum):
    """How an item comes to be there."""

    FORM = "form"
    """Typed in."""

    FILES = "files"
    GOODS = "goods"
    """Samples, on a table."""

    WORKED_OUT = "worked_out"
    """Follows from the other items."""


@dataclass(frozen=True, kw_only=True)
class ListedItem:
    """One item of an instrument's list."""

    code: str
    title: str
    required: bool
    provided_by: Provider
    stage: Stage
    means: Means
    kinds: frozenset[RecognitionKind]
    """The kinds of registration it belongs to."""

    form: str | None = None
    hint: str | None = None
    quantity: int | None = None
    evidences: tuple[str, ...] = ()
    """Titles of the criteria it supports."""

    not_required_for_sets: frozenset[int] = frozenset()
    alternative_to: str | None = None
    """The item that does as well."""

    carries: bool = False
    """Whether a later dossier may take it over while it is good."""

    dated: bool = False
    """Whether such a paper usually bears a last day."""


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What a dossier has of one item."""

    code: str
    issued_on: date | None = None
    expires_on: date | None = None
    """Its last day; good to the end of it."""


class Validity(StrEnum):
    """How a paper stands on a day."""

    VALID = "valid"
    UNDATED = "undated"
    """Its last day is not known."""

    EXPIRED = "expired"
    NOT_YET = "not_yet"
    """Issued later than that day."""


def validity(filed: Filed, on: date) -> Validity:
    """Say how a paper stands on a day; both its first and its last day are good."""
    if filed.issued_on is not None and filed.issued_on > on:
        return Validity.NOT_YET
    if filed.expires_on is None:
        return Validity.UNDATED
    return Validity.EXPIRED if filed.expires_on < on else Validity.VALID


def why_not_good(filed: Filed, on: date) -> str | None:
    """Say what is wrong with a paper on a day; None while it is good."""
    standing = validity(filed, on)
    if standing is Validity.EXPIRED:
        return f"Đã hết hạn ngày {filed.expires_on:%d/%m/%Y}."
    if standing is Validity.NOT_YET:
        return f"Ngày cấp {filed.issued_on:%d/%m/%Y} còn ở phía trước."
    return None


def asked_of(
    listed: Iterable[ListedItem],
    *,
    kind: RecognitionKind,
    product_set: int,
    stages: Collection[Stage] = (Stage.FILING, Stage.EVIDENCE),
) -> list[ListedItem]:
    """List the items that belong to a dossier at some stages, in the order of the instrument's list."""
    return [
        item
        for item in listed
        if item.stage in stages and kind in item.kinds and product_set not in item.not_required_for_sets
    ]


def supports(item: ListedItem, criteria: Mapping[str, str]) -> list[str]:
    """List the codes of the criteria an item supports, from all codes and titles of a set, in the set's order."""
    wanted = {_key(title) for title in item.evidences}
    return [code for code, title in criteria.items() if _key(title) in wanted]


def unsupported(
    scored: Iterable[str], supported: Mapping[str, Collection[str]], *, present: Collection[str]
) -> list[str]:
    """List the criteria with points for which no item is there.

    ``scored`` are the codes with points, ``supported`` what each item supports, ``present`` the items that are there.
    Criteria that no item of the list supports are left out: the form asks for nothing there.
    """
    provable = {code for codes in supported.values() for code in codes}
    proved = {code for item, codes in supported.items() if item in present for code in codes}
    return [code for code in scored if code in provable and code not in proved]


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()
