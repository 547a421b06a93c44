"""Commands that hand papers out: kept certificates, and the lists and the pack of an award event."""

from datetime import date
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session

from registry.cli.command import as_account, as_json, registry, say, say_json, say_table, with_register, write_file
from registry.cli.finding import certificate_named, decision_named, event_named, merit_named
from registry.cli.values import DAY
from registry.documents import award_list as lists
from registry.documents.award_pack import award_pack as files_of
from registry.queries import awards, kept_papers
from registry.queries.awards import EventDetail
from registry.queries.listing import ListRequest
from registry.queries.settings import is_demonstration, settings
from registry.rules.permissions import Actor
from registry.rules.refusal import NotFound, Refusal
from registry.transaction import reading
from registry.usecases import award_events

ARRANGEMENTS = [arrangement.value for arrangement in lists.Arrangement]
out_file = click.option(
    "--out", metavar="TỆP", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp PDF sẽ ghi."
)
which = click.argument("event", metavar="HỘI-NGHỊ")


@registry.group("event")
def event() -> None:
    """Hội nghị công bố quyết định và trao giấy."""


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


@registry.command("award-list")
@with_register
@which
@out_file
@click.option(
    "--arrangement",
    metavar="CÁCH",
    type=click.Choice(ARRANGEMENTS),
    default=lists.Arrangement.BY_PRODUCER.value,
    show_default=True,
    help=f"Cách sắp xếp: {', '.join(ARRANGEMENTS)}.",
)
def award_list(event: str, out: Path, arrangement: str) -> None:
    """Vẽ danh sách trao giấy chứng nhận của một hội nghị.

    HỘI-NGHỊ là mã của hội nghị, hoặc năm nếu năm đó chỉ có một.
    """
    with reading() as session:
        said = lists.content(
            _detail(session, event),
            settings(session),
            arrangement=lists.Arrangement(arrangement),
            is_demonstration=is_demonstration(session),
        )
    write_file(out, lists.draw(said))
    say(f"Đã ghi {out}.")


@registry.command("award-pack")
@with_register
@which
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục sẽ ghi các tệp.",
)
def award_pack(event: str, out: Path) -> None:
    """Ghi trọn bộ giấy tờ của một hội nghị: giấy chứng nhận, bằng khen, danh sách, phụ lục, bản in, một tệp zip."""
    count = write_pack(event, out)
    say(f"Đã ghi {count} tệp vào {out}.")


def write_pack(event: str, out: Path) -> int:
    """Write the files of an event's pack and return how many they are."""
    count = 0
    with reading() as session:
        for path, content in files_of(session, _detail(session, event), vault=current_app.config["VAULT"]):
            write_file(out / path, content)
            count += 1
    return count


@registry.command("certificate")
@with_register
@click.argument("number", metavar="SỐ")
@out_file
def certificate(number: str, out: Path) -> None:
    """Chép tệp đã lưu của một giấy chứng nhận hay bằng khen, theo số hoặc mã tra cứu."""
    with reading() as session:
        merit = merit_named(number)
        if merit is not None:
            kept = kept_papers.of_merit_certificates(session, [merit])
        else:
            kept = kept_papers.of_certificates(session, [certificate_named(number).id])
    if not kept:
        raise Refusal(f"Giấy {number} được ghi nhận từ nơi khác, sổ này không giữ tệp nào của nó.")
    paper = next(iter(kept.values()))
    write_file(out, current_app.config["VAULT"].read(paper.sha256))
    say(f"Đã ghi {out}.")


def _detail(session: Session, event: str) -> EventDetail:
    found = awards.event(session, event_named(event))
    if found is None:
        raise NotFound(f"Không tìm thấy hội nghị “{event}”.")
    return found
