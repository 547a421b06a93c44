"""Producers propose corrections and pictures; nothing in the register changes until staff accept."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import select

from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import memberships
from registry.queries import proposals as questions
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor
from registry.rules.proposal_life import ProposalField, ProposalState, check_open
from registry.rules.refusal import NotFound, Refusal
from registry.usecases.journal import Act, acting
from registry.usecases.photos import MOST_PHOTOS, encoded_anew
from registry.usecases.producer_facts import ContactFacts, contacts_typed
from registry.usecases.registration import find_producer, find_product, refuse_ended
from registry.usecases.typed import address_typed, line_typed, text_typed
from registry.vault import Vault

REPLACED = "Được thay bằng đề nghị mới hơn"


class NothingToPropose(Refusal):
    """Everything is as the register says already."""


class RegisterMovedOn(Refusal):
    """The record was changed after the producer opened the form."""


def propose_for_producer(
    *,
    actor: Actor,
    producer: str,
    version: int,
    address: str | None,
    website: str | None,
    contacts: Sequence[ContactFacts],
) -> list[str]:
    """Propose what the register should say of a producer; one proposal for each field that is to change.

    :param version: the version of the record that the form showed.
    :raises NotFound: if the actor does not speak for the producer.
    :raises RegisterMovedOn: if the record was changed meanwhile.
    :raises NothingToPropose: if nothing is to change.
    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    wanted: dict[ProposalField, Any] = {
        ProposalField.ADDRESS: hearing.ask(line_typed, address, field="address"),
        ProposalField.WEBSITE: hearing.ask(address_typed, website, field="website"),
    }
    kept = hearing.ask(contacts_typed, tuple(contacts))
    hearing.settle(kept)
    wanted[ProposalField.CONTACTS] = [
        {"kind": one.kind.value, "value": one.value, "is_public": one.is_public} for one in kept or ()
    ]
    with acting(actor, "proposal.make", None) as act:
        row = _own_producer(act, producer)
        return _make(act, row, None, version, wanted)


def propose_for_product(
    *, actor: Actor, product: str, version: int, description: str | None, story: str | None
) -> list[str]:
    """Propose what the register should say of a product; see propose_for_producer().

    :raises NotFound: if the actor speaks for no producer that holds the product.
    :raises Refusal: as for a producer.
    """
    hearing = Hearing()
    wanted = {
        ProposalField.DESCRIPTION: hearing.ask(text_typed, description, field="description"),
        ProposalField.STORY: hearing.ask(text_typed, story, field="story"),
    }
    hearing.settle(wanted)
    with acting(actor, "proposal.make", None) as act:
        row = _own_product(act, product)
        return _make(act, row.producer, row, version, wanted)


def propose_photo(*, actor: Actor, product: str, content: bytes, caption: str | None = None) -> str:
    """Propose one more picture of a product, and return the proposal's public id.

    :raises NotFound: if the actor speaks for no producer that holds the product.
    :raises Refusal: if the file is no still picture, or so many pictures wait already.
    """
    words = line_typed(caption, field="caption")
    picture = encoded_anew(content)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(picture.content)
    with acting(actor, "proposal.make", None) as act:
        row = _own_product(act, product)
        refuse_ended(row.producer, field=None)
        waiting = [
            one
            for one in questions.open_about(act.session, producer=row.producer, product=row)
            if one.field is ProposalField.PHOTO
        ]
        known = {*(one.sha256 for one in waiting), *(one.sha256 for one in row.photos)}
        if name in known:
            raise Refusal("Ảnh này đã có ở sản phẩm hoặc đang chờ trả lời.", field="photo")
        if len(waiting) + len(row.photos) >= MOST_PHOTOS:
            raise Refusal(f"Mỗi sản phẩm có tối đa {MOST_PHOTOS} ảnh, kể cả ảnh đang chờ trả lời.", field="photo")
        made = _new(act, row.producer, row, ProposalField.PHOTO)
        made.sha256 = name
        made.wanted = {"width": picture.width, "height": picture.height, "caption": words}
        act.session.flush()
        return made.public_id


def withdraw(*, actor: Actor, proposal: str) -> None:
    """Take a proposal back that nobody has answered.

    :raises NotFound: if the actor does not speak for the producer whose proposal it is.
    :raises AlreadyDecided: if it has its answer.
    """
    with acting(actor, "proposal.withdraw", None) as act:
        row = find_proposal(act, proposal)
        if not memberships.speaks_for(act.session, actor.account_id, row.producer_id):
            raise NotFound("Không tìm thấy đề nghị này.")
        check_open(row.state)
        close(act, row, ProposalState.WITHDRAWN)


def find_proposal(act: Act, public_id: str) -> Proposal:
    """Return a proposal.

    :raises NotFound: if there is none.
    """
    row = act.session.scalar(select(Proposal).where(Proposal.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy đề nghị này.")
    return row


def close(act: Act, row: Proposal, state: ProposalState, *, reason: str | None = None) -> None:
    """Write down how a proposal ended, within an act under way."""
    row.state, row.reason = state, reason
    row.decided_at, row.decided_by_id = act.at, act.actor.account_id


def _own_producer(act: Act, public_id: str) -> Producer:
    row = find_producer(act, public_id)
    if not memberships.speaks_for(act.session, act.actor.account_id, row.id):
        raise NotFound("Không tìm thấy chủ thể này.")
    return row


def _own_product(act: Act, public_id: str) -> Product:
    row = find_product(act, public_id)
    if not memberships.speaks_for(act.session, act.actor.account_id, row.producer_id):
        raise NotFound("Không tìm thấy sản phẩm này.")
    return row


def _make(
    act: Act, producer: Producer, product: Product | None, version: int, wanted: Mapping[ProposalField, Any]
) -> list[str]:
    refuse_ended(producer, field=None)
    row = product or producer
    if row.version != version:
        raise RegisterMovedOn(
            "Thông tin này vừa được cán bộ sửa trong khi bạn đang viết. Hãy xem bản mới ở trên, rồi gửi lại."
        )
    changed = {field: value for field, value in wanted.items() if questions.value_of(row, field) != value}
    if not changed:
        raise NothingToPropose("Chưa có gì khác với thông tin trong sổ. Hãy sửa mục cần đổi rồi gửi.")
    earlier = questions.open_about(act.session, producer=producer, product=product)
    made: list[Proposal] = []
    for field, value in changed.items():
        for one in earlier:
            if one.field is field:
                close(act, one, ProposalState.WITHDRAWN, reason=REPLACED)
        new = _new(act, producer, product, field)
        new.seen, new.wanted = questions.value_of(row, field), value
        made.append(new)
    act.session.flush()
    return [one.public_id for one in made]


def _new(act: Act, producer: Producer, product: Product | None, field: ProposalField) -> Proposal:
    return act.add(
        Proposal(
            producer_id=producer.id,
            product_id=product.id if product else None,
            field=field,
            made_at=act.at,
            made_by_id=act.actor.account_id,
        )
    )
