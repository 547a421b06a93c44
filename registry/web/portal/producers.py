"""A producer's own data, published or not, and proposing what of them is to change."""

from flask import Blueprint, flash, render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.producer import ContactKind, Producer, ProducerStatus
from registry.queries import departures, memberships, producer_record, proposals
from registry.queries.settings import settings
from registry.rules.proposal_life import ProposalField
from registry.usecases.producer_facts import ContactFacts
from registry.usecases.proposals import propose_for_producer
from registry.usecases.proposed_words import UnitWords
from registry.web.doors import current_actor
from registry.web.forms.public_words import look_at_producer
from registry.web.forms.rows import wants_more_rows
from registry.web.portal.forms import CONTACT_ROWS, ProducerProposalForm
from registry.web.portal.own import own_producer
from registry.web.portal.plain_words import told
from registry.web.proposal_words import as_it_stands
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

pages = Blueprint("portal_producers", __name__, url_prefix="/cua-toi/chu-the")

NO_KIND = "Hãy chọn loại liên hệ."
_ASKED = (
    ProposalField.NAME,
    ProposalField.KIND,
    ProposalField.TAX_NUMBER,
    ProposalField.REPRESENTATIVE,
    ProposalField.ADDRESS,
    ProposalField.COMMUNE,
    ProposalField.WEBSITE,
    ProposalField.CONTACTS,
)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a producer of the viewer's."""
    row, session, today = own_producer(public_id), reading_session(), clock.today()
    return render_template(
        "portal/producers/show.html",
        producer=row,
        address=row.address_on(today, province=settings(session).province),
        held=[told(product, on=today) for product in producer_record.products(session, row)],
        has_papers=bool(memberships.papers(session, row)),
        merits=memberships.merits(session, row),
        people=memberships.people_of(session, row),
        waiting=proposals.open_about(session, producer=row, product=None),
        departures=departures.departures(session, row),
        ended_in=[
            one for one in producer_record.successions(session, row) if one.old_id == row.id and not _goes_on(row)
        ],
        is_active=_goes_on(row),
    )


@pages.route("/<id:public_id>/de-nghi", methods=["GET", "POST"])
def propose(public_id: str) -> ResponseReturnValue:
    """Propose corrections of name, papers, representative, address and contacts."""
    row = own_producer(public_id)
    kept = [{"kind": one.kind, "value": one.value, "is_public": one.is_public} for one in row.contacts]
    form = CONTACT_ROWS.form(
        ProducerProposalForm,
        kept=kept,
        name=row.name,
        kind=row.kind,
        tax_number=row.tax_number,
        representative=row.representative,
        address=row.address,
        commune=row.commune.public_id if row.commune else None,
        website=row.website,
        version=row.version,
    )
    look_at_producer(form, CONTACT_ROWS.of(form))
    if _is_complete(form) and form.is_meant():
        with refused_into(form):
            made = propose_for_producer(
                actor=current_actor(),
                producer=public_id,
                version=form.seen(),
                contacts=_contacts(form),
                words=UnitWords(**form.said("name", "since", "kind", "tax_number", "representative", "commune")),
                **form.said("address", "website"),
            )
            flash(f"Đã gửi {len(made)} đề nghị. Cán bộ sẽ xem và trả lời ở trang này.", "success")
            return see_other("portal_proposals.index")
    now = as_it_stands(row, _ASKED) if form.is_outdated(row.version) else ()
    form.version.data = str(row.version)
    return answer_form(
        "portal/producers/propose.html",
        form=form,
        producer=row,
        rows=CONTACT_ROWS.of(form),
        now=now,
        waiting=proposals.open_about(reading_session(), producer=row, product=None),
    )


def _goes_on(row: Producer) -> bool:
    return row.status is ProducerStatus.ACTIVE


def _is_complete(form: ProducerProposalForm) -> bool:
    if wants_more_rows() or not form.is_submitted():
        return False
    is_complete: bool = form.validate()
    for row in CONTACT_ROWS.of(form):
        if row["value"].data and row["kind"].data is None and not row["kind"].errors:
            row["kind"].errors, is_complete = [NO_KIND], False
    return is_complete


def _contacts(form: ProducerProposalForm) -> list[ContactFacts]:
    return [
        ContactFacts(
            kind=row["kind"] or ContactKind.PHONE,
            value=(row["kind"] and row["value"]) or "",
            is_public=row["is_public"],
        )
        for row in CONTACT_ROWS.values(form)
    ]
