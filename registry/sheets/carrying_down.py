"""What a list says once for a unit, carried down to its other products."""

from registry.sheets.columns import SUBJECT_COLUMNS, Column
from registry.sheets.data_rows import DataRows
from registry.sheets.header import Header
from registry.sheets.table import Cell


def carry_down(header: Header, rows: DataRows) -> set[int]:
    """Fill the blanks of a unit from its first row; give the places whose unit's name was taken from above.

    Only while the name is blank or the same: a new unit may leave its own cells blank. A name is never carried
    over a heading.
    """
    place = header.base.get(Column.PRODUCER_NAME)
    if place is None:
        return set()
    subjects = [header.base[column] for column in SUBJECT_COLUMNS if column in header.base]
    blank_subjects = [index for index in subjects if "" in rows.columns[index]]
    names = rows.columns[place]
    if "" not in names and not blank_subjects:
        return set()
    for index in (place, *blank_subjects):
        rows.columns[index] = list(rows.columns[index])
    return _fill(rows, place, blank_subjects)


def _fill(rows: DataRows, name_place: int, subject_places: list[int]) -> set[int]:
    names = rows.columns[name_place]
    subjects = [rows.columns[index] for index in subject_places]
    carried = set()
    name: Cell = ""
    said: list[Cell] = []
    for row, follows in enumerate(rows.follows):
        is_blank = names[row] == ""
        if (is_blank and follows and name != "") or (not is_blank and names[row] == name):
            if is_blank:
                names[row] = name
                if rows.row_numbers[row] not in rows.merged.get(name_place, ()):
                    carried.add(row)
            for place, column in enumerate(subjects):
                if column[row] == "":
                    column[row] = said[place]
                else:
                    said[place] = column[row]
            continue
        name = names[row]
        said = [column[row] for column in subjects]
    return carried
