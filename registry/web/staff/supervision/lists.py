"""The lists of inspections and of cases."""

from dataclasses import replace

from flask import url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.queries import supervision
from registry.queries.listing import ListRequest, Page
from registry.queries.supervision import CaseLine, InspectionLine
from registry.rules.supervision import CaseKind, CaseState, Conclusion, InspectionKind, InspectionState
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.supervision.blueprint import may_supervise, pages
from registry.web.words import choices, word

_FILTERS = {"trang-thai": "state", "loai": "kind", "ket-luan": "conclusion"}

INSPECTIONS: Listing[InspectionLine] = Listing(
    title="Kiểm tra sau công nhận",
    columns=(
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda line: line.producer_name,
            link=lambda line: url_for("staff_supervision.show", public_id=line.public_id),
            note=lambda line: word(line.kind),
            note_title="Loại",
            width=40,
        ),
        Column(key="planned_on", title="Dự kiến", value=lambda line: line.planned_on, show="date"),
        Column(key="visited_on", title="Đã kiểm tra", value=lambda line: line.visited_on, show="date", sortable=False),
        Column(key="conclusion", title="Kết luận", value=lambda line: word(line.conclusion), sortable=False, width=30),
        Column(
            key="follow_up_by",
            title="Hạn",
            value=lambda line: line.follow_up_by,
            show="date",
            sortable=False,
            note=lambda line: "quá hạn" if line.is_over(clock.today()) else None,
        ),
        Column(key="state", title="Tình trạng", value=lambda line: line.state, show="state", sortable=False),
    ),
    filters=(
        Filter(name="trang-thai", label="Tình trạng", choices=choices(InspectionState)),
        Filter(name="loai", label="Loại", choices=choices(InspectionKind)),
        Filter(name="ket-luan", label="Kết luận", choices=choices(Conclusion)),
    ),
    searches="tên chủ thể",
    empty="Chưa có cuộc kiểm tra nào. Mở trang của một chủ thể rồi chọn “Lập kế hoạch kiểm tra”.",
)

CASES: Listing[CaseLine] = Listing(
    title="Phản ánh, yêu cầu đánh giá lại",
    columns=(
        Column(
            key="about",
            title="Nội dung",
            value=lambda line: line.about[:120],
            link=lambda line: url_for("staff_supervision.case", public_id=line.public_id),
            note=lambda line: word(line.kind),
            note_title="Loại",
            sortable=False,
            width=48,
        ),
        Column(
            key="product",
            title="Sản phẩm, chủ thể",
            value=lambda line: line.product_name or line.producer_name or "",
            note=lambda line: line.producer_name if line.product_name else None,
            note_title="Chủ thể",
            sortable=False,
            width=36,
        ),
        Column(key="received_on", title="Ngày nhận", value=lambda line: line.received_on, show="date"),
        Column(
            key="due_on",
            title="Hạn trả lời",
            value=lambda line: line.due_on,
            show="date",
            note=lambda line: "quá hạn" if line.is_over(clock.today()) else None,
        ),
        Column(key="state", title="Tình trạng", value=lambda line: line.state, show="state", sortable=False),
    ),
    filters=(
        Filter(name="trang-thai", label="Tình trạng", choices=choices(CaseState)),
        Filter(name="loai", label="Loại", choices=choices(CaseKind)),
    ),
    searches="tên sản phẩm, chủ thể",
    empty="Chưa có phản ánh hoặc yêu cầu nào.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the inspections."""
    return INSPECTIONS.answer("staff/supervision/index.html", query=_inspections, may_supervise=may_supervise())


@pages.get("/vu-viec")
def cases() -> ResponseReturnValue:
    """List the cases."""
    return CASES.answer("staff/supervision/cases.html", query=_cases, may_supervise=may_supervise())


def _inspections(asked: ListRequest) -> Page[InspectionLine]:
    return supervision.inspections(reading_session(), _ours(asked))


def _cases(asked: ListRequest) -> Page[CaseLine]:
    return supervision.cases(reading_session(), _ours(asked))


def _ours(asked: ListRequest) -> ListRequest:
    return replace(asked, filters={_FILTERS[name]: value for name, value in asked.filters.items()})
