"""Writing down that letters went out on paper on a day."""

from collections.abc import Sequence

from flask import flash
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.expiry import ExpiryWord
from registry.queries.expiry_plan import Expiring
from registry.usecases import expiry_notices
from registry.usecases.expiry_notices import ON_PAPER, WrittenDown
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.forms.fields import BoxesField, DayField, Required, WordField
from registry.web.forms.form import OurForm
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.expiry.blueprint import pages
from registry.web.staff.expiry.lists import kept_words, narrowed, told_words


class SentForm(OurForm):
    """What went out, when, and about which certificates."""

    kind = WordField("Đã gửi", [Required()], kind=ExpiryWord, of=ON_PAPER)
    told_on = DayField("Ngày gửi", [Required()])
    certificates = BoxesField("Sản phẩm", [Required()])


@pages.route("/da-gui", methods=["GET", "POST"])
def mark() -> ResponseReturnValue:
    """Write down what went out about the rows that the list's filters choose; a second time changes nothing.

    Nothing is ticked where nothing was filtered: nobody is taken to have written to everybody.
    """
    rows, kept = [row for row in narrowed() if row.last is not None], kept_words()
    form = SentForm(data={"told_on": clock.today(), "certificates": _untold(rows) if kept else []})
    form.certificates.choices = [(row.certificate, _said(row)) for row in rows]
    if form.validate_on_submit():
        with refused_into(form):
            done = expiry_notices.write_down(actor=current_actor(), **form.said("kind", "certificates", "told_on"))
            flash(_answer(done), "success")
            return see_other("staff_expiry.products", **kept)
    return answer_form("staff/expiry/sent.html", form=form, rows=rows, kept=kept)


def _untold(rows: Sequence[Expiring]) -> list[str]:
    """Choose what is still good and has no letter yet."""
    good = [row for row in rows if not row.is_over]
    return [row.certificate for row in good if not row.is_notified]


def _said(row: Expiring) -> str:
    told = told_words(row)
    named = f"{row.product_name} – {row.producer_name}, hết ngày {short_day(row.last)}."
    return f"{named} Đã báo: {told}." if told else named


def _answer(done: WrittenDown) -> str:
    now = f"Đã ghi {done.now} giấy." if done.now else "Không có gì mới để ghi."
    return f"{now} {done.before} giấy đã ghi từ trước, giữ nguyên." if done.before else now
