"""Changing the department's choices, each an act in the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from flask import current_app

from registry import clock
from registry.documents import specimen
from registry.documents.artwork import artwork
from registry.documents.decision_word import TEMPLATE_SETTINGS
from registry.documents.specimen import USUAL_WORDING
from registry.models.register import Setting
from registry.queries import settings as queries
from registry.queries.settings import SETTING_NAMES, Prize, Settings, settings
from registry.rules import clock_settings, expiry_planning, numbering, round_settings, supervision, working_days
from registry.rules.council_settings import from_settings, to_settings
from registry.rules.permissions import Actor, Permission, authorise
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, clean_lines
from registry.transaction import reading
from registry.usecases.journal import Act, acting
from registry.vault import Vault

_NUMBER_FORMATS = frozenset({"certificate_number_format", "merit_number_format"})
_REQUIRED = frozenset(
    {
        "province",
        "department",
        "place_of_signing",
        "issuing_heading",
        "conferring_heading",
        "authority_lines",
        "council_authority_lines",
        "title_before_2026",
        "title_qd26",
    }
)
_OF_LINES = frozenset({"authority_lines", "council_authority_lines", "council_recipients"}) | {
    "signing_persons",
    "signing_seals",
    "signing_roots",
}
_PICTURES = frozenset({"emblem", "mark", "signing_revocation_lists", *TEMPLATE_SETTINGS.values()})
"""Hashes of kept files, put there by usecases/official_artwork.py, word_templates.py, revocation_lists.py alone."""
# What stands on papers: a change of it is tried on specimens first.
_PRINTED = _REQUIRED | _NUMBER_FORMATS | {"star_wording", "merit_paper_width_mm", "merit_paper_height_mm"}
# Never smaller than A4 landscape, which the layout is made for, nor larger than a printing house folds.
PAPER_WIDTHS, PAPER_HEIGHTS = range(297, 595), range(210, 421)
YEARS = range(2018, 2101)
CARRIED_DAYS = range(1, 91)
"""Years a setting may name: OCOP began in 2018."""
NOTICE_DAYS = range(1, expiry_planning.MOST_NOTICE_DAYS + 1)
CAPACITIES = range(1, expiry_planning.MOST_IN_A_ROUND + 1)
LONGEST_WORDING = 120


def change(*, actor: Actor, values: dict[str, Any], reason: str | None = None) -> None:
    """Change some settings at once.

    :param values: setting name → new value, of the type that Settings declares.
    :raises PaperRefused: if no paper could be printed by these choices, naming the setting or text slot.
    :raises Refusal: naming the first setting whose value cannot be used.
    """
    authorise(actor, Permission.MANAGE_SETTINGS)
    kept = _usable(values)
    with acting(actor, "settings.change", Permission.MANAGE_SETTINGS, reason=reason) as act:
        for name, value in kept.items():
            _put(act, name, value)


def chosen(values: Mapping[str, Any]) -> Settings:
    """Return the department's choices as they would be with these among them, whether or not papers can be printed.

    :raises Refusal: naming the first setting whose value cannot be used.
    """
    with reading() as session:
        now, is_demonstration = settings(session), queries.is_demonstration(session)
    kept = {name: checked(name, value, is_demonstration=is_demonstration) for name, value in values.items()}
    if "prizes" in kept:
        kept["prizes"] = tuple(Prize(**prize) for prize in kept["prizes"])
    return replace(now, **kept)


def _usable(values: Mapping[str, Any]) -> dict[str, Any]:
    """Check the values before the act, so that nothing is drawn while it holds the register."""
    then = chosen(values)
    if _PRINTED & set(values):
        vault: Vault = current_app.config["VAULT"]
        specimen.check(then, on=clock.today(), artwork=artwork(then, vault=vault))
    kept = {name: getattr(then, name) for name in values}
    if "prizes" in kept:
        kept["prizes"] = [asdict(prize) for prize in kept["prizes"]]
    return kept


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
    if isinstance(value, str):
        value = clean_lines(value) if name in _OF_LINES else clean(value)
    if name in _REQUIRED and not value:
        raise Refusal("Thiết lập này không được để trống.", field=name)
    if name in _NUMBER_FORMATS:
        return _number_format(name, value, is_demonstration=is_demonstration)
    if name in _CHECKS:
        return _CHECKS[name](value)
    if name in _PICTURES:
        raise Refusal("Thiết lập này được chọn từ một tệp, không đặt bằng chữ.", field=name)
    default = getattr(Settings(), name)
    if not isinstance(value, str | None if default is None else type(default)):
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


def _council_rules(value: Mapping[str, Any]) -> dict[str, Any]:
    return to_settings(from_settings(value)) if value else {}


def _round_rules(value: Mapping[str, Any]) -> dict[str, Any]:
    return round_settings.to_settings(round_settings.from_settings(value)) if value else {}


def _calendar(value: Mapping[str, Any]) -> dict[str, Any]:
    return working_days.to_settings(working_days.from_settings(value)) if value else {}


def _step_limits(value: Mapping[str, Any]) -> dict[str, int]:
    clock_settings.limits_of(value)
    return dict(value)


def _supervision_days(value: Mapping[str, Any]) -> dict[str, int]:
    supervision.check_terms(value)
    return dict(value)


def _roots(value: Any) -> str:
    from registry.documents import signer_trust  # takes a second to load

    try:
        if value:
            signer_trust.authorities(value)
    except signer_trust.BadRoots as fault:
        raise Refusal(
            "Không đọc được chứng thư nào. Hãy dán chứng thư gốc dạng PEM, cả hai dòng BEGIN và END CERTIFICATE.",
            field="signing_roots",
        ) from fault
    return str(value or "")


def _months(value: str | None) -> str:
    return expiry_planning.written_months(expiry_planning.months_of(value or ""))


def _prizes(prizes: Sequence[dict[str, Any] | Prize]) -> list[dict[str, Any]]:
    kept: dict[tuple[int, int], dict[str, Any]] = {}
    for place, item in enumerate(prizes):
        prize = _prize(item if isinstance(item, Prize) else Prize(**item), place)
        if (prize.year, prize.stars) in kept:
            raise Refusal(f"Đã có mức thưởng cho {prize.stars} sao năm {prize.year}.", field=f"prizes-{place}-year")
        kept[prize.year, prize.stars] = asdict(prize)
    return list(kept.values())


def _prize(prize: Prize, place: int) -> Prize:
    wrong = {
        "year": prize.year not in YEARS and f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}.",
        "stars": prize.stars not in {3, 4, 5} and "Số sao phải từ 3 đến 5.",
        "amount": prize.amount <= 0 and "Số tiền phải lớn hơn 0.",
        "resolution": not clean(prize.resolution) and "Hãy ghi nghị quyết quy định mức thưởng này.",
    }
    for part, sentence in wrong.items():
        if sentence:
            raise Refusal(sentence, field=f"prizes-{place}-{part}")
    return Prize(year=prize.year, stars=prize.stars, amount=prize.amount, resolution=clean(prize.resolution))


def _wording(slots: Mapping[str, str]) -> dict[str, str]:
    kept = {slot: clean(words) for slot, words in slots.items()}
    for slot, words in kept.items():
        if slot not in USUAL_WORDING:
            raise Refusal(f"Giấy chứng nhận không có chỗ cho lời văn “{slot}”.", field="star_wording")
        if len(words) > LONGEST_WORDING:
            raise Refusal(f"Dài {len(words)} ký tự; tối đa {LONGEST_WORDING}.", field=slot)
    return {slot: words for slot, words in kept.items() if words and words != USUAL_WORDING[slot]}


def _within(allowed: range, value: Any, *, name: str, what: str, may_be_empty: bool = False) -> int | None:
    if value is None and may_be_empty:
        return None
    if not isinstance(value, int) or value not in allowed:
        raise Refusal(f"{what} phải từ {allowed[0]} đến {allowed[-1]}.", field=name)
    return value


_CHECKS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "prizes": _prizes,
        "star_wording": _wording,
        "public_address": _address,
        "council_rules": _council_rules,
        "round_rules": _round_rules,
        "working_calendar": _calendar,
        "step_limits": _step_limits,
        "supervision_days": _supervision_days,
        "reminder_months": _months,
        "expiry_notice_days": partial(_within, NOTICE_DAYS, name="expiry_notice_days", what="Số ngày"),
        "round_capacity": partial(_within, CAPACITIES, name="round_capacity", what="Số hồ sơ", may_be_empty=True),
        "signing_roots": _roots,
        "golden_book_from": partial(_within, YEARS, name="golden_book_from", what="Năm", may_be_empty=True),
        "merit_paper_width_mm": partial(_within, PAPER_WIDTHS, name="merit_paper_width_mm", what="Chiều rộng (mm)"),
        "merit_paper_height_mm": partial(_within, PAPER_HEIGHTS, name="merit_paper_height_mm", what="Chiều cao (mm)"),
        "carried_data_days": partial(_within, CARRIED_DAYS, name="carried_data_days", what="Số ngày"),
    }
)
