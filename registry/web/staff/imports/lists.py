"""The list of everything received."""

from dataclasses import replace

from flask import make_response, url_for
from flask.typing import ResponseReturnValue

from registry.queries import list_imports
from registry.queries.list_imports import ImportLine
from registry.queries.listing import ListRequest, Page
from registry.rules.permissions import Permission
from registry.sheets.template import template_xlsx
from registry.web.doors import current_actor
from registry.web.downloads import download
from registry.web.listing import Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.imports.blueprint import pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _outcome(line: ImportLine) -> str:
    if line.applied_at is None:
        return "Chưa đưa vào sổ"
    return f"Đã đưa vào sổ, {line.new or 0} dòng mới"


IMPORTS: Listing[ImportLine] = Listing(
    title="Nhập danh sách",
    searches="tên tệp",
    columns=(
        Column(
            key="filename",
            title="Tệp",
            value=lambda line: line.filename,
            link=lambda line: url_for("staff_imports.show", public_id=line.public_id),
            width=40,
        ),
        Column(
            key="purpose",
            title="Để làm gì",
            value=lambda line: line.decision_title or "Ghi nhận kết quả đã có",
            link=lambda line: url_for("staff_decisions.show", public_id=line.decision) if line.decision else None,
            sortable=False,
            width=40,
        ),
        Column(key="uploaded_at", title="Tải lên lúc", value=lambda line: line.uploaded_at, show="instant"),
        Column(key="by", title="Người tải", value=lambda line: line.uploaded_by or "", sortable=False),
        Column(key="outcome", title="Kết quả", value=_outcome, sortable=False, width=28),
    ),
    filters=(
        Filter(
            name="trang-thai",
            label="Trạng thái",
            choices=(("waiting", "Chưa đưa vào sổ"), ("applied", "Đã đưa vào sổ")),
        ),
    ),
    empty="Chưa có danh sách nào. Hãy tải lên tệp Excel hoặc CSV; trang sau cho xem trước, chưa ghi gì vào sổ.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List what was received, the newest first."""
    may_import = current_actor().may(Permission.IMPORT)
    return IMPORTS.answer("staff/imports/index.html", query=_page, may_import=may_import)


def _page(request: ListRequest) -> Page[ImportLine]:
    names = {"trang-thai": "state"}
    filters = {names[name]: value for name, value in request.filters.items()}
    return list_imports.page(reading_session(), replace(request, filters=filters))


@pages.get("/mau.xlsx")
def template() -> ResponseReturnValue:
    """Send the empty workbook to fill in."""
    return download(make_response(template_xlsx()), filename="Mẫu danh sách kết quả OCOP.xlsx", media_type=XLSX)
