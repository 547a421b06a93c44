"""What producers may say of themselves and their products beyond contacts, stories and pictures; its checking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.models.producer import Producer
from registry.models.product import Product
from registry.queries import places
from registry.queries import proposals as questions
from registry.rules.hearing import Hearing
from registry.rules.producer_kinds import ProducerKind
from registry.rules.proposal_life import ProposalField
from registry.rules.refusal import Refusal
from registry.rules.search_key import clean
from registry.usecases.producer_facts import tax_number_typed
from registry.usecases.product_facts import PackingFacts, industry_typed, packings_typed
from registry.usecases.typed import day_typed, line_typed, name_typed


@dataclass(frozen=True, kw_only=True)
class UnitWords:
    """What a producer says of itself as its own papers have it."""

    name: str
    since: date | None = None
    """Since when it bears that name; None where the name in the register was never right."""
    kind: ProducerKind
    tax_number: str | None = None
    representative: str | None = None
    commune: str | None = None
    """Public id of a commune of today."""


@dataclass(frozen=True, kw_only=True)
class GoodsWords:
    """What a producer says of a product."""

    name: str
    since: date | None = None
    """As for a producer."""
    industry: str | None = None
    packings: tuple[PackingFacts, ...] = ()


def unit_wanted(session: Session, row: Producer, words: UnitWords) -> Mapping[ProposalField, Any]:
    """Return what a producer wants to be said of it, as proposals keep it.

    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    # What was recorded as a list had it may be no number at all: left as it stands it is nobody's mistake now.
    is_same = clean(words.tax_number or "") == (row.tax_number or "")
    wanted: dict[ProposalField, Any] = {
        ProposalField.NAME: hearing.ask(_name, row, words, missing="Chủ thể phải có tên."),
        ProposalField.KIND: words.kind.value,
        ProposalField.TAX_NUMBER: row.tax_number if is_same else hearing.ask(tax_number_typed, words.tax_number),
        ProposalField.REPRESENTATIVE: hearing.ask(line_typed, words.representative, field="representative"),
        ProposalField.COMMUNE: hearing.ask(_commune, session, row, words.commune),
    }
    return hearing.settle(wanted)


def goods_wanted(row: Product, words: GoodsWords) -> Mapping[ProposalField, Any]:
    """Return what a producer wants to be said of its product, as proposals keep it.

    :raises Refusal: at every field that cannot be as it is.
    """
    hearing = Hearing()
    name = hearing.ask(_name, row, words, missing="Sản phẩm phải có tên.")
    industry = row.industry if (words.industry or None) == row.industry else hearing.ask(industry_typed, words.industry)
    packings = hearing.ask(packings_typed, words.packings) or ()
    return hearing.settle(
        {
            ProposalField.PRODUCT_NAME: name,
            ProposalField.INDUSTRY: industry,
            ProposalField.PACKINGS: [{"label": one.label, "gtin": one.gtin} for one in packings],
        }
    )


def _name(row: Producer | Product, words: UnitWords | GoodsWords, *, missing: str) -> str:
    hearing = Hearing()
    name = hearing.ask(name_typed, words.name, field="name", missing=missing)
    if words.since is not None and name == row.name:
        hearing.ask(_refuse_day_alone)
    elif words.since is not None:
        after = row.names[-1].valid_from if row.names else None
        hearing.ask(day_typed, words.since, field="since", after=after, since="ngày bắt đầu dùng tên hiện nay")
    return hearing.settle(name or "")


def _refuse_day_alone() -> None:
    raise Refusal("Tên chưa đổi: hãy ghi tên mới, hoặc để trống ngày này.", field="since")


def _commune(session: Session, row: Producer, public_id: str | None) -> str | None:
    if (public_id or None) == questions.value_of(row, ProposalField.COMMUNE):
        return public_id or None
    place = places.place(session, public_id) if public_id else None
    if place is None or place.valid_until is not None:
        raise Refusal("Hãy chọn xã, phường hiện nay.", field="commune")
    return place.public_id
