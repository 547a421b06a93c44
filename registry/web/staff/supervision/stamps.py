"""The ledger of OCOP stamps: what was handed out, what came back, what is out."""

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.certificate import Certificate
from registry.models.supervision import StampEntry
from registry.queries import register, stamps
from registry.queries.listing import ListRequest, Page
from registry.rules.refusal import NotFound
from registry.rules.stamps import held
from registry.rules.supervision import StampMove
from registry.usecases import stamps as acts
from registry.web.doors import current_actor
from registry.web.filters import thousands
from registry.web.held_rows import HeldRows
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.supervision.blueprint import may_supervise, pages
from registry.web.staff.supervision.forms import StampForm
from registry.web.words import choices, word

ENTRIES: HeldRows[StampEntry] = HeldRows(
    words=lambda row: f"{_product_name(row)} {_producer_name(row)} {row.series} {row.person}",
    keys={"done_on": lambda row: row.done_on},
    tests={"viec": lambda row, move: row.move.value == move},
)

LEDGER: Listing[StampEntry] = Listing(
    title="Sổ tem OCOP",
    columns=(
        Column(key="done_on", title="Ngày", value=lambda row: row.done_on, show="date"),
        Column(key="move", title="Việc", value=lambda row: word(row.move), sortable=False),
        Column(
            key="product",
            title="Sản phẩm",
            value=lambda row: _product_name(row),
            note=lambda row: _producer_name(row),
            note_title="Chủ thể",
            sortable=False,
            width=36,
        ),
        Column(key="series", title="Ký hiệu", value=lambda row: row.series, show="paper", sortable=False),
        Column(key="numbers", title="Số", value=lambda row: numbers(row), show="paper", sortable=False, width=22),
        Column(
            key="count",
            title="Số lượng",
            value=lambda row: row.last_number - row.first_number + 1,
            show="whole",
            sortable=False,
        ),
        Column(
            key="person",
            title="Người nhận, giao",
            value=lambda row: row.person,
            note=lambda row: row.reason,
            note_title="Ghi chú",
            sortable=False,
            width=30,
        ),
    ),
    filters=(Filter(name="viec", label="Việc", choices=choices(StampMove)),),
    searches="sản phẩm, chủ thể, ký hiệu, người nhận",
    empty="Chưa cấp tem nào. Mở trang của một giấy chứng nhận rồi chọn “Cấp tem”.",
)


@pages.get("/tem")
def ledger() -> ResponseReturnValue:
    """Show the ledger, the latest entry first."""
    return LEDGER.answer("staff/supervision/ledger.html", query=_page)


@pages.route("/tem/giay/<id:certificate_id>", methods=["GET", "POST"])
def record_stamps(certificate_id: str) -> ResponseReturnValue:
    """Show what stamps a certificate has out, and write down one more entry."""
    row = _certificate(certificate_id)
    form = StampForm(data={"done_on": clock.today(), "move": StampMove.HANDED_OUT})
    if form.validate_on_submit():
        with refused_into(form):
            count = acts.record(
                actor=current_actor(),
                certificate=certificate_id,
                **form.said("move", "series", "first_number", "last_number", "person", "done_on", "reason"),
            )
            flash(f"Đã ghi: {word(form.move.data).lower()}, {thousands(count)} tem.", "success")
            return see_other("staff_supervision.record_stamps", certificate_id=certificate_id)
    session = reading_session()
    return answer_form(
        "staff/supervision/record_stamps.html",
        form=form,
        certificate=row,
        held=[one for one in held(stamps.ledger(session)) if one.certificate == row.id],
        entries=stamps.entries(session, certificate_id=row.id),
        numbers=numbers,
        may_supervise=may_supervise(),
    )


def numbers(row: StampEntry) -> str:
    """Return the numbers of an entry as they are written."""
    return f"{row.first_number} – {row.last_number}"


def _page(asked: ListRequest) -> Page[StampEntry]:
    return ENTRIES.page(stamps.entries(reading_session()), asked)


def _certificate(public_id: str) -> Certificate:
    row = register.certificate(reading_session(), public_id)
    if row is None:
        raise NotFound("Không có giấy chứng nhận này.")
    return row


def _product_name(row: StampEntry) -> str:
    return row.certificate.recognition.product_name


def _producer_name(row: StampEntry) -> str:
    return row.certificate.recognition.producer_name
