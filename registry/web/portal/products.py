"""A product of one's own: certificates, standing, and proposing description, story and pictures."""

from collections.abc import Sequence

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.law import classification
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import proposals
from registry.rules.proposal_life import ProposalField
from registry.usecases.product_facts import PackingFacts
from registry.usecases.proposals import propose_for_product, propose_photo
from registry.usecases.proposed_words import GoodsWords
from registry.web.doors import current_actor
from registry.web.forms.public_words import published_numbers
from registry.web.forms.rows import wants_more_rows
from registry.web.portal.forms import PACKING_ROWS, PhotoProposalForm, ProductProposalForm
from registry.web.portal.own import own_product
from registry.web.portal.plain_words import told
from registry.web.proposal_words import as_it_stands
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("portal_products", __name__, url_prefix="/cua-toi/san-pham")

_ASKED = (
    ProposalField.PRODUCT_NAME,
    ProposalField.INDUSTRY,
    ProposalField.PACKINGS,
    ProposalField.DESCRIPTION,
    ProposalField.STORY,
)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a product of the viewer's."""
    row = own_product(public_id)
    return render_template(
        "portal/products/show.html",
        product=row,
        own=told(row, on=clock.today()),
        industry=classification.industry(row.industry) if row.industry else None,
        waiting=_waiting(row),
    )


@pages.route("/<id:public_id>/de-nghi", methods=["GET", "POST"])
def propose(public_id: str) -> ResponseReturnValue:
    """Propose another name, industry, packing, description or story."""
    row = own_product(public_id)
    form = PACKING_ROWS.form(
        ProductProposalForm,
        kept=[{"label": one.label, "gtin": one.gtin} for one in row.packings],
        name=row.name,
        industry=row.industry,
        description=row.description,
        story=row.story,
        version=row.version,
    )
    form.look_for_numbers("description", "story", published=published_numbers(row.producer.public_id))
    if not wants_more_rows() and form.validate_on_submit() and form.is_meant():
        with refused_into(form):
            made = propose_for_product(
                actor=current_actor(),
                product=public_id,
                version=form.seen(),
                words=_words(form),
                **form.said("description", "story"),
            )
            flash(f"Đã gửi {len(made)} đề nghị. Cán bộ sẽ xem và trả lời ở trang này.", "success")
            return see_other("portal_proposals.index")
    now = as_it_stands(row, _ASKED) if form.is_outdated(row.version) else ()
    form.version.data = str(row.version)
    return answer_form(
        "portal/products/propose.html",
        form=form,
        product=row,
        rows=PACKING_ROWS.of(form),
        now=now,
        waiting=_waiting(row),
    )


@pages.route("/<id:public_id>/anh", methods=["GET", "POST"])
def propose_picture(public_id: str) -> ResponseReturnValue:
    """Propose one more picture."""
    row, form = own_product(public_id), PhotoProposalForm()
    if form.validate_on_submit():
        with refused_into(form):
            propose_photo(
                actor=current_actor(), product=public_id, content=form.photo.data.read(), caption=form.caption.data
            )
            flash("Đã gửi ảnh. Cán bộ sẽ xem và trả lời ở trang này.", "success")
            return see_other("portal_proposals.index")
    return answer_form("portal/products/propose_picture.html", form=form, product=row)


def _words(form: ProductProposalForm) -> GoodsWords:
    packings = tuple(
        PackingFacts(label=row["label"] or "", gtin=row["gtin"] or None) for row in PACKING_ROWS.values(form)
    )
    return GoodsWords(packings=packings, **form.said("name", "since", "industry"))


def _waiting(row: Product) -> Sequence[Proposal]:
    return proposals.open_about(reading_session(), producer=row.producer, product=row)
