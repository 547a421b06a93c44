"""What producers propose: for staff to answer, for producers to see the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from registry.models.account import Account
from registry.models.membership import Membership
from registry.models.producer import Producer
from registry.models.product import Product
from registry.models.proposal import Proposal
from registry.queries.listing import AnyRow, ListRequest, Page, page_of
from registry.queries.names import has_word
from registry.rules.proposal_life import ProposalField, ProposalState
from registry.rules.search_key import fold

FILTERS = ("state", "field", "producer")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """One proposal in the list of staff."""

    public_id: str
    producer_name: str
    product_name: str | None
    field: ProposalField
    state: ProposalState
    made_at: datetime
    made_by: str | None
    caption: str | None
    """What is said of the picture that is proposed; nothing for anything else."""
    decided_at: datetime | None


def page(session: Session, request: ListRequest) -> Page[ProposalLine]:
    """Return one page of the proposals; those that wait come first, the longest waiting at the top."""
    by = aliased(Account)
    statement = (
        select(Proposal, Producer.name, Product.name, by.name)
        .join(Producer, Producer.id == Proposal.producer_id)
        .outerjoin(Product, Product.id == Proposal.product_id)
        .outerjoin(by, by.id == Proposal.made_by_id)
        .where(*_conditions(request))
    )
    waiting = case((Proposal.state == ProposalState.OPEN, 0), else_=1)
    return page_of(
        session,
        statement,
        request=request,
        sorts={"producer": (Producer.sort_key,), "made_at": (Proposal.made_at,)},
        key=Proposal.id,
        default=(waiting, case((Proposal.state == ProposalState.OPEN, Proposal.id), else_=-Proposal.id)),
        make=_line,
    )


def proposal(session: Session, public_id: str) -> Proposal | None:
    """Return a proposal with what it is about and who spoke."""
    return session.scalar(_whole().where(Proposal.public_id == public_id))


def of_account(session: Session, account_id: int | None, request: ListRequest) -> Page[Proposal]:
    """Return one page of the proposals of the producers an account speaks for, the newest first."""
    mine = select(Membership.producer_id).where(Membership.account_id == account_id)
    return page_of(
        session,
        _whole().where(Proposal.producer_id.in_(mine)),
        request=request,
        sorts={},
        key=Proposal.id,
        default=(Proposal.made_at.desc(), Proposal.id.desc()),
        make=lambda row: row[0],
    )


def open_about(session: Session, *, producer: Producer, product: Product | None) -> Sequence[Proposal]:
    """Return the proposals about a producer, or about a product of it, that wait for their answer."""
    return session.scalars(
        select(Proposal)
        .where(
            Proposal.state == ProposalState.OPEN,
            Proposal.producer_id == producer.id,
            Proposal.product_id == (product.id if product else None),
        )
        .order_by(Proposal.id)
    ).all()


def made_since(session: Session, *, producer: Producer, at: datetime) -> int:
    """Return how many proposals a producer has made since a moment, whatever became of them."""
    made = select(func.count()).where(Proposal.producer_id == producer.id, Proposal.made_at > at)
    return session.scalar(made) or 0


def value_now(one: Proposal) -> Any:
    """Return what the register says now of what a proposal is about; nothing for a picture to be added."""
    return value_of(one.product or one.producer, one.field)


def value_of(row: Producer | Product, field: ProposalField) -> Any:
    """Return a field of a record in the form in which proposals keep it."""
    if field is ProposalField.PHOTO:
        return None
    if isinstance(row, Producer):
        return _of_producer(row, field)
    if field is ProposalField.PACKINGS:
        return [{"label": one.label, "gtin": one.gtin} for one in row.packings]
    return row.name if field is ProposalField.PRODUCT_NAME else getattr(row, field.value)


def _of_producer(row: Producer, field: ProposalField) -> Any:
    if field is ProposalField.CONTACTS:
        return [{"kind": one.kind.value, "value": one.value, "is_public": one.is_public} for one in row.contacts]
    if field is ProposalField.COMMUNE:
        return row.commune.public_id if row.commune else None
    return row.kind.value if field is ProposalField.KIND else getattr(row, field.value)


def has_moved_away(one: Proposal) -> bool:
    """Say whether the product has another producer by now than the one that proposed."""
    return one.product is not None and one.product.producer_id != one.producer_id


def _whole() -> Select[Proposal]:
    return select(Proposal).options(
        joinedload(Proposal.producer).selectinload(Producer.contacts),
        joinedload(Proposal.product),
        joinedload(Proposal.made_by),
        joinedload(Proposal.decided_by),
    )


def _conditions(request: ListRequest) -> list[ColumnElement[bool]]:
    makers: Mapping[str, Callable[[Any], ColumnElement[bool]]] = MappingProxyType(
        {
            "state": lambda value: Proposal.state == ProposalState(value),
            "field": lambda value: Proposal.field == ProposalField(value),
            "producer": lambda value: Producer.public_id == value,
        }
    )
    chosen = [makers[name](value) for name, value in request.filters.items() if name in makers]
    words = fold(request.text).split()
    named = (has_word(Producer.search_key, word) | has_word(Product.search_key, word) for word in words)
    return [*chosen, *named]


def _line(row: AnyRow) -> ProposalLine:
    one: Proposal = row[0]
    return ProposalLine(
        public_id=one.public_id,
        producer_name=row[1],
        product_name=row[2],
        field=one.field,
        state=one.state,
        made_at=one.made_at,
        made_by=row[3],
        caption=one.wanted.get("caption") if one.field is ProposalField.PHOTO and one.wanted else None,
        decided_at=one.decided_at,
    )
