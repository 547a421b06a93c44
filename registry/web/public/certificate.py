"""What the code on a printed certificate leads to: how the certificate stands today, on one screen."""

from datetime import date

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.certificate import Certificate
from registry.models.decision import Origin
from registry.queries import any_day, product_record, register
from registry.queries.extensions import kept_until
from registry.queries.settings import is_demonstration
from registry.rules import lookup_code
from registry.rules.lookup_code import BadCode
from registry.web.public import any_day_words
from registry.web.public.asked_day import asked_day
from registry.web.public.not_covered import not_covered
from registry.web.public.recogniser_words import recognised_by
from registry.web.public.typed_words import typed
from registry.web.reading import reading_session
from registry.web.standing_words import brought_by, standing_sentence
from registry.web.translation import gettext

pages = Blueprint("public_certificate", __name__)
pages.add_app_template_filter(recognised_by)
LONGEST_CODE = 40


@pages.get("/c/<path:code>")
def show(code: str) -> ResponseReturnValue:
    """Show the certificate that bears a code; an unknown code never shows another one."""
    written = typed(code[:LONGEST_CODE])
    certificate = register.by_lookup_code(reading_session(), written)
    if certificate is None:
        mistake = mistake_in(written)
        reason = mistake or _reason(written)
        is_mistyped = mistake is not None
        return _answer("public/certificate/unknown.html", 404, written=written, reason=reason, is_mistyped=is_mistyped)
    today = clock.today()
    standing = register.standing_of(certificate, on=today)
    recognition = certificate.recognition
    asked = asked_day()
    answer = any_day.of_certificates(reading_session(), [certificate], on=asked.day) if asked.day else None
    current = register.current_certificate(reading_session(), product_id=recognition.product_id, on=today)
    return _answer(
        "public/certificate/show.html",
        200,
        certificate=certificate,
        recognition=recognition,
        standing=standing,
        sentence=standing_sentence(certificate, standing, on=today),
        move=brought_by(certificate, standing, on=today),
        today=today,
        asked=asked,
        answer=answer,
        said=any_day_words.sentence(answer, is_paper=True) if answer else "",
        known=any_day_words.known_then(answer) if answer else "",
        code=lookup_code.grouped(certificate.lookup_code),
        issuer=recognised_by(recognition),
        is_recorded=certificate.origin is Origin.RECORDED,
        successor=_successor(certificate),
        replaced=register.replaced_by(reading_session(), certificate),
        kept_until=kept_until(certificate),
        succeeds_on=_succeeds_on(certificate, today),
        not_covered=not_covered(recognition),
        photos=product_record.photos(reading_session(), recognition.product),
        current=current if current is not None and current.id != certificate.id else None,
    )


def _successor(certificate: Certificate) -> Certificate | None:
    """Return the certificate that took this one's place."""
    return certificate.superseding[-1].related if certificate.superseding else None


def _succeeds_on(certificate: Certificate, today: date) -> date | None:
    """Return the day on which another takes this one's place, where that is still to come."""
    days = [move.effective_on for move in certificate.superseding if move.effective_on]
    return max((day for day in days if day > today), default=None)


def mistake_in(written: str) -> str | None:
    """Say what is wrong with a code by itself; None if it is one, known here or not."""
    try:
        lookup_code.parse(written)
    except BadCode as refusal:
        return gettext(refusal.sentence, **{name: gettext(value) for name, value in refusal.values.items()})
    return None


def _reason(code: str) -> str:
    """Say why no certificate is found under a code that is one."""
    if lookup_code.is_demonstration_code(code) and not is_demonstration(reading_session()):
        return gettext("Đây là mã của bản minh họa phần mềm. Giấy mang mã này không có giá trị pháp lý.")
    return gettext(
        "Không có giấy chứng nhận nào mang mã này. Nếu mã in trên giấy đúng như vậy, giấy đó không có trong sổ."
    )


def _answer(template: str, status: int, **context: object) -> Response:
    response = make_response(render_template(template, **context), status)
    # Standing changes at midnight and with every act: an old answer must not be shown again.
    response.headers["Cache-Control"] = "no-store"
    return response
