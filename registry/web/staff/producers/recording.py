"""Registering and amending producers."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue

from registry.models.producer import ContactKind, Producer
from registry.queries import producer_record
from registry.usecases import registration
from registry.usecases.producer_facts import ContactFacts, ProducerFacts
from registry.web.doors import current_actor
from registry.web.forms.form import OurForm
from registry.web.forms.public_words import look_at_producer
from registry.web.forms.rows import wants_more_rows
from registry.web.reading import reading_session
from registry.web.refusals import answer_form, see_other
from registry.web.staff.producers.blueprint import found, pages
from registry.web.staff.producers.forms import CONTACT_ROWS, NewProducerForm, ProducerForm
from registry.web.staff.producers.meanwhile import now_says
from registry.web.staff.records import Told, refused_record

FACTS = (
    "name",
    "kind",
    "tax_number",
    "address",
    "commune",
    "commune_then",
    "representative",
    "representative_gender",
    "representative_ethnicity",
    "website",
    "note",
)
NO_KIND = "Hãy chọn loại liên hệ."


@pages.route("/moi", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Register a producer."""
    form = CONTACT_ROWS.form(NewProducerForm, kept=(), contacts=())
    told = Told()
    look_at_producer(form, CONTACT_ROWS.of(form))
    if _is_complete(form) and form.is_meant():
        with refused_record(form, told):
            producer = registration.register_producer(
                actor=current_actor(),
                facts=_facts(form),
                confirmed_distinct=form.confirmed_distinct.data,
                **form.said("named_from"),
            )
            flash("Đã ghi chủ thể. Có thể thêm sản phẩm của chủ thể ngay ở đây.", "success")
            return see_other("staff_producers.show", public_id=producer)
    _judge(form, told, **form.said("named_from"))
    return _answer("staff/producers/create.html", form, told)


@pages.route("/<id:public_id>/sua", methods=["GET", "POST"])
def change(public_id: str) -> ResponseReturnValue:
    """Write what is said of a producer anew; nothing typed is lost where somebody was faster."""
    row = found(public_id)
    kept = [{"kind": one.kind, "value": one.value, "is_public": one.is_public} for one in row.contacts]
    form = CONTACT_ROWS.form(ProducerForm, kept=kept, **_values(row))
    told, seen = Told(), form.seen()
    look_at_producer(form, CONTACT_ROWS.of(form))
    if _is_complete(form) and form.is_meant():
        with refused_record(form, told, row=row):
            registration.amend_producer(
                actor=current_actor(),
                producer=public_id,
                version=seen,
                facts=_facts(form),
                confirmed_distinct=form.confirmed_distinct.data,
            )
            flash("Đã lưu.", "success")
            return see_other("staff_producers.show", public_id=public_id)
    _judge(form, told, besides=row)
    return _answer("staff/producers/change.html", form, told, producer=row, now=now_says(row, told.changed))


def _is_complete(form: ProducerForm) -> bool:
    if wants_more_rows() or not form.is_submitted():
        return False
    is_complete: bool = form.validate()
    for row in CONTACT_ROWS.of(form):
        if row["value"].data and row["kind"].data is None and not row["kind"].errors:
            row["kind"].errors, is_complete = [NO_KIND], False
    return is_complete


def _judge(form: ProducerForm, told: Told, **known: Any) -> None:
    """Say of what could be read what the act would say, where something else could not be."""
    if not form.errors:
        return
    confirmed = form.confirmed_distinct.data
    with refused_record(form, told):
        registration.judge_producer(reading_session(), _facts(form), confirmed_distinct=confirmed, **known)


def _facts(form: ProducerForm) -> ProducerFacts:
    contacts = tuple(
        # What it is can be judged only where its kind is known; without one the form is refused as it is.
        ContactFacts(
            kind=row["kind"] or ContactKind.PHONE,
            value=(row["kind"] and row["value"]) or "",
            is_public=row["is_public"],
        )
        for row in CONTACT_ROWS.values(form)
    )
    return ProducerFacts(**form.said(*FACTS), contacts=contacts)


def _values(row: Producer) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in FACTS}
    for name in ("commune", "commune_then"):
        values[name] = values[name].public_id if values[name] else ""
    return values | {"version": row.version}


def _answer(template: str, form: OurForm, told: Told, **context: object) -> ResponseReturnValue:
    alike = producer_record.producers(reading_session(), told.existing)
    return answer_form(template, form=form, rows=CONTACT_ROWS.of(form), alike=alike, **context)
