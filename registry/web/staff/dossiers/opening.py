"""Opening a dossier for a producer who files on paper."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.product import Product
from registry.queries import annex_candidates, product_record
from registry.queries.annex_candidates import ProductCandidate
from registry.queries.opening_doubts import opening_doubts
from registry.rules.governing import governing
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound
from registry.rules.search_key import clean
from registry.usecases import dossiers
from registry.web.doors import current_actor
from registry.web.dossier_words import LOOK_AGAIN
from registry.web.instruments import instruments
from registry.web.listing import LONGEST_TEXT, TEXT
from registry.web.product_sets import number_of
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.dossiers.blueprint import pages
from registry.web.staff.dossiers.carrying import taken_over
from registry.web.staff.dossiers.forms import OpenForm


@pages.get("/moi")
def choose_product() -> ResponseReturnValue:
    """Find the product that a dossier is for."""
    text = clean(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    return render_template(
        "staff/dossiers/choose_product.html",
        text=text,
        found=annex_candidates.products(reading_session(), text, today=clock.today()),
        at_most=annex_candidates.AT_MOST,
    )


@pages.route("/moi/<id:product_id>", methods=["GET", "POST"])
def create(product_id: str) -> ResponseReturnValue:
    """Open a dossier for a product."""
    product = _product(product_id)
    form = OpenForm(data={"kind": RecognitionKind.REASSESSED if product.certificates else RecognitionKind.FIRST})
    if form.validate_on_submit():
        with refused_into(form):
            facts = form.said("kind", "filed_on")
            filed_on = facts["filed_on"] or clock.today()
            ruling = governing(instruments(), filed_on=filed_on, assessed_on=None, kind=facts["kind"])
            number = number_of(form.product_set.data, instrument=ruling.instrument)
            doubts = opening_doubts(
                reading_session(),
                _row(product_id),
                kind=facts["kind"],
                instrument=ruling.instrument,
                product_set=number,
                on=filed_on,
            )
            if doubts and not form.meant.data:
                form.meant.errors = [LOOK_AGAIN]
                return answer_form("staff/dossiers/create.html", form=form, product=product, doubts=doubts)
            public_id = dossiers.open_(actor=current_actor(), product=product_id, product_set=number or 0, **facts)
            carried = taken_over(public_id)
            flash(
                f"Đã mở hồ sơ. {carried} Bước tiếp theo: điền biểu mẫu và thêm giấy tờ.".replace("  ", " "), "success"
            )
            return see_other("staff_dossiers.show", public_id=public_id)
    return answer_form("staff/dossiers/create.html", form=form, product=product, doubts=())


def _row(public_id: str) -> Product:
    row = product_record.product(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có sản phẩm này.")
    return row


def _product(public_id: str) -> ProductCandidate:
    product = annex_candidates.product(reading_session(), public_id, today=clock.today())
    if product is None:
        raise NotFound("Không có sản phẩm này.")
    return product
