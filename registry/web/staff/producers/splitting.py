"""Splitting a producer: those that come of it are chosen first, then each product goes to one of them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import annex_candidates, producer_record
from registry.queries.annex_candidates import ProducerCandidate
from registry.rules.search_key import clean
from registry.usecases import producer_fates
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.site import site
from registry.web.staff.producers.blueprint import found, pages
from registry.web.staff.producers.forms import SplitForm

NEW = "moi"
MOST_NEW = 10


@pages.route("/<id:public_id>/tach", methods=["GET", "POST"])
def split(public_id: str) -> ResponseReturnValue:
    """Split a producer since a day, and hand its products to those that come of it."""
    row, form, heirs = found(public_id), SplitForm(), _heirs(public_id)
    products = producer_record.products(reading_session(), row)
    if heirs and form.validate_on_submit():
        with refused_into(form):
            producer_fates.split_producer(
                actor=current_actor(),
                old=public_id,
                shares=_shares(heirs, products),
                old_goes_on=form.old_goes_on.data,
                **form.said("on", "reason"),
            )
            flash("Đã ghi chia, tách chủ thể. Sản phẩm chuyển theo.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    text = clean(request.args.get("q", ""))[:200]
    return answer_form(
        "staff/producers/split.html",
        form=form,
        producer=row,
        heirs=heirs,
        products=[(product, request.form.get(f"share-{product.public_id}", "")) for product in products],
        text=text,
        found=_found(row, heirs, text),
    )


def _heirs(public_id: str) -> list[ProducerCandidate]:
    """Return the producers that are to come of it, as the address names them."""
    asked = dict.fromkeys(one for one in request.args.getlist(NEW) if one != public_id)
    known = (
        annex_candidates.producer(reading_session(), one, province=site().province) for one in list(asked)[:MOST_NEW]
    )
    return [one for one in known if one is not None]


def _found(row: Producer, heirs: Sequence[ProducerCandidate], text: str) -> list[tuple[ProducerCandidate, str]]:
    """Return what the search finds, each with the address that makes it one of those that come of the old one."""
    chosen = [one.public_id for one in heirs]
    here = url_for("staff_producers.split", public_id=row.public_id)
    candidates = annex_candidates.producers(reading_session(), text, province=site().province)
    return [
        (one, f"{here}?{urlencode([(NEW, public_id) for public_id in (*chosen, one.public_id)])}")
        for one in candidates
        if one.public_id not in {*chosen, row.public_id}
    ]


def _shares(heirs: Sequence[ProducerCandidate], products: Sequence[Product]) -> dict[str, list[str]]:
    shares: dict[str, list[str]] = {one.public_id: [] for one in heirs}
    for product in products:
        taker = request.form.get(f"share-{product.public_id}", "")
        if taker in shares:
            shares[taker].append(product.public_id)
    return shares
