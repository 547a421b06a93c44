"""Erasing what is personal: the values go, the journal keeps that they were there and that they went."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from registry.models.journal import Version
from registry.models.producer import Producer, ProducerContact
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.rules.tax_number import parse_tax_number
from registry.usecases import portal_erasure
from registry.usecases.journal import Act, acting
from registry.usecases.kept_lists import remove
from registry.usecases.registration import find_producer

PERSONAL_FIELDS = ("representative", "representative_gender", "representative_ethnicity")
_CONTACT = ProducerContact.__tablename__


def erase_person(*, actor: Actor, producer: str, ground: str, with_public_contacts: bool = False) -> int:
    """Erase what the register holds of a producer's representative, and return how many kept values went.

    The representative, the contacts that are not public, and a tax number that is a person's own are taken out of
    the record and out of every version of it. The chain of the journal holds keyed digests only, so it stays whole.
    Names and addresses of the unit itself, and papers already issued, are no part of this.

    :param ground: why: the person's request, the end of the purpose; kept in the journal.
    :param with_public_contacts: whether contacts that were made public go too.
    :raises Refusal: if no ground is given, or the producer is unknown.
    """
    why = clean(ground)
    if not why:
        raise Refusal("Cần ghi căn cứ xóa dữ liệu cá nhân.", field="ground")
    with acting(actor, "producer.erase_person", Permission.ERASE_PERSONAL_DATA, reason=why) as act:
        row = find_producer(act, producer)
        fields = [*PERSONAL_FIELDS, *(["tax_number"] if _is_personal(row.tax_number) else [])]
        for name in fields:
            setattr(row, name, None)
        remove(act, [one for one in row.contacts if with_public_contacts or not one.is_public])
        act.session.flush()
        act.session.expire(row, ["contacts"])
        _forget_what_this_act_wrote(act)
        erased = [
            *_of_producer(act, row),
            *_of_contacts(act, row, with_public_contacts=with_public_contacts),
            *portal_erasure.erase_for(act, row),
        ]
        _blank(act, erased)
        act.note(subject=row.__tablename__, subject_id=row.public_id, how="erased", fields=dict.fromkeys(fields))
        return len(erased)


def _is_personal(number: str | None) -> bool:
    if number is None:
        return False
    try:
        return parse_tax_number(number).is_personal
    except Refusal:  # recorded as a list had it, and no number known
        return False


def _forget_what_this_act_wrote(act: Act) -> None:
    """A contact taken away is journalled with its values: the digest may stay, the value may not."""
    for version in act.versions:
        if version["subject"] == _CONTACT:
            version["values"] = None


def _of_producer(act: Act, row: Producer) -> list[int]:
    """Return the versions of the producer that hold something personal."""
    versions = act.session.scalars(
        select(Version).where(Version.subject == row.__tablename__, Version.subject_id == row.public_id)
    )
    return [version.id for version in versions if _holds_personal(version.values or {})]


def _holds_personal(values: Mapping[str, Any]) -> bool:
    number = values.get("tax_number")
    return any(values.get(name) for name in PERSONAL_FIELDS) or _is_personal(number)


def _of_contacts(act: Act, row: Producer, *, with_public_contacts: bool) -> list[int]:
    """Return the versions of all contacts the producer ever had, save those that stay public."""
    spared = set() if with_public_contacts else {str(one.id) for one in row.contacts}
    first = select(Version.subject_id).where(
        Version.subject == _CONTACT, Version.values["producer_id"].as_integer() == row.id
    )
    versions = act.session.scalars(
        select(Version).where(Version.subject == _CONTACT, Version.subject_id.in_(first)).order_by(Version.id)
    ).all()
    return [version.id for version in _owned(versions, row.id) if version.subject_id not in spared]


def _owned(versions: Sequence[Version], producer_id: int) -> Iterable[Version]:
    """Keep the versions written while the contact was the producer's: a freed key may be given to another's."""
    owner: dict[str, int | None] = {}
    for version in versions:
        values = version.values or {}
        if "producer_id" in values:
            owner[version.subject_id] = values["producer_id"]
        if owner.get(version.subject_id) == producer_id:
            yield version


def _blank(act: Act, ids: Sequence[int]) -> None:
    for first in range(0, len(ids), 500):
        act.session.execute(update(Version).where(Version.id.in_(ids[first : first + 500])).values(values=None))
