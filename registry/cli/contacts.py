"""Commands about the ways to reach a producer, each public only by its own word."""

from dataclasses import replace

import click

from registry.cli.command import as_account
from registry.cli.printing import say
from registry.cli.producers import amend, facts_of, producer, record_named, which
from registry.cli.values import Code, codes
from registry.models.producer import ContactKind
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.usecases.producer_facts import ContactFacts, ProducerFacts, contact_value

which_kind = click.argument("kind", metavar="LOẠI", type=Code(ContactKind))
which_value = click.argument("value", metavar="GIÁ-TRỊ")
KINDS = codes(ContactKind)


@producer.command("add-contact", epilog=f"LOẠI là một trong: {KINDS}.")
@as_account
@which
@which_kind
@which_value
@click.option("--public", "is_public", is_flag=True, help="Công khai liên hệ này; không nêu thì chỉ cán bộ xem.")
def add_contact(actor: Actor, producer: str, kind: ContactKind, value: str, is_public: bool) -> None:
    """Thêm một liên hệ; liên hệ đã có thì đặt lại việc công khai."""
    row = record_named(producer)
    facts = facts_of(row)
    new = ContactFacts(kind=kind, value=contact_value(kind, value, field="value"), is_public=is_public)
    amend(actor, row, replace(facts, contacts=(*_others(facts, new), new)))
    say(f"Đã ghi liên hệ {new.value}.")


@producer.command("remove-contact", epilog=f"LOẠI là một trong: {KINDS}.")
@as_account
@which
@which_kind
@which_value
def remove_contact(actor: Actor, producer: str, kind: ContactKind, value: str) -> None:
    """Bỏ một liên hệ."""
    row = record_named(producer)
    facts = facts_of(row)
    gone = ContactFacts(kind=kind, value=contact_value(kind, value, field="value"))
    left = _others(facts, gone)
    if len(left) == len(facts.contacts):
        raise NotFound(f"“{row.name}” không có liên hệ {gone.value}.")
    amend(actor, row, replace(facts, contacts=left))
    say(f"Đã bỏ liên hệ {gone.value}.")


def _others(facts: ProducerFacts, one: ContactFacts) -> tuple[ContactFacts, ...]:
    return tuple(other for other in facts.contacts if (other.kind, other.value) != (one.kind, one.value))
