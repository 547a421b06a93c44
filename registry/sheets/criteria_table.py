"""A criteria set as a sheet that a person can fill in, and back: one row for every heading, criterion and option."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from registry.law.criteria_places import OfSheet
from registry.law.criteria_reading import Reading, criteria_set_from
from registry.rules.criteria import FORMAT, CriteriaSet, Criterion
from registry.rules.criteria_checks import Flaw
from registry.rules.search_key import clean, fold
from registry.sheets.cells.text import written
from registry.sheets.table import Cell, Sheet, Table
from registry.sheets.writing import SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn("Mã", width=20),
    SheetColumn("Nội dung", width=80),
    SheetColumn("Điểm", kind="whole", width=8),
    SheetColumn("Mức tối thiểu (sao)", kind="whole", width=12),
    SheetColumn("Trường hợp", width=28),
    SheetColumn("Hướng dẫn", width=48),
    SheetColumn("Chỉ chấm khi", width=22),
)
_HINT = "Dòng có mã A, 1, 1.1 là phần, mục, tiêu chí; các mức điểm ở ngay dưới tiêu chí, để trống cột Mã."

_HEAD = {
    "Văn bản": "instrument",
    "Áp dụng từ ngày": "effective_from",
    "Áp dụng đến ngày": "effective_to",
    "Số bộ": "set",
    "Tên bộ": "name",
    "Ngành": "industry",
    "Nhóm": "group",
    "Phân nhóm": "subgroup",
    "Cơ quan chủ trì": "managing_agency",
    "Nguồn": "source",
    "Chưa chấm được vì": "incomplete",
}
_GROUND, _ZERO, _DOUBT, _REMARK = "Bị loại khi", "Bị loại khi 0 điểm", "Bất thường đã biết", "Lưu ý"
_WORDS = {fold(word): word for word in (*_HEAD, _GROUND, _ZERO, _DOUBT, _REMARK)}

_PART = re.compile(r"[A-Z]")
_CODE = re.compile(r"\d{1,3}(\.\d{1,3})*")
_CONDITION = re.compile(r"(?:tiêu chí )?(\d[\d.]*) (?:đạt )?từ (\d+) điểm", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def write_criteria(criteria: CriteriaSet) -> bytes:
    """Write a set as a workbook: to be read by people, or changed and brought back."""
    title = f"Bộ tiêu chí số {criteria.number}: {criteria.name}"
    return write_xlsx(title=title, subtitle=_HINT, columns=_COLUMNS, rows=_rows(criteria))


def _rows(criteria: CriteriaSet) -> Iterator[tuple[object, ...]]:
    for word, value in zip(
        _HEAD,
        (
            str(criteria.instrument),
            f"{criteria.effective_from:%d/%m/%Y}",
            f"{criteria.effective_to:%d/%m/%Y}" if criteria.effective_to else None,
            str(criteria.number),
            criteria.name,
            criteria.industry,
            criteria.group,
            criteria.subgroup,
            criteria.managing_agency,
            criteria.source,
            criteria.incomplete,
        ),
        strict=True,
    ):
        yield _row(word, value)
    yield from (_row(_REMARK, text) for text in criteria.checks)
    yield from (_row(_GROUND, text) for text in criteria.disqualified_if)
    for part in criteria.parts:
        yield _row(part.code, part.title, part.max)
        for section in part.criteria:
            for node in section.walk():
                yield from _criterion_rows(node)


def _criterion_rows(node: Criterion) -> Iterator[tuple[object, ...]]:
    condition = node.applies_if
    when = f"Tiêu chí {condition.criterion} đạt từ {condition.min_points} điểm" if condition else None
    yield _row(node.code, node.title, node.max, None, None, node.hint, when)
    for option in node.options:
        yield _row(None, option.label, option.points, option.required_for, option.case)
    for place, text in enumerate(node.disqualified_if):
        yield _row(_ZERO if node.zero_disqualifies and not place else _GROUND, text)
    if node.doubt is not None:
        yield _row(_DOUBT, node.doubt)


def _row(*cells: object) -> tuple[object, ...]:
    return (*cells, *[None] * (len(_COLUMNS) - len(cells)))


def read_criteria(table: Table) -> Reading:
    """Read a set from a sheet of this form: the set, or all that is wrong with it."""
    for sheet in table.sheets:
        head = _header(sheet)
        if head is not None:
            named = f"Trang tính «{sheet.name}», dòng" if len(table.sheets) > 1 else "Dòng"
            return _Rows(sheet, first=head + 1, row=named).reading()
    text = "Không tìm thấy bảng có dòng tiêu đề «Mã», «Nội dung», «Điểm»; hãy dùng mẫu tải từ trang này."
    return Reading(criteria=None, flaws=(Flaw(where="", text=text),))


def _header(sheet: Sheet) -> int | None:
    wanted = [fold(column.title) for column in _COLUMNS[:3]]
    for index in range(min(sheet.height, 20)):
        if [fold(written(cell)) for cell in sheet.row(index)[:3]] == wanted:
            return index
    return None


class _Rows:
    """Goes down a sheet once and builds the object that a data file would hold."""

    def __init__(self, sheet: Sheet, *, first: int, row: str) -> None:
        self.document = OfSheet({"format": FORMAT, "disqualified_if": [], "checks": [], "parts": []}, at="")
        self.flaws: list[Flaw] = []
        self.place = ""
        self.node: dict[str, Any] | None = None
        """The criterion whose rows these are; None above the first."""

        self.nodes: dict[str, dict[str, Any]] = {}
        for index in range(first, sheet.height):
            cells = [*sheet.row(index), *[""] * len(_COLUMNS)][: len(_COLUMNS)]
            if any(cell != "" for cell in cells):
                self.place = f"{row} {index + 1}"
                self._row(cells)

    def reading(self) -> Reading:
        """Give what came of it; rows that could not be placed are told beside all else."""
        read = criteria_set_from(self.document)
        flaws = (*self.flaws, *read.flaws)
        return Reading(criteria=None if flaws else read.criteria, flaws=flaws)

    def _row(self, cells: list[Cell]) -> None:
        code, text = clean(written(cells[0])), clean(written(cells[1]))
        word = _WORDS.get(fold(code))
        if word is not None:
            self._said(word, text, cells[1])
        elif _PART.fullmatch(code):
            self.node = None
            part = {"code": code, "title": text, "max": _number(cells[2]), "criteria": []}
            self.document["parts"].append(OfSheet(part, at=self.place))
        elif _CODE.fullmatch(code.replace(",", ".")) and not isinstance(cells[0], dt.date | dt.time):
            self._criterion(code.replace(",", "."), text, cells)
        elif code:
            self._flaw(f"không hiểu mã «{code[:40]}»; mã là A, 1, 1.1 hoặc một từ của mẫu.")
        else:
            self._option(text, cells)

    def _said(self, word: str, text: str, cell: Cell) -> None:
        if word in _HEAD:
            if text:
                self.document[_HEAD[word]] = _head_value(_HEAD[word], text, cell)
            self.document.fields_at[_HEAD[word]] = self.place
        elif word == _REMARK:
            self.document["checks"].append(text)
        elif word == _GROUND:
            (self.node or self.document).setdefault("disqualified_if", []).append(text)
        elif self.node is None:
            self._flaw(f"«{word}» phải đứng dưới một tiêu chí.")
        elif word == _DOUBT:
            self.node["doubt"] = text
        else:
            self.node["zero_disqualifies"] = True
            self.node.setdefault("disqualified_if", []).insert(0, text)

    def _criterion(self, code: str, text: str, cells: list[Cell]) -> None:
        self.node = OfSheet({"code": code, "title": text, "max": _number(cells[2])}, at=self.place)
        hint, when = clean(written(cells[5])), clean(written(cells[6]))
        if hint:
            self.node["hint"] = hint
        if when:
            self._condition(self.node, when)
        above = code.rpartition(".")[0]
        if above in self.nodes:
            self.nodes[above].setdefault("children", []).append(self.node)
        elif above or not self.document["parts"]:
            self._flaw(f"tiêu chí {code} chưa có {f'mục {above}' if above else 'phần (A, B, C)'} ở trên.")
        else:
            self.document["parts"][-1]["criteria"].append(self.node)
        self.nodes[code] = self.node

    def _condition(self, node: dict[str, Any], when: str) -> None:
        found = _CONDITION.fullmatch(when)
        if found is None:
            self._flaw(f"không hiểu điều kiện «{when[:60]}»; hãy ghi dạng «Tiêu chí 5.1 đạt từ 1 điểm».")
        else:
            node["applies_if"] = OfSheet({"criterion": found[1], "min_points": int(found[2])}, at=self.place)

    def _option(self, text: str, cells: list[Cell]) -> None:
        if self.node is None:
            self._flaw("mức điểm phải đứng dưới một tiêu chí.")
            return
        option = OfSheet({"points": _number(cells[2]), "label": text}, at=self.place)
        if cells[3] != "":
            option["required_for"] = _number(cells[3])
        if case := clean(written(cells[4])):
            option["case"] = case
        self.node.setdefault("options", []).append(option)

    def _flaw(self, text: str) -> None:
        self.flaws.append(Flaw(where=self.place, text=text))


def _number(cell: Cell) -> object:
    """Give a whole number as one; whatever else stands there is given as it is, to be refused at its place."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = clean(cell) if isinstance(cell, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else cell


def _head_value(field: str, text: str, cell: Cell) -> object:
    if field == "set":
        return _number(cell)
    if field not in ("effective_from", "effective_to"):
        return text
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text
