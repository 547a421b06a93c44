"""Numbers on papers: the patterns a department sets, and decision numbers as people type and print damages them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple

from registry.rules.refusal import Refusal
from registry.rules.search_key import clean, fold

DEMONSTRATION_MARK = "MH"
"""«Minh họa»: every number of a demonstration register bears it, none of a real one may."""

DEFAULT_CERTIFICATE_PATTERN = "{serial:03d}/{year}/GCN-OCOP"
DEFAULT_MERIT_PATTERN = "{serial:03d}/{year}/BK-OCOP"
DEMONSTRATION_CERTIFICATE_PATTERN = DEFAULT_CERTIFICATE_PATTERN + "-" + DEMONSTRATION_MARK
DEMONSTRATION_MERIT_PATTERN = DEFAULT_MERIT_PATTERN + "-" + DEMONSTRATION_MARK

LONGEST_PATTERN = 80

_FIELDS = {"serial": re.compile(r"(0[1-9]d)?"), "year": re.compile(r"(0?4?d)?"), "body": re.compile("")}
_SHAPES: Mapping[str, str] = MappingProxyType({"serial": r"[0-9]{1,9}", "year": r"[0-9]{4}", "body": r".+?"})


class BadPattern(Refusal):
    """The text is no pattern for numbers."""


@dataclass(frozen=True, kw_only=True)
class NumberParts:
    """What a number says when it is read by its pattern."""

    serial: int
    year: int
    body: str | None = None


def check_pattern(pattern: str) -> None:
    """Let a pattern pass or refuse it: it holds serial and year once, perhaps the body, and nothing else.

    :raises BadPattern: when it is not such a pattern.
    """
    names = [name for _, name in _pieces(pattern) if name]
    missing = [name for name in ("serial", "year") if name not in names]
    if missing:
        raise BadPattern(f"Mẫu số phải có {{{missing[0]}}}.", field="pattern")
    if len(set(names)) < len(names):
        raise BadPattern("Mỗi thành phần chỉ được có một lần trong mẫu số.", field="pattern")
    if len(pattern) > LONGEST_PATTERN or pattern != clean(pattern):
        raise BadPattern("Mẫu số quá dài, hoặc có dấu cách thừa hay ký tự ẩn.", field="pattern")


def format_number(pattern: str, *, serial: int, year: int, body: str | None = None) -> str:
    """Write the number of a serial in a year by a pattern.

    :raises BadPattern: when the pattern is none, or names a body and none is given.
    """
    check_pattern(pattern)
    if serial < 1 or not 1000 <= year <= 9999:
        raise ValueError("a serial counts from 1 and a year has four digits")
    if "{body}" in pattern and not body:
        raise BadPattern("Mẫu số cần ký hiệu của cơ quan cấp.", field="pattern")
    return pattern.format(serial=serial, year=year, body=body)


def parse_number(pattern: str, text: str) -> NumberParts | None:
    """Read a number back by its pattern; None where the pattern cannot have written it.

    :raises BadPattern: when the pattern is none.
    """
    check_pattern(pattern)
    shape = "".join(
        re.escape(literal) + (f"(?P<{name}>{_SHAPES[name]})" if name else "") for literal, name in _pieces(pattern)
    )
    found = re.fullmatch(shape, clean(text))
    if found is None or int(found["serial"]) < 1 or int(found["year"]) < 1000:
        return None
    parts = NumberParts(serial=int(found["serial"]), year=int(found["year"]), body=found.groupdict().get("body"))
    written = format_number(pattern, serial=parts.serial, year=parts.year, body=parts.body)
    return parts if written == clean(text) else None


def is_demonstration_number(text: str) -> bool:
    """Say whether a number bears the mark of a demonstration register."""
    return DEMONSTRATION_MARK in re.split(r"[^\w]+", clean(text).upper())


def check_number_belongs(text: str, *, demonstration: bool, field: str = "number") -> None:
    """Keep the numbers of demonstration and real registers apart.

    :raises Refusal: when a real register meets a demonstration's number, or the other way round.
    """
    if is_demonstration_number(text) == demonstration:
        return
    if demonstration:
        raise Refusal(
            f"Sổ minh họa chỉ nhận số có ký hiệu {DEMONSTRATION_MARK}, ví dụ 01/QĐ-{DEMONSTRATION_MARK}.",
            field=field,
        )
    raise Refusal(f"Số {clean(text)} là số của sổ minh họa, không dùng trong sổ thật.", field=field)


def _pieces(pattern: str) -> list[tuple[str, str | None]]:
    """Take a pattern apart into literals, each with the name of the field after it."""
    try:
        raw = list(Formatter().parse(pattern))
    except ValueError as fault:
        raise BadPattern("Mẫu số có dấu ngoặc nhọn không khớp.", field="pattern") from fault
    pieces: list[tuple[str, str | None]] = []
    for literal, name, shape, conversion in raw:
        if name is not None:
            _check_field(name, shape or "", conversion)
            if pieces and not literal:
                raise BadPattern("Giữa hai thành phần của mẫu số phải có dấu ngăn cách.", field="pattern")
        pieces.append((literal, name))
    return pieces


def _check_field(name: str, shape: str, conversion: str | None) -> None:
    if name not in _FIELDS:
        raise BadPattern("Mẫu số chỉ được dùng {serial}, {year} và {body}.", field="pattern")
    if conversion or not _FIELDS[name].fullmatch(shape):
        raise BadPattern(f"Cách viết {{{name}}} trong mẫu số không đúng, ví dụ đúng: {{serial:03d}}.", field="pattern")


class DecisionNumber(NamedTuple):
    """A decision number put in order."""

    normalised: str

    is_guess: bool
    """Whether more than blanks, slashes and a heading word was changed: a person should look."""

    is_complete: bool
    """Whether number, type and issuing body are all there: «2310» is not."""


_SLASHES = dict.fromkeys(map(ord, "\u2044\u2215\uff0f"), "/")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"), "-")
_HEADING = re.compile(r"^(quyết\s+định\s+|QĐ\s+)?(số\s*)?[:.]?\s*(?=[0-9])", re.IGNORECASE)
_DATED = re.compile(r"\s*(,|;|-)?\s*\(?\s*ngày\b.*$", re.IGNORECASE)
_LOOSE = re.compile(r"(?P<serial>[0-9]+[a-zA-Z]?)(?:/+(?P<year>(?:19|20)[0-9]{2}))?(?:/+(?P<symbol>\D.*))?")

# Written as the bodies write them; what is not among them is kept in the letters it was typed in.
_BODIES = ("UBND", "TTg", "BNN", "BNNMT", "BNNPTNT", "VPĐP", "OCOP", "HĐND", "CTUBND", "SNN", "SNNMT", "MH")
_BODY_BY_FOLD = {fold(body): body for body in _BODIES}
_DECISION = "QĐ"


def clean_decision_number(text: str) -> DecisionNumber:
    """Put a decision number in order: «921⁄QĐUBND» → «921/QĐ-UBND», as a guess.

    What cannot be read as a number is given back as it is, incomplete.
    """
    typed = _DATED.sub("", _HEADING.sub("", clean(text).translate(_SLASHES).translate(_DASHES)))
    plain = re.sub(r"\s*([/-])\s*", r"\1", typed).strip(" .,;")
    found = _LOOSE.fullmatch(plain)
    if found is None:
        return DecisionNumber(clean(text), is_guess=False, is_complete=False)
    symbol, has_body = _symbol(found["symbol"] or "")
    normalised = "/".join(part for part in (found["serial"], found["year"], symbol) if part)
    return DecisionNumber(normalised, is_guess=normalised != plain, is_complete=has_body)


def check_decision_number(text: str, *, field: str = "number") -> str:
    """Give back a decision number fit to be signed under, in order.

    :raises Refusal: when it is incomplete, or could only be guessed.
    """
    number = clean_decision_number(text)
    if not number.is_complete:
        raise Refusal("Số quyết định phải đủ số và ký hiệu cơ quan ban hành, ví dụ 1045/QĐ-UBND.", field=field)
    if number.is_guess:
        raise Refusal(f"Số quyết định viết chưa đúng; có phải là {number.normalised}?", field=field)
    return number.normalised


def _symbol(typed: str) -> tuple[str, bool]:
    """Put the part after the slash in order; say whether it names an issuing body."""
    parts = [part for part in re.split(r"-+", typed) if part]
    if not parts:
        return "", False
    kind, *bodies = parts
    letters = unicodedata.normalize("NFC", kind)
    if fold(letters).startswith("qd"):
        kind, lost = _DECISION, letters[2:]
        bodies = [lost, *bodies] if lost else bodies
    return "-".join([kind, *(_BODY_BY_FOLD.get(fold(body), body) for body in bodies)]), bool(bodies)
