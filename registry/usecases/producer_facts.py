"""What is said of a producer, as typed or read from a list, and its checking."""

import re
from dataclasses import dataclass, replace

from registry.models.producer import ContactKind
from registry.rules.hearing import Hearing
from registry.rules.producer_kinds import ProducerKind
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold
from registry.rules.tax_number import parse_tax_number
from registry.usecases.typed import address_typed, email_typed, line_typed, name_typed, phone_typed, text_typed

GENDERS = ("Nam", "Nữ")
MOST_CONTACTS = 20


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """One way to reach a producer."""

    kind: ContactKind
    value: str
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class ProducerFacts:
    """Everything a person says of a producer; lists are whole, so what is left out is taken away."""

    name: str
    kind: ProducerKind
    tax_number: str | None = None
    representative: str | None = None
    representative_gender: str | None = None
    """Nam or Nữ, as the official forms ask."""
    representative_ethnicity: str | None = None
    address: str | None = None
    commune: str | None = None
    """Public id of today's commune; one of a former commune is understood as ``commune_then``."""
    commune_then: str | None = None
    """Public id of the commune the papers of the day named."""
    website: str | None = None
    note: str | None = None
    contacts: tuple[ContactFacts, ...] = ()


def checked(facts: ProducerFacts) -> ProducerFacts:
    """Return what is said of a producer as it is kept.

    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    kept = replace(
        facts,
        name=hearing.ask(name_typed, facts.name, field="name", missing="Chủ thể phải có tên.") or "",
        tax_number=hearing.ask(tax_number_typed, facts.tax_number),
        representative=hearing.ask(line_typed, facts.representative, field="representative"),
        representative_gender=hearing.ask(_gender, facts.representative_gender),
        representative_ethnicity=hearing.ask(
            line_typed, facts.representative_ethnicity, field="representative_ethnicity"
        ),
        address=hearing.ask(line_typed, facts.address, field="address"),
        website=hearing.ask(address_typed, facts.website, field="website"),
        note=hearing.ask(text_typed, facts.note, field="note"),
        contacts=hearing.ask(contacts_typed, facts.contacts) or (),
    )
    return hearing.settle(kept)


def tax_number_typed(text: str | None) -> str | None:
    """Return a tax number as it is kept; None where nothing was typed.

    :raises Refusal: if it is none.
    """
    typed = clean(text or "")
    return parse_tax_number(typed).text if typed else None


def _gender(text: str | None) -> str | None:
    typed = clean(text or "")
    if not typed:
        return None
    known = next((gender for gender in GENDERS if fold(gender) == fold(typed)), None)
    if known is None:
        raise Refusal("Giới tính ghi Nam hoặc Nữ, như mẫu hồ sơ.", field="representative_gender")
    return known


def contacts_typed(contacts: tuple[ContactFacts, ...]) -> tuple[ContactFacts, ...]:
    """Put contacts in order; what is left empty is no contact, what is said twice is one.

    :raises Refusal: at every contact that is not what its kind says, or if there are too many.
    """
    hearing = Hearing()
    kept: dict[tuple[ContactKind, str], ContactFacts] = {}
    for position, contact in enumerate(contacts):
        if not clean(contact.value):
            continue
        value = hearing.ask(contact_value, contact.kind, contact.value, field=f"contacts-{position}-value") or ""
        kept.setdefault((contact.kind, value), replace(contact, value=value))
    hearing.settle(kept)
    if len(kept) > MOST_CONTACTS:
        raise Refusal(f"Tối đa {MOST_CONTACTS} liên hệ cho một chủ thể.", field="contacts")
    return tuple(kept.values())


def contact_value(kind: ContactKind, text: str, *, field: str) -> str:
    """Return a telephone number, e-mail address or web address as it is kept.

    :raises Refusal: if it is not what its kind says.
    """
    if kind is ContactKind.EMAIL:
        return email_typed(text, field=field)
    if kind is ContactKind.PHONE or (kind is ContactKind.ZALO and not re.search(r"[a-z]", text, re.IGNORECASE)):
        return phone_typed(text, field=field)
    return address_typed(text, field=field) or ""
