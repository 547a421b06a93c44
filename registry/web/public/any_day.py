"""The same answer for any day, for other programs: was this product, or this certificate, good on that day."""

import json
from typing import Any

from flask import Blueprint, Response, make_response, request, url_for

from registry import clock
from registry.models.certificate import Certificate
from registry.queries import any_day, product_record, register
from registry.queries.any_day_facts import facts
from registry.rules.refusal import NotFound, Refusal
from registry.web.public.any_day_words import known_then, sentence
from registry.web.public.asked_day import DAY, asked_day
from registry.web.public.certificate import LONGEST_CODE
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.typed_words import typed
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext

pages = Blueprint("public_any_day", __name__)
PRODUCT, CODE, NUMBER, KNOWN = "san-pham", "ma", "so", "biet-den"


@pages.get("/hieu-luc.json")
def as_json() -> Response:
    """Say how a product or a certificate stood on a day, and what the register said then."""
    try:
        content, status = _answered(), 200
        keep_this_answer()
    except NotFound as refusal:
        content, status = {"error": refusal.text}, 404
    except Refusal as refusal:
        content, status = {"error": refusal.text}, 422
    return open_data(content, status)


def open_data(content: dict[str, Any], status: int = 200) -> Response:
    """Answer another program, wherever its page comes from."""
    response = make_response(json.dumps(content, ensure_ascii=False), status)
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _answered() -> dict[str, Any]:
    session = reading_session()
    on = asked_day().or_refuse()
    if on is None:
        raise Refusal(gettext("Hãy nêu ngày muốn hỏi, ví dụ ngay=2022-12-14."), field=DAY)
    subject, certificates = _asked()
    known_on = asked_day(KNOWN).or_refuse()
    answer = any_day.of_certificates(session, certificates, on=on, known_on=known_on)
    return {
        "register": site().public_address,
        "is_demonstration": site().is_demonstration,
        "asked": subject,
        "answered_on": clock.today().isoformat(),
        "sentence": f"{sentence(answer, is_paper='product' not in subject)} {known_then(answer)}",
        **_with_addresses(facts(answer)),
    }


def _asked() -> tuple[dict[str, Any], list[Certificate]]:
    """Read whose standing is asked for; a certificate is judged by itself, a product by all it has."""
    session = reading_session()
    product, code, number = (typed(request.args.get(name, "")[:120]) for name in (PRODUCT, CODE, NUMBER))
    if sum(map(bool, (product, code, number))) != 1:
        raise Refusal(gettext("Hãy nêu đúng một trong ba: san-pham (mã sản phẩm), ma (mã tra cứu), so (số giấy)."))
    if product:
        row = product_record.product(session, product)
        if row is None:
            raise NotFound(gettext("Không có sản phẩm nào ở địa chỉ này."))
        return {"product": row.public_id, "name": row.name}, register.certificates_of(session, row.id)
    found = _by_code(code) if code else register.by_number(session, number)
    if not found:
        raise NotFound(gettext("Không có giấy chứng nhận nào mang mã hoặc số này."))
    if len(found) > 1:
        raise Refusal(gettext("Có nhiều giấy mang số này; hãy hỏi bằng mã tra cứu."))
    return {"lookup_code": found[0].lookup_code, "name": found[0].recognition.product_name}, found


def _by_code(code: str) -> list[Certificate]:
    found = register.by_lookup_code(reading_session(), code[:LONGEST_CODE])
    return [found] if found else []


def _with_addresses(facts_: dict[str, Any]) -> dict[str, Any]:
    """Add to what is told of a certificate where its pages are."""
    certificate = facts_["certificate"]
    if certificate is not None:
        decision, here = certificate["decision"], site().public_address
        decision["address"] = here + url_for("public_decision.show", public_id=decision["id"])
        certificate["address"] = here + url_for("public_certificate.show", code=certificate["lookup_code"])
    return facts_
