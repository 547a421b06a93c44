"""Registering and amending producers and products; what becomes of them later stands beside, by the same name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models.place import Place
from registry.models.producer import Producer, ProducerName, ProducerStatus
from registry.models.product import Product, ProductHolder, ProductName
from registry.queries import place_directory
from registry.rules.hearing import Hearing
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean, fold
from registry.usecases import producer_facts, product_facts
from registry.usecases.changed_meanwhile import ChangedMeanwhile as ChangedMeanwhile
from registry.usecases.changed_meanwhile import mark, refuse_if_changed
from registry.usecases.journal import Act, acting
from registry.usecases.kept_lists import put_contacts, put_packings, refuse_gtins_taken
from registry.usecases.lookalikes import LooksLikeExisting as LooksLikeExisting
from registry.usecases.lookalikes import refuse_producers_alike, refuse_products_alike
from registry.usecases.producer_facts import ContactFacts as ContactFacts
from registry.usecases.producer_facts import ProducerFacts as ProducerFacts
from registry.usecases.product_facts import PackingFacts as PackingFacts
from registry.usecases.product_facts import ProductFacts as ProductFacts
from registry.usecases.typed import day_typed

# Stands for «since before anything kept here».
BEFORE_ANYTHING = date(1900, 1, 1)


class HasEnded(Refusal):
    """The producer was dissolved, merged or split: it takes part in nothing new."""


def register_producer(
    *, actor: Actor, facts: ProducerFacts, named_from: date | None = None, confirmed_distinct: bool = False
) -> str:
    """Register a producing unit and return its public id.

    :param named_from: since when it bears its name, where that is known.
    :param confirmed_distinct: whether a person says that it is none of those that look alike.
    :raises LooksLikeExisting: if a name here could be its own, and nobody said that it is not.
    :raises Refusal: at the field that cannot be as it is.
    """
    with acting(actor, "producer.register", Permission.EDIT_REGISTER) as act:
        row = put_producer(act, facts, named_from=named_from, confirmed_distinct=confirmed_distinct)
        return row.public_id


def put_producer(
    act: Act, facts: ProducerFacts, *, named_from: date | None = None, confirmed_distinct: bool = False
) -> Producer:
    """Register a producing unit within an act under way; see register_producer()."""
    kept = judge_producer(act.session, facts, named_from=named_from, confirmed_distinct=confirmed_distinct)
    row = Producer(name=kept.name, kind=kept.kind)
    _put_producer_fields(act, row, kept)
    act.add(row)
    row.names.append(ProducerName(name=kept.name, valid_from=_since(named_from)))
    put_contacts(act, row, kept.contacts)
    act.session.flush()
    return row


def judge_producer(
    session: Session,
    facts: ProducerFacts,
    *,
    besides: Producer | None = None,
    named_from: date | None = None,
    confirmed_distinct: bool = False,
) -> ProducerFacts:
    """Return what is said of a producer as it is kept.

    :param besides: the producer of which it is said; None for a new one.
    :raises LooksLikeExisting: as for register_producer(), where the name is new.
    :raises Refusal: at every field that cannot be as it is, by itself or beside what the register holds.
    """
    hearing, name = Hearing(), clean(facts.name or "")
    kept = hearing.ask(producer_facts.checked, facts)
    hearing.ask(refuse_tax_number_taken, session, facts.tax_number, besides=besides)
    hearing.ask(_since, named_from)
    if not confirmed_distinct and (besides is None or name != besides.name):
        hearing.ask(refuse_producers_alike, session, name, besides=besides)
    return hearing.settle(kept)


def amend_producer(
    *, actor: Actor, producer: str, version: int, facts: ProducerFacts, confirmed_distinct: bool = False
) -> None:
    """Write what is said of a producer anew; a name changed here was never right (otherwise: rename_producer).

    :param version: the version the person saw.
    :raises ChangedMeanwhile: if somebody was faster, naming what they changed.
    :raises LooksLikeExisting: as for register_producer(), if the name changes.
    :raises Refusal: at the field that cannot be as it is.
    """
    with acting(actor, "producer.amend", Permission.EDIT_REGISTER) as act:
        row = find_producer(act, producer)
        refuse_if_changed(act, row, seen=version)
        kept = judge_producer(act.session, facts, besides=row, confirmed_distinct=confirmed_distinct)
        _put_producer_fields(act, row, kept)
        if kept.name != row.name:
            correct_latest(row.names, kept.name)
            row.name = kept.name
        row.kind = kept.kind
        if put_contacts(act, row, kept.contacts):
            mark(act, row, part="contacts", size=len(kept.contacts))


def register_product(
    *,
    actor: Actor,
    producer: str,
    facts: ProductFacts,
    named_from: date | None = None,
    confirmed_distinct: bool = False,
) -> str:
    """Register a product of a producer and return its public id.

    :raises LooksLikeExisting: if the producer has one whose name could be the same, and nobody said that it is not.
    :raises HasEnded: if the producer was dissolved, merged or split.
    :raises Refusal: at the field that cannot be as it is.
    """
    with acting(actor, "product.register", Permission.EDIT_REGISTER) as act:
        holder = find_producer(act, producer)
        row = put_product(act, holder, facts, named_from=named_from, confirmed_distinct=confirmed_distinct)
        return row.public_id


def put_product(
    act: Act,
    holder: Producer,
    facts: ProductFacts,
    *,
    named_from: date | None = None,
    confirmed_distinct: bool = False,
) -> Product:
    """Register a product within an act under way; see register_product()."""
    refuse_ended(holder)
    kept = judge_product(
        act.session, facts, holder_id=holder.id, named_from=named_from, confirmed_distinct=confirmed_distinct
    )
    row = act.add(Product(name=kept.name, producer_id=holder.id))
    _put_product_fields(row, kept)
    since = _since(named_from)
    row.names.append(ProductName(name=kept.name, valid_from=since))
    row.holders.append(ProductHolder(producer_id=holder.id, valid_from=since))
    put_packings(act, row, kept.packings)
    act.session.flush()
    return row


def judge_product(
    session: Session,
    facts: ProductFacts,
    *,
    holder_id: int,
    besides: Product | None = None,
    named_from: date | None = None,
    confirmed_distinct: bool = False,
) -> ProductFacts:
    """Return what is said of a product as it is kept.

    :param holder_id: key of its producer.
    :param besides: the product of which it is said; None for a new one.
    :raises LooksLikeExisting: as for register_product(), where the name is new.
    :raises Refusal: at every field that cannot be as it is, by itself or beside what the register holds.
    """
    hearing, name = Hearing(), clean(facts.name or "")
    kept = hearing.ask(product_facts.checked, facts)
    hearing.ask(refuse_gtins_taken, session, facts.packings, besides=besides)
    hearing.ask(_since, named_from)
    if not confirmed_distinct and (besides is None or name != besides.name):
        hearing.ask(refuse_products_alike, session, name, producer_id=holder_id, besides=besides)
    return hearing.settle(kept)


def amend_product(
    *, actor: Actor, product: str, version: int, facts: ProductFacts, confirmed_distinct: bool = False
) -> None:
    """Write what is said of a product anew; a name changed here was never right (otherwise: rename_product).

    :raises ChangedMeanwhile: if somebody was faster, naming what they changed.
    :raises LooksLikeExisting: as for register_product(), if the name changes.
    :raises Refusal: at the field that cannot be as it is.
    """
    with acting(actor, "product.amend", Permission.EDIT_REGISTER) as act:
        row = find_product(act, product)
        refuse_if_changed(act, row, seen=version)
        kept = judge_product(
            act.session, facts, holder_id=row.producer_id, besides=row, confirmed_distinct=confirmed_distinct
        )
        if kept.name != row.name:
            correct_latest(row.names, kept.name)
            row.name = kept.name
        _put_product_fields(row, kept)
        if put_packings(act, row, kept.packings):
            mark(act, row, part="packings", size=len(kept.packings))


def find_producer(act: Act, public_id: str, *, field: str | None = None) -> Producer:
    """Return a producer.

    :raises NotFound: if there is none.
    """
    row = act.session.scalar(select(Producer).where(Producer.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy chủ thể này.", field=field)
    return row


def find_product(act: Act, public_id: str, *, field: str | None = None) -> Product:
    """Return a product.

    :raises NotFound: if there is none.
    """
    row = act.session.scalar(select(Product).where(Product.public_id == public_id))
    if row is None:
        raise NotFound("Không tìm thấy sản phẩm này.", field=field)
    return row


def refuse_ended(producer: Producer, *, field: str | None = "producer") -> None:
    """Let a producer pass that still exists.

    :raises HasEnded: if it does not.
    """
    if producer.status is not ProducerStatus.ACTIVE:
        day = f" từ ngày {producer.ended_on:%d/%m/%Y}" if producer.ended_on else ""
        raise HasEnded(f"“{producer.name}” đã chấm dứt hoạt động{day}.", field=field)


def _since(named_from: date | None) -> date:
    return BEFORE_ANYTHING if named_from is None else day_typed(named_from, field="named_from")


def correct_latest(history: Sequence[ProducerName] | Sequence[ProductName], name: str) -> None:
    """Put the latest of a record's names right; the earlier ones stay."""
    if history:
        history[-1].name = name
        history[-1].search_key = fold(name)


def _put_producer_fields(act: Act, row: Producer, facts: ProducerFacts) -> None:
    row.commune_id, row.commune_then_id = _communes(act, facts)
    for name in (
        "tax_number",
        "representative",
        "representative_gender",
        "representative_ethnicity",
        "address",
        "website",
        "note",
    ):
        setattr(row, name, getattr(facts, name))


def refuse_tax_number_taken(session: Session, typed: str | None, *, besides: Producer | None) -> None:
    """Let a tax number pass that no other producer has.

    :raises Refusal: if one has it, or it is none.
    """
    number = producer_facts.tax_number_typed(typed)
    if number is None:
        return
    holder = session.scalar(select(Producer).where(Producer.tax_number == number))
    if holder is not None and holder is not besides:
        raise Refusal(f"Mã số {number} đã được ghi cho “{holder.name}”.", field="tax_number")


def _communes(act: Act, facts: ProducerFacts) -> tuple[int | None, int | None]:
    """Return the keys of the commune today and of the one then, filling in today's where it is beyond doubt."""
    now = _place(act, facts.commune, field="commune")
    then = _place(act, facts.commune_then, field="commune_then")
    if now is not None and now.valid_until is not None:
        now, then = None, then or now
    if now is None and then is not None:
        became = place_directory.directory(act.session).today(then)
        now = became[0] if len(became) == 1 else None
    if then is now:
        then = None
    return (now.id if now else None), (then.id if then else None)


def _place(act: Act, public_id: str | None, *, field: str) -> Place | None:
    if not public_id:
        return None
    found = act.session.scalar(select(Place).where(Place.public_id == public_id))
    if found is None:
        raise NotFound("Không tìm thấy xã, phường này.", field=field)
    return found


def _put_product_fields(row: Product, facts: ProductFacts) -> None:
    for name in ("industry", "description", "story", "note"):
        setattr(row, name, getattr(facts, name))
