"""How long dossiers took, by step and office, month by month."""

from functools import partial

from flask import request
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import dossier_clocks
from registry.queries.settings import settings
from registry.rules.clocks import StepFigure, monthly
from registry.web.held_rows import HeldRows
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.dossiers.blueprint import pages
from registry.web.words import word

MONTH = "thang"
MONTHS_OFFERED = 36


def _months() -> Choices:
    """Offer the months of the last three years, the newest first."""
    today = clock.today()
    last = today.year * 12 + today.month - 1
    return [
        (f"{month // 12}-{month % 12 + 1:02}", f"Tháng {month % 12 + 1} năm {month // 12}")
        for month in range(last, last - MONTHS_OFFERED, -1)
    ]


TIMES: Listing[StepFigure] = Listing(
    title="Thời gian xử lý hồ sơ",
    columns=(
        Column(key="step", title="Bước", value=lambda one: word(one.step), sortable=False, width=30),
        Column(key="office", title="Nơi xử lý", value=lambda one: one.office, sortable=False, width=30),
        Column(key="ended", title="Số lượt xong", value=lambda one: one.ended, show="whole", sortable=False),
        Column(
            key="mean",
            title="Trung bình (ngày)",
            value=lambda one: _days(one),
            sortable=False,
            note=lambda one: word(one.kind),
            note_title="Loại ngày",
        ),
        Column(key="longest", title="Lâu nhất (ngày)", value=lambda one: one.longest, show="whole", sortable=False),
        Column(key="over", title="Quá hạn", value=lambda one: one.over, show="whole", sortable=False),
    ),
    filters=(Filter(name=MONTH, label="Tháng", choices=_months),),
    empty="Tháng này chưa có bước nào kết thúc.",
)
_ROWS: HeldRows[StepFigure] = HeldRows(words=lambda one: one.office, keys={}, tests={MONTH: lambda _one, _month: True})


@pages.get("/thoi-gian")
def times() -> ResponseReturnValue:
    """Show how long the steps took that ended in a month."""
    asked = dict(_months())
    chosen = request.args.get(MONTH, "")
    month = chosen if chosen in asked else next(iter(asked))
    session = reading_session()
    took = dossier_clocks.took(settings(session), dossier_clocks.with_steps(session))
    year, number = (int(part) for part in month.split("-"))
    figures = monthly(took, year=year, month=number)
    return TIMES.answer(
        "staff/dossiers/times.html", query=partial(_ROWS.page, figures), month=asked[month], months=asked, chosen=month
    )


def _days(one: StepFigure) -> str:
    return f"{float(one.mean):.1f}".replace(".", ",")
