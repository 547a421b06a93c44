"""The address of everything about certificates, and the one certificate a page is about."""

from flask import Blueprint

from registry.models.certificate import Certificate
from registry.queries import register
from registry.rules.refusal import NotFound
from registry.web.reading import reading_session

pages = Blueprint("staff_certificates", __name__, url_prefix="/can-bo/giay-chung-nhan")


def found(public_id: str) -> Certificate:
    """Return the certificate a page is about, with its recognition, moves and files.

    :raises NotFound: if there is none.
    """
    certificate = register.certificate(reading_session(), public_id)
    if certificate is None:
        raise NotFound("Không có giấy chứng nhận này.")
    return certificate
