"""Whether what is written about an instrument fits together: bands without holes, everybody who recognises, …"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from registry.law.classification import industry
from registry.law.instrument_fields import Document, Written
from registry.law.instrument_form import BANDS, FORMS, HEAD, ITEMS, RECOGNISERS, SETS, Form
from registry.rules.criteria_checks import Flaw
from registry.rules.evidence import Means
from registry.rules.instruments import Instrument
from registry.rules.stars import StarRating, certifiable

_CERTIFIED = [stars for stars in StarRating if certifiable(stars)]
_HEAD = {field.name: field for field in HEAD}


def flaws_of(read: Document) -> list[Flaw]:
    """Find all that does not fit together; what could not be read has been told already."""
    found: list[Flaw] = []
    for form in FORMS:
        found += _twice(form, read.tables[form.name])
    for check in (_head, _bands, _recognisers, _transition, _sets, _items):
        found += check(read)
    return found


def _twice(form: Form, rows: Sequence[Written]) -> Iterator[Flaw]:
    counted = Counter(row.values[form.key] for row in rows)
    for row in rows:
        value = row.values[form.key]
        if value is not None and counted[value] > 1:
            said = form.key_field.words.get(value, value)
            yield row.flaw(f"{form.key_field.title.lower()} «{said}» có ở nhiều dòng.", of=form.key_field)


def _head(read: Document) -> Iterator[Flaw]:
    said = read.head.values
    code = said["code"]
    if code is not None and not _is_code(code):
        yield _of_head("code", f"«{code[:40]}» không phải mã văn bản; ghi như 99/2028, hoặc 99/2028+15/2029.")
    months = said["months_of_validity"]
    if months is not None and not 1 <= months <= 120:
        yield _of_head("months_of_validity", "thời hạn phải từ 1 đến 120 tháng.")


def _is_code(written: str) -> bool:
    try:
        Instrument(written)
    except ValueError:
        return False
    return True


def _bands(read: Document) -> Iterator[Flaw]:
    rows = read.tables[BANDS.name]
    if any(None in row.values.values() for row in rows):
        return
    rows = sorted(rows, key=lambda row: int(row.values["stars"]))
    if [row.values["stars"] for row in rows] != list(StarRating):
        text = "phải có đúng năm khung, từ 1 sao đến 5 sao; khung chưa biết thì chưa nạp được văn bản."
        yield Flaw(where=BANDS.title, text=text)
        return
    step = Decimal(1) if read.head.values["in_whole_numbers"] else Decimal("0.01")
    first, last = rows[0], rows[-1]
    if first.values["lowest"] != 0:
        yield first.flaw("khung 1 sao phải bắt đầu từ 0 điểm.", of=_column(BANDS, "lowest"))
    if last.values["highest"] != 100:
        yield last.flaw("khung 5 sao phải kết thúc ở 100 điểm.", of=_column(BANDS, "highest"))
    for lower, upper in pairwise(rows):
        yield from _neighbours(lower, upper, step=step)


def _neighbours(lower: Written, upper: Written, *, step: Decimal) -> Iterator[Flaw]:
    stars, highest, lowest = lower.values["stars"], lower.values["highest"], upper.values["lowest"]
    column = _column(BANDS, "highest")
    if lower.values["lowest"] >= lowest:
        yield upper.flaw(f"khung {stars + 1} sao phải cao hơn khung {stars} sao.", of=_column(BANDS, "lowest"))
    elif highest >= lowest:
        yield lower.flaw(f"khung {stars} sao chồng lên khung {stars + 1} sao.", of=column)
    elif highest != lowest - step:
        wanted = str(lowest - step).replace(".", ",")
        yield lower.flaw(f"giữa khung {stars} và {stars + 1} sao còn khoảng trống; phải đến {wanted}.", of=column)


def _recognisers(read: Document) -> Iterator[Flaw]:
    rows = read.tables[RECOGNISERS.name]
    named = {row.values["stars"] for row in rows}
    if missing := [int(stars) for stars in _CERTIFIED if stars not in named]:
        said = ", ".join(str(stars) for stars in missing)
        yield Flaw(where=RECOGNISERS.title, text=f"chưa nêu ai công nhận hạng {said} sao.")
    for row in rows:
        stars = row.values["stars"]
        if stars is not None and stars not in _CERTIFIED:
            yield row.flaw("chỉ hạng từ 3 đến 5 sao được công nhận.", of=_column(RECOGNISERS, "stars"))


def _transition(read: Document) -> Iterator[Flaw]:
    said, rows = read.head.values, read.tables["transition"]
    if rows and not said["transition_article"]:
        yield _of_head("transition_article", "phải nêu điều khoản khi có ngày chuyển tiếp.")
    begins = said["applies_from"]
    for row in rows:
        until = row.values["until"]
        if begins is not None and until is not None and until < begins:
            yield row.flaw("ngày cuối chuyển tiếp không được trước ngày văn bản có hiệu lực.")


def _sets(read: Document) -> Iterator[Flaw]:
    rows = read.tables[SETS.name]
    if not rows:
        yield Flaw(where=SETS.title, text="chưa có bộ sản phẩm nào.")
    for row in rows:
        number, ours = row.values["set"], row.values["our_industry"]
        if number is not None and not 1 <= number <= 100:
            yield row.flaw("số bộ phải từ 1 đến 100.", of=_column(SETS, "set"))
        if ours is not None and industry(ours) is None:
            yield row.flaw(f"sổ không có ngành hàng «{ours[:40]}».", of=_column(SETS, "our_industry"))


def _items(read: Document) -> Iterator[Flaw]:
    rows, unknown = read.tables[ITEMS.name], read.head.values["items_unknown"]
    if bool(rows) == bool(unknown):
        yield Flaw(where=ITEMS.title, text="phải có danh mục hồ sơ, hoặc lý do chưa có ở trang «Văn bản».")
    codes = {row.values["code"] for row in rows}
    numbers = {row.values["set"] for row in read.tables[SETS.name]}
    for row in rows:
        yield from _item(row, codes=codes, numbers=numbers)


def _item(row: Written, *, codes: set[Any], numbers: set[Any]) -> Iterator[Flaw]:
    said = row.values
    if said["alternative_to"] is not None and said["alternative_to"] not in codes:
        yield row.flaw(f"không có mục «{said['alternative_to'][:40]}».", of=_column(ITEMS, "alternative_to"))
    if said["carries"] and said["means"] not in (None, Means.FILES):
        yield row.flaw("chỉ mục có tệp mới được kế thừa.", of=_column(ITEMS, "carries"))
    if strange := sorted(set(said["not_required_for_sets"] or ()) - numbers):
        column = _column(ITEMS, "not_required_for_sets")
        yield row.flaw(f"không có bộ số {', '.join(map(str, strange))}.", of=column)


def _column(form: Form, name: str) -> Any:
    return next(field for field in form.fields if field.name == name)


def _of_head(name: str, text: str) -> Flaw:
    return Flaw(where=_HEAD[name].title, text=text)
