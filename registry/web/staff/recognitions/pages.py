"""Recognitions: which product was given how many stars, when, under which instrument, by whom."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from registry import clock
from registry.documents.recogniser import recogniser
from registry.models.certificate import Certificate
from registry.models.decision import Origin
from registry.queries import product_record, recognition_record, register
from registry.queries.law_book import law_book
from registry.queries.listing import ListRequest, Page
from registry.queries.register_lines import RegisterLine
from registry.rules.certificate_life import Standing
from registry.rules.instruments import RecognitionKind
from registry.rules.refusal import NotFound
from registry.web.instruments import instruments, offered_instruments, short_title
from registry.web.listing import Column, Filter, Listing
from registry.web.product_sets import offered_sets, set_words
from registry.web.reading import reading_session
from registry.web.staff.producers.lists import all_communes
from registry.web.staff.products.forms import industries
from registry.web.staff.products.lists import CERTIFIABLE, years
from registry.web.standing_words import standing_sentence
from registry.web.words import choices, word

pages = Blueprint("staff_recognitions", __name__, url_prefix="/can-bo/cong-nhan")

SET = "bo"
_FILTERS = {
    "sao": "stars",
    "hinh-thuc": "kind",
    "van-ban": "instrument",
    "nam": "year",
    "nguon": "origin",
    "nganh": "industry",
    "xa": "commune",
    "tinh-trang": "standing",
}
NO_SCORE = "không có điểm"


def _source(line: RegisterLine) -> str:
    return word(line.origin) if line.origin is Origin.ISSUED else f"{word(line.origin)}: {line.issuer}"


def _round(line: RegisterLine) -> str:
    return f"đợt {line.round_no}/{line.round_year}" if line.round_no else str(line.round_year or line.year)


RECOGNITIONS: Listing[RegisterLine] = Listing(
    title="Phân hạng",
    searches="sản phẩm, chủ thể, số giấy",
    columns=(
        Column(
            key="name",
            title="Sản phẩm",
            value=lambda line: line.product_name,
            link=lambda line: url_for("staff_recognitions.show", public_id=line.recognition_id),
            note=lambda line: f"nay là {line.product_name_now}" if line.product_name_now != line.product_name else None,
            note_title="Tên sản phẩm hiện nay",
            width=36,
        ),
        Column(
            key="producer",
            title="Chủ thể",
            value=lambda line: line.producer_name,
            note=lambda line: ", ".join(part for part in (line.commune, line.district) if part) or None,
            note_title="Xã, huyện khi đó",
            width=36,
        ),
        Column(key="stars", title="Hạng", value=lambda line: line.stars, show="stars", width=8),
        Column(
            key="score",
            title="Điểm",
            value=lambda line: line.score,
            show="score",
            note=lambda line: NO_SCORE if line.score is None else None,
            width=10,
        ),
        Column(
            key="kind",
            title="Hình thức",
            value=lambda line: word(line.kind),
            sortable=False,
            note=_round,
            note_title="Đợt",
            is_narrow=True,
            width=14,
        ),
        Column(
            key="instrument",
            title="Văn bản, bộ sản phẩm",
            value=lambda line: short_title(line.instrument) if line.instrument else "",
            sortable=False,
            note=lambda line: set_words(line.product_set, instrument=line.instrument) or None,
            note_title="Bộ sản phẩm",
            width=30,
        ),
        Column(
            key="signed_on",
            title="Quyết định",
            value=lambda line: line.decision_number or f"năm {line.year}",
            link=lambda line: url_for("staff_decisions.show", public_id=line.decision_id),
            show="paper",
            note=_source,
            note_title="Nguồn",
            width=24,
        ),
        Column(key="standing", title="Giấy hôm nay", value=lambda line: line.standing, show="standing", sortable=False),
    ),
    filters=(
        Filter(name="sao", label="Hạng", choices=CERTIFIABLE),
        Filter(name="hinh-thuc", label="Hình thức", choices=choices(RecognitionKind)),
        Filter(name="van-ban", label="Văn bản", choices=offered_instruments),
        Filter(name="nam", label="Năm", choices=years),
        Filter(name="nguon", label="Nguồn", choices=choices(Origin)),
        Filter(name="nganh", label="Ngành hàng", choices=industries),
        Filter(name=SET, label="Bộ sản phẩm", choices=offered_sets),
        Filter(name="xa", label="Xã, phường khi đó", choices=all_communes),
        Filter(name="tinh-trang", label="Giấy hôm nay", choices=choices(Standing)),
    ),
    empty="Chưa có kết quả phân hạng nào. Kết quả được ghi khi một quyết định có hiệu lực, "
    "hoặc nhập từ danh sách đã có.",
)


@pages.get("")
def index() -> ResponseReturnValue:
    """List the recognitions, decision by decision, the newest first."""
    return RECOGNITIONS.answer("staff/recognitions/index.html", query=_page)


@pages.get("/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show one recognition in the words of its day."""
    session, today = reading_session(), clock.today()
    held = recognition_record.certificate_of(session, public_id)
    certificate: Certificate | None = register.certificate(session, held) if held else None
    if certificate is None:
        raise NotFound("Không có lần công nhận này.")
    recognition = certificate.recognition
    standing = register.standing_of(certificate, on=today)
    return render_template(
        "staff/recognitions/show.html",
        recognition=recognition,
        certificate=certificate,
        standing=standing,
        sentence=standing_sentence(certificate, standing, on=today),
        product_set=set_words(recognition.product_set, instrument=recognition.instrument),
        instrument=instruments()[recognition.instrument].title if recognition.instrument else None,
        issuer=recogniser(recognition).name,
        is_recorded=recognition.origin is Origin.RECORDED,
        results=product_record.approved_results(session, recognition.product),
        no_score=NO_SCORE,
    )


def _page(request: ListRequest) -> Page[RegisterLine]:
    asked = {_FILTERS[name]: value for name, value in request.filters.items() if name in _FILTERS}
    asked |= _of_set(request.filters.get(SET))
    return register.recognitions(reading_session(), replace(request, filters=asked), on=clock.today())


def _of_set(code: str | None) -> dict[str, Any]:
    """A set's number means something only in its own table, which several instruments may share."""
    if not code:
        return {}
    table, _, number = code.partition(":")
    sharing = [name for name, one in law_book(reading_session()).classifications.items() if one.table == table]
    return {"product_set": int(number), "instruments": sharing}
