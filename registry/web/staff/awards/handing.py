"""Handing papers over: who was handed what, when, and who still has papers to collect."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import fallen_papers
from registry.queries.announcements import CalledProducer, EventMerit, EventProduct
from registry.queries.awards import EventDetail
from registry.rules.refusal import NotFound
from registry.usecases import handing_over
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.held_rows import HeldRows
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.awards.blueprint import found, pages
from registry.web.staff.awards.events import may_manage
from registry.web.staff.awards.forms import HandOverForm, TakeBackForm

Paper = EventProduct | EventMerit


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paper of an event and what became of it."""

    event: str
    place: int | None
    """Running number of its producer in the calling order; None for a recipient who is no producer."""
    producer: str | None
    who: str
    commune: str
    paper: Paper

    @property
    def what(self) -> str:
        """What the paper is about."""
        if isinstance(self.paper, EventProduct):
            return f"{self.paper.product_name} ({self.paper.stars} sao)"
        return f"Bằng khen: {self.paper.achievement}"

    @property
    def state(self) -> str:
        """Whether it was handed over, in words."""
        if self.paper.certificate is None:
            return "Không có giấy"
        return "Đã nhận" if self.paper.is_collected else "Chưa nhận"

    @property
    def received(self) -> str:
        """Who received it, when."""
        entry = self.paper.handed_over
        return f"{entry.to}, {short_day(entry.on)}" if entry and entry.to else ""

    @property
    def note(self) -> str:
        """The note of the last entry."""
        entry = self.paper.handed_over
        return (entry.note or "") if entry else ""

    @property
    def address(self) -> str | None:
        """Return where it is recorded that the paper was handed over."""
        if self.paper.certificate is None:
            return None
        if self.producer is not None:
            return url_for("staff_awards.hand_over", public_id=self.event, producer_id=self.producer)
        return url_for("staff_awards.hand_over_merit", public_id=self.event, certificate_id=self.paper.certificate)


STATES = (("chua", "Chưa nhận"), ("da", "Đã nhận"))
KINDS = (("chung-nhan", "Giấy chứng nhận"), ("bang-khen", "Bằng khen"))
ENTRIES: HeldRows[Entry] = HeldRows(
    words=lambda entry: f"{entry.who} {entry.what} {entry.commune} {entry.paper.number or ''}",
    keys={},
    tests={
        "tinh-trang": lambda entry, state: (
            entry.paper.certificate is not None and entry.paper.is_collected == (state == "da")
        ),
        "giay": lambda entry, kind: isinstance(entry.paper, EventProduct) == (kind == "chung-nhan"),
    },
)


def _listing(event_name: str) -> Listing[Entry]:
    return Listing(
        title=f"Giao giấy – {event_name}",
        searches="chủ thể, sản phẩm, số giấy",
        columns=(
            Column(key="place", title="TT", value=lambda one: one.place, show="whole", sortable=False, width=6),
            Column(
                key="who",
                title="Đơn vị, người nhận giấy",
                value=lambda one: one.who,
                link=(lambda one: one.address) if may_manage() else None,
                note=lambda one: one.commune or None,
                note_title="Xã, phường",
                sortable=False,
                width=40,
            ),
            Column(key="what", title="Nội dung", value=lambda one: one.what, sortable=False, width=40),
            Column(
                key="number", title="Số giấy", value=lambda one: one.paper.number or "", sortable=False, show="paper"
            ),
            Column(key="state", title="Tình trạng", value=lambda one: one.state, sortable=False, is_narrow=True),
            Column(
                key="received",
                title="Người nhận, ngày",
                value=lambda one: one.received,
                note=lambda one: one.note or None,
                note_title="Ghi chú",
                sortable=False,
                width=32,
            ),
        ),
        filters=(
            Filter(name="tinh-trang", label="Tình trạng", choices=STATES),
            Filter(name="giay", label="Loại giấy", choices=KINDS),
        ),
        empty="Lễ trao chưa có giấy nào. Hãy thêm quyết định đã có hiệu lực vào lễ trao.",
    )


@pages.get("/<id:public_id>/ban-giao")
def handovers(public_id: str) -> ResponseReturnValue:
    """List every paper of the event and who was handed it."""
    detail = found(public_id)
    return _listing(detail.event.name).answer(
        "staff/awards/handovers.html",
        query=partial(ENTRIES.page, _entries(detail)),
        event=detail.event,
        waiting=len(detail.uncollected),
        waiting_merits=len(detail.uncollected_merits),
        may_manage=may_manage(),
    )


@pages.get("/<id:public_id>/ban-giao/ky-nhan")
def sheet(public_id: str) -> ResponseReturnValue:
    """Show the sheet that whoever receives papers signs, to be printed: everybody's, or of those still to come."""
    detail, waits = found(public_id), request.args.get("tinh-trang") == "chua"
    return render_template(
        "staff/awards/sheet.html",
        event=detail.event,
        detail=detail,
        calls=detail.uncollected if waits else detail.calls,
        others=detail.uncollected_merits if waits else detail.other_merits,
        waits=waits,
    )


@pages.route("/<id:public_id>/ban-giao/<id:producer_id>", methods=["GET", "POST"])
def hand_over(public_id: str, producer_id: str) -> ResponseReturnValue:
    """Record which of its papers a producer was handed."""
    detail = found(public_id)
    call = _call(detail, producer_id)
    papers = _papers(call)
    form = _form(detail, papers)
    if form.validate_on_submit():
        with refused_into(form):
            count = handing_over.record(
                actor=current_actor(),
                event=public_id,
                producer=producer_id,
                papers=form.papers.data,
                **form.said("handed_to", "handed_on", "note"),
            )
            return _recorded(public_id, call.name, count)
    return _answer(detail, form, papers, heading=call.name, producer=producer_id)


@pages.route("/<id:public_id>/ban-giao/bang-khen/<id:certificate_id>", methods=["GET", "POST"])
def hand_over_merit(public_id: str, certificate_id: str) -> ResponseReturnValue:
    """Record that somebody who is no producer was handed a merit certificate."""
    detail = found(public_id)
    merit = _merit(detail, certificate_id)
    form = _form(detail, [merit])
    if form.validate_on_submit():
        with refused_into(form):
            count = handing_over.record_merit(
                actor=current_actor(),
                event=public_id,
                certificate=certificate_id,
                **form.said("handed_to", "handed_on", "note"),
            )
            return _recorded(public_id, merit.name, count)
    return _answer(detail, form, [merit], heading=merit.name)


@pages.route("/<id:public_id>/ban-giao/rut-lai", methods=["GET", "POST"])
def take_back(public_id: str) -> ResponseReturnValue:
    """Record that papers entered as handed over were not."""
    detail, form = found(public_id), TakeBackForm()
    form.papers.choices = [
        (entry.paper.certificate, f"{entry.who}: {_named(entry.paper)}")
        for entry in _entries(detail)
        if entry.paper.certificate is not None and entry.paper.is_collected
    ]
    if form.validate_on_submit():
        with refused_into(form):
            count = handing_over.take_back(
                actor=current_actor(), event=public_id, papers=form.papers.data or (), note=form.note.data or ""
            )
            flash(f"Đã ghi lại {count} giấy chưa trao. Lần ghi trước vẫn còn trong sổ.", "success")
            return see_other("staff_awards.handovers", public_id=public_id)
    return answer_form("staff/awards/take_back.html", form=form, event=detail.event)


def _entries(detail: EventDetail) -> list[Entry]:
    event = detail.event.public_id
    of_producers = [
        Entry(event=event, place=call.place, producer=call.producer, who=call.name, commune=call.commune, paper=paper)
        for call in detail.calls
        for paper in _papers(call)
    ]
    others = [
        Entry(event=event, place=None, producer=None, who=merit.name, commune=merit.address or "", paper=merit)
        for merit in detail.other_merits
    ]
    return [*of_producers, *others]


def _papers(call: CalledProducer) -> list[Paper]:
    return [*call.products, *call.merits]


def _call(detail: EventDetail, producer: str) -> CalledProducer:
    for call in detail.calls:
        if call.producer == producer:
            return call
    raise NotFound("Lễ trao không gọi tên chủ thể này.")


def _merit(detail: EventDetail, certificate: str) -> EventMerit:
    for merit in detail.other_merits:
        if merit.certificate == certificate:
            return merit
    raise NotFound("Lễ trao không có bằng khen này.")


def _form(detail: EventDetail, papers: Sequence[Paper]) -> HandOverForm:
    """Make the form with everything ticked that is good and still to be handed over."""
    issued = [paper for paper in papers if paper.certificate is not None]
    certified = [paper for paper in issued if isinstance(paper, EventProduct)]
    day = min(detail.event.held_on, clock.today())
    fallen = {one.product.certificate for one in fallen_papers.fallen(reading_session(), certified, on=day)}
    waiting = [one for one in issued if not one.is_collected and one.certificate not in fallen] or issued
    form = HandOverForm(
        data={
            "papers": [paper.certificate for paper in waiting],
            "handed_on": day,
        }
    )
    form.papers.choices = [(paper.certificate, _named(paper)) for paper in issued]
    return form


def _named(paper: Paper) -> str:
    what = (
        f"{paper.product_name} ({paper.stars} sao)" if isinstance(paper, EventProduct) else f"Bằng khen: {paper.name}"
    )
    entry = paper.handed_over
    done = f" – đã giao {entry.to} ngày {short_day(entry.on)}" if entry and entry.to else ""
    return f"{paper.number or 'không số'} · {what}{done}"


def _recorded(public_id: str, name: str, count: int) -> ResponseReturnValue:
    flash(f"{name}: đã ghi giao {count} giấy." if count else f"{name}: việc giao này đã được ghi từ trước.", "success")
    return see_other("staff_awards.handovers", public_id=public_id, **{"tinh-trang": "chua"})


def _answer(
    detail: EventDetail, form: HandOverForm, papers: Sequence[Paper], *, heading: str, producer: str | None = None
) -> ResponseReturnValue:
    return answer_form(
        "staff/awards/hand_over.html",
        form=form,
        event=detail.event,
        heading=heading,
        producer=producer,
        is_collected=all(paper.is_collected for paper in papers),
    )
