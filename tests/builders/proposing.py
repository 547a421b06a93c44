"""Proposals as the portal's forms send them: everything as it stands, some of it changed."""

from dataclasses import replace
from typing import Any

from builders.units import kept_goods, kept_unit

from registry.models.producer import ContactKind, Producer
from registry.rules.permissions import Actor
from registry.usecases import proposals, registration
from registry.usecases.producer_facts import ContactFacts, ProducerFacts
from registry.usecases.proposed_words import GoodsWords, UnitWords

OLD = ContactFacts(kind=ContactKind.PHONE, value="0911111111")
NEW = ContactFacts(kind=ContactKind.ZALO, value="0922222222", is_public=True)


def propose(person: Actor, unit: str, **changes: Any) -> list[str]:
    """Propose for a producer what the form would send with some values changed."""
    row = kept_unit(unit)
    said = {"address": row.address, "website": row.website, "contacts": _contacts(row), "version": row.version}
    return proposals.propose_for_producer(actor=person, producer=unit, **{**said, **changes})


def tell(person: Actor, goods: str, **changes: Any) -> list[str]:
    """Propose for a product what the form would send with some values changed."""
    row = kept_goods(goods)
    said = {"description": row.description, "story": row.story, "version": row.version}
    return proposals.propose_for_product(actor=person, product=goods, **{**said, **changes})


def amend(officer: Actor, unit: str, **changes: Any) -> None:
    """Let staff write something of a producer anew, while a proposal waits."""
    row = kept_unit(unit)
    facts = replace(
        ProducerFacts(name=row.name, kind=row.kind, address=row.address), contacts=_contacts(row), **changes
    )
    registration.amend_producer(actor=officer, producer=unit, version=row.version, facts=facts)


def _contacts(row: Producer) -> tuple[ContactFacts, ...]:
    return tuple(ContactFacts(kind=one.kind, value=one.value, is_public=one.is_public) for one in row.contacts)


def call_it(person: Actor, unit: str, **changes: Any) -> list[str]:
    """Propose what a producer's own papers say of it, with some values changed."""
    row = kept_unit(unit)
    said = {"name": row.name, "kind": row.kind, "tax_number": row.tax_number, "representative": row.representative}
    return propose(person, unit, words=UnitWords(**{**said, **changes}))


def call_goods(person: Actor, goods: str, **changes: Any) -> list[str]:
    """Propose a product's name, industry or packings, with some values changed."""
    row = kept_goods(goods)
    return tell(person, goods, words=GoodsWords(**{"name": row.name, "industry": row.industry, **changes}))
