"""What belongs to whoever looks: anything of another producer is answered as if it did not exist.

Only of what was one's own before it went to another producer is it said that it went, and where to.
"""

from collections.abc import Sequence
from typing import NoReturn

from flask import abort, make_response

from registry.models.certificate import PaperFile
from registry.models.dossier import Dossier, DossierFile
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import departures, dossiers, memberships, producer_record, product_record, proposals
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.errors import error_page
from registry.web.reading import reading_session
from registry.web.site import site


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
        _not_here(row)
    return row


def own_paper(file_id: str) -> PaperFile:
    """Return a kept certificate of a product that a producer of the viewer holds today."""
    row = memberships.paper(reading_session(), current_actor().account_id, file_id)
    if row is None:
        _not_here(departures.product_of_paper(reading_session(), file_id))
    return row


def own_proposal(public_id: str) -> Proposal:
    """Return a proposal of a producer that the viewer speaks for."""
    row = proposals.proposal(reading_session(), public_id)
    if row is None or not _speaks_for(row.producer_id):
        abort(404)
    return row


def own_dossier(public_id: str) -> Dossier:
    """Return a dossier of a producer that the viewer speaks for; any other does not exist here."""
    row = dossiers.dossier(reading_session(), public_id)
    if row is None or not _speaks_for(row.producer_id):
        abort(404)
    return row


def own_evidence(public_id: str) -> DossierFile:
    """Return a file of a dossier of a producer that the viewer speaks for."""
    row = dossiers.file(reading_session(), public_id)
    if row is None or not _speaks_for(row.item.dossier.producer_id):
        abort(404)
    return row


def _speaks_for(producer_id: int) -> bool:
    return memberships.speaks_for(reading_session(), current_actor().account_id, producer_id)


def _not_here(product: Product | None) -> NoReturn:
    """Answer that there is nothing here, or where it went if the viewer's producer held it before."""
    gone = departures.departure(product, {one.id for one in own_producers()}) if product else None
    if gone is None:
        abort(404)
    sentence = (
        f"“{gone.product_name}” đã chuyển sang {gone.to} từ ngày {short_day(gone.on)}: từ ngày ấy sản phẩm, giấy "
        "chứng nhận và ảnh chỉ người của chủ thể ấy xem được ở cổng này. Nếu bạn cũng đại diện cho chủ thể ấy, "
        f"hãy đề nghị {site().department} mời bạn."
    )
    abort(make_response(error_page(410, sentence=sentence)))
