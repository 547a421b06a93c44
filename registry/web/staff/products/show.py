"""One product: how it stands today first, then its names, holders, packings, photos and the time line."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.law import classification
from registry.models.certificate import Certificate
from registry.models.product import Product
from registry.queries import product_record, record_history, register, revocation_clocks
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Permission
from registry.usecases.registration import BEFORE_ANYTHING
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.staff.products.blueprint import found, pages
from registry.web.staff.records import history_shown, may_edit
from registry.web.standing_words import standing_sentence


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """One recognition of the product with its certificate."""

    certificate: Certificate
    standing: Standing
    sentence: str


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one product."""
    row, session, today = found(public_id), reading_session(), clock.today()
    held = [_line(one) for one in register.certificates_of(session, row.id)]
    current = register.current_certificate(session, product_id=row.id, on=today)
    running = revocation_clocks.of_products(session, [public_id]).get(public_id) if row.ceased_confirmed_on else None
    return render_template(
        "staff/products/show.html",
        product=row,
        ceased_due=running.due if running and current else None,
        industry=_industry(row),
        current=next((one for one in held if current and one.certificate.id == current.id), held[0] if held else None),
        timeline=held,
        results=product_record.approved_results(session, row),
        since=BEFORE_ANYTHING,
        history=history_shown(record_history.history(session, subject="product", subject_id=public_id)),
        may_edit=may_edit(),
        may_read_journal=current_actor().may(Permission.VIEW_JOURNAL),
    )


def _line(certificate: Certificate) -> TimeLine:
    today = clock.today()
    standing = register.standing_of(certificate, on=today)
    return TimeLine(
        certificate=certificate, standing=standing, sentence=standing_sentence(certificate, standing, on=today)
    )


def _industry(row: Product) -> str | None:
    known = classification.industry(row.industry) if row.industry else None
    return known.name if known else None
