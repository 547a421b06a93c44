"""Letters that acts have written: sent by a mail server, or printed from here."""

from dataclasses import replace

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.models.outbox import Letter
from registry.queries import letters as letter_queries
from registry.queries.letters import LetterLine, LetterState
from registry.queries.listing import ListRequest, Page
from registry.rules.permissions import Permission
from registry.rules.refusal import NotFound
from registry.usecases import letters
from registry.web.dates import local_instant
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.words import choices, word

pages = Blueprint("staff_letters", __name__, url_prefix="/can-bo/thu")

AT_ONCE = 100
"""How many letters are printed in one go."""


def _state(line: LetterLine) -> str:
    return f"{word(line.state)} {local_instant(line.done_at)}".strip()


LETTERS: Listing[LetterLine] = Listing(
    title="Thư",
    searches="người nhận, tiêu đề",
    columns=(
        Column(
            key="subject",
            title="Tiêu đề",
            value=lambda line: line.subject,
            link=lambda line: url_for("staff_letters.show", public_id=line.public_id),
            width=60,
        ),
        Column(
            key="recipient",
            title="Người nhận",
            value=lambda line: line.recipient_name,
            note=lambda line: line.recipient_address or "Không có thư điện tử",
            note_title="Địa chỉ",
            width=40,
        ),
        Column(key="written_at", title="Viết lúc", value=lambda line: line.written_at, show="instant"),
        Column(
            key="state",
            title="Tình trạng",
            value=_state,
            sortable=False,
            note=lambda line: "Máy chủ thư chưa nhận, sẽ gửi lại" if line.has_failed else None,
            note_title="Ghi chú",
        ),
    ),
    filters=(Filter(name="tinh-trang", label="Tình trạng", choices=choices(LetterState)),),
    empty="Chưa có thư nào. Thư báo cho chủ thể được viết khi quyết định có hiệu lực.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the letters, those still to go out first."""
    return LETTERS.answer(
        "staff/letters/index.html",
        query=_page,
        waiting=len(letter_queries.waiting(reading_session(), most=AT_ONCE)),
        may_print=_may_print(),
    )


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one letter as it is printed."""
    letter = letter_queries.letter(reading_session(), public_id)
    if letter is None:
        raise NotFound("Không có thư này.")
    return render_template(
        "staff/letters/show.html",
        letter=letter,
        state=letter_queries.state_of(letter),
        is_open=letter_queries.state_of(letter) is LetterState.OPEN,
        form=ConfirmForm(),
        may_print=_may_print(),
    )


@pages.route("/in", methods=["GET", "POST"])
def print_waiting() -> ResponseReturnValue:
    """Show all letters still to go out, each on a page of its own, and mark them printed afterwards."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            return _marked(request.form.getlist("letter"))
    waiting: list[Letter] = letter_queries.waiting(reading_session(), most=AT_ONCE)
    return answer_form("staff/letters/print_waiting.html", form=form, letters=waiting)


@pages.post("/<id:public_id>/da-in")
def mark_printed(public_id: str) -> ResponseReturnValue:
    """Write down that a letter was printed."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        flash("Biểu mẫu đã để quá lâu. Hãy bấm lại.", "error")
        return see_other("staff_letters.show", public_id=public_id)
    return _marked([public_id])


def _marked(public_ids: list[str]) -> ResponseReturnValue:
    count = letters.mark_printed(actor=current_actor(), letters=public_ids)
    flash(f"Đã ghi {count} thư đã in." if count else "Các thư này đã được gửi hoặc in từ trước.", "success")
    return see_other("staff_letters.index")


def _may_print() -> bool:
    return current_actor().may(Permission.EDIT_REGISTER)


def _page(asked: ListRequest) -> Page[LetterLine]:
    state = asked.filters.get("tinh-trang")
    return letter_queries.page(reading_session(), replace(asked, filters={"state": state} if state else {}))
