"""Commands that hand out the lists and the pack of an award event."""

from pathlib import Path

import click
from flask import current_app

from registry.cli.command import registry, with_register
from registry.cli.events import detail_named, which
from registry.cli.printing import say, write_file
from registry.cli.values import NEW_FILE
from registry.documents import award_list as lists
from registry.documents.award_pack import award_pack as files_of
from registry.queries.settings import is_demonstration, settings
from registry.transaction import reading

ARRANGEMENTS = [arrangement.value for arrangement in lists.Arrangement]


@registry.command("award-list")
@with_register
@which
@click.option("--out", metavar="TỆP", required=True, type=NEW_FILE, help="Tệp PDF sẽ ghi.")
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
            detail_named(event),
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


def write_pack(event: str, out: Path, *, of_its_day: bool = False) -> int:
    """Write the files of an event's pack and return how many they are.

    :param of_its_day: with every paper that was good on the day of the event, whatever has become of it since.
    """
    count = 0
    with reading() as session:
        detail = detail_named(event)
        as_on = detail.event.held_on if of_its_day else None
        for path, content in files_of(session, detail, vault=current_app.config["VAULT"], as_on=as_on):
            write_file(out / path, content)
            count += 1
    return count
