"""One producer: its standing first, then names, places, contacts, products today, and what happened to it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.producer import Producer
from registry.queries import memberships, places, producer_record, products, record_history
from registry.queries.listing import ListRequest
from registry.queries.settings import settings
from registry.rules.invitation_life import InvitationState
from registry.rules.permissions import Permission
from registry.rules.refusal import Refusal
from registry.rules.tax_number import parse_tax_number
from registry.usecases.registration import BEFORE_ANYTHING
from registry.web.doors import current_actor
from registry.web.reading import reading_session
from registry.web.staff.producers.blueprint import found, pages
from registry.web.staff.records import history_shown, may_edit
from registry.web.words import word


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one producer."""
    row, session = found(public_id), reading_session()
    actor = current_actor()
    return render_template(
        "staff/producers/show.html",
        producer=row,
        tax_number=_tax_number(row),
        address=row.address_on(clock.today(), province=settings(session).province),
        commune_then=places.full_name(row.commune_then) if row.commune_then else None,
        since=BEFORE_ANYTHING,
        held=products.page(
            session, ListRequest(page_size=None, filters={"producer": public_id}), on=clock.today()
        ).rows,
        successions=producer_record.successions(session, row),
        people=memberships.people_of(session, row),
        left_behind=memberships.left_behind(session, row),
        invitations=[
            one
            for one in memberships.invitations(session, now=clock.now(), producer=row)
            if one.state is not InvitationState.USED and one.state is not InvitationState.CANCELLED
        ],
        history=history_shown(record_history.history(session, subject="producer", subject_id=public_id)),
        may_edit=may_edit(),
        may_supervise=current_actor().may(Permission.SUPERVISE),
        may_read_journal=actor.may(Permission.VIEW_JOURNAL),
        may_erase=actor.may(Permission.ERASE_PERSONAL_DATA),
        sees_personal=sees_personal(),
    )


def sees_personal() -> bool:
    """Say whether the viewer needs the representative's data: whoever keeps them, or may erase them."""
    actor = current_actor()
    return actor.may(Permission.EDIT_REGISTER) or actor.may(Permission.ERASE_PERSONAL_DATA)


def _tax_number(row: Producer) -> tuple[str, str | None]:
    """Return what the number is called, and the number where the viewer may see it: a person's own is personal."""
    if row.tax_number is None:
        return "Mã số thuế", None
    try:
        parsed = parse_tax_number(row.tax_number)
    except Refusal:  # recorded as a list had it
        return "Mã số", row.tax_number if sees_personal() else None
    return word(parsed.kind), row.tax_number if sees_personal() or not parsed.is_personal else None
