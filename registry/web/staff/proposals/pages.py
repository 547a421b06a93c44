"""What producers propose: listed, compared with the register, accepted or refused."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries import producer_record, product_record, proposals
from registry.queries.listing import ListRequest, Page
from registry.queries.proposals import ProposalLine
from registry.rules.permissions import Permission
from registry.rules.proposal_life import OF_PRODUCER, ProposalField, ProposalState
from registry.rules.refusal import NotFound
from registry.usecases import proposal_answers
from registry.usecases.changed_meanwhile import ChangedMeanwhile
from registry.usecases.typed import LONGEST_LINE
from registry.web.doors import current_actor
from registry.web.forms.fields import Required
from registry.web.forms.form import OurForm
from registry.web.kept_files import send_proposed
from registry.web.listing import Column, Filter, Listing
from registry.web.proposal_words import asked_for, shown
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.records import Told, VersionedForm, may_edit, refused_record
from registry.web.words import choices, word

pages = Blueprint("staff_proposals", __name__, url_prefix="/can-bo/de-nghi")

_FILTERS = {"trang-thai": "state", "muc": "field"}


class AcceptForm(VersionedForm):
    """Whether what the proposer never saw may be overwritten."""

    despite = BooleanField("Đã so các giá trị: vẫn thay bằng giá trị đề nghị")
    confirmed_distinct = BooleanField("Đã kiểm tra: tên này là của chính đối tượng được đề nghị, không trùng với ai")


class RefuseForm(OurForm):
    """Why not."""

    reason = StringField(
        "Lý do", [Required(), Length(max=LONGEST_LINE)], description="Chủ thể đọc được lý do này trên cổng."
    )


PROPOSALS: Listing[ProposalLine] = Listing(
    title="Đề nghị của chủ thể",
    columns=(
        Column(
            key="field",
            title="Đề nghị sửa",
            value=lambda line: word(line.field),
            note=lambda line: line.caption,
            note_title="Chú thích ảnh",
            link=lambda line: url_for("staff_proposals.show", public_id=line.public_id),
            sortable=False,
            width=24,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda line: line.producer_name,
            note=lambda line: line.product_name,
            note_title="Sản phẩm",
            width=48,
        ),
        Column(key="made_at", title="Gửi lúc", value=lambda line: line.made_at, show="instant"),
        Column(key="made_by", title="Người gửi", value=lambda line: line.made_by, sortable=False, width=24),
        Column(key="state", title="Tình trạng", value=lambda line: line.state, show="state", sortable=False),
    ),
    filters=(
        Filter(name="trang-thai", label="Tình trạng", choices=choices(ProposalState)),
        Filter(name="muc", label="Mục", choices=choices(ProposalField)),
    ),
    searches="chủ thể, sản phẩm",
    empty="Chưa có đề nghị nào. Chủ thể gửi đề nghị từ cổng của mình, sau khi được mời ở trang chủ thể.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the proposals, those that wait first."""
    return PROPOSALS.answer("staff/proposals/index.html", query=_page)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one proposal beside what the register said and says."""
    row = _found(public_id)
    return render_template(
        "staff/proposals/show.html",
        proposal=row,
        subject=_subject(row),
        values=shown(row),
        asked=asked_for(row.field),
        has_moved_away=proposals.has_moved_away(row),
        is_open=row.state is ProposalState.OPEN,
        sees_values=_sees_values(row),
        may_edit=may_edit(),
    )


@pages.route("/<id:public_id>/chap-nhan", methods=["GET", "POST"])
def accept(public_id: str) -> ResponseReturnValue:
    """Write into the register what is proposed, asking first."""
    row = _found(public_id)
    form = AcceptForm(data={"version": (row.product or row.producer).version})
    seen, told = form.seen(), Told()
    if form.validate_on_submit():
        with refused_record(form, told):
            _write(public_id, seen, form)
            flash("Đã chấp nhận và ghi vào sổ.", "success")
            return see_other("staff_proposals.show", public_id=public_id)
    form.version.data = str((row.product or row.producer).version)
    return answer_form(
        "staff/proposals/accept.html",
        form=form,
        proposal=row,
        subject=_subject(row),
        values=shown(row),
        asked=asked_for(row.field),
        alike=_alike(row, told.existing),
        is_possible=row.state is ProposalState.OPEN and not proposals.has_moved_away(row),
    )


@pages.route("/<id:public_id>/khong-chap-nhan", methods=["GET", "POST"])
def refuse(public_id: str) -> ResponseReturnValue:
    """Answer a proposal with no, and why."""
    row, form = _found(public_id), RefuseForm()
    if row.state is not ProposalState.OPEN and not form.is_submitted():
        return see_other("staff_proposals.show", public_id=public_id)
    if form.validate_on_submit():
        with refused_into(form):
            proposal_answers.refuse(actor=current_actor(), proposal=public_id, reason=form.reason.data or "")
            flash("Đã trả lời chủ thể.", "success")
            return see_other("staff_proposals.show", public_id=public_id)
    return answer_form(
        "staff/proposals/refuse.html",
        form=form,
        proposal=row,
        subject=_subject(row),
        values=shown(row),
        asked=asked_for(row.field),
        has_moved_away=proposals.has_moved_away(row),
    )


@pages.get("/<id:public_id>/anh")
def photo(public_id: str) -> ResponseReturnValue:
    """Send the picture that is proposed."""
    return send_proposed(_found(public_id))


def _found(public_id: str) -> Proposal:
    row = proposals.proposal(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có đề nghị này.")
    return row


def _write(public_id: str, seen: int, form: AcceptForm) -> None:
    """Accept a proposal; whoever is overtaken has nothing to type again here, only to compare."""
    try:
        proposal_answers.accept(
            actor=current_actor(),
            proposal=public_id,
            version=seen,
            despite=form.despite.data,
            confirmed_distinct=form.confirmed_distinct.data,
        )
    except ChangedMeanwhile as changed:
        raise ChangedMeanwhile(
            "Hồ sơ này vừa được sửa sau khi bạn mở trang. Hãy so lại các giá trị rồi bấm lần nữa.",
            fields=changed.fields,
        ) from changed


def _alike(row: Proposal, existing: Sequence[str]) -> Sequence[Producer] | Sequence[Product]:
    """Return the records of the same kind that bear a name like the one that is proposed."""
    ask = product_record.products if row.product else producer_record.producers
    return ask(reading_session(), existing)


def _subject(row: Proposal) -> str:
    """Return what a proposal is about, as a title names it."""
    return row.product.name if row.product else row.producer.name


def _sees_values(row: Proposal) -> bool:
    """Say whether the viewer may read what is proposed: contacts that are not published are personal."""
    return row.field not in OF_PRODUCER or current_actor().may(Permission.EDIT_REGISTER)


def _page(asked: ListRequest) -> Page[ProposalLine]:
    filters = {_FILTERS[name]: value for name, value in asked.filters.items()}
    return proposals.page(reading_session(), replace(asked, filters=filters))
