"""The lists that belong to a record: a producer's contacts, a product's packings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.producer import Producer, ProducerContact
from registry.models.product import Packing, Product
from registry.rules.gtin import LENGTHS, gtin_14, parse_gtin
from registry.rules.hearing import Hearing
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act
from registry.usecases.producer_facts import ContactFacts
from registry.usecases.product_facts import PackingFacts


def put_contacts(act: Act, row: Producer, contacts: Sequence[ContactFacts]) -> bool:
    """Make the producer's contacts these, and say whether that changed anything."""
    before = [(one.kind, one.value, one.is_public) for one in row.contacts]
    if before == [(one.kind, one.value, one.is_public) for one in contacts]:
        return False
    known = {(one.kind, one.value): one for one in row.contacts}
    kept: list[ProducerContact] = []
    for position, one in enumerate(contacts, start=1):
        contact = known.get((one.kind, one.value)) or ProducerContact(kind=one.kind, value=one.value)
        contact.position, contact.is_public = position, one.is_public
        kept.append(contact)
    remove(act, [one for one in row.contacts if one not in kept])
    row.contacts = kept
    act.session.flush()
    return True


def put_packings(act: Act, row: Product, packings: Sequence[PackingFacts]) -> bool:
    """Make the product's packings these, and say whether that changed anything."""
    if [(one.label, one.gtin) for one in row.packings] == [(one.label, one.gtin) for one in packings]:
        return False
    # An article number may pass from one packing to another, and is unique at every moment: taken off first.
    wanted = {(one.label, one.gtin) for one in packings}
    known = {(one.label, one.gtin): one for one in row.packings if (one.label, one.gtin) in wanted}
    remove(act, [one for one in row.packings if one not in known.values()])
    row.packings = list(known.values())
    act.session.flush()
    kept: list[Packing] = []
    for position, one in enumerate(packings, start=1):
        packing = known.pop((one.label, one.gtin), None) or Packing(label=one.label, gtin=one.gtin)
        packing.position = position
        kept.append(packing)
    row.packings = kept
    act.session.flush()
    return True


def remove(act: Act, rows: Sequence[ProducerContact] | Sequence[Packing]) -> None:
    """Take rows out of a list: said expressly, since what only drops out of a list is not journalled."""
    for row in rows:
        if row in act.session:
            act.session.delete(row)


def refuse_gtins_taken(session: Session, packings: Sequence[PackingFacts], *, besides: Product | None) -> None:
    """Let packings pass whose article numbers no other product has.

    :raises Refusal: at every one that another product has.
    """
    hearing = Hearing()
    for position, packing in enumerate(packings):
        if clean(packing.gtin or ""):
            hearing.ask(
                _refuse_gtin_taken, session, packing.gtin or "", field=f"packings-{position}-gtin", besides=besides
            )
    hearing.settle(packings)


def _refuse_gtin_taken(session: Session, written: str, *, field: str, besides: Product | None) -> None:
    gtin = parse_gtin(written, field=field)
    holder = session.execute(
        select(Packing.product_id, Product.name)
        .join(Packing.product)
        .where(Packing.gtin.in_(_writings(gtin)), Packing.product_id != (besides.id if besides else 0))
    ).first()
    if holder is not None:
        raise Refusal(f"Mã vạch {gtin} đã được ghi cho sản phẩm “{holder.name}”.", field=field)


def _writings(gtin: str) -> list[str]:
    """Every length in which the same article number may stand in the register."""
    whole = gtin_14(gtin)
    return [whole[-length:] for length in LENGTHS if not whole[:-length].strip("0")]
