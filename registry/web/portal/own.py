"""What belongs to whoever looks: anything of another producer is answered as if it did not exist."""

from collections.abc import Sequence

from flask import abort

from registry.models.certificate import PaperFile
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import memberships, producer_record, product_record, proposals
from registry.web.doors import current_actor
from registry.web.reading import reading_session


def own_producers() -> Sequence[Producer]:
    """Return the producers that the viewer speaks for."""
    return memberships.producers_of(reading_session(), current_actor().account_id)


def own_producer(public_id: str) -> Producer:
    """Return a producer that the viewer speaks for; any other does not exist here."""
    row = producer_record.producer(reading_session(), public_id)
    if row is None or not _speaks_for(row.id):
        abort(404)
    return row


def own_product(public_id: str) -> Product:
    """Return a product that a producer of the viewer holds today; any other does not exist here."""
    row = product_record.product(reading_session(), public_id)
    if row is None or not _speaks_for(row.producer_id):
        abort(404)
    return row


def own_paper(file_id: str) -> PaperFile:
    """Return a kept certificate of a product that a producer of the viewer holds today."""
    row = memberships.paper(reading_session(), current_actor().account_id, file_id)
    if row is None:
        abort(404)
    return row


def own_proposal(public_id: str) -> Proposal:
    """Return a proposal of a producer that the viewer speaks for."""
    row = proposals.proposal(reading_session(), public_id)
    if row is None or not _speaks_for(row.producer_id):
        abort(404)
    return row


def _speaks_for(producer_id: int) -> bool:
    return memberships.speaks_for(reading_session(), current_actor().account_id, producer_id)
