"""The search of the public: products by their names, producers, numbers or codes, each with how it stands today."""

import json
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from registry.law import classification
from registry.queries import register
from registry.queries.public_index import PublicIndex, PublicProduct
from registry.queries.public_search import Question, everything, search
from registry.rules.lookup_code import is_meant_as_code
from registry.rules.refusal import Refusal
from registry.sheets.writing import SheetColumn, write_csv
from registry.web.downloads import download
from registry.web.public.asking import FACETS, ORDER_WORDS, address, asked, is_misplaced, options, unread
from registry.web.public.certificate import mistake_in
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.shelf import todays_index
from registry.web.reading import reading_session
from registry.web.site import site
from registry.web.translation import gettext, gettext_noop
from registry.web.words import word

pages = Blueprint("public_lookup", __name__)

COLUMNS = (
    SheetColumn(gettext_noop("Sản phẩm"), width=40),
    SheetColumn(gettext_noop("Chủ thể"), width=40),
    SheetColumn(gettext_noop("Xã, phường"), width=24),
    SheetColumn(gettext_noop("Ngành hàng"), width=24),
    SheetColumn(gettext_noop("Hạng sao"), "whole", width=10),
    SheetColumn(gettext_noop("Tình trạng hôm nay"), width=20),
    SheetColumn(gettext_noop("Năm công nhận"), "whole", width=10),
    SheetColumn(gettext_noop("Có giá trị từ ngày"), "date", width=14),
    SheetColumn(gettext_noop("Đến hết ngày"), "date", width=14),
    SheetColumn(gettext_noop("Số giấy chứng nhận"), width=24),
    SheetColumn(gettext_noop("Mã tra cứu"), width=16),
    SheetColumn(gettext_noop("Trang sản phẩm"), width=40),
)


@pages.get("/tra-cuu")
def index() -> ResponseReturnValue:
    """Find products as people type; a lookup code leads straight to its certificate."""
    found = todays_index()
    question = asked(found)
    certificate = register.by_lookup_code(reading_session(), question.text)
    if certificate is not None:
        return redirect(url_for("public_certificate.show", code=certificate.lookup_code), 302)
    answer = search(reading_session(), found, question)
    keep_this_answer()
    return render_template(
        "public/lookup/index.html",
        question=question,
        answer=answer,
        facets=options(found, question, answer),
        chosen=[facet for facet in FACETS if facet.name in question.narrowed],
        orders=_orders(question),
        next_address=address(replace(question, after=answer.after, before=None)) if answer.after else None,
        previous_address=address(replace(question, after=None, before=answer.before)) if answer.before else None,
        everything_address=address(Question(text=question.text)),
        csv_address=address(_whole(question), "public_lookup.as_csv"),
        json_address=address(_whole(question), "public_lookup.as_json"),
        unread=unread(found),
        is_misplaced=is_misplaced(found),
        mistake=mistake_in(question.text) if is_meant_as_code(question.text) else None,
    )


@pages.get("/tra-cuu.csv")
def as_csv() -> ResponseReturnValue:
    """Give all that a question finds as a list for a spreadsheet."""
    found = todays_index()
    _refuse_unread(found)
    rows = everything(reading_session(), found, asked(found))
    titled = [replace(column, title=gettext(column.title)) for column in COLUMNS]
    content = write_csv(columns=titled, rows=(_cells(row) for row in rows))
    keep_this_answer()
    return download(
        make_response(content), filename=f"san-pham-ocop-{found.day:%Y%m%d}.csv", media_type="text/csv; charset=utf-8"
    )


@pages.get("/tra-cuu.json")
def as_json() -> ResponseReturnValue:
    """Give all that a question finds to another program."""
    found = todays_index()
    _refuse_unread(found)
    question = asked(found)
    keep_this_answer()
    return _open_data(
        {
            "register": site().public_address,
            "on": found.day.isoformat(),
            "is_demonstration": site().is_demonstration,
            "products": [_plain(row) for row in everything(reading_session(), found, question)],
        }
    )


def _refuse_unread(index: PublicIndex) -> None:
    """Data for another program must not quietly answer another question."""
    if names := unread(index):
        raise Refusal(gettext("Không hiểu được bộ lọc: %(names)s.", names=", ".join(names)))


def _open_data(content: dict[str, object]) -> Response:
    response = make_response(json.dumps(content, ensure_ascii=False))
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _whole(question: Question) -> Question:
    return replace(question, after=None, before=None)


def _orders(question: Question) -> list[tuple[str, str, bool]]:
    usual = gettext_noop("Phù hợp nhất") if question.text else gettext_noop("Hạng sao cao trước")
    found: list[tuple[str | None, str]] = [(None, usual), *ORDER_WORDS.values()]
    whole = _whole(question)
    return [(gettext(title), address(replace(whole, order=order)), order == question.order) for order, title in found]


def _cells(row: PublicProduct) -> Sequence[object]:
    industry = classification.industry(row.industry) if row.industry else None
    return (
        row.name,
        row.producer_name,
        row.commune_name,
        gettext(industry.name) if industry else "",
        row.stars,
        word(row.standing),
        row.year,
        row.valid_from,
        row.valid_until,
        row.number,
        row.lookup_code,
        site().public_address + url_for("public_product.show", public_id=row.public_id),
    )


def _plain(row: PublicProduct) -> dict[str, object]:
    return {
        "id": row.public_id,
        "name": row.name,
        "producer": {"id": row.producer, "name": row.producer_name},
        "commune": row.commune_name or None,
        "industry": row.industry,
        "stars": row.stars,
        "standing": row.standing.value,
        "year": row.year,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "certificate_number": row.number,
        "lookup_code": row.lookup_code,
        "origin": row.origin.value,
        "address": site().public_address + url_for("public_product.show", public_id=row.public_id),
    }
