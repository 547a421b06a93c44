"""Changing the department's choices, each an act in the journal."""

from dataclasses import asdict
from typing import Any

from registry.models.register import Register, Setting
from registry.queries.settings import SETTING_NAMES, Prize, Settings
from registry.rules import numbering
from registry.rules.permissions import Actor, Permission
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.journal import Act, acting

_NUMBER_FORMATS = frozenset({"certificate_number_format", "merit_number_format"})
_REQUIRED = frozenset(
    {"province", "department", "place_of_signing", "issuing_heading", "conferring_heading", "authority_lines"}
)


def change(*, actor: Actor, values: dict[str, Any], reason: str | None = None) -> None:
    """Change some settings at once.

    :param values: setting name → new value, of the type that Settings declares.
    :raises Refusal: naming the first setting whose value cannot be used.
    """
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS, reason=reason) as act:
        for name, value in values.items():
            _put(act, name, checked(name, value, is_demonstration=_is_demonstration(act)))


def _is_demonstration(act: Act) -> bool:
    register = act.session.get(Register, 1)
    return register is not None and register.is_demonstration


def _put(act: Act, name: str, value: Any) -> None:
    row = act.session.get(Setting, name)
    if row is None:
        act.add(Setting(name=name, value=value))
    elif row.value != value:
        row.value = value


def checked(name: str, value: Any, *, is_demonstration: bool) -> Any:
    """Return a setting's value as it is kept.

    :raises Refusal: if there is no such setting or the value cannot be used.
    """
    if name not in SETTING_NAMES:
        raise Refusal(f"Không có thiết lập tên “{name}”.")
    if name == "prizes":
        return [_prize(item) for item in value]
    if isinstance(value, str) and name != "authority_lines":
        value = clean(value)
    if name in _REQUIRED and not value:
        raise Refusal("Thiết lập này không được để trống.", field=name)
    if name in _NUMBER_FORMATS:
        return _number_format(name, value, is_demonstration=is_demonstration)
    if name == "public_address":
        return _address(value)
    default = getattr(Settings(), name)
    if default is not None and not isinstance(value, type(default)):
        raise Refusal("Giá trị không đúng kiểu.", field=name)
    return value or None if default is None else value


def _number_format(name: str, value: str, *, is_demonstration: bool) -> str:
    try:
        numbering.check_pattern(value)
    except Refusal as refusal:
        raise Refusal(refusal.text, field=name) from refusal
    sample = numbering.format_number(value, serial=1, year=2020, body="UBND")
    numbering.check_number_belongs(sample, demonstration=is_demonstration, field=name)
    return value


def _address(value: str) -> str:
    address = value.rstrip("/")
    if not address.startswith(("https://", "http://")) or "/" in address.split("//", 1)[1]:
        raise Refusal("Địa chỉ công khai phải có dạng https://tên-miền.", field="public_address")
    return address


def _prize(item: dict[str, Any] | Prize) -> dict[str, Any]:
    prize = item if isinstance(item, Prize) else Prize(**item)
    if prize.amount <= 0 or prize.stars not in {3, 4, 5} or not prize.resolution.strip():
        raise Refusal("Mỗi mức thưởng cần năm, số sao (3–5), số tiền và nghị quyết quy định.", field="prizes")
    return {**asdict(prize), "resolution": clean(prize.resolution)}
