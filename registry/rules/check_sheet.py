"""The check sheet of an annex: every line by itself, against its neighbours, and against the register."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from registry.rules.annex import KnownName, LineFacts, RegisterFacts
from registry.rules.decision_life import LineAct
from registry.rules.finding import Finding, Severity
from registry.rules.finding import unsettled as unsettled
from registry.rules.line_checks import check_line
from registry.rules.producer_kinds import producer_near_key
from registry.rules.product_code import product_code_key
from registry.rules.search_key import exact_key, near_key


def check_sheet(lines: Sequence[LineFacts], register: RegisterFacts) -> list[Finding]:
    """Find all that is wrong with an annex, line by line and then as a whole; each finding once."""
    if not lines:
        text = "Phụ lục chưa có dòng nào."
        return [Finding(code="empty", severity=Severity.BLOCKS, text=text)]
    found: dict[str, Finding] = {}
    for finding in _all_findings(lines, register):
        found.setdefault(finding.key, finding)
    place = {line.key: line.position for line in lines}
    after_all = max(place.values()) + 1
    return sorted(found.values(), key=lambda finding: place.get(finding.line_key, after_all))


def _all_findings(lines: Sequence[LineFacts], register: RegisterFacts) -> Iterator[Finding]:
    for line in lines:
        yield from check_line(line, register)
        yield from _names_near(line, register)
    yield from _same_product(lines)
    yield from _same_names(lines)
    yield from _codes_twice(lines, register)
    yield from _without_set(lines, register)


def _same_product(lines: Iterable[LineFacts]) -> Iterator[Finding]:
    for group in _repeated(lines, lambda line: line.product_key):
        for line in () if _undo_one_another(group) else group[1:]:
            text = f"Sản phẩm «{line.product_name}» đã có ở dòng {group[0].position}."
            yield _at(line, "product_twice", Severity.BLOCKS, text, line.product_key)


def _undo_one_another(group: Sequence[LineFacts]) -> bool:
    """One decision annuls what was given by mistake and restores what that had replaced."""
    different = len({line.certificate_key for line in group}) == len(group)
    return different and all(line.act in {LineAct.ANNUL, LineAct.RESTORE} for line in group)


def _same_names(lines: Iterable[LineFacts]) -> Iterator[Finding]:
    """Two products of one producer under one name: written alike they are one, nearly alike a person must look."""
    for group in _repeated(lines, _near_names):
        first = group[0]
        for line in group[1:]:
            if line.product_key == first.product_key:
                continue
            alike = exact_key(line.product_name) == exact_key(first.product_name)
            how = "trùng" if alike else "chỉ khác dấu, chữ hoa hoặc dấu cách với"
            text = f"Tên «{line.product_name}» {how} «{first.product_name}» ở dòng {first.position}, cùng chủ thể."
            severity = Severity.BLOCKS if alike else Severity.ACKNOWLEDGE
            yield _at(line, "name_twice", severity, text, f"{line.product_name}|{first.product_name}")


def _near_names(line: LineFacts) -> str:
    return f"{near_key(line.product_name)}|{producer_near_key(line.producer_name)}"


def _names_near(line: LineFacts, register: RegisterFacts) -> Iterator[Finding]:
    """Other units often have a product of the same name; the same unit has not."""
    alike = register.products.get(near_key(line.product_name), ())
    for other in _others(alike, line.product_key):
        if other.producer_key == line.producer_key:
            text = _near_text("Sản phẩm", line.product_name, other.name)
            subject = f"{line.product_name}|{other.key}|{other.name}"
            yield _at(line, "product_name_near", Severity.ACKNOWLEDGE, text, subject)
    for other in _others(register.producers.get(producer_near_key(line.producer_name), ()), line.producer_key):
        text = _near_text("Chủ thể", line.producer_name, other.name)
        subject = f"{line.producer_name}|{other.key}|{other.name}"
        yield _at(line, "producer_name_near", Severity.ACKNOWLEDGE, text, subject)


def _near_text(what: str, name: str, other: str) -> str:
    if exact_key(name) == exact_key(other):
        return f"{what} «{name}» trùng tên với «{other}» đã có trong sổ đăng ký."
    return f"{what} «{name}» có tên gần giống «{other}» đã có trong sổ đăng ký."


def _others(names: Iterable[KnownName], key: str) -> list[KnownName]:
    return [one for one in names if one.key != key]


def _codes_twice(lines: Sequence[LineFacts], register: RegisterFacts) -> Iterator[Finding]:
    coded = [line for line in lines if _code_key(line)]
    for group in _repeated(coded, _code_key):
        for line in group[1:]:
            text = f"Mã số sản phẩm {line.product_code} đã dùng ở dòng {group[0].position}."
            yield _at(line, "code_twice", Severity.BLOCKS, text, _code_key(line))
    for line in coded:
        if register.codes.get(_code_key(line), line.product_key) != line.product_key:
            text = f"Mã số sản phẩm {line.product_code} đã dùng cho một sản phẩm khác trong sổ đăng ký."
            yield _at(line, "code_taken", Severity.BLOCKS, text, _code_key(line))


def _code_key(line: LineFacts) -> str:
    return product_code_key(line.product_code or "")


def _without_set(lines: Sequence[LineFacts], register: RegisterFacts) -> Iterator[Finding]:
    """Say it once for the whole annex: sets are often not known for a whole list."""
    without = [line for line in lines if line.recognises and line.product_set is None]
    if without and not register.recorded:
        places = ", ".join(str(line.position) for line in without)
        text = f"{len(without)} dòng chưa có bộ sản phẩm: {places}."
        subject = "|".join(sorted(line.key for line in without))
        yield Finding(code="set_missing", severity=Severity.ACKNOWLEDGE, text=text, subject=subject)


def _repeated(lines: Iterable[LineFacts], key: Callable[[LineFacts], str]) -> Collection[list[LineFacts]]:
    groups: dict[str, list[LineFacts]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return [group for group in groups.values() if len(group) > 1]


def _at(line: LineFacts, code: str, severity: Severity, text: str, subject: str) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        line_key=line.key,
        text=f"Dòng {line.position}: {text}",
        subject=subject,
    )
