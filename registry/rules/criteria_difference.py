"""What is different between two versions of a criteria set, for whoever must say yes to the newer one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from registry.rules.criteria import CriteriaSet, Criterion, Option, Part
from registry.rules.criteria_checks import place_of


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is different."""

    where: str
    """The place, in words of the table; empty where it is the whole."""

    what: str
    before: str | None
    """None where it is new."""

    after: str | None
    """None where it is gone."""

    only_words: bool
    """Whether it is the wording alone, so that no score could come out otherwise."""

    def __str__(self) -> str:
        """Say it as one sentence."""
        if self.before is None:
            said = f"thêm {self.what} «{self.after}»."
        elif self.after is None:
            said = f"bỏ {self.what} «{self.before}»."
        else:
            said = f"{self.what} «{self.before}» thành «{self.after}»."
        return f"{self.where}: {said}" if self.where else said[0].upper() + said[1:]


def differences(*, old: CriteriaSet, new: CriteriaSet) -> list[Difference]:
    """List all that is different, in the order of the newer table; what is gone comes last."""
    found = [*_head(old, new), *_texts("", "căn cứ loại", old.disqualified_if, new.disqualified_if)]
    old_parts = {part.code: part for part in old.parts}
    for part in new.parts:
        found += _part(old_parts.get(part.code), part)
    for code, node in new.nodes.items():
        found += _node(old.nodes.get(code), node)
    found += [
        _gone(f"Phần {code}", "phần", part.title)
        for code, part in old_parts.items()
        if code not in {one.code for one in new.parts}
    ]
    found += [
        _gone(place_of(code), "tiêu chí", node.title) for code, node in old.nodes.items() if code not in new.nodes
    ]
    return found


def scores_alike(*, old: CriteriaSet, new: CriteriaSet) -> bool:
    """Say whether every sheet comes to the same under both: the newer one only says it in other words."""
    return old.can_be_scored == new.can_be_scored and all(one.only_words for one in differences(old=old, new=new))


def _changed(where: str, what: str, before: str | None, after: str | None, *, only_words: bool) -> Iterator[Difference]:
    if before != after:
        yield Difference(where=where, what=what, before=before, after=after, only_words=only_words)


def _gone(where: str, what: str, before: str) -> Difference:
    return Difference(where=where, what=what, before=before, after=None, only_words=False)


def _head(old: CriteriaSet, new: CriteriaSet) -> Iterator[Difference]:
    for what, before, after in (
        ("văn bản", str(old.instrument), str(new.instrument)),
        ("số bộ sản phẩm", str(old.number), str(new.number)),
        ("ngày có hiệu lực", _day(old.effective_from), _day(new.effective_from)),
        ("ngày hết hiệu lực", _day(old.effective_to), _day(new.effective_to)),
        ("lý do chưa chấm được", old.incomplete, new.incomplete),
    ):
        yield from _changed("", what, before, after, only_words=False)
    for what, before, after in (
        ("tên bộ sản phẩm", old.name, new.name),
        ("ngành", old.industry, new.industry),
        ("nhóm", old.group, new.group),
        ("phân nhóm", old.subgroup, new.subgroup),
        ("cơ quan chủ trì", old.managing_agency, new.managing_agency),
        ("nguồn", old.source, new.source),
    ):
        yield from _changed("", what, before, after, only_words=True)
    for doubt in (one for one in new.checks if one not in old.checks):
        yield Difference(where="", what="lưu ý", before=None, after=doubt, only_words=True)
    for doubt in (one for one in old.checks if one not in new.checks):
        yield Difference(where="", what="lưu ý", before=doubt, after=None, only_words=True)


def _day(day: date | None) -> str | None:
    return f"{day:%d/%m/%Y}" if day is not None else None


def _texts(where: str, what: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Difference]:
    """Compare texts in pairs; one more or one less is no matter of wording."""
    for before, after in zip_longest(old, new):
        both = before is not None and after is not None
        yield from _changed(where, what, before, after, only_words=both)


def _part(old: Part | None, new: Part) -> Iterator[Difference]:
    where = f"Phần {new.code}"
    if old is None:
        yield Difference(where=where, what="phần", before=None, after=new.title, only_words=False)
        return
    yield from _changed(where, "tên", old.title, new.title, only_words=True)
    yield from _changed(where, "điểm tối đa", str(old.max), str(new.max), only_words=False)


def _node(old: Criterion | None, new: Criterion) -> Iterator[Difference]:
    where = place_of(new.code)
    if old is None:
        after = f"{new.title} (tối đa {new.max} điểm)"
        yield Difference(where=where, what="tiêu chí", before=None, after=after, only_words=False)
        return
    yield from _changed(where, "tên", old.title, new.title, only_words=True)
    yield from _changed(where, "điểm tối đa", str(old.max), str(new.max), only_words=False)
    yield from _changed(where, "hướng dẫn", old.hint, new.hint, only_words=True)
    yield from _changed(where, "điều kiện chấm", _condition(old), _condition(new), only_words=False)
    yield from _changed(where, "chỗ bất thường đã biết", old.doubt, new.doubt, only_words=True)
    yield from _texts(where, "căn cứ loại", old.disqualified_if, new.disqualified_if)
    yield from _changed(where, "ý nghĩa của 0 điểm", _zero(old), _zero(new), only_words=False)
    for earlier, later in _paired(old.options, new.options):
        yield from _option(where, earlier, later)


def _zero(node: Criterion) -> str:
    return "căn cứ loại" if node.zero_disqualifies else "không phải căn cứ loại"


def _condition(node: Criterion) -> str | None:
    condition = node.applies_if
    return f"tiêu chí {condition.criterion} đạt từ {condition.min_points} điểm" if condition is not None else None


def _paired(old: tuple[Option, ...], new: tuple[Option, ...]) -> Iterator[tuple[Option | None, Option | None]]:
    """Put together what is the same option: by its words, else by its points; then what is gone."""
    left = list(old)
    by_words = {place: same for place, option in enumerate(new) if (same := _take(left, option, words=True))}
    for place, option in enumerate(new):
        yield by_words.get(place) or _take(left, option, words=False), option
    for option in left:
        yield option, None


def _take(left: list[Option], like: Option, *, words: bool) -> Option | None:
    for option in left:
        if option.case == like.case and (option.label == like.label if words else option.points == like.points):
            left.remove(option)
            return option
    return None


def _option(where: str, old: Option | None, new: Option | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield from _changed(where, "mức", _whole(old), _whole(new), only_words=False)
        return
    of = f"của mức {new.points} điểm" + (f" ({new.case})" if new.case is not None else "")
    yield from _changed(where, f"lời {of}", old.label, new.label, only_words=True)
    yield from _changed(where, f"điểm của mức «{new.label}»", str(old.points), str(new.points), only_words=False)
    yield from _changed(where, f"mức tối thiểu {of}", _stars(old), _stars(new), only_words=False)


def _whole(option: Option | None) -> str | None:
    return f"{option.points} điểm: {option.label}" if option is not None else None


def _stars(option: Option) -> str | None:
    return f"{option.required_for} sao" if option.required_for is not None else None
