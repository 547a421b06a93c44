"""A real list turned into the text of a PDF: it agrees with itself, and no change of any line goes unseen."""

import csv
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from registry.rules.annex_cells import AnnexColumn
from registry.rules.annex_reconciliation import Difference, DifferenceKind, OurLine, differences
from registry.rules.annex_text import lines_in

LIST = Path(__file__).parent / "data" / "lao-cai-4261-2021.csv"
STRANGER = OurLine(
    position=0,
    product="Rượu ngô men lá Bản Liền",
    producer="HTX Y Tý Mới",
    stars=3,
    cells={AnnexColumn.ADDRESS: "thôn Bản Liền", AnnexColumn.SCORE: "71,5", AnnexColumn.NOTE: ""},
)


def annex() -> list[OurLine]:
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        OurLine(
            position=place,
            product=row["Tên sản phẩm"].strip(),
            producer=row["Tên chủ thể"].strip(),
            stars=int(row["Hạng sao"][0]),
            cells={
                AnnexColumn.ADDRESS: f"tổ {place}, xã Mường Hum",
                AnnexColumn.SCORE: f"{70 + place / 100:.2f}".replace(".", ","),
                AnnexColumn.NOTE: "Đánh giá lại" if place % 3 == 0 else "",
            },
        )
        for place, row in enumerate(rows, start=1)
    ]


OURS = annex()


def as_text(lines: Sequence[OurLine], *, bare: bool) -> str:
    """Write an annex as text loses its columns: a cell after another, each broken where it was narrow."""
    cells: list[str] = ["TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Điểm", "Hạng sao", "Ghi chú"]
    for number, line in enumerate(lines, start=1):
        cells += [str(number), *textwrap.wrap(line.product, 14), *textwrap.wrap(line.producer, 16)]
        said = line.cells
        cells += [*textwrap.wrap(said[AnnexColumn.ADDRESS], 9), said[AnnexColumn.SCORE]]
        cells += [f"{line.stars}" if bare else f"{line.stars} sao", *textwrap.wrap(said[AnnexColumn.NOTE], 6)]
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
            replace(line, cells={**line.cells, AnnexColumn.ADDRESS: "tổ 99, xã Mường Hum"}),
            replace(line, cells={**line.cells, AnnexColumn.ADDRESS: f"{line.cells[AnnexColumn.ADDRESS]} Hạ"}),
            replace(line, cells={**line.cells, AnnexColumn.SCORE: "69,5"}),
            replace(line, cells={**line.cells, AnnexColumn.NOTE: "Nâng hạng"}),
        )
        for changed in changes:
            assert found([*OURS[:place], changed, *OURS[place + 1 :]], bare=bare), changed
        left_out = found([*OURS[:place], *OURS[place + 1 :]], bare=bare)
        assert DifferenceKind.MISSING in {one.kind for one in left_out}, line
        put_in = found([*OURS[:place], STRANGER, *OURS[place:]], bare=bare)
        assert DifferenceKind.ADDITIONAL in {one.kind for one in put_in}, line
