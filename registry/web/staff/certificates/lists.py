"""The list over all certificates, issued here and recorded."""

from dataclasses import replace

from flask import url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.models.decision import Origin
from registry.queries import register
from registry.queries.listing import ListRequest, Page
from registry.queries.register_lines import RegisterLine
from registry.rules.certificate_life import Standing
from registry.rules.permissions import Permission
from registry.rules.stars import StarRating, certifiable
from registry.web.doors import current_actor
from registry.web.listing import Choices, Column, Filter, Listing
from registry.web.reading import reading_session
from registry.web.staff.certificates.blueprint import pages
from registry.web.words import choices, word

_FILTERS = {
    "tinh-trang": "standing",
    "sao": "stars",
    "nam": "year",
    "nguon": "origin",
    "het-han-tu": "expires_from",
    "het-han-den": "expires_by",
    "ke-tiep": "successor",
    "chu-the": "holder",
}


def _years() -> Choices:
    return [(str(year), str(year)) for year in register.years(reading_session())]


def _source(line: RegisterLine) -> str:
    return word(line.origin) if line.origin is Origin.ISSUED else f"{word(line.origin)}: {line.issuer}"


CERTIFICATES: Listing[RegisterLine] = Listing(
    title="Giấy chứng nhận",
    searches="số giấy, mã tra cứu, sản phẩm, chủ thể",
    columns=(
        Column(
            key="number",
            title="Số",
            value=lambda line: line.number or "Không rõ số",
            link=lambda line: url_for("staff_certificates.show", public_id=line.public_id),
            show="paper",
        ),
        Column(
            key="name",
            title="Sản phẩm",
            value=lambda line: line.product_name,
            note=lambda line: line.product_name_now if line.product_name_now != line.product_name else None,
            note_title="Tên sản phẩm hiện nay",
            width=36,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda line: line.producer_name,
            note=lambda line: ", ".join(part for part in (line.commune, line.district) if part),
            note_title="Xã, huyện khi đó",
            width=36,
        ),
        Column(key="stars", title="Hạng", value=lambda line: line.stars, show="stars", width=8),
        Column(key="standing", title="Hôm nay", value=lambda line: line.standing, show="standing", sortable=False),
        Column(key="valid_until", title="Đến hết ngày", value=lambda line: line.valid_until, show="date"),
        Column(
            key="signed_on",
            title="Quyết định",
            value=lambda line: line.decision_number or f"năm {line.year}",
            link=lambda line: url_for("staff_decisions.show", public_id=line.decision_id),
            show="paper",
            note=_source,
            note_title="Nguồn",
        ),
    ),
    filters=(
        Filter(name="tinh-trang", label="Hôm nay", choices=choices(Standing)),
        Filter(name="sao", label="Hạng", choices=choices(stars for stars in StarRating if certifiable(stars))),
        Filter(name="nam", label="Năm", choices=_years),
        Filter(name="nguon", label="Nguồn", choices=choices(Origin)),
        Filter(name="het-han-tu", label="Hết hạn từ ngày", kind="day"),
        Filter(name="het-han-den", label="Hết hạn đến ngày", kind="day"),
        Filter(name="ke-tiep", label="Giấy kế tiếp", choices=(("none", "Chưa có"),)),
        Filter(name="chu-the", label="Chủ thể", choices=(("ended", "Đã chấm dứt hoạt động"),)),
    ),
    empty="Chưa có giấy chứng nhận nào. Giấy được cấp khi một quyết định có hiệu lực; "
    "giấy do nơi khác cấp thì ghi nhận từng cái hoặc nhập từ danh sách.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the certificates, the newest first."""
    may_record = current_actor().may(Permission.EDIT_REGISTER)
    return CERTIFICATES.answer("staff/certificates/index.html", query=_page, may_record=may_record)


def _page(request: ListRequest) -> Page[RegisterLine]:
    filters = {_FILTERS[name]: value for name, value in request.filters.items()}
    return register.certificates(reading_session(), replace(request, filters=filters), on=clock.today())
