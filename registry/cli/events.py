"""Commands about award events: what is announced at them, and the order in which producers are called."""

from datetime import date
from typing import Any

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.finding import decision_named, event_named, producer_named
from registry.cli.options import place_in_order
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import DAY, Code, changes, codes, moved
from registry.queries import awards
from registry.queries.announcements import CalledProducer, EventMerit, EventProduct
from registry.queries.awards import EventDetail
from registry.queries.listing import ListRequest
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound
from registry.transaction import reading
from registry.usecases import award_events
from registry.usecases.award_events import CallingOrder

which = click.argument("event", metavar="HỘI-NGHỊ")
which_decision = click.argument("decision", metavar="QUYẾT-ĐỊNH")


@registry.group("event")
def event() -> None:
    """Hội nghị công bố quyết định và trao giấy.

    HỘI-NGHỊ là mã (lệnh list in ra), hoặc năm nếu năm đó chỉ có một.
    """


@event.command("list")
@with_register
@as_json
def list_events(wants_json: bool) -> None:
    """Liệt kê các hội nghị."""
    with reading() as session:
        found = awards.page(session, ListRequest().everything()).rows
    if wants_json:
        say_json(list(found))
        return
    rows = [(one.public_id, f"{one.held_on:%d/%m/%Y}", one.producers, one.name) for one in found]
    say_table(("MÃ", "NGÀY", "CHỦ THỂ", "TÊN"), rows)


@event.command("show")
@with_register
@which
@as_json
def show(event: str, wants_json: bool) -> None:
    """In thứ tự gọi tên của một hội nghị, từng giấy và ai đã nhận."""
    found = detail_named(event)
    if wants_json:
        say_json(_as_json(found))
        return
    row = found.event
    say(f"{row.public_id}  {row.held_on:%d/%m/%Y}  {row.name}, {row.place}")
    for call in found.calls:
        say(f"  {call.place}. {call.name}, {call.commune}")
        for paper in papers_of(call):
            say(f"       {_paper_words(paper)}")
    for merit in found.other_merits:
        say(f"  –  {merit.name}")
        say(f"       {_paper_words(merit)}")


def papers_of(call: CalledProducer) -> list[EventProduct | EventMerit]:
    """Return everything that a producer is called up for."""
    return [*call.products, *call.merits]


def _paper_words(paper: EventProduct | EventMerit) -> str:
    what = f"{paper.product_name}, {paper.stars} sao" if isinstance(paper, EventProduct) else "Bằng khen"
    entry = paper.handed_over
    state = f"đã trao {entry.to} ngày {entry.on:%d/%m/%Y}" if entry and entry.to else "chưa trao"
    return f"{paper.number or 'không có giấy'}  {what}: {state}"


def _as_json(found: EventDetail) -> dict[str, Any]:
    row = found.event
    return {
        **{name: getattr(row, name) for name in ("public_id", "name", "place", "held_on")},
        "decisions": [{"public_id": one.public_id, "number": one.number} for one in found.decisions],
        "calls": [
            {
                "place": call.place,
                "producer": call.producer,
                "name": call.name,
                "commune": call.commune,
                "papers": [_paper(one) for one in papers_of(call)],
            }
            for call in found.calls
        ],
        "other_merits": [{"name": one.name, "papers": [_paper(one)]} for one in found.other_merits],
    }


def _paper(paper: EventProduct | EventMerit) -> dict[str, Any]:
    entry = paper.handed_over
    return {
        "number": paper.number,
        "certificate": paper.certificate,
        "product": paper.product_name if isinstance(paper, EventProduct) else None,
        "stars": paper.stars if isinstance(paper, EventProduct) else None,
        "handed_to": entry.to or None if entry else None,
        "handed_on": entry.on if entry and entry.to else None,
        "note": entry.note if entry else None,
    }


@event.command("create")
@as_account
@click.option("--name", metavar="TÊN", required=True, help="Tên hội nghị.")
@click.option("--place", metavar="NƠI", required=True, help="Địa điểm.")
@click.option("--on", "held_on", metavar="NGÀY", required=True, type=DAY, help="Ngày tổ chức.")
@click.option(
    "--decision", "decisions", metavar="QUYẾT-ĐỊNH", multiple=True, help="Quyết định được công bố; nêu nhiều lần."
)
def create(actor: Actor, name: str, place: str, held_on: date, decisions: tuple[str, ...]) -> None:
    """Lập một hội nghị và in mã của nó."""
    announced = [decision_named(one) for one in decisions]
    say(award_events.create(actor=actor, name=name, place=place, held_on=held_on, decisions=announced))


@event.command("change", epilog="Tùy chọn không nêu thì giữ như cũ.")
@as_account
@which
@click.option("--name", metavar="TÊN", help="Tên hội nghị.")
@click.option("--place", metavar="NƠI", help="Địa điểm.")
@click.option("--on", "held_on", metavar="NGÀY", type=DAY, help="Ngày tổ chức.")
def change(actor: Actor, /, event: str, **said: Any) -> None:
    """Sửa tên, nơi hoặc ngày của một hội nghị."""
    row = detail_named(event).event
    now: dict[str, Any] = {"name": row.name, "place": row.place, "held_on": row.held_on}
    award_events.amend(actor=actor, event=row.public_id, version=row.version, **now | changes(said))
    say("Đã sửa hội nghị.")


@event.command("attach")
@as_account
@which
@which_decision
def attach(actor: Actor, event: str, decision: str) -> None:
    """Công bố thêm một quyết định; chủ thể mới được gọi sau cùng."""
    award_events.attach_decision(actor=actor, event=event_named(event), decision=decision_named(decision))
    say("Đã thêm quyết định vào hội nghị.")


@event.command("detach")
@as_account
@which
@which_decision
def detach(actor: Actor, event: str, decision: str) -> None:
    """Không công bố một quyết định nữa."""
    award_events.detach_decision(actor=actor, event=event_named(event), decision=decision_named(decision))
    say("Đã bỏ quyết định khỏi hội nghị.")


@event.command("arrange")
@as_account
@which
@click.option(
    "--by",
    metavar="CÁCH",
    required=True,
    type=Code(CallingOrder),
    help=f"Theo xã, theo quyết định, hoặc theo tên: {codes(CallingOrder)}.",
)
def arrange(actor: Actor, event: str, by: CallingOrder) -> None:
    """Xếp lại toàn bộ thứ tự gọi tên."""
    award_events.arrange_calls(actor=actor, event=event_named(event), by=by)
    say("Đã xếp lại thứ tự gọi tên.")


@event.command("move")
@as_account
@which
@click.argument("producer", metavar="CHỦ-THỂ")
@place_in_order
def move(actor: Actor, event: str, producer: str, place: int) -> None:
    """Chuyển một chủ thể đến thứ tự khác trong danh sách gọi tên."""
    found, one = detail_named(event), producer_named(producer)
    called = [call.producer for call in found.calls]
    if one not in called:
        raise NotFound(f"Hội nghị không gọi tên “{producer}”.")
    order = moved(called, one, place)
    award_events.reorder_calls(actor=actor, event=found.event.public_id, order=order)
    say(f"Đã chuyển đến thứ tự {order.index(one) + 1}.")


def detail_named(named: str) -> EventDetail:
    """Return the event named by public id or year, with all that is announced at it."""
    with reading() as session:
        found = awards.event(session, event_named(named))
    assert found is not None  # noqa: S101 - it was just named
    return found
