"""The list of a producer's dossiers, and opening one for a product."""

from collections.abc import Mapping
from datetime import date

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from registry import clock
from registry.law.law_book import LawBook
from registry.models.product import Product
from registry.queries import dossier_clocks, dossiers, producer_record, register
from registry.queries.law_book import law_book
from registry.queries.opening_doubts import opening_doubts
from registry.rules.certificate_life import Standing
from registry.rules.instruments import Instrument, RecognitionKind
from registry.rules.reassessment import FilingStage, filing_days
from registry.rules.refusal import Refusal
from registry.rules.rounds import round_for
from registry.usecases import evidence_files
from registry.usecases.dossiers import open_ as open_dossier
from registry.web.dates import short_day
from registry.web.doors import current_actor
from registry.web.dossier_words import KINDS, LOOK_AGAIN, MEANT
from registry.web.forms.fields import ChoiceField, Required
from registry.web.forms.form import OurForm
from registry.web.portal.dossiers.blueprint import pages
from registry.web.portal.dossiers.told import standing_sentence
from registry.web.portal.own import own_producers, own_product
from registry.web.portal.plain_words import OwnProduct, told
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, refused_into, see_other

_WHEN: Mapping[RecognitionKind, str] = {
    RecognitionKind.FIRST: "sản phẩm chưa từng được công nhận, hoặc làm lại từ đầu",
    RecognitionKind.UPGRADED: "giấy còn hạn, muốn thêm sao",
    RecognitionKind.REASSESSED: "giấy sắp hết hạn hoặc đã hết hạn",
}


class OpenForm(OurForm):
    """For what a dossier is opened."""

    kind = RadioField("Nộp để làm gì?", [InputRequired()])
    product_set = ChoiceField("Bộ sản phẩm", [Required()], blank="Chọn bộ sản phẩm")
    meant = BooleanField(MEANT)


@pages.get("/ho-so")
def index() -> ResponseReturnValue:
    """List the dossiers of the viewer's producers, and the products that have none under way."""
    session = reading_session()
    rows = dossiers.of_account(session, current_actor().account_id)
    busy = {row.product_id for row in rows if dossiers.is_under_way(row)}
    free = [
        product
        for producer in own_producers()
        if producer.ended_on is None
        for product in producer_record.products(session, producer)
        if product.id not in busy
    ]
    return render_template(
        "portal/dossiers/index.html", dossiers=rows, free=free, kinds=KINDS, sentence=standing_sentence
    )


@pages.route("/san-pham/<id:public_id>/ho-so", methods=["GET", "POST"])
def open_(public_id: str) -> ResponseReturnValue:
    """Open a dossier for a product; one under way is shown instead."""
    row, session, today = own_product(public_id), reading_session(), clock.today()
    under_way = dossiers.open_of_product(session, row.id)
    if under_way is not None:
        return see_other("portal_dossiers.show", dossier_id=under_way.public_id)
    own, book = told(row, on=today), law_book(session)
    under = book.instruments.in_force_on(today)
    instrument = under.code if under else None
    kinds = _kinds(own)
    form = OpenForm(data={"kind": _likely(own, today), "product_set": _last_set(own, instrument)})
    form.kind.choices = [(kind.value, f"{KINDS[kind]} ({_WHEN[kind]})") for kind in kinds]
    form.product_set.choices = [("", "Chọn bộ sản phẩm"), *_sets(book, instrument)]
    doubts = _doubts(form, row, instrument) if form.validate_on_submit() else []
    if form.is_submitted() and not form.errors:
        with refused_into(form):
            made = open_dossier(
                actor=current_actor(),
                product=public_id,
                kind=RecognitionKind(form.kind.data),
                product_set=int(form.product_set.data),
            )
            _carry(made)
            return see_other("portal_dossiers.show", dossier_id=made)
    return answer_form(
        "portal/dossiers/open.html",
        form=form,
        product=row,
        doubts=doubts,
        instrument=under.title if under else None,
        filing=_filing(own, today),
        round=round_for(today, dossier_clocks.round_rules(session)),
    )


def _doubts(form: OpenForm, row: Product, instrument: Instrument | None) -> list[str]:
    """Return what does not fit what the register knows, asking at the box unless it is said to be meant."""
    doubts = opening_doubts(
        reading_session(),
        row,
        kind=RecognitionKind(form.kind.data),
        instrument=instrument,
        product_set=int(form.product_set.data or 0),
        on=clock.today(),
    )
    if doubts and not form.meant.data:
        form.meant.errors = [LOOK_AGAIN]
    return doubts


def _carry(dossier: str) -> None:
    """Take over what is still good of earlier dossiers; a first dossier has nothing to take over."""
    try:
        taken = evidence_files.carry_forward(actor=current_actor(), dossier=dossier)
    except Refusal:
        flash("Đã mở hồ sơ.", "success")
        return
    papers = f"{len(taken)} loại giấy tờ còn hiệu lực" if taken else "biểu mẫu"
    flash(f"Đã mở hồ sơ và lấy sang {papers} của hồ sơ trước; hãy xem lại từng mục.", "success")


def _kinds(own: OwnProduct) -> list[RecognitionKind]:
    return list(KINDS) if own.papers else [RecognitionKind.FIRST]


def _likely(own: OwnProduct, today: date) -> str:
    last = register.last_day_of(own.current.certificate) if own.current else None
    if last is None:
        return RecognitionKind.FIRST.value
    if own.standing is Standing.IN_FORCE and filing_days(last).stage(today) is FilingStage.AHEAD:
        return RecognitionKind.UPGRADED.value
    return RecognitionKind.REASSESSED.value


def _sets(book: LawBook, instrument: Instrument | None) -> list[tuple[str, str]]:
    known = book.classifications[instrument] if instrument else None
    return [(str(one.number), f"{one.number}. {one.name}") for one in known.sets.values()] if known else []


def _last_set(own: OwnProduct, instrument: Instrument | None) -> str:
    """Return the set of the last dossier, else of the last recognition, under the instrument of the day."""
    for row in dossiers.of_account(reading_session(), current_actor().account_id):
        if row.product_id == own.product.id and row.instrument == instrument:
            return str(row.product_set)
    last = own.current.certificate.recognition if own.current else None
    return str(last.product_set) if last and last.product_set and last.instrument == instrument else ""


def _filing(own: OwnProduct, today: date) -> str | None:
    """Say when a re-assessment may be filed; None where nothing expires."""
    last = register.last_day_of(own.current.certificate) if own.current else None
    if last is None:
        return None
    days = filing_days(last)
    between = f"từ ngày {short_day(days.first)} đến ngày {short_day(days.last)}"
    match days.stage(today):
        case FilingStage.AHEAD:
            return f"Giấy chứng nhận có hiệu lực đến hết ngày {short_day(last)}: hồ sơ đánh giá lại nộp {between}."
        case FilingStage.OPEN:
            return f"Đang trong thời gian nộp hồ sơ đánh giá lại: {between}."
        case _:
            return (
                f"Thời gian nộp hồ sơ đánh giá lại ({between}) đã qua. Vẫn nộp được; giấy chứng nhận hết hiệu lực "
                f"sau ngày {short_day(last)} nếu không thuộc trường hợp được kéo dài."
            )
