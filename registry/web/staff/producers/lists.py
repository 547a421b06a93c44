"""The list of producers."""

from dataclasses import replace

from flask import url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.producer import ProducerStatus
from registry.queries import producers
from registry.queries.listing import ListRequest, Page
from registry.queries.places import district_choices
from registry.queries.producers import ProducerLine
from registry.rules.producer_kinds import ProducerKind
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.producers.blueprint import pages
from registry.web.staff.producers.forms import communes
from registry.web.staff.records import may_edit
from registry.web.words import choices, word

_FILTERS = {
    "loai": "kind",
    "tinh-trang": "status",
    "xa": "commune",
    "huyen": "district",
    "con-hieu-luc": "in_force",
    "thieu": "missing",
    "trung-ten": "alike",
}
_MISSING = (
    ("commune", "Xã, phường"),
    ("address", "Địa chỉ"),
    ("tax_number", "Mã số thuế"),
    ("representative", "Người đại diện"),
)


def all_communes() -> Choices:
    """Return the communes of today, then those that are no more."""
    today, then = communes()
    return [*today, *((code, f"{name} (trước sắp xếp)") for code, name in then)]


def _districts() -> Choices:
    return district_choices(reading_session())


def _formerly(line: ProducerLine) -> str | None:
    has_changed = line.commune_then and line.commune_then != line.commune
    return f"trước là {line.commune_then}" if has_changed else None


PRODUCERS: Listing[ProducerLine] = Listing(
    title="Chủ thể",
    searches="tên, mã số thuế",
    default_sort="name",
    columns=(
        Column(
            key="name",
            title="Tên chủ thể",
            value=lambda line: line.name,
            link=lambda line: url_for("staff_producers.show", public_id=line.public_id),
            width=48,
        ),
        Column(key="kind", title="Loại hình", value=lambda line: word(line.kind), width=24),
        Column(
            key="commune",
            title="Xã, phường",
            value=lambda line: line.commune,
            note=_formerly,
            note_title="Xã, phường khi đó",
            width=28,
        ),
        Column(key="products", title="Sản phẩm", value=lambda line: line.products, show="whole", width=10),
        Column(key="in_force", title="Còn hiệu lực", value=lambda line: line.in_force, show="whole", width=12),
        Column(key="status", title="Tình trạng", value=lambda line: line.status, show="state"),
    ),
    filters=(
        Filter(name="loai", label="Loại hình", choices=choices(ProducerKind)),
        Filter(name="xa", label="Xã, phường", choices=all_communes),
        Filter(name="huyen", label="Huyện trước đây", choices=_districts),
        Filter(name="tinh-trang", label="Tình trạng", choices=choices(ProducerStatus)),
        Filter(
            name="con-hieu-luc",
            label="Giấy còn hiệu lực",
            choices=(("yes", "Có sản phẩm còn hiệu lực"), ("no", "Không có sản phẩm nào")),
        ),
        Filter(name="thieu", label="Còn thiếu", choices=_MISSING),
        Filter(name="trung-ten", label="Tên", choices=(("yes", "Giống hoặc gần giống nhau"),)),
    ),
    empty="Chưa có chủ thể nào. Hãy thêm từng chủ thể, hoặc nhập danh sách kết quả đã có.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the producers in Vietnamese order."""
    return PRODUCERS.answer("staff/producers/index.html", query=_page, may_edit=may_edit())


def _page(request: ListRequest) -> Page[ProducerLine]:
    filters = {_FILTERS[name]: value for name, value in request.filters.items()}
    return producers.page(reading_session(), replace(request, filters=filters), on=clock.today())
