"""Commands about the department's choices, and about places."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from registry.cli.command import as_account, as_json, registry, say, say_json, with_register
from registry.queries.settings import SETTING_NAMES, Settings
from registry.queries.settings import settings as chosen
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.transaction import reading
from registry.usecases import places as place_acts
from registry.usecases import settings as acts


@registry.group("settings")
def settings() -> None:
    """Thiết lập của cơ quan: tên, địa chỉ, dạng số, mức thưởng, căn cứ."""


@settings.command("show")
@with_register
@as_json
def show(wants_json: bool) -> None:
    """In mọi thiết lập đang dùng."""
    with reading() as session:
        values = asdict(chosen(session))
    if wants_json:
        say_json(values)
        return
    for name, value in values.items():
        say(f"{name} = {json.dumps(value, ensure_ascii=False)}")


@settings.command("set")
@as_account
@click.argument("name", metavar="TÊN")
@click.argument("value", metavar="GIÁ-TRỊ")
@click.option("--reason", metavar="LÝ-DO", help="Lý do, ghi vào nhật ký.")
def put(actor: Actor, name: str, value: str, reason: str | None) -> None:
    """Đổi một thiết lập. Giá trị không phải chữ thì ghi dạng JSON, ví dụ 2026 hoặc null."""
    acts.change(actor=actor, values={name: _value(name, value)}, reason=reason)
    say(f"Đã đổi thiết lập {name}.")


def _value(name: str, written: str) -> object:
    if name not in SETTING_NAMES:
        raise Refusal(f"Không có thiết lập tên “{name}”. Có: {', '.join(SETTING_NAMES)}.")
    if isinstance(getattr(Settings(), name), str):
        return written
    try:
        return json.loads(written)
    except ValueError:
        return written


@registry.group("places")
def places() -> None:
    """Xã, phường và huyện, hiện nay và trước đây."""


@places.command("load")
@as_account
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(actor: Actor, file: Path) -> None:
    """Nạp tệp đơn vị hành chính của một tỉnh; nạp lại cùng tệp không đổi gì."""
    done = place_acts.load(actor=actor, file=file)
    say(f"{done.province}: thêm {done.added}, sửa {done.changed}, giữ nguyên {done.unchanged} đơn vị.")
