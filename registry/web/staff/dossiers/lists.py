"""The list of dossiers, and those under way by how soon their time runs out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from flask import url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.dossier import Dossier
from registry.queries import assessment_rounds, dossier_clocks, dossiers
from registry.queries.listing import ListRequest, Page
from registry.queries.settings import settings
from registry.rules.clocks import Clock, Step
from registry.rules.dossier_life import DossierState
from registry.web.held_rows import HeldRows
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.dossiers.blueprint import may_keep, pages
from registry.web.words import choices, word

_FILTERS = {"trang-thai": "state", "dot": "round"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A dossier as a line of a list, with the most urgent of its clocks."""

    row: Dossier
    clock: Clock | None

    @property
    def left(self) -> str:
        """Say how long there is."""
        if self.clock is None:
            return ""
        if self.clock.left is None:
            return "chưa đặt thời hạn"
        days = word(self.clock.kind)
        return f"quá {-self.clock.left} {days}" if self.clock.left < 0 else f"còn {self.clock.left} {days}"


def _rounds() -> Choices:
    return [(one.public_id, f"Đợt {one.number} năm {one.year}") for one in assessment_rounds.rounds(reading_session())]


def _product() -> Column[Line]:
    return Column(
        key="product",
        title="Sản phẩm",
        value=lambda line: line.row.product.name,
        link=lambda line: url_for("staff_dossiers.show", public_id=line.row.public_id),
        note=lambda line: line.row.producer.name,
        note_title="Chủ thể",
        width=48,
    )


def _left(*, sortable: bool) -> Column[Line]:
    return Column(
        key="left",
        title="Thời hạn",
        value=lambda line: line.left,
        note=lambda line: word(line.clock.step) if line.clock else None,
        note_title="Bước",
        sortable=sortable,
        width=20,
    )


_KIND: Column[Line] = Column(key="kind", title="Đăng ký", value=lambda line: word(line.row.kind), sortable=False)
_STATE: Column[Line] = Column(
    key="state", title="Trạng thái", value=lambda line: line.row.state, show="state", sortable=False
)
DOSSIERS: Listing[Line] = Listing(
    title="Hồ sơ",
    searches="sản phẩm, chủ thể, số phiếu đăng ký",
    columns=(
        _product(),
        Column(key="number", title="Số phiếu", value=lambda line: line.row.number or "", show="paper", sortable=False),
        _KIND,
        Column(key="filed_on", title="Ngày nộp", value=lambda line: line.row.filed_on, show="date"),
        Column(
            key="round",
            title="Đợt",
            value=lambda line: f"Đợt {line.row.round.number} năm {line.row.round.year}" if line.row.round else "",
            sortable=False,
        ),
        _STATE,
        _left(sortable=False),
    ),
    filters=(
        Filter(name="trang-thai", label="Trạng thái", choices=choices(DossierState)),
        Filter(name="dot", label="Đợt đánh giá", choices=_rounds),
    ),
    empty="Chưa có hồ sơ nào. Chủ thể mở hồ sơ trên cổng của mình; hồ sơ giấy do cán bộ mở ở đây.",
)
URGENT: Listing[Line] = Listing(
    title="Hồ sơ theo thời hạn",
    searches="sản phẩm, chủ thể",
    columns=(
        _product(),
        _left(sortable=False),
        Column(key="due", title="Hạn cuối", value=lambda line: line.clock.due if line.clock else None, show="date"),
        _STATE,
        Column(
            key="office",
            title="Đang ở",
            value=lambda line: dossier_clocks.office_of(line.row, line.clock.step) if line.clock else "",
            width=30,
        ),
        _KIND,
    ),
    filters=(
        Filter(name="buoc", label="Bước", choices=choices(Step)),
        Filter(name="han", label="Thời hạn", choices=(("over", "Đã quá hạn"), ("soon", "Còn không quá 3 ngày"))),
    ),
    empty="Không có hồ sơ nào đang chờ ai.",
)
_TESTS: Mapping[str, Callable[[Clock], bool]] = {"over": lambda one: one.is_over, "soon": dossier_clocks.is_soon}
_ROWS: HeldRows[Line] = HeldRows(
    words=lambda line: f"{line.row.product.name} {line.row.producer.name}",
    keys={
        "product": lambda line: line.row.product.sort_key,
        "due": lambda line: (line.clock is None or line.clock.due is None, line.clock.due if line.clock else None),
        "office": lambda line: dossier_clocks.office_of(line.row, line.clock.step) if line.clock else "",
    },
    tests={
        "han": lambda line, how: line.clock is not None and _TESTS[how](line.clock),
        "buoc": lambda line, step: line.clock is not None and line.clock.step.value == step,
    },
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the dossiers, the newest first."""
    return DOSSIERS.answer("staff/dossiers/index.html", query=_page, may_keep=may_keep())


@pages.get("/theo-han")
def urgent() -> ResponseReturnValue:
    """List the dossiers somebody waits for, those whose time runs out first on top."""
    session, today = reading_session(), clock.today()
    waiting = dossier_clocks.with_steps(session, under_way=True)
    ordered = dossier_clocks.by_urgency(settings(session), waiting, on=today)
    lines = [Line(row=row, clock=first) for row, first in ordered]
    return URGENT.answer("staff/dossiers/urgent.html", query=partial(_ROWS.page, lines))


def _page(asked: ListRequest) -> Page[Line]:
    filters = {_FILTERS[name]: value for name, value in asked.filters.items()}
    session = reading_session()
    found = dossiers.page(session, replace(asked, filters=filters))
    dossier_clocks.load_steps(session, found.rows)
    choices_, today = settings(session), clock.today()
    lines = [
        Line(row=row, clock=next(iter(dossier_clocks.running(choices_, row, on=today)), None)) for row in found.rows
    ]
    return Page(rows=lines, total=found.total, request=asked)
