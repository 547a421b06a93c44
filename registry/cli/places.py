"""Commands about communes and wards, of today and before."""

from pathlib import Path

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.printing import as_json, say, say_json, say_table
from registry.cli.values import EXISTING_FILE
from registry.models.place import PlaceLevel
from registry.queries import place_directory
from registry.queries import places as questions
from registry.rules.permissions import Actor
from registry.transaction import reading
from registry.usecases import places as acts


@registry.group("places")
def places() -> None:
    """Xã, phường và huyện, hiện nay và trước đây."""


@places.command("list")
@with_register
@click.option("--former", is_flag=True, help="Xã, phường trước khi sắp xếp, thay vì hiện nay.")
@as_json
def list_places(former: bool, wants_json: bool) -> None:
    """Liệt kê xã, phường và mã của chúng."""
    with reading() as session:
        found = [
            (one.code, questions.full_name(one), one.public_id)
            for one in place_directory.directory(session).places
            if one.level is PlaceLevel.COMMUNE and (one.valid_until is not None) == former
        ]
    if wants_json:
        say_json([{"code": code, "name": name, "public_id": public_id} for code, name, public_id in found])
        return
    say_table(("MÃ", "TÊN"), [(code, name) for code, name, _ in found])


@places.command("load")
@as_account
@click.argument("file", metavar="TỆP", type=EXISTING_FILE)
def load(actor: Actor, file: Path) -> None:
    """Nạp tệp đơn vị hành chính của một tỉnh; nạp lại cùng tệp không đổi gì."""
    done = acts.load(actor=actor, file=file)
    say(f"{done.province}: thêm {done.added}, sửa {done.changed}, giữ nguyên {done.unchanged} đơn vị.")
