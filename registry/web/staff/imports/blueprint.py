"""The address of everything about imports, and the one list a page is about."""

from flask import Blueprint

from registry.models.list_import import ListImport
from registry.queries import list_imports
from registry.rules.refusal import NotFound
from registry.web.reading import reading_session

pages = Blueprint("staff_imports", __name__, url_prefix="/can-bo/nhap-danh-sach")


def found(public_id: str) -> ListImport:
    """Return the received list a page is about.

    :raises NotFound: if there is none.
    """
    row = list_imports.list_import(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có danh sách này.")
    return row
