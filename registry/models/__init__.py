"""Tables: what is kept."""

from registry.models import (
    account,
    award,
    body,
    certificate,
    decision,
    journal,
    list_import,
    membership,
    number_series,
    outbox,
    place,
    producer,
    product,
    proposal,
    recognition,
    register,
)

__all__ = [
    "account",
    "award",
    "body",
    "certificate",
    "decision",
    "journal",
    "list_import",
    "membership",
    "number_series",
    "outbox",
    "place",
    "producer",
    "product",
    "proposal",
    "recognition",
    "register",
]
