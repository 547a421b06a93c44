"""What a product and its certificate are, for programs: JSON-LD in pages and beside them, and signed credentials."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, make_response, url_for

from registry import clock
from registry.config import Config
from registry.documents import conformity_credential, public_facts, publishing_key
from registry.documents.conformity_credential import Named, Surroundings
from registry.documents.public_facts import Addresses, Judgement
from registry.documents.publishing_key import PublishingKey
from registry.documents.recogniser import recogniser
from registry.models.certificate import Certificate
from registry.models.decision import Origin
from registry.models.product import Product
from registry.queries import product_record, register
from registry.queries.settings import settings
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound
from registry.web.public.criteria import has_page
from registry.web.public.kept_answers import keep_this_answer
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext

pages = Blueprint("public_linked_data", __name__)

LD_JSON, JSON_TYPE = "application/ld+json; charset=utf-8", "application/json; charset=utf-8"


@pages.app_template_global()
def linked_data(product: Product, certificate: Certificate | None) -> dict[str, Any]:
    """Return what a page about a product or one of its certificates says to programs."""
    judged, issuer = None, None
    addresses = Addresses(
        product=_whole("public_product.show", public_id=product.public_id),
        producer=_whole("public_producer.show", public_id=product.producer.public_id),
        certificate=_page_of(certificate) if certificate else None,
    )
    if certificate is not None:
        decision = certificate.recognition.decision
        issuer = decision.body.name_on(decision.signed_on)
        judged = Judgement(
            certificate=certificate,
            standing=register.standing_of(certificate, on=clock.today()),
            last_day=register.last_day_of(certificate),
        )
    return public_facts.product(product, judged, addresses, issuer=issuer, is_demonstration=site().is_demonstration)


@pages.get("/san-pham/<id:public_id>.jsonld")
def product(public_id: str) -> Response:
    """Give a product with the certificate by which it is judged today."""
    session, today = reading_session(), clock.today()
    row = product_record.product(session, public_id)
    if row is None:
        raise NotFound(gettext("Không có sản phẩm nào ở địa chỉ này."))
    held = register.certificates_of(session, row.id)
    current = register.current_certificate(session, product_id=row.id, on=today) or next(iter(held), None)
    keep_this_answer()
    return _open(linked_data(row, current), LD_JSON)


@pages.get("/c/<string:code>.jsonld")
def certificate(code: str) -> Response:
    """Give a certificate with its product."""
    row = _certificate(code)
    return _fresh(_open(linked_data(row.recognition.product, row), LD_JSON))


@pages.get("/c/<string:code>.jwt")
def credential(code: str) -> Response:
    """Give a certificate that is in force and was issued here as a signed UNTP conformity credential."""
    key, row, today = _key(), _certificate(code), clock.today()
    if row.origin is not Origin.ISSUED:
        raise NotFound(gettext("Giấy này do nơi khác cấp; sổ chỉ ghi nhận và không ký chứng thư số cho giấy đó."))
    if register.standing_of(row, on=today) is not Standing.IN_FORCE:
        raise NotFound(gettext("Giấy này không còn hoặc chưa có hiệu lực nên không có chứng thư số."))
    statement = conformity_credential.credential(
        row,
        _around(row),
        on=today,
        good_for_days=settings(reading_session()).carried_data_days,
        last_day=register.last_day_of(row),
    )
    signed = conformity_credential.signed(statement, key, public_address=site().public_address)
    return _fresh(_shared(make_response(signed), conformity_credential.MEDIA_TYPE))


@pages.get("/.well-known/did.json")
def did() -> Response:
    """Say which key speaks for the register."""
    return _open(conformity_credential.did_document(site().public_address, _key()), JSON_TYPE)


@pages.errorhandler(NotFound)
def not_found(refusal: NotFound) -> Response:
    """Tell a program in its own form why it gets nothing."""
    response = _open({"error": refusal.text}, JSON_TYPE)
    response.status_code = 404
    return _fresh(response)


def _key() -> PublishingKey:
    config: Config = current_app.config["REGISTER"]
    key = publishing_key.load(config.folder)
    if key is None:
        raise NotFound(gettext("Sổ đăng ký này chưa có khóa công bố nên chưa ký dữ liệu nào."))
    return key


def _certificate(code: str) -> Certificate:
    row = register.by_lookup_code(reading_session(), code)
    if row is None:
        raise NotFound(gettext("Không có giấy chứng nhận nào mang mã này."))
    return row


def _around(row: Certificate) -> Surroundings:
    given = row.recognition
    profile = None
    if has_page(reading_session(), instrument=given.instrument, number=given.product_set):
        profile = Named(
            address=_whole("public_criteria.show", instrument=given.instrument, number=given.product_set),
            name=gettext("Bộ tiêu chí số %(number)s", number=given.product_set),
        )
    return Surroundings(
        public_address=site().public_address,
        issuer=site().department,
        recogniser=recogniser(given).name,
        address=_whole("public_linked_data.credential", code=row.lookup_code),
        certificate=_page_of(row),
        product=_whole("public_product.show", public_id=given.product.public_id),
        producer=_whole("public_producer.show", public_id=given.producer.public_id),
        scheme=_whole("public_criteria.index"),
        profile=profile,
        is_demonstration=site().is_demonstration,
    )


def _page_of(row: Certificate) -> str:
    return _whole("public_certificate.show", code=row.lookup_code)


def _whole(endpoint: str, **values: Any) -> str:
    """Return an address that can be carried away; its host is the configured one, never a request's."""
    return site().public_address.rstrip("/") + url_for(endpoint, **values)


def _open(content: dict[str, Any], media_type: str) -> Response:
    return _shared(make_response(json.dumps(content, ensure_ascii=False)), media_type)


def _shared(response: Response, media_type: str) -> Response:
    """Let programs of other sites read it."""
    response.headers["Content-Type"] = media_type
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _fresh(response: Response) -> Response:
    # Standing changes at midnight and with every act: an old answer must not be shown again.
    response.headers["Cache-Control"] = "no-store"
    return response
