"""Commands about the department's choices that are a text or a number; printed_settings has the others."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import get_args, get_type_hints

import click

from registry.cli.command import as_account, registry, with_register
from registry.cli.options import reason
from registry.cli.printing import as_json, say, say_json
from registry.documents.decision_word import TEMPLATE_SETTINGS
from registry.queries.settings import SETTING_NAMES, Settings
from registry.queries.settings import settings as chosen
from registry.rules.permissions import Actor
from registry.rules.refusal import Refusal
from registry.rules.search_key import fold
from registry.transaction import reading
from registry.usecases import settings as acts

COMMAND_OF: Mapping[str, str] = MappingProxyType(
    {
        "prizes": "prize",
        "star_wording": "wording",
        "emblem": "picture",
        "mark": "picture",
        **dict.fromkeys(TEMPLATE_SETTINGS.values(), "replace-word-template"),
    }
)
"""Setting of several parts → the command that changes it."""


@registry.group("settings")
def settings() -> None:
    """Thiết lập của cơ quan: tên, địa chỉ, dạng số, lời văn, hình ảnh, mức thưởng, căn cứ."""


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


# Certificates written as text begin with a dash.
@settings.command("set", context_settings={"ignore_unknown_options": True})
@as_account
@click.argument("name", metavar="TÊN")
@click.argument("value", metavar="GIÁ-TRỊ")
@reason
def put(actor: Actor, name: str, value: str, reason: str | None) -> None:
    """Đổi một thiết lập là chữ hoặc số; chữ trống ('') hoặc null thì bỏ giá trị nếu được phép bỏ."""
    acts.change(actor=actor, values={name: _value(name, value)}, reason=reason)
    say(f"Đã đổi thiết lập {name}.")


def _yes_or_no(name: str, written: str) -> bool:
    answers = {"co": True, "true": True, "1": True, "khong": False, "false": False, "0": False}
    if fold(written) not in answers:
        raise Refusal(f"Thiết lập {name} phải là có hoặc không.")
    return answers[fold(written)]


def _value(name: str, written: str) -> str | int | None:
    if name not in SETTING_NAMES:
        raise Refusal(f"Không có thiết lập tên “{name}”. Có: {', '.join(SETTING_NAMES)}.")
    if name in COMMAND_OF:
        raise Refusal(f"Thiết lập {name} gồm nhiều phần; hãy đổi bằng lệnh settings {COMMAND_OF[name]}.")
    kind = get_type_hints(Settings)[name]
    if kind is bool:
        return _yes_or_no(name, written)
    if type(None) in get_args(kind) and written.strip() in ("", "null"):
        return None
    if int not in (kind, *get_args(kind)):
        return written
    if not written.strip().isdecimal():
        raise Refusal(f"Thiết lập {name} phải là một số, ví dụ 2026.")
    return int(written)
