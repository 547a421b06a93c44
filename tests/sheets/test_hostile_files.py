"""Files made to harm: each is refused by a sentence or read, by a process that cannot harm the server."""

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.hostile_files import (
    LIST_ROWS,
    a_package,
    a_swollen_package,
    an_ole_file,
    cells_at,
    package_parts,
    sheet_xml,
    with_declared_size,
    with_flag,
    zipped,
)
from builders.workbooks import HEADER, a_workbook
from openpyxl.utils import get_column_letter

from registry.rules.refusal import Refusal
from registry.sheets.opening import limits
from registry.sheets.reading import read_table

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _plain() -> dict[str, str | bytes]:
    return package_parts(sheet_xml())


def _with(**parts: str | bytes) -> dict[str, str | bytes]:
    return _plain() | {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}


def _wide_rows(rows: int, columns: int) -> str:
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    return "".join(
        f'<row r="{row}">{"".join(f"<c r={chr(34)}{letter}{row}{chr(34)}><v>1</v></c>" for letter in letters)}</row>'
        for row in range(1, rows + 1)
    )


def _spoilt(path: Path, spoil: Callable[[bytes], bytes]) -> Path:
    a_package(path, _plain())
    path.write_bytes(spoil(path.read_bytes()))
    return path


HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a bomb that says how large it is": (
        lambda path: a_swollen_package(path, SHEET, megabytes=300, parts=_plain()),
        "quá nhiều dữ liệu",
    ),
    "a bomb of shared strings": (
        lambda path: a_swollen_package(
            path, "xl/sharedStrings.xml", megabytes=200, parts=package_parts(sheet_xml(), shared_strings="<sst>")
        ),
        "quá nhiều dữ liệu",
    ),
    "a bomb in a part that no one reads": (
        lambda path: a_swollen_package(
            path, "docProps/app.xml", megabytes=200, parts=_plain() | {"docProps/app.xml": ""}
        ),
        "quá nhiều dữ liệu",
    ),
    "cells in opposite corners": (
        lambda path: a_package(path, package_parts(sheet_xml(LIST_ROWS + cells_at("XFD1048576")))),
        "ô lạc",
    ),
    "a cell in the last row and one in the last column": (
        lambda path: a_package(path, package_parts(sheet_xml(cells_at("XFD1", "A1048576")))),
        "ô lạc",
    ),
    "a cell in the last row": (
        lambda path: a_package(path, package_parts(sheet_xml(LIST_ROWS + cells_at("A1048576")))),
        r"hơn 50\.000 dòng",
    ),
    "a cell in the last column": (
        lambda path: a_package(path, package_parts(sheet_xml(cells_at("XFD1") + LIST_ROWS))),
        "hơn 60 cột",
    ),
    "one row too many": (
        lambda path: a_package(path, package_parts(sheet_xml(_wide_rows(limits.MOST_ROWS + 1, 1)))),
        r"hơn 50\.000 dòng",
    ),
    "one column too many": (
        lambda path: a_package(path, package_parts(sheet_xml(_wide_rows(3, limits.MOST_COLUMNS + 1)))),
        "hơn 60 cột",
    ),
    "too many cells": (
        lambda path: a_package(path, package_parts(sheet_xml(_wide_rows(30_000, 51)))),
        r"hơn 1\.200\.000 ô",
    ),
    "too many merged cells": (
        lambda path: a_package(
            path,
            package_parts(
                sheet_xml(
                    after="<mergeCells>" + '<mergeCell ref="A3:A4"/>' * (limits.MOST_MERGES + 1) + "</mergeCells>"
                )
            ),
        ),
        r"hơn 50\.000 ô gộp",
    ),
    "a cell longer than any": (
        lambda path: a_package(path, package_parts(sheet_xml(LIST_ROWS.replace("Chè", "x" * 5_000_000)))),
        r"ô dài hơn 32\.767 ký tự",
    ),
    "shared strings without end": (
        lambda path: a_package(path, package_parts(sheet_xml(), shared_strings="<sst>" + "<si/>" * 19_000_000)),
        "Không đọc được tệp",
    ),
    "entities that multiply": (
        lambda path: a_package(path, package_parts(sheet_xml(before=LAUGHS))),
        "khai báo không dùng",
    ),
    "entities that multiply among the shared strings": (
        lambda path: a_package(path, package_parts(sheet_xml(), shared_strings=f'<?xml version="1.0"?>{LAUGHS}<sst/>')),
        "khai báo không dùng",
    ),
    "an entity from outside": (
        lambda path: a_package(path, package_parts(sheet_xml(before=OUTSIDE))),
        "khai báo không dùng",
    ),
    "links to other workbooks": (
        lambda path: a_package(path, _plain() | {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        "ngắt liên kết",
    ),
    "a connection to a database": (
        lambda path: a_package(path, _plain() | {"xl/connections.xml": "<connections/>"}),
        "ngắt liên kết",
    ),
    "macros": (lambda path: a_package(path, _plain() | {"xl/vbaProject.bin": b"\0"}), "macro"),
    "a zip in a zip": (lambda path: _spoilt(path, lambda content: zipped(content, "list.xlsx")), "không phải sổ tính"),
    "a document of Word": (lambda path: a_package(path, {"word/document.xml": "<w/>"}), "văn bản"),
    "a sheet of LibreOffice": (lambda path: a_package(path, {"content.xml": "<o/>"}), "OpenDocument"),
    "a binary workbook": (lambda path: a_package(path, {"xl/workbook.bin": b"\0"}), "xlsb"),
    "members under a password": (lambda path: _spoilt(path, lambda content: with_flag(content, 1)), "mật khẩu"),
    "a workbook under a password": (lambda path: an_ole_file(path, "EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
    "an old workbook": (lambda path: an_ole_file(path, "Root Entry", "Workbook"), r"kiểu cũ \(\.xls\)"),
    "another OLE file": (lambda path: an_ole_file(path, "Root Entry", "WordDocument"), "không phải sổ tính"),
    "half a workbook": (lambda path: _spoilt(path, lambda content: content[: len(content) // 2]), "bị hỏng"),
    "a workbook after other bytes": (
        lambda path: _spoilt(path, lambda content: content[:4] + b"x" * 99 + content[4:]),
        "bị hỏng",
    ),
    "a workbook without sheets": (
        lambda path: a_package(path, _plain() | {"xl/workbook.xml": "<workbook><sheets/></workbook>"}),
        "trống",
    ),
    "a sheet without cells": (lambda path: a_package(path, package_parts(sheet_xml(""))), "trống"),
    "broken markup": (
        lambda path: a_package(path, package_parts("<worksheet><sheetData><row><c r='")),
        "bị hỏng|trống",
    ),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_what_is_made_to_harm_is_refused_by_a_sentence(tmp_path: Path, harm: str) -> None:
    write, words = HOSTILE[harm]
    path = write(tmp_path / "list.xlsx")

    with pytest.raises(Refusal, match=words) as refused:
        read_table(path, filename="danh sách.xlsx")

    assert refused.value.field == "file"
    assert "danh sách.xlsx" in refused.value.text


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = a_swollen_package(
        tmp_path / "list.xlsx", "docProps/app.xml", megabytes=200, parts=_plain() | {"docProps/app.xml": ""}
    )
    path.write_bytes(with_declared_size(path.read_bytes(), "docProps/app.xml", 1000))

    with pytest.raises(Refusal, match=r"quá nhiều dữ liệu|bị hỏng"):
        read_table(path, filename="danh sách.xlsx")


def test_a_file_larger_than_any_list_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with path.open("wb") as file:
        file.truncate(limits.LARGEST_FILE + 1)

    with pytest.raises(Refusal, match="lớn hơn 40 MB"):
        read_table(path, filename="danh sách.xlsx")


def test_spoilt_bytes_are_refused_or_read_and_nothing_else(tmp_path: Path) -> None:
    whole = a_workbook(tmp_path / "whole.xlsx", [HEADER, (1, "Chè", "HTX Một", "3 sao")]).read_bytes()
    chance = random.Random(2020)
    path = tmp_path / "spoilt.xlsx"
    verdicts = set()
    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(spoilt[: chance.choice([len(spoilt), chance.randrange(1, len(spoilt))])])
        try:
            read_table(path, filename="spoilt.xlsx")
            verdicts.add("read")
        except Refusal:
            verdicts.add("refused")

    assert verdicts == {"read", "refused"}


def test_a_name_of_any_letters_is_only_shown(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"%PDF-1.7")

    for name in ("{detail}{0}.csv", "--help", "'; rm -rf /", "x" * 5000, "a\nb.csv", "\ud800.csv", "a\0b.csv"):
        with pytest.raises(Refusal, match="PDF"):
            read_table(path, filename=name)


def test_the_reading_process_cannot_take_memory_or_write_files(tmp_path: Path) -> None:
    script = (
        "from registry.sheets.opening import reading_process as r; r._limit_myself()\n"
        "import resource, sys\n"
        "try: bytearray(2**30)\n"
        "except MemoryError: print('no memory')\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"try: open({str(tmp_path / 'leftover')!r}, 'wb', 0).write(b'x')\n"
        "except OSError: print('no file')\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU)[1], resource.getrlimit(resource.RLIMIT_CORE)[1])"
    )
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert said.stdout.split("\n") == ["no memory", "no file", f"{limits.CPU_SECONDS} 0", ""]


def test_reading_leaves_no_process_and_no_file_behind(tmp_path: Path) -> None:
    before = set(os.listdir(tempfile.gettempdir()))  # noqa: PTH208
    good = a_workbook(tmp_path / "good.xlsx", [HEADER, (1, "Chè", "HTX Một", "3 sao")])
    bad = a_package(tmp_path / "bad.xlsx", package_parts(sheet_xml(LIST_ROWS + cells_at("XFD1048576"))))

    read_table(good, filename="good.xlsx")
    with pytest.raises(Refusal):
        read_table(bad, filename="bad.xlsx")

    assert {name for name in set(os.listdir(tempfile.gettempdir())) - before if "ocop" in name} == set()  # noqa: PTH208
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.xlsx", "good.xlsx"]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0
