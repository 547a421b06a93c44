"""Whether a criteria set adds up: what is wrong with one, all of it at once."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from string import ascii_uppercase

from registry.rules.criteria import CriteriaSet, Criterion, Option
from registry.rules.stars import certifiable

WHOLE = 100
UNREADABLE = -1
"""Stands where a number could not be read: that has been said, and no sum is asked of it."""


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """One thing wrong with a set."""

    where: str
    """The place, in words of the table: «Phần A», «Tiêu chí 2.1»; empty where it is the whole."""

    text: str

    def __str__(self) -> str:
        """Give place and text as one sentence."""
        return f"{self.where}: {self.text}" if self.where else self.text


def place_of(code: str) -> str:
    """Name a section or criterion as a reader finds it."""
    return f"Tiêu chí {code}" if code else "Tiêu chí không có mã"


def flaws_of(criteria: CriteriaSet) -> list[Flaw]:
    """Find all that does not add up, in the order of the table.

    A set that says it is incomplete may lack points, for it is never scored with; all else holds for it too.
    """
    found = [*_identity(criteria), *_codes(criteria)]
    if criteria.can_be_scored:
        found += _sums(criteria)
    for node in criteria.nodes.values():
        found += _node(node)
    return found + list(_conditions(criteria))


def _identity(criteria: CriteriaSet) -> Iterator[Flaw]:
    if criteria.number == 0:
        yield Flaw(where="", text="Số bộ sản phẩm phải từ 1.")
    if criteria.effective_to is not None and criteria.effective_to < criteria.effective_from:
        yield Flaw(where="", text="Ngày hết hiệu lực không được trước ngày có hiệu lực.")


def _sums(criteria: CriteriaSet) -> Iterator[Flaw]:
    if _differs(WHOLE, (part.max for part in criteria.parts)):
        total = sum(part.max for part in criteria.parts)
        yield Flaw(where="", text=f"Các phần cộng lại được {total} điểm, phải là {WHOLE} điểm.")
    for part in criteria.parts:
        if _differs(part.max, (one.max for one in part.criteria)):
            total = sum(one.max for one in part.criteria)
            yield Flaw(where=f"Phần {part.code}", text=f"các mục cộng lại được {total} điểm, phải là {part.max} điểm.")


def _differs(expected: int, terms: Iterable[int]) -> bool:
    numbers = [expected, *terms]
    return UNREADABLE not in numbers and sum(numbers[1:]) != expected


def _codes(criteria: CriteriaSet) -> Iterator[Flaw]:
    if not criteria.parts:
        yield Flaw(where="", text="Bộ tiêu chí không có phần nào.")
    letters = [part.code for part in criteria.parts]
    if not all(len(letter) == 1 and letter in ascii_uppercase for letter in letters):
        yield Flaw(where="", text=f"Mã các phần phải là một chữ cái in hoa (đang là {', '.join(letters)}).")
    if letters != sorted(set(letters)):
        yield Flaw(where="", text=f"Mã các phần phải khác nhau và theo thứ tự (đang là {', '.join(letters)}).")
    counted = Counter(node.code for part in criteria.parts for one in part.criteria for node in one.walk())
    for code, times in counted.items():
        if times > 1:
            yield Flaw(where=place_of(code), text=f"mã này có {times} lần.")
    sections = [one for part in criteria.parts for one in part.criteria]
    yield from _ordered(sections, under="", where="Các mục")


def _ordered(nodes: Iterable[Criterion], *, under: str, where: str) -> Iterator[Flaw]:
    """Demand 1, 2, 3 … below one another; a number may be left out before a code that says so in its doubt."""
    last = 0
    for node in nodes:
        tail = node.code.removeprefix(under)
        if not node.code.startswith(under) or not (tail.isascii() and tail.isdigit()):
            yield Flaw(where=where, text=f"mã bên dưới phải có dạng {under}1, {under}2… (đang có «{node.code}»).")
            return
        number = int(tail)
        if number <= last or (number > last + 1 and node.doubt is None):
            yield Flaw(where=where, text=f"mã bên dưới phải liên tục: chờ {under}{last + 1}, gặp {node.code}.")
        last = number


def _node(node: Criterion) -> Iterator[Flaw]:
    where = place_of(node.code)
    if node.children and node.options:
        yield Flaw(where=where, text="không được vừa có mục con vừa có mức điểm.")
    if node.zero_disqualifies and not node.disqualified_if:
        yield Flaw(where=where, text="0 điểm là căn cứ loại nhưng chưa nêu lời của căn cứ ấy («disqualified_if»).")
    if node.children:
        yield from _ordered(node.children, under=f"{node.code}.", where=where)
        if _differs(node.max, (child.max for child in node.children)):
            total = sum(child.max for child in node.children)
            yield Flaw(where=where, text=f"các tiêu chí con cộng lại được {total} điểm, phải là {node.max} điểm.")
    else:
        yield from _options(node, where=where)


def _options(leaf: Criterion, *, where: str) -> Iterator[Flaw]:
    if len(leaf.options) < 2:
        yield Flaw(where=where, text="phải có ít nhất hai mức điểm để chọn.")
    cased = [option.case is not None for option in leaf.options]
    if any(cased) and (not all(cased) or len(leaf.cases) < 2):
        yield Flaw(
            where=where, text="nếu chia trường hợp thì mọi mức điểm phải thuộc một trong ít nhất hai trường hợp."
        )
    runs = [(case, list(options)) for case, options in groupby(leaf.options, key=lambda option: option.case)]
    if len({case for case, _ in runs}) != len(runs):
        yield Flaw(where=where, text="các mức điểm của một trường hợp phải đứng liền nhau.")
    for case, options in runs:
        yield from _run(leaf, options, where=where if case is None else f"{where}, trường hợp «{case}»")
    if leaf.doubt is not None and leaf.options:
        yield from _best(max(option.points for option in leaf.options), leaf=leaf, where=where)


def _run(leaf: Criterion, options: list[Option], *, where: str) -> Iterator[Flaw]:
    points = [option.points for option in options]
    if UNREADABLE not in points and points != sorted(points if leaf.doubt is not None else set(points)):
        shown = ", ".join(str(one) for one in points)
        yield Flaw(where=where, text=f"điểm của các mức phải tăng dần (đang là {shown}).")
    if leaf.doubt is None:
        yield from _best(UNREADABLE if UNREADABLE in points else max(points), leaf=leaf, where=where)
    if len({option.label for option in options}) != len(options):
        yield Flaw(where=where, text="có hai mức cùng một lời.")
    stars = [option.required_for for option in options if option.required_for is not None]
    if not all(certifiable(one) for one in stars):
        yield Flaw(where=where, text="mức tối thiểu («required_for») chỉ dành cho 3, 4 hoặc 5 sao.")
    if stars != sorted(set(stars)):
        yield Flaw(where=where, text="mức tối thiểu của hạng cao hơn phải đứng ở mức điểm cao hơn.")


def _best(best: int, *, leaf: Criterion, where: str) -> Iterator[Flaw]:
    if UNREADABLE not in (best, leaf.max) and best != leaf.max:
        yield Flaw(where=where, text=f"mức cao nhất là {best} điểm, phải bằng điểm tối đa {leaf.max}.")


def _conditions(criteria: CriteriaSet) -> Iterator[Flaw]:
    earlier: dict[str, Criterion] = {}
    for node in criteria.nodes.values():
        condition = node.applies_if
        if condition is not None:
            other = earlier.get(condition.criterion)
            if other is None:
                text = f"phụ thuộc tiêu chí {condition.criterion}, không có tiêu chí nào được chấm trước nó mang mã ấy."
                yield Flaw(where=place_of(node.code), text=text)
            elif condition.min_points != UNREADABLE and not 0 < condition.min_points <= other.max:
                text = f"điều kiện phải từ 1 đến {other.max} điểm của tiêu chí {other.code}."
                yield Flaw(where=place_of(node.code), text=text)
        if node.is_leaf:
            earlier[node.code] = node
