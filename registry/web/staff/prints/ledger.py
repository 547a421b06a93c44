"""The ledger itself as a list, and blanks that were spoiled."""

from dataclasses import replace

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.print_ledger import PrintKind
from registry.queries import print_ledger as ledger
from registry.queries.listing import ListRequest, Page
from registry.queries.print_ledger import PrintLine
from registry.rules.refusal import NotFound
from registry.usecases import print_ledger
from registry.web.doors import current_actor
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.prints.blueprint import may_print, pages
from registry.web.staff.prints.forms import EntryForm, SpoilForm
from registry.web.words import choices, word

_FILTERS = {"loai": "kind", "tu-ngay": "since", "den-ngay": "until"}


def kind_words(line: PrintLine) -> str:
    """Say what an entry is: printed, printed and spoiled since, spoiled."""
    if line.taken_back:
        return f"{word(line.kind)} (ghi nhầm)"
    return "Đã in, sau đó hỏng" if line.is_spoiled else word(line.kind)


def _entry_address(line: PrintLine) -> str:
    return url_for("staff_prints.entry", public_id=line.public_id)


def _paper_address(line: PrintLine) -> str | None:
    return None if line.paper is None else url_for("staff_prints.paper", public_id=line.paper)


LEDGER: Listing[PrintLine] = Listing(
    title="Sổ in",
    searches="số phôi, số giấy, sản phẩm, người nhận, lý do",
    columns=(
        Column(
            key="blank_number",
            title="Số phôi",
            value=lambda one: one.blank_number or "không số",
            link=_entry_address,
            is_narrow=True,
        ),
        Column(key="kind", title="Nội dung", value=kind_words, sortable=False),
        Column(
            key="number",
            title="Giấy",
            value=lambda one: "" if one.paper is None else one.number or "không rõ số",
            link=_paper_address,
            sortable=False,
            show="paper",
        ),
        Column(
            key="subject",
            title="Sản phẩm, người nhận",
            value=lambda one: one.subject,
            note=lambda one: one.holder or None,
            note_title="Chủ thể",
            sortable=False,
            width=36,
        ),
        Column(key="done_on", title="Ngày", value=lambda one: one.done_on, show="date"),
        Column(key="reason", title="Lý do", value=lambda one: one.reason or "", sortable=False, width=30),
        Column(
            key="by",
            title="Người ghi",
            value=lambda one: one.by or "",
            sortable=False,
        ),
        Column(key="recorded_at", title="Ghi lúc", value=lambda one: one.recorded_at, show="instant", sortable=False),
    ),
    filters=(
        Filter(name="loai", label="Nội dung", choices=choices(PrintKind)),
        Filter(name="tu-ngay", label="Từ ngày", kind="day"),
        Filter(name="den-ngay", label="Đến ngày", kind="day"),
    ),
    empty="Sổ in chưa có dòng nào. Việc in được ghi từ trang của quyết định hoặc của từng giấy.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the ledger, the latest entries first."""
    return LEDGER.answer("staff/prints/index.html", query=_page, may_print=may_print())


def _page(request: ListRequest) -> Page[PrintLine]:
    filters = {_FILTERS[name]: value for name, value in request.filters.items()}
    return ledger.page(reading_session(), replace(request, filters=filters))


@pages.route("/phoi-hong", methods=["GET", "POST"])
def spoil() -> ResponseReturnValue:
    """Record that a blank is spoiled."""
    form = SpoilForm(data={"done_on": clock.today()})
    if form.validate_on_submit():
        with refused_into(form):
            print_ledger.spoil(
                actor=current_actor(), blank=form.blank_number.data or "", **form.said("done_on", "reason")
            )
            flash(f"Đã ghi phôi số {form.blank_number.data} hỏng.", "success")
            return see_other("staff_prints.index")
    return answer_form("staff/prints/spoil.html", form=form)


@pages.route("/dong/<id:public_id>", methods=["GET", "POST"])
def entry(public_id: str) -> ResponseReturnValue:
    """Show one entry with everything written about its blank, and take it back where it should not be."""
    session = reading_session()
    line = ledger.entry(session, public_id)
    if line is None:
        raise NotFound("Không có dòng này trong sổ in.")
    form = EntryForm()
    if form.validate_on_submit():
        with refused_into(form):
            print_ledger.take_back(actor=current_actor(), entry=public_id, reason=form.reason.data or "")
            flash("Đã ghi dòng này là ghi nhầm; số phôi dùng lại được. Dòng ấy vẫn còn trong sổ.", "success")
            return see_other("staff_prints.entry", public_id=public_id)
    return answer_form(
        "staff/prints/entry.html",
        form=form,
        line=line,
        history=ledger.history_of_blank(session, line.blank_number) if line.blank_number else [line],
        may_take_back=may_print() and line.taken_back is None,
        kind_words=kind_words,
    )
