"""The list of products."""

from dataclasses import replace

from flask import url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.law import classification
from registry.queries import products, register
from registry.queries.listing import ListRequest, Page
from registry.queries.products import NEVER_CERTIFIED, ProductLine
from registry.rules.certificate_life import Standing
from registry.rules.stars import StarRating, certifiable
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.producers.lists import all_communes
from registry.web.staff.products.blueprint import pages
from registry.web.staff.products.forms import industries
from registry.web.staff.records import may_edit
from registry.web.words import choices

_FILTERS = {
    "nganh": "industry",
    "sao": "stars",
    "tinh-trang": "standing",
    "nam": "year",
    "xa": "commune",
    "thieu": "missing",
    "trung-ten": "alike",
}
CERTIFIABLE = choices(stars for stars in StarRating if certifiable(stars))


def _industry(line: ProductLine) -> str:
    known = classification.industry(line.industry) if line.industry else None
    return known.name if known else ""


def _certificate_address(line: ProductLine) -> str | None:
    held = line.certificate
    return url_for("staff_certificates.show", public_id=held.public_id) if held else None


def years() -> Choices:
    """Return the years of which there are certificates."""
    return [(str(year), str(year)) for year in register.years(reading_session())]


PRODUCTS: Listing[ProductLine] = Listing(
    title="Sản phẩm",
    searches="tên sản phẩm, chủ thể, mã vạch",
    default_sort="name",
    columns=(
        Column(
            key="name",
            title="Sản phẩm",
            value=lambda line: line.name,
            link=lambda line: url_for("staff_products.show", public_id=line.public_id),
            width=40,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda line: line.producer_name,
            link=lambda line: url_for("staff_producers.show", public_id=line.producer_id),
            width=40,
        ),
        Column(key="commune", title="Xã, phường", value=lambda line: line.commune, width=24),
        Column(key="industry", title="Ngành hàng", value=_industry, width=24),
        Column(
            key="stars",
            title="Hạng",
            value=lambda line: line.certificate.stars if line.certificate else None,
            show="stars",
            sortable=False,
            width=8,
        ),
        Column(
            key="standing",
            title="Hôm nay",
            value=lambda line: line.certificate.standing if line.certificate else None,
            show="standing",
            sortable=False,
        ),
        Column(
            key="valid_until",
            title="Đến hết ngày",
            value=lambda line: line.certificate.valid_until if line.certificate else None,
            show="date",
            sortable=False,
        ),
        Column(
            key="number",
            title="Giấy chứng nhận",
            value=lambda line: (line.certificate.number or "không rõ số") if line.certificate else "",
            link=_certificate_address,
            sortable=False,
            show="paper",
        ),
    ),
    filters=(
        Filter(name="nganh", label="Ngành hàng", choices=industries),
        Filter(name="sao", label="Hạng", choices=CERTIFIABLE),
        Filter(
            name="tinh-trang",
            label="Hôm nay",
            choices=(*choices(Standing), (NEVER_CERTIFIED, "Chưa được công nhận")),
        ),
        Filter(name="nam", label="Năm công nhận", choices=years),
        Filter(name="xa", label="Xã, phường", choices=all_communes),
        Filter(name="thieu", label="Còn thiếu", choices=(("industry", "Ngành hàng"),)),
        Filter(name="trung-ten", label="Tên", choices=(("yes", "Giống hoặc gần giống nhau"),)),
    ),
    empty="Chưa có sản phẩm nào. Hãy thêm chủ thể rồi thêm sản phẩm, hoặc nhập danh sách kết quả đã có.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the products in Vietnamese order."""
    return PRODUCTS.answer("staff/products/index.html", query=_page, may_edit=may_edit())


def _page(request: ListRequest) -> Page[ProductLine]:
    filters = {_FILTERS[name]: value for name, value in request.filters.items()}
    return products.page(reading_session(), replace(request, filters=filters), on=clock.today())
