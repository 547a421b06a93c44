"""A file with a criteria set that somebody brought: JSON, or a workbook of the form that pages offer."""

from pathlib import Path

from registry.law.criteria_reading import Reading, criteria_set_from
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.sheets.criteria_table import read_criteria
from registry.sheets.reading import read_table

LARGEST_JSON = 400 * 1024
"""Ten times the longest set there is."""
_MARK_OF_UTF_8 = b"\xef\xbb\xbf"
_WANTED = "Bộ tiêu chí phải là tệp .json, hoặc tệp Excel (.xlsx) theo mẫu tải từ trang của bộ tiêu chí."


def read_criteria_file(path: Path, filename: str) -> Reading:
    """Read a file into the set it holds, or into all that is wrong with the set.

    :raises Refusal: when it is neither JSON nor a workbook, too large, damaged, hostile or protected.
    """
    with path.open("rb") as file:
        start = file.read(64).removeprefix(_MARK_OF_UTF_8).lstrip()
    if filename.lower().endswith(".json") or start.startswith((b"{", b"[")):
        return _from_json(path, filename=filename)
    try:
        return read_criteria(read_table(path, filename=filename))
    except Refusal as refusal:
        raise Refusal(f"{refusal.text} {_WANTED}", field="file") from refusal


def _from_json(path: Path, *, filename: str) -> Reading:
    if path.stat().st_size > LARGEST_JSON:
        raise Refusal(f"Tệp «{clean(filename)[:100]}» lớn hơn 400 KB, không phải bộ tiêu chí. {_WANTED}", field="file")
    return criteria_set_from(path.read_bytes().removeprefix(_MARK_OF_UTF_8))
