"""Award events: planned, amended, shown, and the decisions announced at them."""

from functools import partial

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents import award_list
from registry.queries import awards, decisions, fallen_papers
from registry.queries.announcements import labelled
from registry.queries.awards import EventDetail, EventItem
from registry.queries.decisions import DecisionItem
from registry.queries.fallen_papers import FallenPaper
from registry.queries.listing import ListRequest
from registry.rules.certificate_life import stands
from registry.rules.decision_life import DecisionState
from registry.rules.permissions import Permission
from registry.usecases import award_events
from registry.usecases.award_events import ANNOUNCED
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.listing import Column, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.awards.blueprint import found, pages
from registry.web.staff.awards.forms import AmendForm, AttachForm, Choices, NewEventForm
from registry.web.words import word

OFFERED_AT_FIRST = 20
"""How many of the newest decisions a new event is offered; older ones can be attached one by one."""

EVENTS: Listing[EventItem] = Listing(
    title="Lễ trao",
    searches="tên, nơi tổ chức",
    columns=(
        Column(
            key="name",
            title="Tên lễ trao",
            value=lambda item: item.name,
            link=lambda item: url_for("staff_awards.show", public_id=item.public_id),
            width=48,
        ),
        Column(key="place", title="Nơi tổ chức", value=lambda item: item.place, width=36),
        Column(key="held_on", title="Ngày", value=lambda item: item.held_on, show="date"),
        Column(key="decisions", title="Quyết định", value=lambda item: item.decisions, show="whole"),
        Column(key="producers", title="Đơn vị", value=lambda item: item.producers, show="whole"),
    ),
    empty="Chưa có lễ trao nào. Khi quyết định đã có hiệu lực, hãy lập lễ trao để in danh sách và ghi việc giao giấy.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the events, the latest first."""
    return EVENTS.answer(
        "staff/awards/index.html", query=partial(awards.page, reading_session()), may_manage=may_manage()
    )


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one event: totals, decisions, calling order, downloads, what is still to be collected."""
    detail = found(public_id)
    return render_template(
        "staff/awards/show.html",
        event=detail.event,
        detail=detail,
        fallen=_fallen(detail),
        not_printed=len(fallen_papers.not_to_print(reading_session(), detail, today=clock.today())),
        labelled=labelled,
        in_words=award_list.total_in_words(detail) if detail.products else "",
        may_manage=may_manage(),
    )


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Plan an event."""
    form = NewEventForm()
    form.decisions.choices = _announceable()[:OFFERED_AT_FIRST]
    if form.validate_on_submit():
        with refused_into(form):
            event = award_events.create(
                actor=current_actor(), **form.said("name", "place", "held_on"), decisions=form.decisions.data or ()
            )
            flash("Đã lập lễ trao.", "success")
            return see_other("staff_awards.show", public_id=event)
    return answer_form("staff/awards/create.html", form=form)


@pages.route("/<id:public_id>/sua", methods=["GET", "POST"])
def change(public_id: str) -> ResponseReturnValue:
    """Change an event's name, place or day."""
    event = found(public_id).event
    form = AmendForm(obj=event)
    seen = _seen(form)
    if form.validate_on_submit():
        # Shown again, the form has been compared with the event as it is now.
        form.version.data = str(event.version)
        with refused_into(form):
            award_events.amend(
                actor=current_actor(), event=public_id, version=seen, **form.said("name", "place", "held_on")
            )
            flash("Đã lưu.", "success")
            return see_other("staff_awards.show", public_id=public_id)
    return answer_form("staff/awards/change.html", form=form, event=event, is_overtaken=seen != event.version)


@pages.route("/<id:public_id>/quyet-dinh", methods=["GET", "POST"])
def attach(public_id: str) -> ResponseReturnValue:
    """Announce one more decision."""
    detail, form = found(public_id), AttachForm()
    announced = {decision.public_id for decision in detail.decisions}
    offered = [choice for choice in _announceable() if choice[0] not in announced]
    form.decisions.choices = [("", "Chọn quyết định"), *offered]
    if form.validate_on_submit():
        with refused_into(form):
            award_events.attach_decision(actor=current_actor(), event=public_id, decision=form.decisions.data)
            flash("Đã thêm quyết định. Chủ thể mới được gọi sau cùng; hãy xem lại thứ tự gọi tên.", "success")
            return see_other("staff_awards.show", public_id=public_id)
    return answer_form("staff/awards/attach.html", form=form, event=detail.event, is_empty=not offered)


@pages.route("/<id:public_id>/quyet-dinh/<id:decision_id>/bo", methods=["GET", "POST"])
def detach(public_id: str, decision_id: str) -> ResponseReturnValue:
    """Announce a decision no longer, asking first."""
    detail, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            award_events.detach_decision(actor=current_actor(), event=public_id, decision=decision_id)
            flash("Đã bỏ quyết định khỏi lễ trao.", "success")
            return see_other("staff_awards.show", public_id=public_id)
    named = next((labelled(one) for one in detail.decisions if one.public_id == decision_id), "")
    return answer_form("staff/awards/detach.html", form=form, event=detail.event, named=named)


def may_manage() -> bool:
    """Say whether the viewer may plan events and record what was handed over."""
    return current_actor().may(Permission.MANAGE_EVENTS)


def _fallen(detail: EventDetail) -> list[tuple[FallenPaper, str]]:
    """Return the papers that are not to be handed over, each with how it stands."""
    found = fallen_papers.fallen_at(reading_session(), detail, today=clock.today())
    return [(one, stands(one.standing)) for one in found]


def _announceable() -> Choices:
    everything = ListRequest(page_size=None, filters={"state": DecisionState.IN_EFFECT})
    rows = decisions.page(reading_session(), everything).rows
    return [(item.public_id, _named(item)) for item in rows if item.kind in ANNOUNCED]


def _named(item: DecisionItem) -> str:
    day = f" ngày {short_day(item.signed_on)}" if item.signed_on else f" năm {item.year}"
    return f"{word(item.kind)} · {item.number or 'không rõ số'}{day} · {item.title}"


def _seen(form: AmendForm) -> int:
    written = str(form.version.data or "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 9 else 0
