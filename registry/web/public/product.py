"""One product: how it stands today, before all else; then who, what, since when, by which decision."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.law import classification
from registry.models.certificate import Certificate, CertificateMove
from registry.models.decision import Origin
from registry.models.product import Product
from registry.queries import any_day, product_record, register
from registry.queries.extensions import kept_until
from registry.rules import lookup_code
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound
from registry.vault import Vault
from registry.web.kept_files import intact
from registry.web.public import any_day_words
from registry.web.public.asked_day import asked_day
from registry.web.public.criteria import has_page
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.pictures import WIDTH, narrow_picture
from registry.web.public.producer import goods_of
from registry.web.public.recogniser_words import recognised_by
from registry.web.public.timeline import timeline
from registry.web.reading import reading_session
from registry.web.standing_words import brought_by, standing_sentence
from registry.web.translation import gettext

pages = Blueprint("public_product", __name__)

SIZE, FOR_A_PAGE = "co", "trang"
"""Words of the address bar: the picture as a page shows it; without them, as it is kept."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The certificate by which a product is judged today: the one that is good, else the newest."""

    certificate: Certificate
    standing: Standing
    sentence: str
    brought_by: CertificateMove | None
    """What ended or suspended it, where something did."""

    @property
    def code(self) -> str:
        """The lookup code as people read it."""
        return lookup_code.grouped(self.certificate.lookup_code)

    @property
    def kept_until(self) -> date | None:
        """The last day to which it is kept in force for a re-assessment; None where its own term counts."""
        return kept_until(self.certificate)

    @property
    def issuer(self) -> str:
        """Who recognised it, by the name of the day."""
        return recognised_by(self.certificate.recognition)

    @property
    def is_recorded(self) -> bool:
        """Whether others gave the paper."""
        return self.certificate.origin is Origin.RECORDED


@pages.get("/san-pham/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a product."""
    session, today = reading_session(), clock.today()
    product = product_record.product(session, public_id)
    if product is None:
        raise NotFound(gettext("Không có sản phẩm nào ở địa chỉ này."))
    certificates = register.certificates_of(session, product.id)
    judged = _judged(product, certificates)
    asked = asked_day()
    answer = any_day.of_certificates(session, certificates, on=asked.day) if asked.day else None
    keep_this_answer()
    return render_template(
        "public/product/show.html",
        product=product,
        judged=judged,
        has_criteria=judged is not None and _has_criteria(judged.certificate),
        today=today,
        asked=asked,
        answer=answer,
        said=any_day_words.sentence(answer) if answer else "",
        known=any_day_words.known_then(answer) if answer else "",
        industry=classification.industry(product.industry) if product.industry else None,
        history=timeline(product, certificates, today=today),
        siblings=[one for one in goods_of(product.producer.public_id) if one.public_id != public_id],
    )


def _has_criteria(certificate: Certificate) -> bool:
    given = certificate.recognition
    return has_page(reading_session(), instrument=given.instrument, number=given.product_set)


def _judged(product: Product, certificates: list[Certificate]) -> Judged | None:
    if not certificates:
        return None
    today = clock.today()
    current = register.current_certificate(reading_session(), product_id=product.id, on=today) or certificates[0]
    standing = register.standing_of(current, on=today)
    return Judged(
        certificate=current,
        standing=standing,
        sentence=standing_sentence(current, standing, on=today),
        brought_by=brought_by(current, standing, on=today),
    )


@pages.get("/anh/<id:photo_id>")
def photo(photo_id: str) -> ResponseReturnValue:
    """Send a picture of a product; a browser that kept it asks each time whether it may still be shown."""
    row = product_record.photo(reading_session(), photo_id)
    if row is None:
        raise NotFound(gettext("Không có ảnh nào ở địa chỉ này."))
    is_for_a_page = request.args.get(SIZE) == FOR_A_PAGE
    mark = f"{row.sha256[:20]}-{WIDTH}" if is_for_a_page else row.sha256[:20]
    if request.if_none_match.contains_weak(mark):
        response = make_response(b"", 304)
    else:
        vault: Vault = current_app.config["VAULT"]
        with intact():
            content = narrow_picture(vault, row.sha256) if is_for_a_page else vault.read(row.sha256)
        response = make_response(content)
        response.headers["Content-Type"] = "image/jpeg"
    response.set_etag(mark)
    return response
