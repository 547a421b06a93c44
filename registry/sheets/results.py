"""Turning a table of plain cells into typed results."""

from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import attrgetter
from typing import Any

from registry.rules.instruments import RecognitionKind
from registry.sheets.carrying_down import carry_down
from registry.sheets.collecting import without_collecting
from registry.sheets.column_values import ColumnValues
from registry.sheets.columns import RECOGNITION_COLUMNS, Column
from registry.sheets.data_rows import data_rows
from registry.sheets.header import find_header
from registry.sheets.recognition_values import RecognitionValues
from registry.sheets.result_row import Guess, ResultRow, ResultSheet, Words
from registry.sheets.row_checks import (
    check_columns,
    check_current_stars,
    check_names,
    check_recognition,
    damaged_problems,
)
from registry.sheets.subject_values import guess_carried_names, packings, producer_kinds
from registry.sheets.table import Cell, Table

_TEXTS = (
    Column.PRODUCT_NAME,
    Column.PRODUCER_NAME,
    Column.REPRESENTATIVE,
    Column.PHONE,
    Column.COMMUNE,
    Column.DISTRICT,
    Column.ADDRESS,
    Column.INDUSTRY,
    Column.PRODUCT_GROUP,
    Column.PRODUCT_SET,
    Column.TAX_NUMBER,
    Column.GTIN,
    Column.NOTE,
    Column.SOURCE,
)
_ORDINAL_GUESS = "Suy từ thứ tự lần công nhận trong dòng."
_CURRENT_GUESS = "Lấy từ cột hạng sao hiện tại."


def result_rows(table: Table, *, sheet: str | None = None) -> ResultSheet:
    """Read every result of the best sheet, or of the sheet named.

    :raises Refusal: when no sheet has a header that names products, or merged cells overlap.
    """
    with without_collecting():
        return _result_sheet(table, sheet)


def _result_sheet(table: Table, sheet: str | None) -> ResultSheet:
    header = find_header(table, sheet=sheet)
    taken = data_rows(header)
    cells = list(taken.columns)
    carried = carry_down(header, taken)
    values = ColumnValues(header, taken)
    said = _said_once(values, carried)
    check_names(values, said["product_name"], said["producer_name"])
    rows = _rows_of_one(values, said, cells) if not header.recognitions else _rows_of_several(values, said, cells)
    problems = [*check_columns(header), *taken.problems, *values.problems, *damaged_problems(header, taken)]
    problems.sort(key=attrgetter("row"))
    return ResultSheet(
        filename=table.filename,
        sheet_name=header.sheet.name,
        header_row=header.last_row + 1,
        titles={
            column.value: header.titles.get(index, "")
            for group in (*reversed(header.recognitions), header.base)
            for column, index in group.items()
        },
        rows=rows,
        problems=problems,
        ignored=taken.ignored,
        unused_columns=header.unused,
        title_lines=header.title_lines,
        other_sheets=header.other_sheets,
    )


def _said_once(values: ColumnValues, carried: set[int]) -> dict[str, Sequence[Any]]:
    """Give what is said of unit and product, by the names it has in a result."""
    base = values.header.base
    said: dict[str, Sequence[Any]] = {column.value: values.values(column, base.get(column)) for column in _TEXTS}
    guess_carried_names(values, said["producer_name"], carried)
    said["producer_kind"] = producer_kinds(values, said["producer_name"])
    said["packings"] = packings(values)
    current = values.values(Column.CURRENT_STARS, base.get(Column.CURRENT_STARS), blank=(None,))
    said["current_stars"] = [stars[0] for stars in current]
    said["row_number"] = values.rows.row_numbers
    said["sequence"] = values.rows.sequences
    return said


def _rows_of_one(values: ColumnValues, said: dict[str, Sequence[Any]], cells: list[list[Cell]]) -> list[ResultRow]:
    """Build results where each row tells of one recognition."""
    recognition = RecognitionValues(values, values.header.base, recognition=0)
    check_recognition(values, recognition)
    if Column.STARS in values.header.base and Column.CURRENT_STARS in values.header.base:
        check_current_stars(values, said["current_stars"], recognition.stars)
    elif Column.CURRENT_STARS in values.header.base:
        _take_current_stars(values, said, recognition, range(len(values)))
    return _built(values, {**said, **recognition.fields()}, cells, values.header.base, 1)


def _rows_of_several(values: ColumnValues, said: dict[str, Sequence[Any]], cells: list[list[Cell]]) -> list[ResultRow]:
    """Build results where each row has columns for a first, a second … recognition."""
    header = values.header
    groups = list(enumerate(header.recognitions, start=1))
    present = {number: _has_any(values, group) for number, group in groups}
    bare = [place for place in range(len(values)) if not any(there[place] for there in present.values())]
    for place in bare:
        present[1][place] = True
    latest = [max(number for number in present if present[number][place]) for place in range(len(values))]
    shared = {column: index for column, index in header.base.items() if column in RECOGNITION_COLUMNS}
    rows: list[ResultRow] = []
    before: Sequence[int | None] = [None] * len(values)
    latest_stars: list[int | None] = [None] * len(values)
    for number, group in groups:
        recognition = RecognitionValues(
            values,
            {**shared, **group},
            recognition=number,
            shared=set(shared) - set(group),
            is_latest=[last == number for last in latest],
        )
        if number == 1:
            _take_current_stars(values, said, recognition, bare)
        _guess_kinds(values, recognition, number, before, present[number])
        check_recognition(values, recognition)
        latest_stars = [
            stars if last == number else sofar
            for stars, last, sofar in zip(recognition.stars, latest, latest_stars, strict=True)
        ]
        before = recognition.stars
        columns = {**header.base, **group}
        built = _built(values, {**said, **recognition.fields()}, cells, columns, number)
        rows += compress(built, present[number])
    check_current_stars(values, said["current_stars"], latest_stars)
    rows.sort(key=attrgetter("row_number", "recognition"))
    return rows


def _has_any(values: ColumnValues, group: Mapping[Column, int]) -> list[bool]:
    columns = [values.rows.columns[index] for index in group.values()]
    return [any(cell != "" for cell in row) for row in zip(*columns, strict=True)]


def _take_current_stars(
    values: ColumnValues, said: Mapping[str, Sequence[Any]], recognition: RecognitionValues, places: Sequence[int]
) -> None:
    """Where no recognition states stars, take the present ones, as a guess."""
    index = values.header.base.get(Column.CURRENT_STARS)
    if index is None:
        return
    title = values.header.titles[index]
    taken = list(recognition.stars)
    recognition.stars = taken
    for place in places:
        stars = said["current_stars"][place]
        if stars is not None and taken[place] is None:
            taken[place] = stars
            guess = Guess(title, f"{stars} sao", f"{stars} sao", _CURRENT_GUESS, Column.STARS)
            values.guess(place, guess, recognition=recognition.recognition)


def _guess_kinds(
    values: ColumnValues,
    recognition: RecognitionValues,
    number: int,
    before: Sequence[int | None],
    present: Sequence[bool],
) -> None:
    """Guess first, re-assessed or upgraded from the order of the recognitions in a row."""
    kinds = list(recognition.kinds)
    for place, (kind, stars, earlier) in enumerate(zip(kinds, recognition.stars, before, strict=True)):
        if kind is not None or not present[place]:
            continue
        guessed = RecognitionKind.FIRST
        if number > 1:
            rose = stars is not None and earlier is not None and stars > earlier
            guessed = RecognitionKind.UPGRADED if rose else RecognitionKind.REASSESSED
        kinds[place] = guessed
        guess = Guess("", f"lần {number}", guessed.value, _ORDINAL_GUESS, Column.RECOGNITION_KIND)
        values.guess(place, guess, recognition=number)
    recognition.kinds = kinds


def _built(
    values: ColumnValues,
    fields: Mapping[str, Sequence[Any]],
    cells: list[list[Cell]],
    columns: Mapping[Column, int],
    number: int,
) -> list[ResultRow]:
    """Build one result for each row."""
    words = Words(
        columns=cells,
        known=tuple((column.value, index) for column, index in columns.items()),
        unused=tuple((unused.title, unused.index) for unused in values.header.unused),
    )
    ready: dict[str, Any] = {
        **fields,
        "recognition": repeat(number),
        "guesses": values.guesses_of(number if values.header.recognitions else 0),
        "place": range(len(values)),
        "words": repeat(words),
    }
    fields_of_rows = zip(*(ready[name] for name in ResultRow._fields), strict=False)  # repeat has no end
    # What ResultRow._make does, without its detour through Python for each row.
    return list(map(tuple.__new__, repeat(ResultRow), fields_of_rows))
