"""The calling order: put at a stroke, by numbers typed, or one step at a time; without a script."""

from collections.abc import Sequence

from flask import flash, request
from flask.typing import ResponseReturnValue

from registry.queries.announcements import CalledProducer
from registry.usecases import award_events
from registry.usecases.award_events import CallingOrder
from registry.web.doors import current_actor
from registry.web.forms.form import ConfirmForm
from registry.web.refusals import answer_form, refused_into, see_other
from registry.web.staff.awards.blueprint import found, pages

ORDERS = {
    "xa": (CallingOrder.COMMUNE, "Theo xã, phường"),
    "quyet-dinh": (CallingOrder.APPEARANCE, "Theo quyết định"),
    "ten": (CallingOrder.NAME, "Theo tên chủ thể"),
}


@pages.route("/<id:public_id>/thu-tu", methods=["GET", "POST"])
def order(public_id: str) -> ResponseReturnValue:
    """Put the producers in the order in which they are called."""
    detail, form = found(public_id), ConfirmForm()
    if form.validate_on_submit():
        with refused_into(form):
            _act(public_id)
            return see_other("staff_awards.order", public_id=public_id, _anchor=_moved())
    return answer_form(
        "staff/awards/order.html", form=form, event=detail.event, calls=_as_sent(detail.calls), orders=ORDERS
    )


def _act(public_id: str) -> None:
    chosen = ORDERS.get(request.form.get("xep", ""))
    if chosen is not None:
        award_events.arrange_calls(actor=current_actor(), event=public_id, by=chosen[0])
        flash(f"Đã xếp lại: {chosen[1].lower()}.", "success")
        return
    seen = request.form.getlist("order")
    award_events.reorder_calls(actor=current_actor(), event=public_id, order=_stepped(seen) or _by_numbers(seen))
    flash("Đã lưu thứ tự gọi tên.", "success")


def _moved() -> str | None:
    """Return where the page stands after one step, so that the next press finds its row."""
    moved = request.form.get("len") or request.form.get("xuong")
    return f"goi-{moved}" if moved and moved.isalnum() else None


def _stepped(seen: list[str]) -> list[str] | None:
    for button, step in (("len", -1), ("xuong", 1)):
        moved = request.form.get(button)
        if moved in seen:
            place = seen.index(moved)
            other = min(max(place + step, 0), len(seen) - 1)
            seen[place], seen[other] = seen[other], seen[place]
            return seen
    return None


def _by_numbers(seen: list[str]) -> list[str]:
    """Order by the numbers typed; what was given another's number goes to exactly that place."""
    typed = request.form.getlist("place")

    def rank(item: tuple[int, str]) -> tuple[int, int, int]:
        place = item[0]
        wanted = _number(typed[place - 1]) if place <= len(typed) else None
        if wanted is None or wanted == place:
            return place, 1, place
        return wanted, 0 if wanted < place else 2, place

    return [one for _, one in sorted(enumerate(seen, start=1), key=rank)]


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else None


def _as_sent(calls: Sequence[CalledProducer]) -> list[tuple[CalledProducer, str]]:
    """Return the producers with the number that was typed for each."""
    typed = dict(zip(request.form.getlist("order"), request.form.getlist("place"), strict=False))
    return [(call, typed.get(call.producer, str(call.place))) for call in calls]
