"""Commands about handing papers over at an event: who was handed what, when."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from registry.cli.command import as_account
from registry.cli.events import detail_named, event, papers_of, which
from registry.cli.finding import producer_named
from registry.cli.options import reason_asked
from registry.cli.printing import say
from registry.cli.values import DAY
from registry.queries.announcements import EventMerit, EventProduct
from registry.queries.awards import EventDetail
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound, Refusal
from registry.rules.search_key import clean
from registry.usecases import handing_over


@event.command("hand-over")
@as_account
@which
@click.argument("numbers", metavar="[SỐ-GIẤY]…", nargs=-1)
@click.option("--producer", metavar="CHỦ-THỂ", help="Trao mọi giấy của chủ thể này, thay vì từng số.")
@click.option("--to", "handed_to", metavar="HỌ-TÊN", required=True, help="Người nhận.")
@click.option("--on", "handed_on", metavar="NGÀY", required=True, type=DAY, help="Ngày trao.")
@click.option("--note", metavar="LÝ-DO", help="Lý do ghi lại, nếu lần ghi trước nhầm.")
def hand_over(
    actor: Actor,
    event: str,
    numbers: tuple[str, ...],
    producer: str | None,
    handed_to: str,
    handed_on: date,
    note: str | None,
) -> None:
    """Ghi việc trao giấy chứng nhận và bằng khen: theo số từng giấy, hoặc mọi giấy của một chủ thể."""
    if bool(numbers) == (producer is not None):
        raise Refusal("Hãy nêu đúng một trong hai: số của từng giấy, hoặc --producer.")
    found = detail_named(event)
    public_id = found.event.public_id
    if producer is not None:
        count = handing_over.record(
            actor=actor,
            event=public_id,
            producer=producer_named(producer),
            handed_to=handed_to,
            handed_on=handed_on,
            note=note,
        )
    elif (holder := _holder(found, numbers)) is not None:
        count = handing_over.record(
            actor=actor,
            event=public_id,
            producer=holder,
            papers=_papers(found, numbers),
            handed_to=handed_to,
            handed_on=handed_on,
            note=note,
        )
    else:
        count = handing_over.record_merit(
            actor=actor,
            event=public_id,
            certificate=_papers(found, numbers)[0],
            handed_to=handed_to,
            handed_on=handed_on,
            note=note,
        )
    say(f"Đã ghi trao {count} giấy." if count else "Việc trao này đã được ghi từ trước.")


@event.command("take-back")
@as_account
@which
@click.argument("numbers", metavar="SỐ-GIẤY…", nargs=-1, required=True)
@reason_asked
def take_back(actor: Actor, event: str, numbers: tuple[str, ...], reason: str) -> None:
    """Ghi rằng các giấy này thật ra chưa được trao; lần ghi trước vẫn còn trong sổ."""
    found = detail_named(event)
    count = handing_over.take_back(
        actor=actor, event=found.event.public_id, papers=_papers(found, numbers), note=reason
    )
    say(f"Đã ghi lại {count} giấy chưa trao.")


def _held(found: EventDetail) -> Iterator[tuple[str | None, EventProduct | EventMerit]]:
    """Yield every paper of an event beside the public id of the producer that is called up for it."""
    for call in found.calls:
        for paper in papers_of(call):
            yield call.producer, paper
    for merit in found.other_merits:
        yield None, merit


def _papers(found: EventDetail, numbers: Sequence[str]) -> list[str]:
    """Return the public ids of the papers of these numbers."""
    known = {paper.number: paper.certificate for _, paper in _held(found) if paper.certificate is not None}
    unknown = next((number for number in numbers if clean(number) not in known), None)
    if unknown is not None:
        raise NotFound(f"Hội nghị không có giấy số “{unknown}”.")
    return [known[clean(number)] or "" for number in numbers]


def _holder(found: EventDetail, numbers: Sequence[str]) -> str | None:
    """Return the public id of the producer whose papers these are; None for somebody who is no producer."""
    papers = set(_papers(found, numbers))
    holders = [producer for producer, paper in _held(found) if paper.certificate in papers]
    if len(set(holders)) > 1 or (holders[0] is None and len(holders) > 1):
        raise Refusal("Các giấy này của nhiều bên nhận khác nhau; hãy ghi riêng từng bên.")
    return holders[0]
