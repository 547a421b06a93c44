"""A sheet of every set of criteria that can be scored by is printed whole, whatever is ticked."""

import pytest
from builders.assessment_papers import a_score_sheet
from builders.paper_reading import words
from builders.score_sheets import SCORED, best_ticks, named, the_set

from certificates import RowKind, draw_score_sheet
from registry.documents import score_sheet
from registry.models.assessment import ScoreSheet


@pytest.mark.parametrize("one", SCORED, ids=named)
def test_a_sheet_of_the_set_has_every_row_and_a_cross_for_every_tick(one) -> None:
    criteria = the_set(one)
    ticks = best_ticks(criteria)
    sheet = ScoreSheet(ticks=ticks, eliminated_by=[criteria.grounds[-1].key] if criteria.grounds else [], comments={})

    rows = score_sheet.rows(criteria, sheet)
    text = words(draw_score_sheet(a_score_sheet(rows=rows, total="100")))

    assert sum(row.is_ticked for row in rows if row.kind is RowKind.OPTION) == len(ticks)
    assert sum(row.is_ticked for row in rows if row.kind is RowKind.GROUND) == len(sheet.eliminated_by)
    assert text.count("×") == len(ticks) + len(sheet.eliminated_by) + sum(row.text.count("×") for row in rows)
    for node in criteria.nodes.values():
        assert node.title in text
