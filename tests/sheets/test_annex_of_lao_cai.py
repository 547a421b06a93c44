"""A real list turned into the text of a PDF: it agrees with itself, and no change of any line goes unseen."""

import csv
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from registry.rules.annex_reconciliation import Difference, DifferenceKind, OurLine, differences
from registry.rules.annex_text import lines_in

LIST = Path(__file__).parent / "data" / "lao-cai-4261-2021.csv"
STRANGER = OurLine(position=0, product="Rượu ngô men lá Bản Liền", producer="HTX Y Tý Mới", stars=3)


def annex() -> list[OurLine]:
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        OurLine(
            position=place,
            product=row["Tên sản phẩm"].strip(),
            producer=row["Tên chủ thể"].strip(),
            stars=int(row["Hạng sao"][0]),
        )
        for place, row in enumerate(rows, start=1)
    ]


OURS = annex()


def as_text(lines: Sequence[OurLine], *, bare: bool) -> str:
    """Write an annex as text loses its columns: a cell after another, each broken where it was narrow."""
    cells: list[str] = []
    for number, line in enumerate(lines, start=1):
        cells += [str(number), *textwrap.wrap(line.product, 14), *textwrap.wrap(line.producer, 16)]
        cells += ["tổ 5, xã Mường Hum", "75,5", f"{line.stars}" if bare else f"{line.stars} sao"]
    return "\n".join(cells)


def found(lines: Sequence[OurLine], *, bare: bool) -> list[Difference]:
    pairs, others = lines_in(as_text(lines, bare=bare), OURS)
    return differences(OURS, [*(other for _, other in pairs), *others], pairs)


@pytest.mark.parametrize("bare", [False, True])
def test_the_list_agrees_with_itself(bare: bool) -> None:
    assert len(OURS) > 20
    assert found(OURS, bare=bare) == []


@pytest.mark.parametrize("bare", [False, True])
def test_no_change_of_any_line_goes_unseen(bare: bool) -> None:
    for place, line in enumerate(OURS):
        changes = (
            replace(line, stars=4 if line.stars == 3 else 3),
            replace(line, product=STRANGER.product),
            replace(line, producer="Công ty TNHH Hoàng Liên Sơn"),
        )
        for changed in changes:
            assert found([*OURS[:place], changed, *OURS[place + 1 :]], bare=bare), changed
        left_out = found([*OURS[:place], *OURS[place + 1 :]], bare=bare)
        assert DifferenceKind.MISSING in {one.kind for one in left_out}, line
        put_in = found([*OURS[:place], STRANGER, *OURS[place:]], bare=bare)
        assert DifferenceKind.ADDITIONAL in {one.kind for one in put_in}, line
