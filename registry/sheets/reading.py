"""Reading a file that a stranger sent, in a limited process of its own."""

import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

import python_calamine

from registry.sheets.opening import limits
from registry.sheets.opening.receiving import Garbled, unpack
from registry.sheets.opening.refusals import refusal
from registry.sheets.opening.sending import RawSheet
from registry.sheets.table import Sheet, Table

_PROJECT = Path(__file__).resolve().parents[2]
_LIBRARIES = Path(python_calamine.__file__).resolve().parents[1]
_INTERPRETER = (sys.executable, "-S", "-s", "-P", "-B")
_COMMAND = "import sys; from registry.sheets.opening.reading_process import main; main(*sys.argv[1:])"
_PIECE = 1 << 20
_TURNS = threading.BoundedSemaphore(2)
"""Files that one server opens at the same time: each may take the memory that `limits` allows."""

_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def read_table(path: Path, *, filename: str, papers: bool = False) -> Table:
    """Read a workbook or CSV file into plain cells.

    :param papers: read Word documents too, as one sheet of paragraphs and rows, and PDF, as one column of lines.
    :raises Refusal: when the file is too large, damaged, hostile, protected or no list at all.
    """
    size = path.stat().st_size
    if size == 0:
        raise refusal("empty", filename=filename)
    if size > limits.LARGEST_FILE:
        raise refusal("too_large", filename=filename)
    try:
        with _TURNS:
            answer = _ask_process(path, filename, papers=papers)
        sheets = unpack(answer)
    except Garbled:
        raise refusal("killed", filename=filename) from None
    if isinstance(sheets, str):
        code, _, detail = sheets.partition("\t")
        raise refusal(code, filename=filename, detail=detail, papers=papers)
    table = Table(filename=filename, sheets=tuple(_sheet(sheet) for sheet in sheets))
    if not any(sheet.height for sheet in table.sheets):
        raise refusal("empty", filename=filename)
    return table


def _sheet(raw: RawSheet) -> Sheet:
    return Sheet(
        name=raw.name,
        height=raw.height,
        columns=raw.columns,
        is_visible=raw.is_visible,
        merges=tuple(raw.merges),
        damaged=tuple(raw.damaged),
        counts_from_1904=raw.counts_from_1904,
    )


def _ask_process(path: Path, filename: str, *, papers: bool) -> bytes:
    """Run the reading process and give its answer; nothing is left behind whatever becomes of it or of us."""
    named = "papers" if papers else "workbook" if filename.lower().endswith(_WORKBOOK_ENDINGS) else ""
    process = subprocess.Popen(  # noqa: S603 - our own module, by the interpreter that runs us
        [*_INTERPRETER, "-c", _COMMAND, str(path.resolve()), named],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": f"{_PROJECT}{os.pathsep}{_LIBRARIES}", "PYTHONUTF8": "1", "MALLOC_TOP_PAD_": "67108864"},
        cwd="/",
    )
    try:
        answer = _listen(process, filename)
        code = process.wait(timeout=limits.WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise refusal("too_slow", filename=filename) from None
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    if code != 0:
        raise refusal("killed", filename=filename)
    return answer


def _listen(process: "subprocess.Popen[bytes]", filename: str) -> bytes:
    if process.stdout is None:
        raise refusal("killed", filename=filename)
    deadline = time.monotonic() + limits.WALL_SECONDS
    pieces: list[bytes] = []
    left = limits.LARGEST_ANSWER
    output = process.stdout.fileno()
    while left > 0:
        ready, _, _ = select.select([output], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise refusal("too_slow", filename=filename)
        piece = os.read(output, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        left -= len(piece)
    raise refusal("too_large_inflated", filename=filename)
