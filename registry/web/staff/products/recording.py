"""Registering and amending products."""

from typing import Any

from flask import flash, request
from flask.typing import ResponseReturnValue

from registry.models.product import Product
from registry.queries import annex_candidates, producer_record, product_record
from registry.queries.annex_candidates import ProducerCandidate
from registry.rules.search_key import clean
from registry.usecases import registration
from registry.usecases.product_facts import PackingFacts, ProductFacts
from registry.web.doors import current_actor
from registry.web.field_words import field_word
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import published_numbers
from registry.web.forms.rows import wants_more_rows
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, see_other
from registry.web.site import site
from registry.web.staff.products.blueprint import found, pages
from registry.web.staff.products.forms import PACKING_ROWS, NewProductForm, ProductForm
from registry.web.staff.records import Told, refused_record

FACTS = ("name", "industry", "description", "story", "note")
FOR_ALL = ("description", "story")
PRODUCER = "chu-the"


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Register a product: its producer is chosen first."""
    producer = chosen_producer()
    if producer is None:
        return choose_producer("staff/products/choose_producer.html")
    form, told = PACKING_ROWS.form(NewProductForm, kept=()), Told()
    form.look_for_numbers(*FOR_ALL, published=published_numbers(producer.public_id))
    if not wants_more_rows() and form.validate_on_submit() and form.is_meant():
        with refused_record(form, told):
            product = registration.register_product(
                actor=current_actor(),
                producer=producer.public_id,
                facts=_facts(form),
                confirmed_distinct=form.confirmed_distinct.data,
                **form.said("named_from"),
            )
            flash("Đã ghi sản phẩm.", "success")
            return see_other("staff_products.show", public_id=product)
    _judge(form, told, holder=producer.public_id, **form.said("named_from"))
    return _answer("staff/products/create.html", form, told, producer=producer)


@pages.route("/<id:public_id>/sua", methods=["GET", "POST"])
def change(public_id: str) -> ResponseReturnValue:
    """Write what is said of a product anew; nothing typed is lost where somebody was faster."""
    row = found(public_id)
    kept = [{"label": one.label, "gtin": one.gtin} for one in row.packings]
    values = {name: getattr(row, name) for name in FACTS}
    form = PACKING_ROWS.form(ProductForm, kept=kept, **values, version=row.version)
    told, seen = Told(), form.seen()
    form.look_for_numbers(*FOR_ALL, published=published_numbers(row.producer.public_id))
    if not wants_more_rows() and form.validate_on_submit() and form.is_meant():
        with refused_record(form, told, row=row):
            registration.amend_product(
                actor=current_actor(),
                product=public_id,
                version=seen,
                facts=_facts(form),
                confirmed_distinct=form.confirmed_distinct.data,
            )
            flash("Đã lưu.", "success")
            return see_other("staff_products.show", public_id=public_id)
    _judge(form, told, holder=row.producer.public_id, besides=row)
    now = [(field_word(name), _now_says(row, name)) for name in told.changed]
    return _answer("staff/products/change.html", form, told, product=row, now=now)


def chosen_producer(name: str = PRODUCER) -> ProducerCandidate | None:
    """Return the producer that the address names, if it names one."""
    return annex_candidates.producer(reading_session(), request.args.get(name, ""), province=site().province)


def choose_producer(template: str, **context: object) -> ResponseReturnValue:
    """Show the producers that a search finds, to choose one."""
    text = clean(request.args.get("q", ""))[:200]
    candidates = annex_candidates.producers(reading_session(), text, province=site().province)
    return answer_form(template, form=OurForm(), text=text, found=candidates, **context)


def _judge(form: ProductForm, told: Told, *, holder: str, **known: Any) -> None:
    """Say of what could be read what the act would say, where something else could not be."""
    producer = producer_record.producer(reading_session(), holder)
    if not form.errors or producer is None:
        return
    known["holder_id"] = producer.id
    confirmed = form.confirmed_distinct.data
    with refused_record(form, told):
        registration.judge_product(reading_session(), _facts(form), confirmed_distinct=confirmed, **known)


def _facts(form: ProductForm) -> ProductFacts:
    packings = tuple(
        PackingFacts(label=row["label"] or "", gtin=row["gtin"] or None) for row in PACKING_ROWS.values(form)
    )
    return ProductFacts(**form.said(*FACTS), packings=packings)


def _now_says(row: Product, name: str) -> str:
    if name == "packings":
        return "; ".join(one.label for one in row.packings) or "(để trống)"
    if name == "producer_id":
        return row.producer.name
    return str(getattr(row, name) or "(để trống)")


def _answer(template: str, form: OurForm, told: Told, **context: object) -> ResponseReturnValue:
    alike = product_record.products(reading_session(), told.existing)
    return answer_form(template, form=form, rows=PACKING_ROWS.of(form), alike=alike, **context)
