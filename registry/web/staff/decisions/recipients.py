"""Who is to be given a merit certificate, while the award decision is a draft."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from registry.models.award import RecipientKind
from registry.queries import annex_candidates
from registry.queries.annexes import AnnexRecipient
from registry.queries.decisions import DecisionDetail
from registry.rules.decision_life import DecisionKind
from registry.rules.producer_kinds import ProducerKind
from registry.rules.refusal import NotFound
from registry.rules.search_key import clean
from registry.usecases import awarding
from registry.usecases.awarding import Recipient
from registry.usecases.drafting import ChangedMeanwhile
from registry.web.doors import current_actor
from registry.web.forms.fields import Required, WordField
from registry.web.forms.form import ConfirmForm, OurForm
from registry.web.listing import LONGEST_TEXT, TEXT
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.site import site
from registry.web.staff.decisions.annex import MoveForm, moved, say_errors
from registry.web.staff.decisions.blueprint import open_draft, pages

PRODUCER = "chu-the"
SAID = ("kind", "name", "address", "achievement", "producer")


class RecipientForm(OurForm):
    """One recipient of an award."""

    kind = WordField("Loại", [Required()], kind=RecipientKind)
    name = StringField(
        "Tên ghi trên bằng khen", [Required(), Length(max=300)], description="Ví dụ: Hộ gia đình ông Lò Văn A."
    )
    address = StringField("Địa chỉ", [Length(max=300)])
    achievement = TextAreaField("Thành tích", [Required(), Length(max=500)])
    producer = HiddenField()
    """Public id of the producer that it is, where it is one."""
    seen = HiddenField()
    """The entry as the person saw it; empty for a new one."""

    def recipient(self) -> Recipient:
        """Return the recipient that was typed."""
        return Recipient(**self.said("kind", "name", "achievement"), address=self.address.data, producer=self._producer)

    @property
    def _producer(self) -> str | None:
        return clean(str(self.producer.data or "")) or None


@pages.get("/<id:public_id>/khen")
def choose_recipient(public_id: str) -> ResponseReturnValue:
    """Find the producer that is to be commended, or go on to somebody who is none."""
    detail = _open_award(public_id)
    text = clean(request.args.get(TEXT, "")[: LONGEST_TEXT * 2])[:LONGEST_TEXT]
    return render_template(
        "staff/decisions/choose_recipient.html",
        detail=detail,
        text=text,
        found=annex_candidates.producers(reading_session(), text, province=site().province),
        at_most=annex_candidates.AT_MOST,
        places={one.producer: one.position for one in detail.recipients if one.producer},
    )


@pages.route("/<id:public_id>/khen/moi", methods=["GET", "POST"])
def add_recipient(public_id: str) -> ResponseReturnValue:
    """Add a recipient at the end of the list."""
    detail = _open_award(public_id)
    form = RecipientForm(data=_proposed(detail, clean(request.args.get(PRODUCER, "")[:40])))
    if form.validate_on_submit():
        with refused_into(form):
            awarding.add_recipients(actor=current_actor(), decision=public_id, recipients=[form.recipient()])
            flash(f"Đã thêm {form.name.data}.", "success")
            return see_other("staff_decisions.choose_recipient", public_id=public_id)
    return answer_form("staff/decisions/add_recipient.html", form=form, detail=detail)


@pages.route("/<id:public_id>/khen/<id:recipient_id>", methods=["GET", "POST"])
def change_recipient(public_id: str, recipient_id: str) -> ResponseReturnValue:
    """Change a recipient."""
    detail = _open_award(public_id)
    one = _recipient(detail, recipient_id)
    form = RecipientForm(data={name: getattr(one, name) for name in SAID} | {"seen": one.mark})
    is_behind = False
    if form.validate_on_submit():
        with refused_into(form):
            try:
                _amend(public_id, recipient_id, form)
            except ChangedMeanwhile:
                is_behind, form.seen.data = True, one.mark
                raise
            flash(f"Đã lưu {form.name.data}.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return answer_form(
        "staff/decisions/change_recipient.html",
        form=form,
        detail=detail,
        recipient=one,
        is_behind=is_behind,
        move_form=MoveForm(formdata=None, data={"position": one.position}),
    )


@pages.route("/<id:public_id>/khen/<id:recipient_id>/bo", methods=["GET", "POST"])
def remove_recipient(public_id: str, recipient_id: str) -> ResponseReturnValue:
    """Take a recipient out of the list, asking first."""
    detail = _open_award(public_id)
    one, form = _recipient(detail, recipient_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            awarding.remove_recipient(actor=current_actor(), decision=public_id, recipient=recipient_id)
            flash(f"Đã bỏ {one.name} khỏi danh sách.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return answer_form("staff/decisions/remove_recipient.html", form=form, detail=detail, recipient=one)


@pages.post("/<id:public_id>/khen/<id:recipient_id>/chuyen")
def move_recipient(public_id: str, recipient_id: str) -> ResponseReturnValue:
    """Put a recipient at another place of the list."""
    detail = _open_award(public_id)
    one, form = _recipient(detail, recipient_id), MoveForm()
    if form.validate_on_submit():
        order = moved([other.public_id for other in detail.recipients], recipient_id, to=form.place)
        with refused_into(form):
            awarding.reorder_recipients(actor=current_actor(), decision=public_id, order=order)
            flash(f"{one.name} nay ở dòng {order.index(recipient_id) + 1}.", "success")
            return see_other("staff_decisions.show", public_id=public_id)
    return say_errors(form, "staff_decisions.change_recipient", public_id=public_id, recipient_id=recipient_id)


def _amend(decision: str, recipient: str, form: RecipientForm) -> None:
    awarding.amend_recipient(
        actor=current_actor(),
        decision=decision,
        recipient=recipient,
        values=form.recipient(),
        seen=str(form.seen.data or ""),
    )


def _open_award(public_id: str) -> DecisionDetail:
    detail = open_draft(public_id)
    if detail.decision.kind is not DecisionKind.AWARD:
        raise NotFound("Chỉ quyết định khen thưởng có danh sách người, đơn vị được khen.")
    return detail


def _proposed(detail: DecisionDetail, producer_id: str) -> dict[str, Any]:
    """Propose the producer's name, and the achievement that the one before it is commended for."""
    producer = annex_candidates.producer(reading_session(), producer_id, province=site().province)
    is_household = producer is not None and producer.kind is ProducerKind.HOUSEHOLD
    return {
        "kind": RecipientKind.HOUSEHOLD if is_household else RecipientKind.COLLECTIVE,
        "name": producer.name if producer else "",
        "address": producer.address if producer else "",
        "producer": producer.public_id if producer else "",
        "achievement": detail.recipients[-1].achievement if detail.recipients else "",
    }


def _recipient(detail: DecisionDetail, public_id: str) -> AnnexRecipient:
    for one in detail.recipients:
        if one.public_id == public_id:
            return one
    raise NotFound("Danh sách khen thưởng không còn dòng này.")
