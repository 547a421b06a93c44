"""The list of decisions, and the annex of one as a list that is searched, paged and exported."""

from collections.abc import Callable
from dataclasses import replace

from flask import url_for
from flask.typing import ResponseReturnValue

from registry.models.decision import Decision, Origin
from registry.queries import decisions as decision_queries
from registry.queries.annexes import AnnexLine, AnnexRecipient
from registry.queries.decisions import DecisionDetail, DecisionItem
from registry.queries.listing import ListRequest, Page
from registry.rules.decision_life import ANNEX_OPEN, DecisionKind, DecisionState, LineAct
from registry.rules.permissions import Permission
from registry.rules.sort_key import sort_key
from registry.web.doors import current_actor
from registry.web.held_rows import HeldRows
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.decisions.blueprint import pages
from registry.web.words import choices, word

_FILTERS = {"loai": "kind", "trang-thai": "state", "nam": "year", "nguon": "origin"}


def _years() -> Choices:
    return [(str(year), str(year)) for year in decision_queries.years(reading_session())]


DECISIONS: Listing[DecisionItem] = Listing(
    title="Quyết định",
    searches="số, trích yếu",
    columns=(
        Column(
            key="title",
            title="Trích yếu",
            value=lambda item: item.title,
            link=lambda item: url_for("staff_decisions.show", public_id=item.public_id),
            note=lambda item: item.body_name,
            note_title="Cơ quan ban hành",
            width=48,
        ),
        Column(key="number", title="Số, ký hiệu", value=lambda item: item.number or "", show="paper"),
        Column(key="signed_on", title="Ngày ký", value=lambda item: item.signed_on, show="date"),
        Column(key="year", title="Năm", value=lambda item: item.year or "", is_narrow=True, width=8),
        Column(key="kind", title="Loại", value=lambda item: word(item.kind)),
        Column(key="state", title="Trạng thái", value=lambda item: item.state, show="state"),
        Column(key="entries", title="Số dòng", value=lambda item: item.entries, show="whole", sortable=False, width=10),
        Column(
            key="origin",
            title="Nguồn",
            value=lambda item: word(item.origin) if item.origin is Origin.RECORDED else item.drafted_by or "",
            sortable=False,
        ),
    ),
    filters=(
        Filter(name="loai", label="Loại", choices=choices(DecisionKind)),
        Filter(name="trang-thai", label="Trạng thái", choices=choices(DecisionState)),
        Filter(name="nam", label="Năm", choices=_years),
        Filter(name="nguon", label="Nguồn", choices=choices(Origin)),
    ),
    empty="Chưa có quyết định nào. Hãy soạn quyết định đầu tiên, hoặc nhập danh sách kết quả đã có.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the decisions, unsigned ones first."""
    may_draft = current_actor().may(Permission.DRAFT_DECISION)
    return DECISIONS.answer("staff/decisions/index.html", query=_page, may_draft=may_draft)


def _page(request: ListRequest) -> Page[DecisionItem]:
    filters = {_FILTERS[name]: value for name, value in request.filters.items()}
    if "year" in filters:
        filters["year"] = int(filters["year"])
    return decision_queries.page(reading_session(), replace(request, filters=filters))


def _may_fill(decision: Decision) -> bool:
    return decision.state in ANNEX_OPEN and current_actor().may(Permission.DRAFT_DECISION)


def _line_address(decision: Decision) -> Callable[[AnnexLine], str | None]:
    may_fill = _may_fill(decision)

    def address(line: AnnexLine) -> str | None:
        if may_fill:
            return url_for("staff_decisions.change_line", public_id=decision.public_id, line_id=line.public_id)
        return url_for("staff_products.show", public_id=line.product)

    return address


def _certificate(line: AnnexLine) -> str:
    held = line.issued or line.about
    return "" if held is None else held.number or "không rõ số"


def _certificate_address(line: AnnexLine) -> str | None:
    held = line.issued or line.about
    return None if held is None else url_for("staff_certificates.show", public_id=held.public_id)


def _remarks(line: AnnexLine) -> str | None:
    parts = [
        word(line.act) if line.act is not LineAct.RECOGNISE else word(line.kind),
        word(line.stars_ground),
        line.ground or "",
        f"hết hạn {line.valid_until:%d/%m/%Y}" if line.valid_until else "",
        line.note or "",
    ]
    return "; ".join(part for part in parts if part)


def annex(detail: DecisionDetail) -> Listing[AnnexLine]:
    """Return the annex of a decision as a list."""
    return Listing(
        title=f"Phụ lục – {detail.decision.number or detail.decision.title}",
        searches="sản phẩm, chủ thể",
        default_sort="position",
        columns=(
            Column(key="position", title="TT", value=lambda line: line.position, show="whole", width=6),
            Column(
                key="product",
                title="Sản phẩm",
                value=lambda line: line.product_name,
                link=_line_address(detail.decision),
                note=lambda line: line.product_code,
                note_title="Mã sản phẩm",
                width=36,
            ),
            Column(
                key="producer",
                title="Chủ thể",
                value=lambda line: line.producer_name,
                note=lambda line: line.address,
                note_title="Địa chỉ",
                width=36,
            ),
            Column(key="score", title="Điểm", value=lambda line: line.score, show="score", width=8),
            Column(key="stars", title="Hạng", value=lambda line: line.stars, show="stars", width=8),
            Column(key="remarks", title="Nội dung", value=_remarks, sortable=False, width=30),
            Column(
                key="certificate",
                title="Giấy chứng nhận",
                value=_certificate,
                link=_certificate_address,
                show="paper",
            ),
        ),
        empty="Phụ lục chưa có dòng nào. Hãy thêm từng dòng, hoặc nhập từ tệp danh sách.",
    )


def _recipient_address(decision: Decision) -> Callable[[AnnexRecipient], str | None]:
    may_fill = _may_fill(decision)

    def address(one: AnnexRecipient) -> str | None:
        if not may_fill:
            return None
        return url_for("staff_decisions.change_recipient", public_id=decision.public_id, recipient_id=one.public_id)

    return address


def recipients(detail: DecisionDetail) -> Listing[AnnexRecipient]:
    """Return the recipients of an award decision as a list."""
    return Listing(
        title=f"Danh sách khen thưởng – {detail.decision.number or detail.decision.title}",
        searches="tên, thành tích",
        default_sort="position",
        columns=(
            Column(key="position", title="TT", value=lambda one: one.position, show="whole", width=6),
            Column(
                key="name",
                title="Tập thể, cá nhân",
                value=lambda one: one.name,
                link=_recipient_address(detail.decision),
                note=lambda one: one.address,
                note_title="Địa chỉ",
                width=36,
            ),
            Column(key="kind", title="Loại", value=lambda one: word(one.kind)),
            Column(key="achievement", title="Thành tích", value=lambda one: one.achievement, width=48),
            Column(key="number", title="Bằng khen", value=lambda one: one.number or "", show="paper"),
        ),
        empty="Danh sách khen thưởng chưa có ai. Hãy thêm chủ thể, hoặc thêm người ngoài danh sách chủ thể.",
    )


LINES: HeldRows[AnnexLine] = HeldRows(
    words=lambda line: f"{line.product_name} {line.producer_name}",
    keys={
        "position": lambda line: line.position,
        "product": lambda line: (sort_key(line.product_name), line.position),
        "producer": lambda line: (sort_key(line.producer_name), line.position),
        "score": lambda line: (line.score or 0, line.position),
        "stars": lambda line: (line.stars or 0, line.position),
        "certificate": lambda line: (_certificate(line), line.position),
    },
    tests={},
)
RECIPIENTS: HeldRows[AnnexRecipient] = HeldRows(
    words=lambda one: f"{one.name} {one.achievement}",
    keys={
        "position": lambda one: one.position,
        "name": lambda one: (sort_key(one.name), one.position),
        "kind": lambda one: (one.kind.value, one.position),
        "achievement": lambda one: (sort_key(one.achievement), one.position),
        "number": lambda one: (one.number or "", one.position),
    },
    tests={},
)
