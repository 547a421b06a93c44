"""One producer: what it is, where, how to reach it as it wishes, and how each of its products stands today."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from registry.models.producer import Producer
from registry.queries import producer_record
from registry.rules.certificate_life import Standing
from registry.rules.refusal import NotFound, Refusal
from registry.rules.tax_number import parse_tax_number
from registry.web.public.kept_answers import keep_this_answer
from registry.web.public.shelf import todays_index
from registry.web.reading import reading_session
from registry.web.translation import gettext

pages = Blueprint("public_producer", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One product of a producer, certified or not."""

    public_id: str
    name: str
    stars: int | None
    standing: Standing | None
    """None: never certified."""
    valid_until: date | None


@pages.get("/chu-the/<id:public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """Show a producer."""
    session = reading_session()
    producer = producer_record.producer(session, public_id)
    if producer is None:
        raise NotFound(gettext("Không có chủ thể nào ở địa chỉ này."))
    goods = goods_of(public_id)
    keep_this_answer()
    return render_template(
        "public/producer/show.html",
        producer=producer,
        goods=goods,
        in_force=sum(one.standing is Standing.IN_FORCE for one in goods),
        contacts=[contact for contact in producer.contacts if contact.is_public],
        successions=producer_record.successions(session, producer),
        tax_number=_public_tax_number(producer),
    )


def goods_of(producer: str) -> list[Goods]:
    """Return all products of a producer: certified ones as they stand today, then those that never were."""
    session = reading_session()
    row = producer_record.producer(session, producer)
    held = {one.public_id: one for one in todays_index().products if one.producer == producer}
    certified = [
        Goods(
            public_id=one.public_id, name=one.name, stars=one.stars, standing=one.standing, valid_until=one.valid_until
        )
        for one in held.values()
    ]
    others = [
        Goods(public_id=one.public_id, name=one.name, stars=None, standing=None, valid_until=None)
        for one in (producer_record.products(session, row) if row else ())
        if one.public_id not in held
    ]
    return [*certified, *others]


def _public_tax_number(producer: Producer) -> str | None:
    """Return the number of an organisation; twelve digits are a person's and never shown."""
    if not producer.tax_number:
        return None
    try:
        number = parse_tax_number(producer.tax_number)
    except Refusal:
        return None
    return None if number.is_personal else producer.tax_number
