"""Staff answer what producers propose: a yes is written into the register in the same act."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from registry.models.place import Place
from registry.models.producer import ContactKind, Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import proposals as questions
from registry.rules.permissions import Actor, Permission
from registry.rules.producer_kinds import ProducerKind
from registry.rules.proposal_life import NAMES, ProposalField, ProposalState, check_conflict, check_open
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases import photos, renaming
from registry.usecases.changed_meanwhile import mark, refuse_if_changed
from registry.usecases.journal import Act, acting
from registry.usecases.kept_lists import put_contacts, put_packings, refuse_gtins_taken
from registry.usecases.producer_facts import ContactFacts, contacts_typed, tax_number_typed
from registry.usecases.product_facts import PackingFacts, industry_typed, packings_typed
from registry.usecases.proposals import close, find_proposal
from registry.usecases.registration import refuse_ended, refuse_tax_number_taken
from registry.usecases.typed import address_typed, line_typed, text_typed


class ProductMovedAway(Refusal):
    """Another producer holds the product by now: the one that proposed has no say in it any more."""


def accept(
    *,
    actor: Actor,
    proposal: str,
    version: int | None = None,
    despite: bool = False,
    confirmed_distinct: bool = False,
) -> None:
    """Write into the register what a producer proposed; a name as staff would write it, by the same rules.

    :param version: the version of the record that staff saw; None: whatever it is now.
    :param despite: whether it may take the place of something that the proposer never saw.
    :param confirmed_distinct: whether a proposed name is known to be no other's.
    :raises AlreadyDecided: if it has its answer.
    :raises ProductMovedAway: if the product has another producer by now.
    :raises MovedOn: if the register moved on since, and nobody says that it may be overwritten.
    :raises ChangedMeanwhile: if somebody saved the record after staff looked at it.
    :raises LooksLikeExisting: if another's name could be the same, and nobody said that it is not.
    :raises Refusal: if the value can no longer be as it is.
    """
    with acting(actor, "proposal.accept", Permission.EDIT_REGISTER) as act:
        row = find_proposal(act, proposal)
        check_open(row.state)
        if questions.has_moved_away(row):
            raise ProductMovedAway(
                "Sản phẩm đã chuyển sang chủ thể khác từ khi đề nghị được gửi; chỉ có thể trả lời không chấp nhận."
            )
        refuse_ended(row.producer, field=None)
        if version is not None:
            refuse_if_changed(act, row.product or row.producer, seen=version)
        now = questions.value_now(row)
        if row.field is not ProposalField.PHOTO:
            check_conflict(seen=row.seen, now=now, wanted=row.wanted, despite=despite)
        if row.field in NAMES:
            _write_name(act, row, confirmed_distinct=confirmed_distinct)
        elif row.product is not None:
            _write_product(act, row, row.product)
        else:
            _write_producer(act, row, row.producer)
        close(act, row, ProposalState.ACCEPTED)


def refuse(*, actor: Actor, proposal: str, reason: str) -> None:
    """Answer a proposal with no, and why; the producer reads the reason.

    :raises AlreadyDecided: if it has its answer.
    :raises Refusal: if no reason is given.
    """
    why = clean(reason)
    if not why:
        raise Refusal("Hãy ghi lý do; chủ thể sẽ đọc lý do này.", field="reason")
    why = line_typed(why, field="reason") or why
    with acting(actor, "proposal.refuse", Permission.EDIT_REGISTER) as act:
        row = find_proposal(act, proposal)
        check_open(row.state)
        close(act, row, ProposalState.REFUSED, reason=why)


def _write_name(act: Act, row: Proposal, *, confirmed_distinct: bool) -> None:
    record, name = row.product or row.producer, str(row.wanted or "")
    if record.name == name:
        return
    if row.since is None:
        renaming.correct_name(act, record, name, confirmed_distinct=confirmed_distinct)
    elif isinstance(record, Producer):
        renaming.name_producer(act, record, name, on=row.since, confirmed_distinct=confirmed_distinct)
    else:
        renaming.name_product(act, record, name, on=row.since, confirmed_distinct=confirmed_distinct)


def _write_product(act: Act, row: Proposal, product: Product) -> None:
    if row.field is ProposalField.PHOTO:
        picture = row.wanted or {}
        photos.put(
            act,
            product,
            sha256=row.sha256 or "",
            width=picture["width"],
            height=picture["height"],
            caption=picture.get("caption"),
        )
        return
    if row.field is ProposalField.PACKINGS:
        packings = packings_typed(tuple(PackingFacts(label=one["label"], gtin=one["gtin"]) for one in row.wanted or ()))
        refuse_gtins_taken(act.session, packings, besides=product)
        if put_packings(act, product, packings):
            mark(act, product, part="packings", size=len(packings))
    elif row.field is ProposalField.INDUSTRY:
        product.industry = industry_typed(row.wanted)
    else:
        setattr(product, row.field.value, text_typed(row.wanted, field=row.field.value))


def _write_producer(act: Act, row: Proposal, producer: Producer) -> None:
    if row.field is ProposalField.CONTACTS:
        contacts = contacts_typed(tuple(_contact(one) for one in row.wanted or ()))
        if put_contacts(act, producer, contacts):
            mark(act, producer, part="contacts", size=len(contacts))
    elif row.field is ProposalField.KIND:
        producer.kind = ProducerKind(str(row.wanted))
    elif row.field is ProposalField.TAX_NUMBER:
        refuse_tax_number_taken(act.session, row.wanted, besides=producer)
        producer.tax_number = tax_number_typed(row.wanted)
    elif row.field is ProposalField.COMMUNE:
        producer.commune_id = _commune_today(act, str(row.wanted))
    else:
        setattr(producer, row.field.value, _READ[row.field](row.wanted, field=row.field.value))


def _commune_today(act: Act, public_id: str) -> int:
    place = act.session.scalar(select(Place).where(Place.public_id == public_id))
    if place is None or place.valid_until is not None:
        raise Refusal("Xã, phường được đề nghị không còn trong danh mục hiện nay.", field="commune")
    return place.id


def _contact(kept: Mapping[str, Any]) -> ContactFacts:
    return ContactFacts(kind=ContactKind(kept["kind"]), value=kept["value"], is_public=kept["is_public"])


_READ: Mapping[ProposalField, Callable[..., str | None]] = MappingProxyType(
    {
        ProposalField.REPRESENTATIVE: line_typed,
        ProposalField.ADDRESS: line_typed,
        ProposalField.WEBSITE: address_typed,
    }
)
