"""Which products acts have touched since one of them, read from the journal: every change of a row stands in it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Decision
from registry.models.dossier import Dossier, DossierStep
from registry.models.journal import JournalEntry, is_seen
from registry.models.producer import Producer, ProducerName
from registry.models.product import Packing, Product, ProductName
from registry.models.recognition import Recognition
from registry.queries.public_index import LastAct
from registry.queries.settings import public_version

MOST_ACTS = 1000
MOST_ROWS = 500
"""Beyond these it is cheaper to gather everything than to follow what was touched."""

_Ids = Collection[Any]
PRODUCTS_OF: Mapping[str, Callable[[_Ids], Select[Any]]] = MappingProxyType(
    {
        "product": lambda ids: select(Product.id).where(Product.public_id.in_(ids)),
        "product_name": lambda ids: select(ProductName.product_id).where(ProductName.id.in_(_numbers(ids))),
        "packing": lambda ids: select(Packing.product_id).where(Packing.id.in_(_numbers(ids))),
        "producer": lambda ids: select(Product.id).join(Product.producer).where(Producer.public_id.in_(ids)),
        "producer_name": lambda ids: (
            select(Product.id)
            .join(ProducerName, ProducerName.producer_id == Product.producer_id)
            .where(ProducerName.id.in_(_numbers(ids)))
        ),
        "recognition": lambda ids: select(Recognition.product_id).where(Recognition.public_id.in_(ids)),
        "certificate": lambda ids: (
            select(Recognition.product_id)
            .join(Certificate, Certificate.recognition_id == Recognition.id)
            .where(Certificate.public_id.in_(ids))
        ),
        "certificate_move": lambda ids: (
            select(Recognition.product_id)
            .join(Certificate, Certificate.recognition_id == Recognition.id)
            .join(CertificateMove, CertificateMove.certificate_id == Certificate.id)
            .where(CertificateMove.id.in_(_numbers(ids)))
        ),
        # A step may end the extension of a certificate.
        "extension": lambda ids: (
            select(Recognition.product_id)
            .join(Certificate, Certificate.recognition_id == Recognition.id)
            .join(CertificateMove, CertificateMove.certificate_id == Certificate.id)
            .where(CertificateMove.id.in_(_numbers(ids)))
        ),
        "dossier_step": lambda ids: (
            select(Dossier.product_id).join(Dossier.steps).where(DossierStep.id.in_(_numbers(ids)))
        ),
        "decision": lambda ids: (
            select(Recognition.product_id).join(Recognition.decision).where(Decision.public_id.in_(ids))
        ),
    }
)
"""Table of which the index tells something → the products that rows of it belong to, by what the journal calls them."""
FAR_REACHING = frozenset({"place"})
"""Tables of which one row may stand behind any number of products."""


def last_act(session: Session) -> LastAct | None:
    """Return the last act that a session sees."""
    row = session.execute(
        select(JournalEntry.sequence, JournalEntry.hash).order_by(JournalEntry.sequence.desc()).limit(1)
    ).first()
    return LastAct(*row, public_version(session)) if row else None


def touched_products(session: Session, *, since: LastAct) -> frozenset[int] | None:
    """Return the row ids of the products that were touched after an act; None where that cannot be told."""
    acts = session.execute(
        select(JournalEntry.sequence, JournalEntry.hash, JournalEntry.changes)
        .where(JournalEntry.sequence >= since.sequence)
        .order_by(JournalEntry.sequence)
        .limit(MOST_ACTS)
    ).all()
    if not acts or len(acts) == MOST_ACTS or acts[0][:2] != since[:2]:
        return None
    # What changed the register without an entry, by a tool behind its back, cannot be followed.
    if public_version(session) - since.version != sum(is_seen(act.changes) for act in acts[1:]):
        return None
    rows: dict[str, set[str]] = defaultdict(set)
    for act in acts[1:]:
        for change in act.changes:
            table = change["on"]
            if table in FAR_REACHING or (table in PRODUCTS_OF and _is_lost(change)):
                return None
            if table in PRODUCTS_OF:
                rows[table].add(change["id"])
    if sum(map(len, rows.values())) > MOST_ROWS:
        return None
    return frozenset(product for table, ids in rows.items() for product in session.scalars(PRODUCTS_OF[table](ids)))


def _is_lost(change: Mapping[str, Any]) -> bool:
    """Say whether a row can no longer be asked what it belongs to, or belonged to."""
    return bool(change["how"] == "removed" or change["id"] == "*")


def _numbers(ids: _Ids) -> list[int]:
    return [int(one) for one in ids]
