"""Producers propose corrections and pictures; nothing in the register changes until staff accept."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry import clock
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import memberships, product_record
from registry.queries import proposals as questions
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor
from registry.rules.proposal_life import NAMES, ProposalField, ProposalState, check_open
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases.journal import Act, acting
from registry.usecases.photos import MOST_PHOTOS, encoded_anew
from registry.usecases.producer_facts import ContactFacts, contacts_typed
from registry.usecases.proposed_words import GoodsWords, UnitWords, goods_wanted, unit_wanted
from registry.usecases.registration import find_producer, refuse_ended
from registry.usecases.typed import address_typed, line_typed, text_typed
from registry.vault import Vault

REPLACED = "Được thay bằng đề nghị mới hơn"
MOST_A_DAY = 200
"""Proposals of one producer in 24 hours: twenty products told of and photographed anew, with room for mistakes."""


class NothingToPropose(Refusal):
    """Everything is as the register says already."""


class TooManyAtOnce(Refusal):
    """The producer has proposed more in a day than staff can read."""


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
    words: UnitWords | None = None,
) -> list[str]:
    """Propose what the register should say of a producer; one proposal for each field that is to change.

    :param words: its name and what else its own papers say of it; None: as it stands.
    :param version: the version of the record that the form showed.
    :raises NotFound: if the actor does not speak for the producer.
    :raises RegisterMovedOn: if the record was changed meanwhile.
    :raises NothingToPropose: if nothing is to change, or just that waits for its answer already.
    :raises TooManyAtOnce: if the producer has proposed too much today.
    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    wanted: dict[ProposalField, Any] = {
        ProposalField.ADDRESS: hearing.ask(line_typed, address, field="address"),
        ProposalField.WEBSITE: hearing.ask(address_typed, website, field="website"),
    }
    kept = hearing.ask(contacts_typed, tuple(contacts))
    wanted[ProposalField.CONTACTS] = [
        {"kind": one.kind.value, "value": one.value, "is_public": one.is_public} for one in kept or ()
    ]
    with acting(actor, "proposal.make", None) as act:
        row = _own_producer(act, producer)
        _refuse_outdated(row, version)
        wanted |= (hearing.ask(unit_wanted, act.session, row, words) if words else None) or {}
        hearing.settle(wanted)
        return _make(act, row, None, wanted, since=words.since if words else None)


def propose_for_product(
    *,
    actor: Actor,
    product: str,
    version: int,
    description: str | None,
    story: str | None,
    words: GoodsWords | None = None,
) -> list[str]:
    """Propose what the register should say of a product; see propose_for_producer().

    :param words: its name, industry and packings; None: as they stand.
    :raises NotFound: if the actor speaks for no producer that holds the product.
    :raises Refusal: as for a producer.
    """
    hearing = Hearing()
    wanted: dict[ProposalField, Any] = {
        ProposalField.DESCRIPTION: hearing.ask(text_typed, description, field="description"),
        ProposalField.STORY: hearing.ask(text_typed, story, field="story"),
    }
    with acting(actor, "proposal.make", None) as act:
        row = _own_product(act.session, actor, product)
        _refuse_outdated(row, version)
        wanted |= (hearing.ask(goods_wanted, row, words) if words else None) or {}
        hearing.settle(wanted)
        return _make(act, row.producer, row, wanted, since=words.since if words else None)


def propose_photo(*, actor: Actor, product: str, content: bytes, caption: str | None = None) -> str:
    """Propose one more picture of a product, and return the proposal's public id.

    :raises NotFound: if the actor speaks for no producer that holds the product.
    :raises TooManyAtOnce: if the producer has proposed too much today.
    :raises Refusal: if the file is no still picture, or so many pictures wait already.
    """
    words = line_typed(caption, field="caption")
    with reading() as session:
        # Asked before the picture is read too: what will be refused costs no work and is not kept.
        _refuse_picture(session, _own_product(session, actor, product))
    picture = encoded_anew(content)
    vault: Vault = current_app.config["VAULT"]
    name = vault.keep(picture.content)
    with acting(actor, "proposal.make", None) as act:
        row = _own_product(act.session, actor, product)
        _refuse_picture(act.session, row, name)
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


def _own_product(session: Session, actor: Actor, public_id: str) -> Product:
    row = product_record.product(session, public_id)
    if row is None or not memberships.speaks_for(session, actor.account_id, row.producer_id):
        raise NotFound("Không tìm thấy sản phẩm này.")
    return row


def _refuse_flood(session: Session, producer: Producer, more: int) -> None:
    """Let as many more proposals of a producer pass as staff can be expected to read."""
    made = questions.made_since(session, producer=producer, at=clock.now() - timedelta(days=1))
    if made + more > MOST_A_DAY:
        raise TooManyAtOnce(
            f"Mỗi chủ thể gửi được tối đa {MOST_A_DAY} đề nghị trong 24 giờ. Hãy đợi đến ngày mai rồi gửi tiếp."
        )


def _refuse_picture(session: Session, product: Product, name: str | None = None) -> None:
    """Let one more picture of a product pass.

    :param name: what the vault calls it, once it is known.
    """
    refuse_ended(product.producer, field=None)
    _refuse_flood(session, product.producer, 1)
    waiting = [
        one
        for one in questions.open_about(session, producer=product.producer, product=product)
        if one.field is ProposalField.PHOTO
    ]
    if name in {*(one.sha256 for one in waiting), *(one.sha256 for one in product.photos)}:
        raise Refusal("Ảnh này đã có ở sản phẩm hoặc đang chờ trả lời.", field="photo")
    if len(waiting) + len(product.photos) >= MOST_PHOTOS:
        raise Refusal(f"Mỗi sản phẩm có tối đa {MOST_PHOTOS} ảnh, kể cả ảnh đang chờ trả lời.", field="photo")


def _refuse_outdated(row: Producer | Product, version: int) -> None:
    refuse_ended(row if isinstance(row, Producer) else row.producer, field=None)
    if row.version != version:
        raise RegisterMovedOn(
            "Thông tin này vừa được cán bộ sửa trong khi bạn đang viết. Hãy xem phần “Đang ghi trong sổ” rồi gửi lại."
        )


def _make(
    act: Act,
    producer: Producer,
    product: Product | None,
    wanted: Mapping[ProposalField, Any],
    *,
    since: date | None = None,
) -> list[str]:
    row = product or producer
    earlier = questions.open_about(act.session, producer=producer, product=product)
    changed = _changed(row, wanted, earlier, since=since)
    _refuse_flood(act.session, producer, len(changed))
    made: list[Proposal] = []
    for field, value in changed.items():
        for one in earlier:
            if one.field is field:
                close(act, one, ProposalState.WITHDRAWN, reason=REPLACED)
        new = _new(act, producer, product, field)
        new.seen, new.wanted = questions.value_of(row, field), value
        new.since = since if field in NAMES else None
        made.append(new)
    act.session.flush()
    return [one.public_id for one in made]


def _changed(
    row: Producer | Product, wanted: Mapping[ProposalField, Any], waiting: Sequence[Proposal], *, since: date | None
) -> Mapping[ProposalField, Any]:
    """Return what is wanted otherwise than it stands; what waits for its answer just so is not asked again."""
    otherwise = {field: value for field, value in wanted.items() if questions.value_of(row, field) != value}
    if not otherwise:
        raise NothingToPropose("Chưa có gì khác với thông tin trong sổ. Hãy sửa mục cần đổi rồi gửi.")
    asked = {one.field: one for one in waiting}
    changed = {
        field: value
        for field, value in otherwise.items()
        if field not in asked
        or (asked[field].seen, asked[field].wanted) != (questions.value_of(row, field), value)
        or (field in NAMES and asked[field].since != since)
    }
    if not changed:
        raise NothingToPropose("Đề nghị như thế đang chờ cán bộ trả lời, không cần gửi lại.")
    return changed


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
