"""The address of everything about products, and the one product a page is about."""

from flask import Blueprint

from registry.models.product import Product
from registry.queries import product_record
from registry.rules.refusal import NotFound
from registry.web.reading import reading_session

pages = Blueprint("staff_products", __name__, url_prefix="/can-bo/san-pham")


def found(public_id: str) -> Product:
    """Return the product a page is about.

    :raises NotFound: if there is none.
    """
    row = product_record.product(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có sản phẩm này.")
    return row
